"""When an act begins and ends, from its own clauses: 自…起施行, 有效期至…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import find_dates, small_number
from graph.model import Document, Provision, ProvisionKind, Span, is_of_further_act

_SELF = (
    r"(?:本《?(?:法|条例|办法|规定|细则|决定|解释|意见|通知|方案|规则|规程|措施|政策|章程|规范|实施细则|"
    r"若干规定|暂行办法|暂行条例|若干措施|实施意见|实施办法|令|文件)|现予公布|现予发布|[》）])"
)
_PUBLICATION = r"(?:公布|发布|颁布|印发|发文|下发|签发|公告|通过)(?:之日|日)"
_DATE = r"[\d一二三四五六七八九十〇○零lI年月日号 ]{6,16}?日"
_COUNT = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
# 本条例自2020年1月1日起施行 | 本法自公布之日起施行 | 自发布之日起施行 | 公布，自2019年3月1日起施行
# | 自公布之日起30日后施行
_COMMENCES = re.compile(
    rf"(?P<subject>{_SELF})?[^。；\n]{{0,12}}?(?:自|从|于|在|以)?(?P<when>{_DATE}|{_PUBLICATION})(?:起|开始)?(?:正式)?"
    rf"(?:满?(?P<days>{_COUNT})(?:日|天)(?:之?后|以后|届满|起)?(?:正式)?)?"
    r"(?P<verb>施行|实施|执行|生效|试行)"
)
# 有效期为2023年6月1日至2026年5月31日
_PERIOD = re.compile(
    rf"(?:有效期|试行期|执行期|实施期|施行期)(?:限)?(?:为|是|自|从){{0,2}}(?P<from>{_DATE})起?(?:至|到|[—–-])"
    rf"(?P<day>{_DATE})"
)
# 自2023年6月1日起施行，|2028年5月31日废止
_STOPS = re.compile(
    rf"(?<!》)(?P<since>自|从)?(?P<day>{_DATE})(?P<on>起)?(?:自行|自动|即行)?(?:废止|失效|终止|停止执行)"
)
# 有效期至2025年12月31日 | 有效期5年 | 有效期为五年 | 试行期两年
_UNTIL = re.compile(
    rf"(?:有效期|试行期|执行期|实施期|施行期)(?:限)?(?:截止|截至|至|到|截止到)?(?P<day>{_DATE})"
)
_FOR_YEARS = re.compile(
    r"(?:(?:有效期|试行期|施行期|执行期)(?:限)?(?:为|是)?|暂定|(?<=[，,；])试行)(?P<years>[一二两三四五六七八九十]|\d{1,2})个?年"
)
_PARTIAL = re.compile(r"第[一二三四五六七八九十百\d]+[条款项](?:[^，。；]{0,30})自")
_OTHERS = re.compile(r"《[^》]+》[^。；，]{0,10}$")
# 本办法有效期…, …起施行，有效期…; not 许可证有效期
_OWN_PERIOD = re.compile(
    rf"(?:{_SELF}[^。；]{{0,6}}|[起后](?:正式)?(?:施行|实施|执行|生效|试行)[，。；,]?(?:本[^，。；证]{{1,8}})?)$"
)
_NEAR = 60
_LAST = 4
"""Articles at the end among which the clause of commencement stands."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of commencement or end."""

    span: Span
    basis: str
    """附则第四十五条, or the label of the provision, or 公布令."""
    day: date | None
    """None for 自公布之日起: the day is that of publication."""
    days_after: int = 0
    """Days behind it: 自公布之日起30日后施行."""


def commencement(
    document: Document, provisions: Sequence[Provision], head: Span | None
) -> Clause | None:
    """The clause by which the whole act begins; its last provisions before its order.

    Clauses that let single articles begin at another time are not meant.
    """
    for place, basis in _places(provisions):
        after = place[0]
        for match in _COMMENCES.finditer(document.text, *place):
            # 除第五条自…起施行外，本办法自…起施行: the first clause is not the second one's.
            if not _is_partial(document.text, match, after):
                return _clause(match, basis, place[0])
            after = match.end()
    for place, basis in _places(provisions):
        period = _PERIOD.search(document.text, *place)
        dates = find_dates(period["from"]) if period else []
        if period and dates and _speaks_of_itself(period, place[0]):
            return Clause(period.span(), basis, dates[0].value)
    if head:
        for match in _COMMENCES.finditer(document.text, *head):
            # 现予公布，自…起施行: a date alone is the 题注's, read as an event.
            before = document.text[max(head[0], match.start() - 30) : match.start("when")]
            if re.search(r"公布|发布|颁布|印发|本", before):
                return _clause(match, "公布令", head[0])
    return None


def expiry(
    document: Document, provisions: Sequence[Provision], start: date | None
) -> Clause | None:
    """The clause that gives an end; a period of years runs from ``start``."""
    for place, basis in _places(provisions):
        match = _UNTIL.search(document.text, *place)
        if match and _speaks_of_itself(match, place[0]):
            dates = find_dates(match["day"])
            if dates and dates[0].value:
                return Clause(match.span(), basis, dates[0].value)
        match = _PERIOD.search(document.text, *place)
        if match and (dates := find_dates(match["day"])) and _speaks_of_itself(match, place[0]):
            return Clause(match.span(), basis, dates[0].value)
        match = _STOPS.search(document.text, *place)
        if match and (dates := find_dates(match["day"])) and _speaks_of_itself(match, place[0]):
            last = dates[0].value
            ends_before = bool(last and (match["since"] or match["on"]))
            day = last - timedelta(days=1) if last and ends_before else last
            return Clause(match.span(), basis, day)
        match = _FOR_YEARS.search(document.text, *place)
        if start and match and _speaks_of_itself(match, place[0]):
            years = small_number(match["years"].replace("两", "二"))
            if years:
                return Clause(match.span(), basis, _years_later(start, years))
    return None


def _places(provisions: Sequence[Provision]) -> list[tuple[Span, str]]:
    """The last articles, or else the last paragraphs, with how they are cited; last first. Those of
    a further act in the same file are not meant.
    """
    provisions = [p for p in provisions if not is_of_further_act(p)]
    articles = [p for p in provisions if p.rank is ProvisionKind.ARTICLE]
    if articles:
        closing = {p.id for p in provisions if p.title.replace(" ", "") == "附则"}
        chosen = [*reversed(articles[-_LAST:])]
        return [
            ((p.start + len(p.label), p.end), ("附则" if p.parent_id in closing else "") + p.label)
            for p in chosen
        ]
    tops = [
        p
        for p in provisions
        if p.rank not in (ProvisionKind.HEAD, ProvisionKind.LEFTOVER, ProvisionKind.ANNEX)
    ]
    leaves = [p for p in tops if not any(c.parent_id == p.id for c in provisions)]
    return [((p.start, p.end), p.locator or "正文") for p in reversed(leaves[-_LAST:])]


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that holds ``end`` begins, not before ``start``."""
    found = max(text.rfind(mark, start, end) for mark in "。；\n")
    begin = max(start, found + 1)
    return begin + (text[begin : begin + 1] == " ")


def _is_partial(text: str, match: re.Match[str], start: int) -> bool:
    """本条例第三条自…起施行, 《…》自…起施行: not the act itself."""
    before = text[_sentence_start(text, start, match.start("when")) : match.start("when")]
    if _PARTIAL.search(before + "自"):
        return True
    return bool(_OTHERS.search(before)) and not before.startswith("本")


def _speaks_of_itself(match: re.Match[str], start: int) -> bool:
    """Whether 有效期 is the act's own and not that of a licence, or of one provision:
    第五条自…起施行，有效期….
    """
    text = match.string
    before = text[max(start, match.start() - _NEAR) : match.start()]
    if not _OWN_PERIOD.search(before):
        return False
    after = _sentence_start(text, start, match.start())
    partial = False
    for begins in _COMMENCES.finditer(text, after, match.start()):
        partial = _is_partial(text, begins, after)
        after = begins.end()
    return not partial


def _clause(match: re.Match[str], basis: str, start: int) -> Clause:
    """The clause with the words before its date, as far as they belong to its sentence."""
    dates = find_dates(match["when"])
    day = dates[0].value if dates else None
    begin = _sentence_start(match.string, start, match.start("when"))
    begin = begin if match.start("when") - begin <= _NEAR else match.start("when")
    days = small_number(match["days"] or "") or 0
    day = day + timedelta(days=days) if day else None
    return Clause((begin, match.end()), basis, day, days)


def _years_later(start: date, years: int) -> date:
    """The last day of the period."""
    try:
        later = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        later = start.replace(year=start.year + years, day=28)
    return date.fromordinal(later.toordinal() - 1)
