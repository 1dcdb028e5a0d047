"""References in a text: 《title》, 专利法第三条, 本条例第十条第二款第（一）项, 前款."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from graph.locators import PLACES, Locator, parse_locators


class ReferenceKind(StrEnum):
    """How a reference says what it means."""

    TITLE = "title"
    """By a title in 《》."""
    NAME = "name"
    """By a bare name in front of an article: 专利法第二十二条."""
    SELF = "self"
    """The act itself: 本法, 本条例, or an article with nothing in front."""
    PRECEDING = "preceding"
    """By place: 前款, 前两款, 本款, 前条, 本条, 前项."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    text: str
    kind: ReferenceKind
    name: str
    """The title without 《》, the bare name, 本法 or 前款; empty for an article alone."""
    locators: tuple[Locator, ...] = ()
    """Every place named, ranges spelled out; empty where the whole act is meant."""


# 《关于修改〈某某条例〉的决定》: an inner title may also stand in 《》.
_TITLE = r"《(?P<title>[^《》]{1,120}(?:《[^《》]{1,80}》[^《》]{0,60})*)》"
# 本法, but not 基本法, 基本规范, 日本法律 or 资本规则
_SELF = (
    r"(?<![基根样原成版日标资范文])本(?:法|法典|条例|办法|规定|细则|实施细则|决定|解释|通则|规则|章程|意见|通知|方案|规程|准则|"
    r"措施|纲要|规范|若干规定|实施办法|暂行办法|暂行规定|试行办法)"
)
_PRECEDING = r"(?:本条)?前[一二两三四五六]?[款条项](?!目)|本[款条项](?!例|目|件)|上一?款"
_NAME = r"(?:[\u4e00-\u9fff（）()]{1,24}?(?:法典|法|条例|办法|规定|细则|解释|通则|决定))"
_REFERENCE = re.compile(
    rf"{_TITLE}(?:\s*(?P<title_places>{PLACES}))?"
    rf"|(?P<self>{_SELF})(?:\s*(?P<self_places>{PLACES}))?"
    rf"|(?P<preceding>{_PRECEDING})(?:\s*(?P<preceding_places>{PLACES}))?"
    rf"|(?P<places>{PLACES})"
)
# Words that end before a bare name starts: 依照|专利法第三条, 不符合|种子法第十条.
_BEFORE_NAME = re.compile(
    r".*(?:依据|依照|按照|根据|违反|符合|适用|属于|具有|构成|满足|参照|是指|所称|以及|或者|关于|援引|"
    r"引用|规定|其他|具备|除|支付|实施|执行|修改|提交|授权|称|和|与|及|对|由|将|在|因|为|的|中|有|是|按|依|经)"
)
_COUNTRY = "中华人民共和国"
_BARE_NAME = re.compile(rf"{_NAME}$")
_NO_NAME = re.compile(
    r"^(?:该|同|此|前述|上述|有关|相关|其他|国家|本|各|新|旧|原|法律|行政法规|地方性法规|某)?"
    r"(?:法|条例|办法|规定|细则|解释|决定|方法)$|法律法规"
)
# An article's own label: alone at the start of a line, with a blank behind it.
_LINE_START = re.compile(r"(?:^|\n)[#\s]*$")
_HEADING_END = re.compile(r"[\s【]|$")


def find_references(text: str, *, names: Collection[str] = ()) -> list[Reference]:
    """All references in the text, ascending and disjoint.

    An article's own label at the start of a line is a heading and is passed over. ``names`` are
    names that the document gave to acts (以下简称); they count like the names of national laws.
    """
    found = list(_references(text, names))
    for bare in _bare(text, names):
        if not any(_overlap(bare, other) for other in found):
            found.append(bare)
    return sorted(found, key=lambda r: r.start)


def _overlap(one: Reference, other: Reference) -> bool:
    return one.start < other.end and other.start < one.end


# 合同法律关系, 公司法人: the name's last character belongs to the next word.
_NOT_A_LAW = r"(?![律人院官规治制庭典定学医令])"
# 森林法实施条例: a regulation that is named by its law.
_APPLIED = r"(?:实施(?:细则|条例|办法))?"
# 根据宪法, 依照刑法的规定: names of two characters count where a word of citing stands in front.
_SHORT_LAW = re.compile(
    r"(?:(?<=根据|依照|按照|违反|遵守|符合|适用|依据|维护)|(?<=[、和与及以由]))"
    r"(?P<name>宪法|刑法|民法|水法|商法)"
    r"(?![律人院官规治制庭典学医令]|宣誓|精神|意识|日|教育|原则|和法律(?!的)|修正|通则|总则)"
)
# 违反植物新品种保护条例的, 修订专利代理条例: the end of a run of characters may be the title.
_REGULATION = re.compile(r"(?P<run>[\u4e00-\u9fff、]{4,40}?(?:条例|实施细则|暂行办法))")


_LAW_ENDS = ("法", "条例", "办法", "规定", "细则")
_OWN_WORDS = 4
"""Characters from which on a short name is no word of the language."""


def _bare(text: str, names: Collection[str]) -> Iterator[Reference]:
    """专利法, 民法典: national laws and the document's own short names, without an article."""
    yield from _bare_regulations(text)
    if "法" not in text and not any(name in text for name in names):
        return
    for match in _law_pattern().finditer(text):
        yield _whole(text, *match.span(), match["name"])
    for match in _SHORT_LAW.finditer(text):
        yield _whole(text, *match.span(), match["name"])
    for name in names:
        # 《办法》 is a name that was given, 办法 a word.
        if len(name) >= _OWN_WORDS or (name.endswith(_LAW_ENDS) and len(name) > 2):
            for match in re.finditer(re.escape(name), text):
                yield _whole(text, *match.span(), name)


def _bare_regulations(text: str) -> Iterator[Reference]:
    for match in _REGULATION.finditer(text):
        run = match["run"]
        for start in range(len(run) - 5):
            if run[start:] in _regulations():
                yield _whole(text, match.start() + start, match.end(), run[start:])
                break


def _whole(text: str, start: int, end: int, name: str) -> Reference:
    return Reference(start=start, end=end, text=text[start:end], kind=ReferenceKind.NAME, name=name)


@cache
def _law_pattern() -> re.Pattern[str]:
    laws = sorted((law for law in _laws() if len(law) > 2), key=lambda law: (-len(law), law))
    name = rf"(?P<name>(?:{'|'.join(laws)}){_APPLIED})"
    return re.compile(rf"(?<![本该新旧])(?:中华人民共和国)?{name}{_NOT_A_LAW}")


def _references(text: str, names: Collection[str]) -> Iterator[Reference]:
    taken = 0
    for match in _REFERENCE.finditer(text):
        if match["title"] is not None:
            yield _reference(match, ReferenceKind.TITLE, match["title"], match["title_places"])
        elif match["self"]:
            yield _reference(match, ReferenceKind.SELF, match["self"], match["self_places"])
        elif match["preceding"]:
            yield _reference(
                match,
                ReferenceKind.PRECEDING,
                match["preceding"].removeprefix("本条") or match["preceding"],
                match["preceding_places"],
            )
        elif reference := _by_place(text, taken, match, names):
            yield reference
        taken = match.end()


def _by_place(
    text: str, taken: int, match: re.Match[str], names: Collection[str]
) -> Reference | None:
    """第X条 with a bare name in front, or with nothing: then it is the act's own."""
    start = match.start()
    at_line_start = _LINE_START.search(text, max(0, start - 12), start)
    if at_line_start and _HEADING_END.match(text, match.end()):
        return None
    lead = text[max(taken, start - 40) : start]
    name = _name_before(lead, names)
    if name:
        start -= len(name)
    kind = ReferenceKind.NAME if name else ReferenceKind.SELF
    return Reference(
        start=start,
        end=match.end(),
        text=text[start : match.end()],
        kind=kind,
        name=name,
        locators=parse_locators(match["places"]),
    )


def _name_before(lead: str, names: Collection[str]) -> str:
    """The act's bare name at the end of ``lead``, or ``""``."""
    run = re.search(r"[\u4e00-\u9fff]*$", lead)
    words = run[0] if run else ""
    country = words.rfind(_COUNTRY)
    if country >= 0:
        return words[country:] if _BARE_NAME.search(words[country:]) else ""
    if given := max((n for n in names if words.endswith(n)), key=len, default=""):
        return given
    for length in range(min(len(words), _longest_law()), 1, -1):
        if words[-length:] in _laws():
            return words[-length:]
    words = _BEFORE_NAME.sub("", words)
    if len(words) < 4 or not _BARE_NAME.search(words) or _NO_NAME.search(words):
        return ""
    return words


@cache
def _laws() -> frozenset[str]:
    lines = files("graph").joinpath("data", "laws.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _regulations() -> frozenset[str]:
    lines = files("graph").joinpath("data", "regulations.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _longest_law() -> int:
    return max(map(len, _laws()))


def _reference(
    match: re.Match[str], kind: ReferenceKind, name: str, places: str | None
) -> Reference:
    return Reference(
        start=match.start(),
        end=match.end(),
        text=match[0],
        kind=kind,
        name=re.sub(r"\s+", "", name) if kind is ReferenceKind.TITLE else name,
        locators=parse_locators(places) if places else (),
    )
