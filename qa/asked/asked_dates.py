"""The days for which a question wants the law as it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.dates import TextDate, find_dates
from qa.asked.names import PolicyMention

_NOW = re.compile(r"现在|目前|现行|如今|眼下|今天|当前")
_AFTER = re.compile(r"以后|之后|后|起|以来|开始")
_BEFORE = re.compile(r"以前|之前|前")


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A day or span for which the question wants the law as it stood."""

    first: date
    last: date
    text: str


# 2018年国办推广的改革里有…, 2018年度国家奖, 2004年通过以后: on which day no law is asked for
_OF_AN_EVENT = re.compile(
    r"度|[^，。？；的]{0,10}(?:推广|印发|下发|推出|启动|召开|签发)的|通过(?:[以之]?后|以来|时)"
)
# 2018年3月，一部2012年的地方法规…; 2002年那部法, 2010年那版: names a text of an act
_OF_AN_ACT = re.compile(
    r"(?:通过|公布|施行|修[订改正]|出台)?"
    r"(?:的?(?:那[部版个份]|文本|版本?)"
    r"|的[^，。？；的]{0,12}(?:法规|条例|办法|规定|细则|意见|通知|文件|决定|解释|(?<![说做写看办想])法))"
)


def asked_dates(
    text: str,
    dates: Sequence[TextDate],
    policies: Sequence[PolicyMention],
    today: date | None,
) -> tuple[AskedDate, ...]:
    """Days and spans at which the law is asked for; dates inside titles are none."""
    asked: list[AskedDate] = []
    of_acts = [d for d in dates if _OF_AN_ACT.match(text, d.end)]
    spared = of_acts if len(of_acts) < len(dates) else []
    for found in dates:
        inside = any(p.start <= found.start < p.end for p in policies)
        if inside or found in spared or _OF_AN_EVENT.match(text, found.end):
            continue
        span = _days(found)
        if span is None:
            continue
        first, last = span
        behind = text[found.end : found.end + 3]
        if _AFTER.match(behind):
            last = first if found.value else last
        elif _BEFORE.match(behind):
            first, last = _day_before(first), _day_before(first)
        asked.append(AskedDate(first, last, text[found.start : found.end]))
    if today and asked and _NOW.search(text):
        asked.append(AskedDate(today, today, "现在"))
    return tuple(asked)


def dates_of_acts(text: str, policies: Sequence[PolicyMention]) -> tuple[AskedDate, ...]:
    """Days that tell a text of an act from its others: 2026年的商标法, 2002年那部法."""
    found = [d for d in find_dates(text) if _OF_AN_ACT.match(text, d.end)]
    spans = [
        (_days(d), text[d.start : d.end])
        for d in found
        if not any(p.start <= d.start < p.end and p.quoted for p in policies)
    ]
    return tuple(AskedDate(*days, words) for days, words in spans if days)


def _days(found: TextDate) -> tuple[date, date] | None:
    """First and last day of what a text date names."""
    if found.value:
        return found.value, found.value
    first, _, last = found.iso.partition("/")
    begin, end = _edge(first, last=False), _edge(last or first, last=True)
    return (begin, end) if begin and end else None


def _edge(iso: str, *, last: bool) -> date | None:
    numbers = [int(part) for part in iso.split("-") if part.isdigit()]
    if len(numbers) == 3:
        return date(*numbers)
    if len(numbers) == 2:
        year, month = numbers
        after = date(year + month // 12, month % 12 + 1, 1)
        return _day_before(after) if last else date(year, month, 1)
    if len(numbers) == 1:
        return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    return None


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
