"""Two texts clause by clause, and words that provisions share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources
from qa.analysis.comparison import (
    ClauseChange,
    DifferenceKind,
    align,
    compare_texts,
    differences,
)
from qa.analysis.desk import Desk, Desks
from qa.analysis.similar import similar
from qa.shelf.alignment import ComparedClause

TODAY = date(2026, 6, 1)


def _clauses(*texts: str) -> list[ComparedClause]:
    return [
        ComparedClause(
            provision_id=f"p{n}",
            locator=text.split(" ")[0],
            title="",
            start=0,
            end=len(text),
            text=text,
        )
        for n, text in enumerate(texts)
    ]


LAKE = "第一条 湖区的船只在每年三月以前到码头登记，并缴纳停泊费用二十元。"
FOREST = "第二条 林区居民可以采集蘑菇，但是不得在夜间生火，也不得带走幼苗。"
TOWER = "第三条 钟楼由镇上的钟表匠保养，每半年校准一次，所需费用由镇里承担。"


def _changes(left: list[ComparedClause], right: list[ComparedClause]) -> list[tuple[str, ...]]:
    return [
        (p.change.value, p.left.locator if p.left else "", p.right.locator if p.right else "")
        for p in align(left, right)
    ]


def test_clauses_answer_to_each_other_by_their_words_when_numbers_moved() -> None:
    new = "第一条 本规定适用于湖区、林区和镇中心。"
    right = _clauses(new, LAKE.replace("第一条", "第二条"), FOREST.replace("第二条", "第三条"))

    assert _changes(_clauses(LAKE, FOREST, TOWER), right) == [
        ("added", "", "第一条"),
        ("same", "第一条", "第二条"),
        ("same", "第二条", "第三条"),
        ("removed", "第三条", ""),
    ]


def test_a_clause_that_left_its_order_has_moved() -> None:
    assert _changes(_clauses(LAKE, FOREST, TOWER), _clauses(FOREST, TOWER, LAKE)) == [
        ("same", "第二条", "第二条"),
        ("same", "第三条", "第三条"),
        ("moved", "第一条", "第一条"),
    ]


def test_what_was_removed_stands_where_it_stood() -> None:
    assert [c[0] for c in _changes(_clauses(LAKE, FOREST, TOWER), _clauses(LAKE, TOWER))] == [
        "same",
        "removed",
        "same",
    ]


def test_a_changed_clause_marks_its_words_and_nothing_else() -> None:
    changed = LAKE.replace("二十元", "五十元").replace("三月以前", "三月底以前")
    (pair,) = align(_clauses(LAKE), _clauses(changed))
    marked = [
        (d.kind, LAKE[slice(*d.left)], changed[slice(*d.right)])
        for d in pair.differences
        if d.kind not in (DifferenceKind.EQUAL, DifferenceKind.LABEL)
    ]

    assert pair.change is ClauseChange.CHANGED
    assert "".join(left for _, left, _ in marked).count("二十") == 1
    assert all("湖区" not in left + right for _, left, right in marked)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(LAKE, FOREST, id="unlike"),
        pytest.param(LAKE, LAKE[:10], id="cut off"),
        pytest.param(LAKE, "", id="to nothing"),
    ],
)
def test_differences_cover_both_clauses_from_end_to_end(left: str, right: str) -> None:
    found = differences(left, right)

    assert "".join(left[slice(*d.left)] for d in found) == left
    assert "".join(right[slice(*d.right)] for d in found) == right
    assert all(
        left[slice(*d.left)] == right[slice(*d.right)]
        for d in found
        if d.kind is DifferenceKind.EQUAL
    )


def test_another_number_is_a_label_and_no_change_of_words() -> None:
    changed = LAKE.replace("第一条", "第九条").replace("二十元", "五十元")
    (pair,) = align(_clauses(LAKE), _clauses(changed))

    assert [d.kind for d in pair.differences][:2] == [DifferenceKind.LABEL, DifferenceKind.EQUAL]
    assert changed[slice(*pair.differences[0].right)] == "第九条"


def test_reworded_clauses_on_one_matter_answer_to_each_other() -> None:
    reworded = "第八条 钟表匠应当保养镇上的钟楼，校准每年不少于两次，费用由镇里负担。"
    common = "第九条 镇里对林区、湖区和镇中心的各项事务进行管理，所需费用列入预算。"

    assert ("changed", "第三条", "第八条") in _changes(
        _clauses(LAKE, FOREST, TOWER), _clauses(common, reworded)
    )


def test_two_versions_of_an_act_differ_where_the_fee_was_changed(desk: Desk) -> None:
    found = compare_texts(desk, "market-2012", "market-2024", TODAY)
    changed = [p for p in found.items if p.change is ClauseChange.CHANGED and p.left]

    assert found.same_policy
    assert found.counts == {"same": 1, "changed": 2, "moved": 0, "added": 0, "removed": 0}
    assert [p.left.locator for p in changed if p.left] == ["第五条", "第十条"]


def test_an_unknown_document_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        compare_texts(desk, "law", "nowhere", TODAY)


def _article(desk: Desk, document_id: str, label: str) -> str:
    provisions = desk.edition.text(document_id).provisions.values()
    return next(p.id for p in provisions if p.label == label)


def test_shared_words_are_found_in_other_acts_and_called_likeness(desk: Desk) -> None:
    found = similar(desk, _article(desk, "gansu", "第七条"), TODAY)

    assert "不表示" in found.note
    assert {s.document_id for s in found.items} >= {"qinghai"}
    for one in found.items:
        there = desk.edition.text(one.document_id).document.text
        here = desk.edition.text("gansu").document.text
        assert one.shared
        assert all(here[slice(*s.here)] == there[slice(*s.there)] for s in one.shared)


def test_other_versions_of_the_same_act_are_left_out_unless_asked_for(desk: Desk) -> None:
    article = _article(desk, "market-2012", "第五条")
    without = {s.document_id for s in similar(desk, article, TODAY).items}
    asked = {s.document_id for s in similar(desk, article, TODAY, versions=True).items}

    assert "market-2024" not in without
    assert "market-2024" in asked


def test_a_real_act_shares_words_with_that_of_another_region(
    shared_corpus: Path, tmp_path: Path
) -> None:
    sources = [s for s in find_sources([shared_corpus]) if s.id in ("ha-003", "sn-001")]
    with open_library(f"embedded:{tmp_path}") as library:
        ingest(sources, library, workers=1)
        held = Desks(library).desk()
        found = similar(held, _article(held, "ha-003", "第四十一条"), TODAY)

    assert found.items[0].document_id == "sn-001"
    assert found.items[0].likeness > 0.8
