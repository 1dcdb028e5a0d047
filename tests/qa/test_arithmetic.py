"""Sums on request."""

from __future__ import annotations

from datetime import date

import pytest

from graph.quantities import find_quantities
from qa.arithmetic import counted_on, multiply, spoken, yuan


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("100万元，百分之八十", (800_000.0, None), id="percent"),
        pytest.param("3万元，一倍以上四倍以下", (30_000.0, 120_000.0), id="times, from … to …"),
        pytest.param("40个，百分之八十", (32.0, None), id="a count"),
    ],
)
def test_an_amount_is_multiplied_by_a_share(text: str, result: tuple[float, float | None]) -> None:
    amount, share = find_quantities(text)

    assert multiply(amount, share) == result


def test_two_shares_are_not_multiplied() -> None:
    first, second = find_quantities("百分之八十，百分之五")

    with pytest.raises(ValueError, match="no amount times a share"):
        multiply(first, second)


def test_amounts_are_told_in_the_shorter_unit() -> None:
    assert [yuan(8e5), yuan(1.2e9), yuan(950), spoken(32, "个")] == [
        "80万元",
        "12亿元",
        "950元",
        "32个",
    ]


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        pytest.param(date(2022, 3, 1), "十二个月内", date(2023, 3, 1), id="months"),
        pytest.param(date(2024, 1, 31), "一个月内", date(2024, 2, 29), id="a shorter month"),
        pytest.param(date(2023, 12, 20), "十五日内", date(2024, 1, 4), id="days"),
        pytest.param(date(2020, 2, 29), "三年内", date(2023, 2, 28), id="years"),
        pytest.param(date(2023, 12, 20), "五个工作日内", date(2023, 12, 27), id="working days"),
    ],
)
def test_days_are_counted_on(start: date, period: str, last: date | None) -> None:
    assert counted_on(start, find_quantities(period)[0]) == last
