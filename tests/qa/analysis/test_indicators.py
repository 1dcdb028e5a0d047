"""Targets against indicators."""

from __future__ import annotations

from datetime import date

import pytest

from graph.library import Library
from graph.model import Comparator, Document, Observation, Target
from qa.analysis.desk import Desks
from qa.analysis.indicators import (
    TargetStatus,
    fulfils,
    indicators,
    plain_indicator,
    target_status,
)
from tests.graph.fragments import make_fragment

TODAY = date(2026, 6, 1)
WORDS = Document("d", "0" * 64, "到2025年，湖区灯塔不少于四十座。").quote((0, 8))


def _target(comparator: Comparator, value: float, deadline: str = "2025") -> Target:
    return Target(
        id="t",
        name="湖区灯塔",
        evidence=WORDS,
        comparator=comparator,
        value=value,
        unit="座",
        value_text="四十座",
        deadline=deadline,
    )


def _observed(value: float, period: str) -> Observation:
    return Observation(
        id=f"o{period}", name="湖区灯塔", evidence=WORDS, value=value, unit="座", period=period
    )


@pytest.mark.parametrize(
    ("observed", "status"),
    [
        pytest.param([], TargetStatus.NO_DATA, id="nothing known"),
        pytest.param([(41, "2024")], TargetStatus.REACHED, id="reached before the deadline"),
        pytest.param([(39, "2025-06")], TargetStatus.NOT_REACHED, id="missed in the year"),
        pytest.param([(41, "2026")], TargetStatus.NOT_REACHED, id="reached too late"),
        pytest.param([(20, "2022")], TargetStatus.BEHIND, id="known only before"),
    ],
)
def test_a_target_is_held_against_what_was_observed_in_time(
    observed: list[tuple[float, str]], status: TargetStatus
) -> None:
    target = _target(Comparator.AT_LEAST, 40)

    assert target_status(target, [_observed(*one) for one in observed]) is status


@pytest.mark.parametrize(
    ("comparator", "value", "reached"),
    [
        (Comparator.AT_LEAST, 40, True),
        (Comparator.MORE_THAN, 40, False),
        (Comparator.AT_MOST, 41, False),
        (Comparator.LESS_THAN, 39, True),
        (Comparator.EQUAL, 41, True),
    ],
)
def test_the_comparator_decides(comparator: Comparator, value: float, *, reached: bool) -> None:
    assert fulfils(_target(comparator, 40), _observed(value, "2025")) is reached


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("全省灯塔总数应当达到", "灯塔总数"),
        ("全市累计停泊船只力争突破", "停泊船只"),
        ("到港船只", "到港船只"),
        ("省级灯塔", "省级灯塔"),
        ("全市灯塔合同成交总额达到", "灯塔合同成交额"),
        ("灯塔合同成交金额", "灯塔合同成交额"),
        ("灯塔交易总额", "灯塔交易总额"),
    ],
)
def test_an_indicator_is_named_without_whose_it_is_and_how_it_grows(name: str, plain: str) -> None:
    assert plain_indicator(name) == plain


@pytest.fixture
def targets(written: Library) -> Library:
    written.replace(make_fragment("yunxi-1"))
    return written


def test_a_target_past_its_deadline_without_data_is_overdue(targets: Library) -> None:
    desk = Desks(targets).desk()
    before = indicators(desk, date(2027, 12, 31)).items
    after = indicators(desk, date(2028, 1, 1)).items

    assert [(t.deadline, t.status, t.label, t.overdue) for t in before] == [
        ("2027", TargetStatus.NO_DATA, "库内无", False)
    ]
    assert [t.overdue for t in after] == [True]
    assert after[0].value.comparator in Comparator
    assert after[0].source.quote


def test_regions_and_words_narrow_the_list(targets: Library) -> None:
    desk = Desks(targets).desk()

    assert indicators(desk, TODAY, regions=["云溪省"]).total == 1
    assert indicators(desk, TODAY, regions=["北京"]).total == 0
    assert indicators(desk, TODAY, query="没有这个指标").total == 0
