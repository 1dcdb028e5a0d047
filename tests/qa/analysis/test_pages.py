"""The page of a node, and the graph around it."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import NotFound
from graph.library import Library
from graph.model import NodeKind, Predicate
from qa.analysis.desk import Desk
from qa.analysis.evidence import Belonging
from qa.analysis.neighbourhood import neighbourhood
from qa.analysis.profile import profile
from qa.analysis.showing import source_of

TODAY = date(2026, 6, 1)
LAW = "policy:技术成果推广法"


def test_an_institution_shows_what_it_issued_newest_first(desk: Desk) -> None:
    found = profile(desk, NodeKind.INSTITUTION, "甘肃省人民代表大会常务委员会", TODAY)
    issued = next(g for g in found.groups if g.predicate is Predicate.ISSUED_BY)

    assert issued.label == "发布的文件"
    assert [i.edge.subject for i in issued.items] == ["market-2024", "gansu", "market-2012"]
    assert all(i.edge.sources[0].quote for i in issued.items)


def test_a_concept_shows_its_measures_and_a_group_those_of_its_concepts(desk: Desk) -> None:
    one = profile(desk, NodeKind.CONCEPT, "C1", TODAY, limit=99)
    group = profile(desk, NodeKind.CONCEPT, "C", TODAY, limit=99)

    assert one.attributes["notation"] == "C1"
    assert one.attributes["definition"]
    assert "C1" in group.narrower
    assert group.groups[0].total >= one.groups[0].total > 0
    assert all(i.statement for i in one.groups[0].items)


def test_one_group_is_paged_alone(desk: Desk) -> None:
    whole = profile(desk, NodeKind.CONCEPT, "C1", TODAY, limit=99).groups[0].items
    group = "HAS_CONCEPT:in"
    paged = [
        profile(desk, NodeKind.CONCEPT, "C1", TODAY, group=group, skip=n, limit=1).groups[0]
        for n in range(len(whole))
    ]

    assert tuple(item for g in paged for item in g.items) == whole
    assert [g.next_cursor is None for g in paged] == [False] * (len(whole) - 1) + [True]


@pytest.mark.parametrize(
    ("kind", "name", "group"),
    [
        (NodeKind.INSTITUTION, "没有这个机构", ""),
        (NodeKind.PERSON, "甘肃省人民代表大会常务委员会", ""),
        (NodeKind.CONCEPT, "Z9", ""),
        (NodeKind.CONCEPT, "C1", "OPERATES:in"),
    ],
)
def test_what_is_not_there_is_not_found(desk: Desk, kind: NodeKind, name: str, group: str) -> None:
    with pytest.raises(NotFound):
        profile(desk, kind, name, TODAY, group=group)


def test_the_graph_grows_with_its_depth_and_every_edge_has_a_quote(
    desk: Desk, library: Library
) -> None:
    near = neighbourhood(desk, library.store, LAW, TODAY, depth=1)
    far = neighbourhood(desk, library.store, LAW, TODAY, depth=2)

    assert {n.id for n in near.nodes} < {n.id for n in far.nodes}
    assert {n.depth for n in far.nodes} == {0, 1, 2}
    assert all(edge.sources and edge.sources[0].quote for edge in far.edges)
    known = {n.id for n in far.nodes}
    assert all({edge.subject, edge.object} <= known for edge in far.edges)


def test_kinds_and_predicates_narrow_the_graph(desk: Desk, library: Library) -> None:
    kinds = neighbourhood(desk, library.store, LAW, TODAY, depth=2, kinds={NodeKind.POLICY})
    based = neighbourhood(desk, library.store, LAW, TODAY, predicates={Predicate.BASED_ON})

    assert {n.kind for n in kinds.nodes} == {NodeKind.POLICY}
    assert {e.predicate for e in based.edges} == {Predicate.BASED_ON}


def test_a_graph_that_was_cut_says_so(desk: Desk, library: Library) -> None:
    cut = neighbourhood(desk, library.store, LAW, TODAY, depth=2, limit=2)

    assert cut.truncated
    assert len(cut.nodes) == 2


def test_a_document_stands_in_the_graph_too(desk: Desk, library: Library) -> None:
    found = neighbourhood(desk, library.store, "gansu", TODAY)

    assert found.nodes[0].kind is NodeKind.DOCUMENT
    assert "region:甘肃省" in {n.id for n in found.nodes}


def test_a_work_leads_to_its_texts_and_a_text_to_its_work(desk: Desk, library: Library) -> None:
    work = desk.entries["gansu"].head.policy_id
    of_work = neighbourhood(desk, library.store, work, TODAY)
    of_text = neighbourhood(desk, library.store, "gansu", TODAY)
    (edge,) = (e for e in of_work.edges if e.predicate is Belonging.VERSION_OF)

    assert (edge.subject, edge.object) == ("gansu", work)
    assert edge in of_text.edges
    assert all(source.quote for source in edge.sources)
    assert {n.id for n in of_work.nodes} >= {"gansu", work}


def test_an_unknown_node_is_not_found(desk: Desk, library: Library) -> None:
    with pytest.raises(NotFound):
        neighbourhood(desk, library.store, "policy:没有的法", TODAY)


def test_a_bare_name_is_shown_in_its_sentence(desk: Desk) -> None:
    mentions = [r for r in desk.relations(*Predicate) if len(r.evidence.quote) < 9]
    sources = [source_of(desk, r.evidence, TODAY) for r in mentions]
    shown = [source for source in sources if source.context]

    assert shown
    for source in shown:
        assert source.quote in source.context
        assert source.context in desk.edition.text(source.document_id).document.text
        assert "。" not in source.context[:-1]
