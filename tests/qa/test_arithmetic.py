"""Sums on request."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Comparator
from graph.quantities import find_quantities
from qa.claims.arithmetic import counted_on, spoken, work_out, yuan
from qa.claims.claim import Operator


@pytest.mark.parametrize(
    ("text", "result", "bound"),
    [
        pytest.param("100万元，百分之八十", (800_000.0, None), Comparator.EQUAL, id="percent"),
        pytest.param(
            "3万元，一倍以上四倍以下", (30_000.0, 120_000.0), Comparator.BETWEEN, id="from … to …"
        ),
        pytest.param("40个，不低于百分之八十", (32.0, None), Comparator.AT_LEAST, id="a count"),
        pytest.param("30%，不低于百分之七十", (21.0, None), Comparator.AT_LEAST, id="a stake"),
    ],
)
def test_a_share_is_taken_with_its_bound(
    text: str, result: tuple[float, float | None], bound: Comparator
) -> None:
    amount, share = find_quantities(text)

    worked = work_out(amount, Operator.TIMES, share)

    assert (worked.value, worked.value_max) == result
    assert worked.comparator is bound


def test_what_is_left_of_a_least_share_is_the_most() -> None:
    whole, least = find_quantities("100万元，不低于80万元")

    assert work_out(whole, Operator.MINUS, least).comparator is Comparator.AT_MOST


def test_a_least_and_a_most_make_no_bound() -> None:
    least, most = find_quantities("不低于3万元，不超过4万元")

    with pytest.raises(ValueError, match="no bound"):
        work_out(least, Operator.PLUS, most)


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
