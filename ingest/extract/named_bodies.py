"""Universities, institutes, hospitals and companies by their names, as the tagger finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.gazetteer import city_names
from graph.institution_names import InstitutionMention, generic_words
from graph.regions import find_regions
from ingest.extract.tagger import Token, tag

_SUFFIX = (
    "大学|学院|研究院|研究所|医院|公司|集团|科学院|工程院|基金会|出版社|交易所|促进中心|创新中心|研究中心|"
    "转移中心|服务中心|交易中心|超算中心|管理中心|协会|学会|联合会|联盟|知识产权法院|互联网法院|实验室|科学园|委员会|管委会|管理局|"
    "分局|分行|支行"
)

# At least two characters in front, so that 大学 and 公司 alone ask nobody.
MAY_NAME = re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{_SUFFIX})")

# 北京知识产权法院, 清华大学: the shape of the name is enough.
_UNIVERSITY = re.compile(r"^[\u4e00-\u9fff]{2,3}大学$")

# 西南交通大学, 华东师范大学, 电子科技大学: no province opens the name, but its kind closes it.
_UNIVERSITY_OF = re.compile(
    r"^[\u4e00-\u9fff]{2,6}(?:理工|工业|科技|交通|师范|农业|农林|林业|医科|医药|中医药|财经|政法|民族|海洋|石油|矿业|电力|"
    r"邮电|航空航天|航空|外国语|经济贸易|化工|工程|建筑|地质|传媒|体育|音乐|艺术)大学$"
    r"|^(?:电子科技|国防科技|国防)大学$"
)

# 清华大学无锡应用技术研究院, 江南大学食品学院
_OF_UNIVERSITY = re.compile(r"^[\u4e00-\u9fff]{2,8}大学(?=[\u4e00-\u9fff]{2})")

# 西交利物浦大学: too long for a class
_LONG_UNIVERSITY = re.compile(r"^[\u4e00-\u9fff]{5,10}大学$")

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


def worth_asking(text: str, *, report: bool) -> bool:
    """Whether a name with an owner may stand here, or a proper name of a university.

    In a report any name that is not a class.
    """
    for match in MAY_NAME.finditer(text):
        run = re.search(
            r"[\u4e00-\u9fff（）]{2,24}$", text[max(0, match.start() - 22) : match.end()]
        )
        stem = re.sub(rf"(?:{_SUFFIX})$", "", run[0]) if run else ""
        if not run or not stem or _GENERIC_STEM.match(stem[-8:]):
            continue
        if report or _has_owner(run[0]):
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


def tagged(text: str, *, report: bool) -> list[InstitutionMention]:
    """Bodies by the tagger; in a report also one whose name does not say whose it is, where the
    tagger takes it for one word.
    """
    return list(_glued(tag(text), report=report))


def _glued(tokens: Sequence[Token], *, report: bool) -> Iterator[InstitutionMention]:
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
        name = _THEN_ACTS.split(name, maxsplit=1)[0].rstrip("与和及")
        lead = _WITH.match(name)
        start = offsets[position] + (lead.end() if lead else 0)
        name = name[lead.end() :] if lead else name
        whole = report and end == position + 1 and tokens[position][1] == "ORG"
        if _is_named(name) or (whole and _is_proper(name)):
            yield InstitutionMention(start, start + len(name), name)
        position = end


# 某大学|共建技术转移学院: the tagger took along what the body does.
_THEN_ACTS = re.compile(r"(?<=大学|学院|医院|集团|公司)(?:共建|联合|合作|设立|成立|组建|牵头)")


# 某区联合|某某公司: who acts with it.
_WITH = re.compile(
    r"^[\u4e00-\u9fff]{2,10}?(?:联合|会同|携手|联手|依托|引进|支持|推动)(?=[\u4e00-\u9fff]{6})(?!会|国|体|实验)"
)


_JOINS = ("与", "和", "及")


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
        if kind == "ORG" and word.endswith(_JOINS):  # 某研究院与|某公司
            return end + 1
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
    university = any(p.match(name) for p in (_UNIVERSITY_OF, _LONG_UNIVERSITY, _OF_UNIVERSITY))
    if university and not _CLASS_OF_UNIVERSITY.search(name):
        return True
    return bool(_ANCHOR.match(name) or _city_pattern().match(name) or _starts_with_region(name))


# 嵩山实验室, 华为公司: a word of its own in front of the kind.
_PROPER_KIND = re.compile(
    r"(?:大学|(?<=理工)学院|(?<=师范)学院|(?<=医学)学院|(?<=职业)学院|(?<=职业技术)学院|实验室|研究院|研究所|公司|集团|医院|联盟|银行|设计院|科学院)$"
)


def _is_proper(name: str) -> bool:
    stem = _PROPER_KIND.sub("", name)
    if stem == name or len(stem) < 2 or name in generic_words():
        return False
    return not (_GENERIC_STEM.match(stem) or _CLASS_OF_UNIVERSITY.search(stem))


def _starts_with_region(name: str) -> bool:
    found = find_regions(name)
    return bool(found) and found[0].start == 0 and found[0].end < len(name)
