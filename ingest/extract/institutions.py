"""Institutions that a document names, and which of them act in its norms and measures.

Official bodies come from ``graph.institutions``. Universities, institutes, hospitals and companies
have no list: the tagger is asked, only for sentences that may name one, and believed only where
the name says whose it is. Classes of bodies (高校院所, 有关部门) are never institutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graph.institutions import InstitutionMention, find_institutions, generic_words
from graph.model import Institution, Measure, Node, Norm, Predicate, Relation, Span, Statement
from graph.names import institution
from graph.regions import city_names, find_regions
from ingest.extract.body import Body, Sentence
from ingest.extract.tagger import Token, tag

_SUFFIX = (
    "大学|学院|研究院|研究所|医院|公司|集团|科学院|工程院|基金会|出版社|交易所|促进中心|创新中心|研究中心|"
    "转移中心|服务中心|协会|学会|联合会|知识产权法院|互联网法院|实验室|科学园|委员会|管理局|分局"
)
# At least two characters in front, so that 大学 and 公司 alone ask nobody.
_MAY_NAME = re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{_SUFFIX})")
# 北京知识产权法院, 清华大学: the shape of the name is enough.
_UNIVERSITY = re.compile(r"^[\u4e00-\u9fff]{2,3}大学$")
# 西南交通大学, 华东师范大学, 电子科技大学: no province opens the name, but its kind closes it.
_UNIVERSITY_OF = re.compile(
    r"^[\u4e00-\u9fff]{2,6}(?:理工|工业|科技|交通|师范|农业|农林|林业|医科|医药|中医药|财经|政法|民族|海洋|石油|矿业|电力|"
    r"邮电|航空航天|航空|外国语|经济贸易|化工|工程|建筑|地质|传媒|体育|音乐|艺术)大学$"
    r"|^(?:电子科技|国防科技|国防)大学$"
)
_CLASS_OF_UNIVERSITY = re.compile(
    r"[的等和与及各所、]|普通|地方|高水平|一流|省属|部属|高等|本科|综合|研究型"
)
_GENERIC_STEM = re.compile(
    r"^(?:各|本|该|其|有关|相关|其他|某|一些|部分|地方|重点|高水平|研究型|世界一流|一流|普通|高等|职业|专科|公办|民办|"
    r"大专|中外|国内外|国内|国外|境外|境内|社会|中央|部属|省属|市属|驻京|驻地|在京|在沪|开放|老年|医科|理工|师范|农业|"
    r"国有|国家级|省级|市级|县级|三级|公立|民营|股份|有限|责任|上市|控股|子|分|总|母|集团|创业投资|投资|担保|融资担保|"
    r"保险|小额贷款|科技|技术|科技型|新型|产业|产业技术|行业|商业|专业|综合|工程|工程技术|制造业|技术创新|企业技术|"
    r"研究开发|研发|服务|培训|孵化|评估|交易|技术交易|技术转移|成果转化|公共|公共服务|检验检测|重点|国家重点|省重点|"
    r"联合|工程|专家|评审|仲裁|学术|学位|董事|监事|村民|居民|常务|职工代表|伦理|咨询|指导|监督|技术|审查|评议)+$"
)
# 国家重点实验室, 国家技术创新中心: classes too, though 国家 opens them.
_GENERIC_NATIONAL = re.compile(
    r"^国家级?(?:重点|技术创新|技术转移|工程|工程技术|产业创新|制造业创新|临床医学|企业技术|科学|科技)*"
    r"(?:研究)?(?:中心|实验室|机构|基地)$"
)
_ANCHOR = re.compile(r"^(?:中国|国家|全国|中央|中共|国务院|中科院|中华|最高|国际|世界)")
_GLUED = frozenset({"ORG", "LOC", "nz", "n", "vn", "nw", "s", "an", "j"})
_LONGEST = 24
_ALIAS = re.compile(
    r"^\s*[（(](?:以下|下文)?(?:简称|统称|称)(?:为)?[“\"]?(?P<alias>[^”\"（）()《》]{2,16})[”\"]?[）)]"
)


def institutions(
    body: Body, stated: Sequence[Statement]
) -> tuple[list[Node], list[Relation], list[str]]:
    """Institution nodes, MENTIONS once per provision and institution, 以下简称, and ACTOR."""
    nodes: dict[str, Institution] = {}
    relations: dict[tuple[str, str], Relation] = {}
    aliases: list[Relation] = []
    places: list[tuple[Span, Institution]] = []
    given: dict[str, str] = {}
    addressed = [s for s in body.opening if "关于" not in s.text and s.text not in body.head.title]
    for sentence in (*addressed, *body.sentences):
        mentions = _mentions(body, sentence)
        defined = [m for m in _defined(sentence.text) if not _overlaps(m, mentions)]
        mentions = sorted((*mentions, *defined), key=lambda m: m.start)
        mentions += [m for m in _by_alias(sentence.text, given) if not _overlaps(m, mentions)]
        mentions += [m for m in _of_zone(body, sentence.text) if not _overlaps(m, mentions)]
        for mention in mentions:
            node = institution(mention.name)
            nodes.setdefault(node.id, node)
            span = (sentence.start + mention.start, sentence.start + mention.end)
            places.append((span, node))
            place = body.narrowest(span[0])
            relations.setdefault(
                (place.id, node.id),
                Relation(place.id, Predicate.MENTIONS, node.id, body.quote(span)),
            )
            if alias := _ALIAS.match(sentence.text[mention.end :]):
                whole = (span[0], sentence.start + mention.end + alias.end())
                given[alias["alias"]] = mention.name
                aliases.append(
                    Relation(
                        body.document.id,
                        Predicate.ALIAS_OF,
                        node.id,
                        body.quote(whole),
                        (("alias", alias["alias"]),),
                    )
                )
    acting = [relation for s in stated for relation in _actors(body, s, places)]
    acting += _charged(body, stated, places)
    return list(nodes.values()), [*relations.values(), *aliases, *acting], []


# （省科技厅、省财政厅负责） at the end of a point: they answer for every measure of it.
_CHARGE = re.compile(
    r"[（(][^（）()]{2,300}?(?:负责|牵头|按职责分工|配合|指导|参与)[^（）()]{0,30}[）)]"
    r"|[（(](?:责任|负责|牵头)(?:单位|部门)[：:][^（）()]{2,300}[）)]"
)
_ROLE_IN_CHARGE = re.compile(r"(?:等[^，；]{0,8})?(?P<role>牵头)")


def _charged(
    body: Body, stated: Sequence[Statement], places: Sequence[tuple[Span, Institution]]
) -> Iterator[Relation]:
    """The bodies in a 责任分工 bracket, for the measures between it and the bracket before."""
    text = body.document.text
    measures = sorted(
        (s for s in stated if isinstance(s, Measure)), key=lambda s: s.evidence.spans[-1]
    )
    if not measures:
        return
    after = 0
    for bracket in _CHARGE.finditer(text):
        opens = max(after, _point_start(body, bracket.start()))
        charged = [m for m in measures if opens <= m.evidence.spans[-1][0] < bracket.start()]
        named = [p for p in places if bracket.start() < p[0][0] and p[0][1] <= bracket.end()]
        for measure in charged:
            for span, node in {node.id: (span, node) for span, node in named}.values():
                leads = _ROLE_IN_CHARGE.match(text, span[1]) is not None
                attributes = (("role", "牵头"),) if leads else ()
                yield Relation(measure.id, Predicate.ACTOR, node.id, body.quote(span), attributes)
        after = bracket.end()


def _point_start(body: Body, offset: int) -> int:
    """Where the point that ends at ``offset`` begins."""
    return body.narrowest(max(0, offset - 1)).start


# 设立某某专家咨询委员会（以下简称专委会）: named and given a short name at once.
_DEFINED = re.compile(
    r"(?P<run>[\u4e00-\u9fff]{4,36}(?:委员会|管委会|办公室|管理局|联席会议|领导小组|中心|总部))"
    r"(?=[（(](?:以下|下文)?简称)"
)
_BEFORE_DEFINED = re.compile(
    r".*(?:设立|成立|组建|建立|由|向|是|为|授权|的|和|与|及|会同|对|在|了|健全|完善|加强|规范|发挥|根据|按照|履行)(?=[\u4e00-\u9fff]{4})"
)


def _defined(text: str) -> list[InstitutionMention]:
    found = []
    for match in _DEFINED.finditer(text):
        name = _BEFORE_DEFINED.sub("", match["run"])
        alone = text[match.end() - len(name) - 1 : match.end() - len(name)] not in ("、", "和")
        if alone and len(name) >= 5 and not name.startswith(("市", "省", "县", "区", "各", "地方")):
            found.append(InstitutionMention(match.end() - len(name), match.end(), name))
    return found


def _by_alias(text: str, given: Mapping[str, str]) -> list[InstitutionMention]:
    """The short names that the document gave to bodies before."""
    return [
        InstitutionMention(*match.span(), name)
        for alias, name in given.items()
        for match in re.finditer(_free_alias(alias), text)
    ]


def _free_alias(alias: str) -> str:
    """A short alias counts where no longer name ends with it: 管委会, not 园区管委会."""
    words = re.escape(alias)
    if len(alias) >= 4:
        return rf"(?<![（(“\"称为]){words}"
    return rf"(?:(?<![\u4e00-\u9fff（(“\"])|(?<=[由向经和与对报从在按及])|(?<=或者|会同)){words}"


# 临江新区条例 speaks of 新区管理委员会 and 管委会: bodies of the one zone in its title.
_ZONE_TITLE = re.compile(
    r"^(?P<zone>[\u4e00-\u9fff（）()]{2,24}?"
    r"(?P<kind>自主创新示范区|自由贸易试验区|自由贸易港|开发区|合作区|示范区|试验区|新区|高新区|园区|科学城|知识城|科技城|"
    r"自贸区|保税区|度假区))(?:条例|管理|建设|促进|若干|暂行|发展|办法|规定|总体)"
)
_ZONE_BODY = (
    r"(?:开发建设|建设|发展)?"
    r"(?:管理委员会|管委会|管理机构|管理局|领导小组|联席会议|协调小组|工作委员会)(?:办公室)?"
)


def _of_zone(body: Body, text: str) -> list[InstitutionMention]:
    """The bodies of the zone that the act is about, by the zone's kind: 知识城管理机构."""
    title = _ZONE_TITLE.match(body.head.title)
    if title is None or not any(word in text for word in ("管", "小组", "会议", "委员会")):
        return []
    kind = title["kind"]
    words = "|".join({title["zone"], kind, kind[-3:], "自创区", "自贸试验区"})
    free = r"(?:(?<![各\u4e00-\u9fff、])|(?<=[由向经和与对报等]))"
    pattern = rf"{free}(?:{words})(?P<role>{_ZONE_BODY})"
    return [
        InstitutionMention(*match.span(), title["zone"] + match["role"])
        for match in re.finditer(pattern, text)
    ]


def _mentions(body: Body, sentence: Sentence) -> list[InstitutionMention]:
    text = _without_titles(sentence.text)
    found = find_institutions(text, within=body.regions_at(sentence.start))
    if _MAY_NAME.search(text) and _worth_asking(text):
        found += [m for m in _tagged(text) if not _overlaps(m, found)]
        # 北京大学第三医院 holds 北京大学: the longer name is the institution.
        longer = _tagged(text)
        found = [m for m in found if not any(_inside(m, other) for other in longer)]
        found += [m for m in longer if m not in found and not _overlaps(m, found)]
    return sorted(found, key=lambda m: m.start)


def _without_titles(text: str) -> str:
    """The text with titles blanked out: the bodies in 《国务院关于…》 are not meant."""
    return re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", lambda m: " " * len(m[0]), text)


def _worth_asking(text: str) -> bool:
    """Whether a name with an owner may stand here, or a proper name of a university."""
    for match in _MAY_NAME.finditer(text):
        run = re.search(
            r"[\u4e00-\u9fff（）]{2,24}$", text[max(0, match.start() - 22) : match.end()]
        )
        stem = re.sub(rf"(?:{_SUFFIX})$", "", run[0]) if run else ""
        if run and stem and not _GENERIC_STEM.match(stem[-8:]) and _has_owner(run[0]):
            return True
    return False


def _has_owner(words: str) -> bool:
    """Whether the words hold whose body it is: a region, 中国, 国家, or a university's own name."""
    return bool(
        re.search(r"中国|国家|全国|中央|中科院|国际", words)
        or find_regions(words + "。")
        or re.search(r"[\u4e00-\u9fff]{2,3}大学$", words)
        or _city_pattern().search(words)
    )


@cache
def _city_pattern() -> re.Pattern[str]:
    names = sorted(city_names(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


def _tagged(text: str) -> list[InstitutionMention]:
    return list(_glued(tag(text)))


def _glued(tokens: Sequence[Token]) -> Iterator[InstitutionMention]:
    """Join what the tagger cut: 中科院 + 纳米能源研究所, 北京 + 某某科技公司."""
    offsets = [0]
    for word, _ in tokens:
        offsets.append(offsets[-1] + len(word))
    position = 0
    while position < len(tokens):
        end = _reach(tokens, position)
        if end is None:
            position += 1
            continue
        name = "".join(word for word, _ in tokens[position:end])
        if _is_named(name):
            yield InstitutionMention(offsets[position], offsets[end], name)
        position = end


def _reach(tokens: Sequence[Token], start: int) -> int | None:
    """How far a name that starts at this token goes; None where none starts."""
    if tokens[start][1] not in ("ORG", "LOC", "nz"):
        return None
    best = None
    length = 0
    for end in range(start, len(tokens)):
        word, kind = tokens[end]
        length += len(word)
        if kind not in _GLUED or length > _LONGEST:
            break
        if re.search(rf"(?:{_SUFFIX})$", word) and (end > start or kind == "ORG"):
            best = end + 1
            if kind == "ORG" and end + 1 < len(tokens) and tokens[end + 1][1] != "ORG":
                break
    return best


def _is_named(name: str) -> bool:
    """Whether the name is one body's own, not a class."""
    if name in generic_words() or len(name) < 4 or _GENERIC_NATIONAL.match(name):
        return False
    stem = re.sub(rf"(?:{_SUFFIX})$", "", name)
    if not stem or _GENERIC_STEM.match(stem):
        return False
    if _UNIVERSITY.match(name):
        return True
    if _UNIVERSITY_OF.match(name) and not _CLASS_OF_UNIVERSITY.search(name):
        return True
    return bool(_ANCHOR.match(name) or _city_pattern().match(name) or _starts_with_region(name))


def _starts_with_region(name: str) -> bool:
    found = find_regions(name)
    return bool(found) and found[0].start == 0 and found[0].end < len(name)


def _overlaps(mention: InstitutionMention, others: Sequence[InstitutionMention]) -> bool:
    return any(mention.start < o.end and o.start < mention.end for o in others)


def _inside(inner: InstitutionMention, outer: InstitutionMention) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )


def _actors(
    body: Body, statement: Statement, places: Sequence[tuple[Span, Institution]]
) -> Iterator[Relation]:
    """The institutions in the words that say who acts."""
    if isinstance(statement, Norm):
        words = statement.subject
    elif isinstance(statement, Measure):
        words = statement.actor
    else:
        return
    seen: set[str] = set()
    for span, node in places:
        printed = body.document.text[slice(*span)]
        held = any(a <= span[0] and span[1] <= b for a, b in statement.evidence.spans)
        if held and printed in words and node.id not in seen:
            seen.add(node.id)
            yield Relation(statement.id, Predicate.ACTOR, node.id, body.quote(span))
