"""Sums on request: an amount times a share of a rule, and days counted on, each step checkable."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity


def multiply(amount: Quantity, share: Quantity) -> tuple[float, float | None]:
    """The share of the amount in the amount's unit; two ends for a share from … to ….

    >>> from graph.quantities import find_quantities
    >>> multiply(*find_quantities("100万元的百分之八十"))
    (800000.0, None)
    """
    if amount.kind not in (AMOUNT, COUNT) or share.kind != SHARE:
        raise ValueError(f"{amount.text} × {share.text} is no amount times a share")
    scale = 1.0 if share.unit == "倍" else 0.01
    low = round(amount.value * share.value * scale, 6)
    high = round(amount.value * share.value_max * scale, 6) if share.value_max is not None else None
    return low, high


def spoken(value: float, unit: str) -> str:
    """A value with its unit, amounts of money in 万元 or 亿元 where that is shorter."""
    return yuan(value) if unit == "元" else f"{_plain(value)}{unit}"


def yuan(value: float) -> str:
    """An amount in 元 as people write it.

    >>> yuan(800000.0), yuan(1200.5), yuan(3e8)
    ('80万元', '1200.5元', '3亿元')
    """
    for size, name in ((1e8, "亿元"), (1e4, "万元")):
        if value >= size:
            return f"{_plain(value / size)}{name}"
    return f"{_plain(value)}元"


def factor(share: Quantity) -> str:
    """A share as a factor: 80%, 3倍, 70%至90%."""
    unit = "倍" if share.unit == "倍" else "%"
    low = f"{_plain(share.value)}{unit}"
    return low if share.value_max is None else f"{low}至{_plain(share.value_max)}{unit}"


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def counted_on(start: date, period: Quantity) -> date | None:
    """The last day of a period of years, months or days after ``start``; None for 工作日.

    >>> from graph.quantities import find_quantities
    >>> counted_on(date(2022, 3, 1), find_quantities("十二个月内")[0])
    datetime.date(2023, 3, 1)
    """
    if period.kind != PERIOD or period.value != int(period.value):
        return None
    number = int(period.value)
    if period.unit in ("日", "天"):
        return start + timedelta(days=number)
    months = {"月": 1, "年": 12}.get(period.unit, 0) * number
    if not months:
        return None
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
