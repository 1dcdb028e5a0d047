"""Sums on request: an amount times a share of a rule, and days counted on, each step checkable."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from graph.model import Comparator
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity
from graph.quantity_words import SHARE_UNITS
from qa.claim import Operator, Product, Step

BOUND_WORDS = {
    Comparator.AT_LEAST: "至少",
    Comparator.MORE_THAN: "超过",
    Comparator.AT_MOST: "至多",
    Comparator.LESS_THAN: "低于",
}
"""What stands before a result whose share or price has a bound."""


def multiply(amount: Quantity, share: Quantity) -> tuple[float, float | None]:
    """The share of the amount in the amount's unit; two ends for a share from … to ….

    >>> from graph.quantities import find_quantities
    >>> multiply(*find_quantities("100万元的百分之八十"))
    (800000.0, None)
    """
    if amount.kind not in (AMOUNT, COUNT) or share.kind != SHARE:
        raise ValueError(f"{amount.text} × {share.text} is no amount times a share")
    low = round(amount.value * _factor(share.value, share.unit), 6)
    high = None if share.value_max is None else _factor(share.value_max, share.unit)
    return low, None if high is None else round(amount.value * high, 6)


def _factor(value: float, unit: str) -> float:
    """A share as a factor; 三分之二 is read as 66.6667 % and meant as two thirds."""
    return value if unit == "倍" else float(Fraction(value / 100).limit_denominator(10_000))


def whole_things(product: Product) -> float:
    """The whole number of people or things that a share of a count comes to: 7.5 at least is 8."""
    share = product.share.comparator
    up = share in (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return float(math.ceil(product.result) if up else math.floor(product.result))


def work_out(left: Quantity, operator: Operator, right: Quantity) -> tuple[float, float | None]:
    """Both ends of the result; the second is None where neither side is a range.

    An amount times a share; an amount or a share times a number of things or of periods; an amount
    or a number shared out among a number of others; two quantities of one unit added up,
    subtracted or divided (% and 百分点 go together); a share, or so much for a hundred, of two
    amounts or counts. What is subtracted or divided has one end. Raises ValueError for what cannot
    be reckoned.
    """
    if operator is Operator.TIMES:
        return _times(left, right)
    if operator in (Operator.PERCENT, Operator.PER_HUNDRED):
        return _per_hundred(left, operator, right), None
    if _unit(left) != _unit(right) and not _shared_out(left, operator, right):
        raise ValueError(f"{left.text} {operator} {right.text} are of two units")
    if operator is Operator.PLUS:
        low = round(left.value + right.value, 6)
        if left.value_max is None and right.value_max is None:
            return low, None
        high = (left.value_max or left.value) + (right.value_max or right.value)
        return low, round(high, 6)
    if left.value_max is not None or right.value_max is not None:
        raise ValueError(f"{left.text} {operator} {right.text} has several results")
    if operator is Operator.MINUS:
        return round(left.value - right.value, 6), None
    return round(left.value / right.value, 6), None


def step(left: Quantity, operator: Operator, right: Quantity) -> Step:
    """The step with its result in the unit of the left side; a quotient counts 倍 or %.

    What is shared out among a number of others stays in its own unit.
    """
    low, high = work_out(left, operator, right)
    unit = {Operator.OVER: "倍", Operator.PERCENT: "%"}.get(operator, left.unit)
    unit = left.unit if _shared_out(left, operator, right) else unit
    words = spoken(low, unit)
    result = replace(
        left, text=words, value=low, value_max=high, unit=unit, comparator=Comparator.EQUAL
    )
    return Step(left, operator, right, result)


def in_turn(sides: Sequence[Quantity], operator: Operator) -> tuple[Quantity, list[Step]]:
    """Each side joined to what the sides before it come to: the last result, and the steps."""
    total, steps = sides[0], list[Step]()
    for side in sides[1:]:
        steps.append(step(total, operator, side))
        total = steps[-1].result
    return total, steps


def _per_hundred(left: Quantity, operator: Operator, right: Quantity) -> float:
    """Left ÷ right × 100 of amounts and counts; as a share only of two of one kind."""
    kinds = {left.kind, right.kind}
    one_kind = len(kinds) == 1 or operator is Operator.PER_HUNDRED
    ranged = left.value_max is not None or right.value_max is not None
    if not (kinds <= {AMOUNT, COUNT} and one_kind and right.value) or ranged:
        raise ValueError(f"{left.text}÷{right.text} is no share")
    return round(left.value / right.value * 100, 6)


def _shared_out(left: Quantity, operator: Operator, right: Quantity) -> bool:
    """Whether an amount or a number is divided by a number of something else."""
    single = left.value_max is None and right.value_max is None and right.value
    counted = left.kind in (AMOUNT, COUNT) and right.kind == COUNT and left.unit != right.unit
    return operator is Operator.OVER and bool(single) and counted


def _times(left: Quantity, right: Quantity) -> tuple[float, float | None]:
    if right.kind == SHARE and left.kind in (AMOUNT, COUNT):
        return multiply(left, right)
    if left.kind in (AMOUNT, SHARE) and right.kind in (COUNT, PERIOD) and right.value_max is None:
        high = None if left.value_max is None else round(left.value_max * right.value, 6)
        return round(left.value * right.value, 6), high
    raise ValueError(f"{left.text} × {right.text} is not reckoned")


def _unit(quantity: Quantity) -> str:
    return "%" if quantity.unit == "百分点" else quantity.unit


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
    if period.kind != PERIOD or period.value != int(period.value):
        return None
    number = int(period.value)
    if period.unit in ("日", "天", "周"):
        return start + timedelta(days=number * (7 if period.unit == "周" else 1))
    if period.unit == "工作日":
        return _working_days_on(start, number)
    months = {"月": 1, "年": 12}.get(period.unit, 0) * number
    if not months:
        return None
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _working_days_on(start: date, number: int) -> date:
    day = start
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def year_end_after(start: date, period: Quantity) -> date | None:
    """31 December of the year that a period of years after ``start`` reaches."""
    if period.unit != "年" or period.value != int(period.value):
        return None
    return date(start.year + int(period.value), 12, 31)


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
