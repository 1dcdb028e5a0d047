"""Institutions that a document names, and which of them act in its norms and measures.

Official bodies come from ``graph.institutions``. Universities, institutes, hospitals and companies
have no list: the tagger is asked, only for sentences that may name one, and believed only where
the name says whose it is. Classes of bodies (高校院所, 有关部门) are never institutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.institution_names import InstitutionMention
from graph.institutions import find_institutions
from graph.model import Institution, Measure, Node, Norm, Predicate, Relation, Span, Statement
from graph.names import institution
from ingest.extract.body import Body, Sentence
from ingest.extract.named_bodies import MAY_NAME, tagged, worth_asking
from ingest.extract.sections import is_report

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
    report = is_report(body)
    addressed = [s for s in body.opening if "关于" not in s.text and s.text not in body.head.title]
    for sentence in (*addressed, *body.sentences):
        mentions = _mentions(body, sentence, report=report)
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


def _mentions(body: Body, sentence: Sentence, *, report: bool) -> list[InstitutionMention]:
    text = _without_titles(sentence.text)
    found = find_institutions(text, within=body.regions_at(sentence.start))
    if MAY_NAME.search(text) and worth_asking(text, report=report):
        longer = tagged(text, report=report)
        found += [m for m in longer if not _overlaps(m, found)]
        # 北京大学第三医院 holds 北京大学: the longer name is the institution.
        found = [m for m in found if not any(_inside(m, other) for other in longer)]
        found += [m for m in longer if m not in found and not _overlaps(m, found)]
    return sorted(found, key=lambda m: m.start)


def _without_titles(text: str) -> str:
    """The text with titles blanked out: the bodies in 《国务院关于…》 are not meant."""
    return re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", lambda m: " " * len(m[0]), text)


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
