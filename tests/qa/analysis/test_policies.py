"""Policies as works, their chains and their timelines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph.errors import NotFound
from graph.library import Library
from graph.model import Validity
from qa.analysis.chain import ChainSide, chain
from qa.analysis.desk import Desk, Desks
from qa.analysis.policies import PolicyFilter, policies
from qa.analysis.timeline import EventKind, policy_timeline, region_timeline
from tests.graph.fragments import make_fragment

TODAY = date(2026, 6, 1)


def _pages(desk: Desk, asked: PolicyFilter, limit: int) -> Iterator[str]:
    after = ""
    while True:
        page = policies(desk, TODAY, asked, after=after, limit=limit)
        yield from (item.id for item in page.items)
        if page.next_cursor is None:
            return
        after = page.next_cursor


def test_versions_of_one_act_are_one_policy_shown_by_the_text_in_use(desk: Desk) -> None:
    page = policies(desk, TODAY, PolicyFilter(title="交易"), after="", limit=9)

    assert [item.id for item in page.items] == ["policy:甘肃省技术交易管理条例"]
    assert [v.document_id for v in page.items[0].versions] == ["market-2012", "market-2024"]
    assert page.items[0].validity.status is Validity.IN_FORCE
    assert page.items[0].year == 2025


def test_facets_count_what_the_filter_takes(desk: Desk) -> None:
    page = policies(desk, TODAY, PolicyFilter(regions=("甘肃省",)), after="", limit=9)

    assert page.facets.region["甘肃省"] == page.total
    assert sum(page.facets.doc_type.values()) == page.total


def test_pages_join_to_the_whole_list(desk: Desk) -> None:
    assert list(_pages(desk, PolicyFilter(), 1)) == sorted(desk.by_policy)


def test_a_chain_goes_up_to_its_basis_and_down_to_what_rests_on_it(desk: Desk) -> None:
    up = chain(desk, "甘肃省技术成果推广条例", TODAY)
    down = chain(desk, "技术成果推广法", TODAY)

    assert [(e.side, e.edge.object) for e in up.edges if e.side is ChainSide.UP] == [
        (ChainSide.UP, "policy:技术成果推广法")
    ]
    assert [(e.side, e.edge.subject) for e in down.edges] == [
        (ChainSide.DOWN, "policy:甘肃省技术成果推广条例")
    ]
    assert "根据" in down.edges[0].edge.sources[0].quote


def test_what_a_policy_ended_is_in_its_chain_though_the_library_lacks_it(desk: Desk) -> None:
    found = chain(desk, "gansu", TODAY)
    ended = next(p for p in found.policies if p.side is ChainSide.CHANGES)

    assert ended.title == "甘肃省技术推广奖励办法"
    assert not ended.in_library
    assert ended.validity is None


def test_a_cycle_of_policies_ends(written: Library) -> None:
    for name, other in (("a-1", "b-1"), ("b-1", "a-1")):
        fragment = make_fragment(name, cites=(f"{other}实施办法",))
        written.replace(fragment)
    found = chain(Desks(written).desk(), "a-1", TODAY, depth=5)

    assert [(e.depth, e.edge.subject_name, e.edge.object_name) for e in found.edges] == [
        (1, "a-1实施办法", "b-1实施办法"),
        (1, "b-1实施办法", "a-1实施办法"),
        (2, "b-1实施办法", "a-1实施办法"),
        (2, "a-1实施办法", "b-1实施办法"),
    ]
    assert [p.id for p in found.policies] == ["policy:b-1实施办法"]


def test_a_chain_says_when_it_left_edges_out(desk: Desk) -> None:
    assert chain(desk, "gansu", TODAY, limit=1).truncated
    assert not chain(desk, "gansu", TODAY, limit=99).truncated


@pytest.mark.parametrize("name", ["policy:技术成果推广法", "中华人民共和国技术成果推广法", "law"])
def test_a_policy_is_named_by_id_title_or_document(desk: Desk, name: str) -> None:
    assert chain(desk, name, TODAY).policy.id == "policy:技术成果推广法"


@pytest.mark.parametrize("name", ["policy:没有的法", "没有的法", " "])
def test_an_unknown_policy_is_not_found(desk: Desk, name: str) -> None:
    with pytest.raises(NotFound):
        chain(desk, name, TODAY)


def test_a_timeline_runs_from_adoption_to_what_took_its_place(desk: Desk) -> None:
    found = policy_timeline(desk, "甘肃省技术交易管理条例", TODAY)

    assert [(e.date, e.kind, e.document_id) for e in found.items] == [
        ("2012-04-06", EventKind.WRITTEN, "market-2012"),
        ("2012-06-01", EventKind.EFFECTIVE, "market-2012"),
        ("2024-11-29", EventKind.WRITTEN, "market-2024"),
        ("2025-03-01", EventKind.EFFECTIVE, "market-2024"),
        ("2025-03-01", EventKind.AMENDED, "market-2012"),
    ]
    assert found.items[-1].by == "market-2024"
    assert found.items[-1].source
    assert "施行" in found.items[-1].source.quote


def test_an_event_after_the_day_is_still_to_come(desk: Desk) -> None:
    found = policy_timeline(desk, "甘肃省技术交易管理条例", date(2025, 1, 1))

    assert [e.past for e in found.items] == [True, True, True, False, False]


def test_a_region_gathers_the_events_of_all_its_texts(desk: Desk) -> None:
    found = region_timeline(desk, "甘肃", TODAY)

    assert {e.document_id for e in found.items} == {"gansu", "market-2012", "market-2024"}
    assert found.undated == ("report",)
    assert [e.date for e in found.items] == sorted(e.date for e in found.items)
