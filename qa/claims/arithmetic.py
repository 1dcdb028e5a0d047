"""What two quantities come to, by a step that can be worked out anew; and days counted on."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from graph.model import Comparator
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity
from graph.quantity_words import SHARE_UNITS
from qa.claims.claim import Operator, Step

_LOWER = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_UPPER = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_TURNED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.MORE_THAN: Comparator.LESS_THAN,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.LESS_THAN: Comparator.MORE_THAN,
}
_Ends = tuple[float, float | None]
"""Both ends of a value; the second is None where it is no range."""


def work_out(left: Quantity, operator: Operator, right: Quantity) -> Quantity:
    """What two quantities come to, with its unit and bound; a range keeps both ends.

    An amount, a number or a share times a share; an amount or a share times a number of things or
    of periods; an amount or a number shared out among a number of others; two quantities of one
    unit added up, subtracted or divided (% and 百分点 go together); a share, or so much for a
    hundred, of two amounts or counts; an amount with a cap. What is subtracted or divided has one
    end. Raises ValueError for what cannot be reckoned.

    >>> from graph.quantities import find_quantities
    >>> work_out(*find_quantities("100万元"), Operator.TIMES, *find_quantities("百分之八十")).value
    800000.0
    """
    low, high = _ends(left, operator, right)
    return replace(
        left,
        text=spoken(low, _unit_of(left, operator, right)),
        value=round(low, 6),
        value_max=None if high is None else round(high, 6),
        unit=_unit_of(left, operator, right),
        comparator=Comparator.BETWEEN if high is not None else _bound_of(left, operator, right),
    )


def step(left: Quantity, operator: Operator, right: Quantity) -> Step:
    """The step with its result. Raises ValueError for what cannot be reckoned."""
    return Step(left, operator, right, work_out(left, operator, right))


def in_turn(sides: Sequence[Quantity], operator: Operator) -> tuple[Quantity, list[Step]]:
    """Each side joined to what the sides before it come to: the last result, and the steps."""
    total, steps = sides[0], list[Step]()
    for side in sides[1:]:
        steps.append(step(total, operator, side))
        total = steps[-1].result
    return total, steps


def plain(quantity: Quantity, value: float | None = None) -> Quantity:
    """The quantity, or another value in its unit, without bounds."""
    value = quantity.value if value is None else value
    text = quantity.text if value == quantity.value else spoken(value, quantity.unit)
    return replace(quantity, text=text, value=value, value_max=None, comparator=Comparator.EQUAL)


def _ends(left: Quantity, operator: Operator, right: Quantity) -> _Ends:
    if operator is Operator.TIMES:
        return _times(left, right)
    return (
        _sum(left, right) if operator is Operator.PLUS else (_single(left, operator, right), None)
    )


def _single(left: Quantity, operator: Operator, right: Quantity) -> float:
    """What has one end only."""
    if left.value_max is not None or right.value_max is not None:
        raise ValueError(f"{left.text} {operator} {right.text} has several results")
    if operator in (Operator.PERCENT, Operator.PER_HUNDRED):
        return _per_hundred(left, operator, right)
    if _alike(left) != _alike(right) and not _shared_out(left, operator, right):
        raise ValueError(f"{left.text} {operator} {right.text} are of two units")
    if operator is Operator.CAPPED:
        return min(left.value, right.value)
    return left.value - right.value if operator is Operator.MINUS else left.value / right.value


def _sum(left: Quantity, right: Quantity) -> _Ends:
    if _alike(left) != _alike(right):
        raise ValueError(f"{left.text} + {right.text} are of two units")
    if left.value_max is None and right.value_max is None:
        return left.value + right.value, None
    high = (left.value_max or left.value) + (right.value_max or right.value)
    return left.value + right.value, high


def _times(left: Quantity, right: Quantity) -> _Ends:
    """Both ends times both ends: three years of 三至五年 at least, five at most."""
    share = right.kind == SHARE and right.unit != "百分点" and left.kind != PERIOD
    counted = left.kind in (AMOUNT, SHARE) and right.kind in (COUNT, PERIOD)
    if not (share or counted):
        raise ValueError(f"{left.text} × {right.text} is not reckoned")
    low = left.value * _factor(right.value, right.unit)
    if left.value_max is None and right.value_max is None:
        return low, None
    high = right.value if right.value_max is None else right.value_max
    return low, (left.value if left.value_max is None else left.value_max) * _factor(
        high, right.unit
    )


def _factor(value: float, unit: str) -> float:
    """A share as a factor; 三分之二 is read as 66.6667 % and meant as two thirds."""
    return float(Fraction(value / 100).limit_denominator(10_000)) if unit == "%" else value


def _per_hundred(left: Quantity, operator: Operator, right: Quantity) -> float:
    """Left ÷ right × 100 of amounts and counts; as a share only of two of one kind."""
    kinds = {left.kind, right.kind}
    one_kind = len(kinds) == 1 or operator is Operator.PER_HUNDRED
    if not (kinds <= {AMOUNT, COUNT} and one_kind and right.value):
        raise ValueError(f"{left.text}÷{right.text} is no share")
    return left.value / right.value * 100


def _shared_out(left: Quantity, operator: Operator, right: Quantity) -> bool:
    """Whether an amount or a number is divided by a number of something else."""
    counted = left.kind in (AMOUNT, COUNT) and right.kind == COUNT and left.unit != right.unit
    return operator is Operator.OVER and bool(right.value) and counted


def _unit_of(left: Quantity, operator: Operator, right: Quantity) -> str:
    """A quotient counts 倍 or %, what lies between two shares 百分点; else that of the left."""
    if operator is Operator.OVER:
        return left.unit if _shared_out(left, operator, right) else "倍"
    if operator is Operator.MINUS and left.unit == "%":
        return "百分点"
    return "%" if operator is Operator.PERCENT else left.unit


def _bound_of(left: Quantity, operator: Operator, right: Quantity) -> Comparator:
    """至少 times 至少 is 至少; less what is at most so much is at least the rest."""
    if operator is Operator.CAPPED:
        return Comparator.AT_MOST
    one, other = left.comparator, right.comparator
    if operator in (Operator.MINUS, Operator.OVER):
        other = _TURNED.get(other, other)
    bounds = {one, other} - {Comparator.EQUAL}
    if len(bounds) > 1:
        if not (bounds <= _LOWER or bounds <= _UPPER):
            raise ValueError(f"{left.text} {operator} {right.text} has no bound")
        return Comparator.AT_LEAST if bounds <= _LOWER else Comparator.AT_MOST
    return next(iter(bounds), Comparator.EQUAL)


def _alike(quantity: Quantity) -> str:
    return "%" if quantity.unit == "百分点" else quantity.unit


def whole_things(result: Quantity) -> float:
    """The whole number of people or things that is meant by a part: 7.5 at least is 8."""
    up = result.comparator in _LOWER
    return float(math.ceil(result.value) if up else math.floor(result.value))


_FRACTION = re.compile(r"[一二三四五六七八九十]+分之[一二三四五六七八九十]+")


def said(quantity: Quantity) -> str:
    """The value, of a range the lower end; a fraction as it is printed, 三分之二."""
    printed = _FRACTION.fullmatch(quantity.text)
    return quantity.text if printed else spoken(quantity.value, quantity.unit)


def spoken(value: float, unit: str) -> str:
    """A value with its unit, things and people in 万 where they are many, money as ``yuan``."""
    if unit == "元":
        return yuan(value)
    if unit not in SHARE_UNITS and value >= _MANY:
        return f"{_plain(value / _MANY)}万{unit}"
    return f"{_plain(value)}{_COUNTED.get(unit, unit)}"


_MANY = 10_000
# 3个月, 2个百分点: units that are counted with 个
_COUNTED = {"月": "个月", "百分点": "个百分点", "工作日": "个工作日", "季度": "个季度"}


def yuan(value: float) -> str:
    """An amount in 元 as people write it.

    >>> yuan(800000.0), yuan(1200.5), yuan(3e8)
    ('80万元', '1200.5元', '3亿元')
    """
    for size, name in ((1e8, "亿元"), (1e4, "万元")):
        if value >= size:
            return f"{_plain(value / size)}{name}"
    return f"{_plain(value)}元"


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def counted_on(start: date, period: Quantity) -> date | None:
    """The last day of a period of years, months, weeks, days or 工作日 after ``start``.

    Of 工作日 only Saturdays and Sundays are taken out: no calendar of public holidays is known.
    None for another unit.

    >>> from graph.quantities import find_quantities
    >>> counted_on(date(2022, 3, 1), find_quantities("十二个月内")[0])
    datetime.date(2023, 3, 1)
    """
    months = period.value * {"月": 1, "年": 12}.get(period.unit, 0)  # 半年 is 6 months
    if period.kind != PERIOD or (months or period.value) % 1:
        return None
    number = int(period.value)
    if period.unit in ("日", "天", "周"):
        return start + timedelta(days=number * (7 if period.unit == "周" else 1))
    if period.unit == "工作日":
        return _working_days_on(start, number)
    if not months:
        return None
    year, month = divmod(start.month - 1 + int(months), 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _working_days_on(start: date, number: int) -> date:
    day = start
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def year_end_after(start: date, period: Quantity, *, first_counts: bool = False) -> date | None:
    """31 December of the year that a period of years after ``start``, or with its year, reaches."""
    if period.unit != "年" or period.value != int(period.value):
        return None
    return date(start.year + int(period.value) - first_counts, 12, 31)


def admits(bound: Quantity, value: float) -> bool:
    """Whether a value in the bound's unit falls under it: 六万元 under 五万元以上."""
    match bound.comparator:
        case Comparator.AT_LEAST:
            return value >= bound.value
        case Comparator.MORE_THAN:
            return value > bound.value
        case Comparator.AT_MOST:
            return value <= bound.value
        case Comparator.LESS_THAN:
            return value < bound.value
        case Comparator.BETWEEN:
            return bound.value <= value <= (bound.value_max or bound.value)
        case Comparator.EQUAL:
            return value == bound.value
