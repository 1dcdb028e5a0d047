"""Sums, cases and defaults that were tampered with: all caught."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.library import Library
from graph.quantities import Quantity, find_quantities
from qa.checks.check import failures, stands
from qa.claims.arithmetic import admits, counted_on, step
from qa.claims.claim import Claim, DayCount, Operator, Quote, Step, Verdict
from qa.shelf.shelf import Shelf

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


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        pytest.param("2万元以上6万元以下", True, id="as it comes out"),
        pytest.param(
            "2万元以下6万元以下", False, id="the lower end for the 二万元以下 of the quote"
        ),
    ],
)
def test_an_end_of_a_range_that_is_worked_out_keeps_its_bound(
    penalty: Quote, said: str, *, holds: bool
) -> None:
    times = step(one("2万元"), Operator.TIMES, one("一倍以上三倍以下"))
    text = f"{said}：2万元×1倍=2万元，2万元×3倍=6万元。"
    claim = Claim(text, (penalty,), premise="所得2万元，按一倍以上三倍以下", steps=(times,))

    assert stands(claim) is holds


def test_an_amount_has_to_fall_under_the_case_that_is_quoted(penalty: Quote) -> None:
    claim = Claim(
        "4万元属于“处二万元以下的罚款”的情形。", (penalty,), premise=PREMISE, case=one("4万元")
    )

    assert any("does not fall under" in reason for reason in failures(claim))


def test_a_default_has_to_stand_in_a_quote(penalty: Quote) -> None:
    assert not stands(Claim("这一标准在未规定、也未约定时适用。", (penalty,)))


@pytest.fixture(scope="module")
def too_much(penalty: Quote) -> Claim:
    """4万元 against 处二万元以下的罚款."""
    bound = find_quantities(penalty.text)[0]
    return Claim(
        "不符合：处二万元以下的罚款。",
        (penalty,),
        premise=PREMISE,
        verdict=Verdict(one("4万元"), bound, keeps=False),
    )


def test_a_true_verdict_stands(too_much: Claim) -> None:
    assert failures(too_much) == []


def test_a_verdict_that_was_turned_round_falls(too_much: Claim) -> None:
    turned = replace(too_much.verdict, keeps=True) if too_much.verdict else None

    assert not stands(replace(too_much, text="符合：处二万元以下的罚款。"))
    assert not stands(replace(too_much, text="符合：处二万元以下的罚款。", verdict=turned))
    assert not stands(replace(too_much, verdict=None))


@pytest.mark.parametrize(
    ("figure", "bound", "reason"),
    [
        pytest.param("9万元", "二万元以下", "neither asked", id="a figure not given"),
        pytest.param("4万元", "三万元以下", "bound is in no quote", id="a bound not printed"),
        pytest.param("4万元", "二万元以上", "bound is in no quote", id="the bound turned round"),
    ],
)
def test_a_verdict_on_other_figures_falls(
    too_much: Claim, figure: str, bound: str, reason: str
) -> None:
    figures = one(figure), one(bound)
    keeps = admits(figures[1], figures[0].value)
    text = f"{'' if keeps else '不'}符合：处二万元以下的罚款。"
    told = failures(replace(too_much, text=text, verdict=Verdict(*figures, keeps)))

    assert any(reason in why for why in told)


def test_a_sum_is_shared_only_among_as_many_as_are_named(penalty: Quote) -> None:
    shared = Step(one("4万元"), Operator.OVER, one("2份"), one("2万元"))
    claim = Claim("各2万元：4万元÷2份=2万元。", (penalty,), premise=PREMISE, steps=(shared,))

    assert any("neither asked, quoted nor worked out" in reason for reason in failures(claim))


@pytest.fixture(scope="module")
def past(library: Library) -> Claim:
    """2 May against the last day of a period that runs from 2 January."""
    edition = Shelf(library).edition()
    document = edition.text("gansu").document
    period = next(q for q in find_quantities(document.text) if q.unit == "日" and q.value > 1)
    start = document.text.rindex("。", 0, period.start) + 1
    quote = Quote(edition.entries["gansu"], document, "第十条", ((start, period.end + 2),))
    begun = date(2024, 1, 2)
    last = counted_on(begun, period) or begun
    count = DayCount(begun, period, last, until=date(2024, 5, 2))
    words = f"已经过期：最晚{last.year}年{last.month}月{last.day}日。"
    return Claim(words, (quote,), premise="2024年1月2日开始，到5月2日", days=count)


def test_a_day_that_is_past_is_told_to_be(past: Claim) -> None:
    assert failures(past) == []


@pytest.mark.parametrize("until", [pytest.param(date(2024, 6, 2), id="another day"), None])
def test_a_day_that_is_not_asked_about_is_not_told_to_be_past(
    past: Claim, until: date | None
) -> None:
    assert past.days is not None
    assert not stands(replace(past, days=replace(past.days, until=until)))


def test_a_day_that_is_past_is_not_told_to_be_in_time(past: Claim) -> None:
    assert not stands(replace(past, text=past.text.replace("已经", "没有")))
