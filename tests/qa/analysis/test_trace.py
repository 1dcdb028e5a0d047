"""One rule through regions and years."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import InvalidInput, NotFound
from qa.analysis.desk import Desk
from qa.analysis.trace import trace

TODAY = date(2026, 6, 1)


def _values(desk: Desk, **asked: object) -> list[tuple[str, str]]:
    found = trace(desk, TODAY, **asked)  # type: ignore[arg-type]
    return [(s.region, s.finding.value.text) for s in found.items if s.finding.value]


def test_a_rule_runs_from_the_nation_through_the_regions_by_the_day_of_the_text(desk: Desk) -> None:
    assert _values(desk, query="职务科技成果转让净收入奖励比例") == [
        ("全国", "百分之四十五"),
        ("甘肃省", "百分之六十五"),
        ("青海省", "百分之七十五"),
    ]


def test_each_version_of_an_act_is_a_step_and_tells_its_force(desk: Desk) -> None:
    found = trace(desk, TODAY, query="技术交易登记费")

    assert [
        (s.finding.source.document_id, s.finding.source.validity.status) for s in found.items
    ] == [
        ("market-2012", "amended"),
        ("market-2024", "in_force"),
    ]


def test_a_region_that_is_asked_for_and_silent_is_named(desk: Desk) -> None:
    found = trace(desk, TODAY, query="技术交易登记费", regions=["青海", "甘肃"])

    assert found.missing == ("青海省",)
    assert set(found.regions) == {"甘肃省"}


def test_regions_in_the_words_narrow_the_trace(desk: Desk) -> None:
    assert _values(desk, query="青海省转让净收入奖励比例") == [("青海省", "百分之七十五")]


def test_from_one_norm_the_same_rule_is_found_whatever_its_figure(desk: Desk) -> None:
    start = trace(desk, TODAY, query="转让净收入奖励比例", regions=["青海"]).items[0].finding
    found = trace(desk, TODAY, node=start.id)

    assert start.id in [s.finding.id for s in found.items]
    assert all(s.finding.value and s.finding.value.unit == "%" for s in found.items)
    assert {s.likeness for s in found.items if s.finding.id == start.id} == {1.0}


def test_a_concept_is_traced_with_the_concepts_below_it(desk: Desk) -> None:
    group = trace(desk, TODAY, concept="C")
    one = trace(desk, TODAY, concept="C1")

    assert {s.finding.id for s in one.items} <= {s.finding.id for s in group.items}
    assert one.total


def test_a_trace_is_paged_without_changing_its_order(desk: Desk) -> None:
    whole = trace(desk, TODAY, concept="C1").items
    paged = [trace(desk, TODAY, concept="C1", skip=n, limit=1).items[0] for n in range(len(whole))]

    assert tuple(paged) == whole


def test_words_that_no_text_holds_give_nothing(desk: Desk) -> None:
    assert trace(desk, TODAY, query="宇航员返回舱打捞").items == ()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"query": "奖励", "concept": "C1"}, id="two"),
        pytest.param({"query": "的"}, id="no content word"),
    ],
)
def test_one_thing_is_to_be_traced(desk: Desk, asked: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        trace(desk, TODAY, **asked)  # type: ignore[arg-type]


def test_an_unknown_statement_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        trace(desk, TODAY, node="gansu@0-4.norm.000000000000")
