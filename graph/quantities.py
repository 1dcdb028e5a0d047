"""Quantities in a sentence: shares, periods, amounts and counts, with the words that bound them.

Dates, years, article labels, ordinals and 发文字号 are not quantities and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.model import Comparator, Span
from graph.numerals import parse_number
from graph.quantity_words import (
    AFTER_PATTERNS,
    BEFORE_BASE,
    BEFORE_PATTERN,
    BEFORE_VALUES,
    BETWEEN,
    CURRENCIES,
    NOT_AFTER,
    NOT_QUANTITIES,
    PERIOD_UNITS,
    SCALES,
    SHARE_UNITS,
    UNIT_NAMES,
    VALUE,
)

SHARE, PERIOD, AMOUNT, COUNT = "比例", "期限", "金额", "数量"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One value with its unit. ``text[start:end]`` is the value as printed, without bounds."""

    start: int
    end: int
    text: str
    """E.g. 百分之五十, 三至五年, 五万元以上十万元以下."""
    comparator: Comparator
    value: float
    """In ``unit``: shares in percent, amounts in 元 (or another currency), never 万元."""
    value_max: float | None = None
    """Upper bound where ``comparator`` is BETWEEN."""
    unit: str
    """%, 倍, 百分点, 年, 月, 日, 工作日, 小时, 元, 人, 家 …"""
    outer: Span
    """The value together with the words that bound it: 不低于百分之五十, 三年以内."""

    @property
    def kind(self) -> str:
        """比例, 期限, 金额 or 数量."""
        if self.unit in SHARE_UNITS:
            return SHARE
        if self.unit in PERIOD_UNITS:
            return PERIOD
        return AMOUNT if self.unit in CURRENCIES else COUNT


def find_quantities(text: str) -> list[Quantity]:
    """All quantities in the text, ascending and disjoint. Offsets count from 0 in ``text``."""
    return list(_quantities(text))


@lru_cache(maxsize=2048)
def _quantities(text: str) -> tuple[Quantity, ...]:
    """The same, kept: a claim is held against one quote in many ways."""
    blocked = [match.span() for match in NOT_QUANTITIES.finditer(text)]
    bounded = [_bound(text, quantity) for quantity in _joined(text, _values(text, blocked))]
    return tuple(_shared_bounds(text, bounded))


# 分别达到百分之八、百分之四和百分之三以上: one bound for all.
_ROW = re.compile(r"、|和|及|或者?")


def _shared_bounds(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give the values of a row the bound that is printed before its first or after its last."""
    shared = list(quantities)
    for step in (range(1, len(shared)), range(len(shared) - 2, -1, -1)):
        for n in step:
            one, other = shared[n], shared[n - 1 if step.step == 1 else n + 1]
            first, last = sorted((one, other), key=lambda q: q.start)
            in_row = _ROW.fullmatch(text[first.end : last.start]) and one.unit == other.unit
            bounds = other.comparator is not Comparator.BETWEEN
            if in_row and bounds and one.comparator is Comparator.EQUAL:
                shared[n] = replace(one, comparator=other.comparator)
    return [q for n, q in enumerate(shared) if not _said_again(text, q, shared[n + 1 : n + 2])]


def _said_again(text: str, quantity: Quantity, following: list[Quantity]) -> bool:
    """3名或3名以上: the first is said again with its bound."""
    return any(
        (other.value, other.unit) == (quantity.value, quantity.unit)
        and text[quantity.end : other.start] in ("或", "或者", "及")
        for other in following
    )


def _values(text: str, blocked: list[Span]) -> Iterator[Quantity]:
    """Every value with its unit, not yet bounded."""
    position, limit = 0, iter([*blocked, (len(text), len(text) + 1)])
    barrier = next(limit)
    while match := VALUE.search(text, position):
        start, end = match.span()
        while barrier[1] <= start:
            barrier = next(limit)
        if start < barrier[1] and end > barrier[0]:
            # Read on after what is blocked, or before it where the value starts earlier.
            position = max(barrier[1], start + 1)
            continue
        position = end
        if quantity := _read(text, match):
            yield quantity


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    if match["share"]:
        return _read_share(text, *match.span())
    if match["half"]:
        return _read_half(text, *match.span())
    bounds = BEFORE_PATTERN.search(text, max(0, match.start() - 12), match.start())
    if NOT_AFTER.match(text, match.end()) or (_is_article(match) and not bounds):
        return None
    return _read_number(text, match)


def _read_half(text: str, start: int, end: int) -> Quantity | None:
    value = parse_number(_squeeze(text[start:end]))
    unit = next(u for u in ("年", "月", "天", "日", "小时") if u in text[start:end])
    return _plain(text, start, end, value, UNIT_NAMES.get(unit, unit)) if value else None


def _read_number(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    scale, value = SCALES.get(match["scale"]), parse_number(match["number"])
    if value is None or scale is None:
        return None
    quantity = _plain(text, start, end, value * scale, UNIT_NAMES.get(match["unit"], match["unit"]))
    low = _low(match, scale)
    if low is not None and low < quantity.value:
        return replace(quantity, comparator=Comparator.BETWEEN, value=low, value_max=quantity.value)
    if match["low"]:
        start = match.start("number")
        quantity = replace(quantity, start=start, text=text[start:end], outer=(start, end))
    if match["rest"] or match["rest2"]:
        return replace(quantity, comparator=Comparator.MORE_THAN)
    return quantity


def _low(match: re.Match[str], scale: float) -> float | None:
    """The lower bound in front of 至: 三至五年, 10—50万元 (the scale counts for both)."""
    if not match["low"]:
        return None
    low = parse_number(match["low"])
    own = SCALES.get(match["low_scale"], 1.0) if match["low_scale"] else scale
    return None if low is None else low * own


_COUNTED_ONCE = frozenset("个项种次位名家所笔轮")


def _is_article(match: re.Match[str]) -> bool:
    """一个, 唯一一所: "a", not a count; and a four-digit year that lost its 日期."""
    if match["number"] in ("一", "一一") and match["unit"] in _COUNTED_ONCE:
        return True
    return match["unit"] == "年" and bool(re.fullmatch(r"(?:19|20)\d\d", match["number"]))


def _read_share(text: str, start: int, end: int) -> Quantity | None:
    printed = _squeeze(text[start:end])
    bounds = re.split(r"至|到|—|-|－|~|～", printed)
    if len(bounds) == 2:
        head, tail = bounds
        if "分之" in head:
            tail = head[: head.index("分之") + 2] + tail
        else:
            head += tail[-1]
        low, high = parse_number(head), parse_number(tail)
        if low is None or high is None or low >= high:
            return None
        quantity = _plain(text, start, end, low, "%")
        return replace(quantity, comparator=Comparator.BETWEEN, value_max=high)
    value = parse_number(printed)
    return None if value is None else _plain(text, start, end, value, "%")


def _plain(text: str, start: int, end: int, value: float, unit: str) -> Quantity:
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        comparator=Comparator.EQUAL,
        value=float(f"{value:.12g}"),  # 681.06 times 10^8 has no rest
        unit=unit,
        outer=(start, end),
    )


def _joined(text: str, values: Iterator[Quantity]) -> Iterator[Quantity]:
    """Two values that bound one quantity become one: 五万元以上十万元以下, 5%至10%."""
    last: Quantity | None = None
    for found in values:
        quantity = _in_months(text, last, _in_percent(text, last, found))
        if last is not None and _is_range(text, last, quantity):
            last = replace(
                last,
                end=_end_of_range(text, quantity.end),
                comparator=Comparator.BETWEEN,
                value_max=quantity.value,
            )
            last = replace(last, text=text[last.start : last.end], outer=(last.start, last.end))
            continue
        if last is not None:
            yield last
        last = quantity
    if last is not None:
        yield last


def _in_percent(text: str, low: Quantity | None, high: Quantity) -> Quantity:
    """百分之五十以上五倍以下: the upper bound in the unit of the lower."""
    mixed = low is not None and low.unit == "%" and high.unit == "倍"
    if mixed and low is not None and text[low.end : high.start] == "以上":
        return replace(high, value=high.value * 100, unit="%")
    return high


def _in_months(text: str, low: Quantity | None, high: Quantity) -> Quantity:
    """六个月至一年: the upper bound in the unit of the lower."""
    mixed = low is not None and low.unit == "月" and high.unit == "年"
    if mixed and low is not None and text[low.end : high.start] in ("至", "到", "以上"):
        return replace(high, value=high.value * 12, unit="月")
    return high


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or low.value >= high.value or low.value_max is not None:
        return False
    between = text[low.end : high.start]
    if not BETWEEN.fullmatch(between):
        return False
    return (
        not between.startswith("以上")
        or text.startswith(("以下", "以内"), high.end)
        or ("不" in between)
    )


def _end_of_range(text: str, end: int) -> int:
    return end + 2 if text.startswith(("以下", "以内"), end) else end


def _bound(text: str, quantity: Quantity) -> Quantity:
    """Read the comparator from the words before and after the value."""
    start, end = quantity.start, quantity.end
    comparator = quantity.comparator
    for sense, pattern in AFTER_PATTERNS:
        if comparator is not Comparator.BETWEEN and (match := pattern.match(text, end)):
            end = match.end()
            comparator = sense
            break
    before = BEFORE_PATTERN.search(text, max(0, start - 12), start)
    if before is None and quantity.unit in SHARE_UNITS:
        before = BEFORE_BASE.search(text, max(0, start - 40), start)
    if before:
        start = before.start()
        if comparator in (Comparator.EQUAL, Comparator.MORE_THAN):
            comparator = _sense(before["cue"])
    return replace(quantity, comparator=comparator, outer=(start, end))


def _sense(cue: str) -> Comparator:
    for word in (cue, cue.rstrip("了"), cue.rstrip("到")):
        if word in BEFORE_VALUES:
            return BEFORE_VALUES[word]
    raise ValueError(f"no comparator for {cue!r}; is it in BEFORE?")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
