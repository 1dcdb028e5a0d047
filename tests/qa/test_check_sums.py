"""Sums, cases and defaults that were tampered with: all caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.library import Library
from graph.quantities import Quantity, find_quantities
from qa.check import failures, stands
from qa.claim import Claim, Operator, Quote, Step
from qa.shelf import Shelf

PREMISE = "骗取4万元的2件"


def one(text: str) -> Quantity:
    return find_quantities(text)[0]


@pytest.fixture(scope="module")
def penalty(library: Library) -> Quote:
    """处二万元以下的罚款 of the invented act."""
    edition = Shelf(library).edition()
    document = edition.text("gansu").document
    start = document.text.index("没有骗取到补贴的")
    end = document.text.index("。", start) + 1
    return Quote(edition.entries["gansu"], document, "第十五条", ((start, end),))


@pytest.fixture(scope="module")
def sum_of_two(penalty: Quote) -> Claim:
    step = Step(one("二万元"), Operator.TIMES, one("2件"), one("4万元"))
    return Claim("4万元：2万元×2件=4万元。", (penalty,), premise=PREMISE, steps=(step,))


def test_a_true_sum_stands(sum_of_two: Claim) -> None:
    assert failures(sum_of_two) == []


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(
            Step(one("二万元"), Operator.TIMES, one("2件"), one("5万元")), id="another result"
        ),
        pytest.param(
            Step(one("三万元"), Operator.TIMES, one("2件"), one("6万元")), id="an amount not given"
        ),
        pytest.param(
            Step(one("二万元"), Operator.TIMES, one("3件"), one("6万元")), id="a count not given"
        ),
    ],
)
def test_a_sum_that_was_tampered_with_falls(sum_of_two: Claim, step: Step) -> None:
    assert not stands(replace(sum_of_two, steps=(step,)))


def test_a_number_that_no_step_gives_falls(sum_of_two: Claim) -> None:
    assert not stands(replace(sum_of_two, text="8万元：2万元×2件=4万元。"))


def test_an_amount_has_to_fall_under_the_case_that_is_quoted(penalty: Quote) -> None:
    claim = Claim(
        "4万元属于“处二万元以下的罚款”的情形。", (penalty,), premise=PREMISE, case=one("4万元")
    )

    assert any("does not fall under" in reason for reason in failures(claim))


def test_a_default_has_to_stand_in_a_quote(penalty: Quote) -> None:
    assert not stands(Claim("这一标准在未规定、也未约定时适用。", (penalty,)))
