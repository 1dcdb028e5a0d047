"""Sums on request."""

from __future__ import annotations

import pytest

from graph.quantities import find_quantities
from qa.arithmetic import multiply, spoken, yuan


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
