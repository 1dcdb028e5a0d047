"""Corrections find their statement again, are undone exactly, and are part of the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from graph.amendments import Judgement, correct_node, correct_relation
from graph.corrected import Standing, as_read, corrected, standing
from graph.corrections import Correction, Verdict, correction_from, correction_record
from graph.digest import build_digest, fragment_digest
from graph.errors import InvalidInput, NotFound
from graph.library import Library, open_library
from graph.model import Fragment, Node, NodeKind, Norm, Predicate, Relation, Statement
from graph.names import institution
from graph.order import in_order
from graph.store import GraphStore
from tests.conftest import emptied
from tests.graph.fragments import ARTICLES, make_fragment

MOMENT = "2026-03-01T09:00:00+08:00"
LATER = "2026-03-02T09:00:00+08:00"


def said(verdict: Verdict, *, at: str = MOMENT, quote: str = "", **changes: Any) -> Judgement:
    return Judgement(
        verdict=verdict,
        author="王审校",
        reason="对照原文",
        made_at=at,
        changes=changes,
        new_quote=quote,
    )


def the_norm(fragment: Fragment) -> Norm:
    (norm,) = (node for node in fragment.nodes if isinstance(node, Norm))
    return norm


def norms(fragment: Fragment) -> list[Norm]:
    return [node for node in fragment.nodes if isinstance(node, Norm)]


def about_norm(verdict: Verdict, fragment: Fragment | None = None, **more: Any) -> Correction:
    read = fragment or make_fragment()
    return correct_node(read, the_norm(read), said(verdict, **more))


def issued(fragment: Fragment) -> Relation:
    return next(r for r in fragment.relations if r.predicate is Predicate.ISSUED_BY)


@pytest.fixture
def clean(store: GraphStore) -> Iterator[GraphStore]:
    """A store that leaves no corrections to the next test."""
    yield store
    store.correct(undo=[c.id for c in store.corrections()])
    emptied(store)


# --- One fragment -----------------------------------------------------------------------------


def test_a_rejected_statement_goes_with_its_relations() -> None:
    fragment = corrected(make_fragment(), [about_norm(Verdict.REJECT)])

    assert norms(fragment) == []
    assert "奖励比例" not in {node.name for node in fragment.nodes}
    assert len(fragment.relations) == len(make_fragment().relations) - 1


def test_an_amended_statement_keeps_its_id_and_quote_and_names_its_curator() -> None:
    before = the_norm(make_fragment())
    fragment = corrected(make_fragment(), [about_norm(Verdict.AMEND, base="转让净收入")])
    after = the_norm(fragment)

    assert after.base == "转让净收入"
    assert (after.id, after.evidence, after.value) == (before.id, before.evidence, 60.0)
    assert after.curator == "王审校"


def test_an_accepted_statement_names_who_confirmed_it() -> None:
    fragment = corrected(make_fragment(), [about_norm(Verdict.ACCEPT)])

    assert the_norm(fragment).curator == "王审校"
    assert the_norm(as_read(fragment)).curator is None


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_what_was_read_comes_back_without_the_corrections(verdict: Verdict) -> None:
    read = make_fragment()
    fragment = corrected(read, [about_norm(verdict)])

    assert in_order(as_read(fragment)) == in_order(read)
    assert fragment_digest(as_read(fragment)) == fragment_digest(read)
    assert fragment_digest(fragment) != fragment_digest(read)


def test_corrections_do_not_depend_on_the_order_in_which_they_are_given() -> None:
    first = about_norm(Verdict.AMEND, base="转让净收入")
    amended = corrected(make_fragment(), [first])
    second = about_norm(Verdict.AMEND, amended, at=LATER, beneficiary="完成人")

    one, other = (corrected(make_fragment(), order) for order in ([first, second], [second, first]))

    assert one == other
    assert (the_norm(one).base, the_norm(one).beneficiary) == ("转让净收入", "完成人")


def test_a_correction_finds_its_statement_where_the_text_has_moved() -> None:
    moved = make_fragment(articles=("第零条 为了云溪。", *ARTICLES))
    fragment = corrected(moved, [about_norm(Verdict.AMEND, base="转让净收入")])

    assert the_norm(fragment).base == "转让净收入"
    assert the_norm(fragment).evidence.start > the_norm(make_fragment()).evidence.start


def test_a_confirmed_statement_stays_where_later_rules_do_not_read_it() -> None:
    read = make_fragment()
    without = corrected(read, [about_norm(Verdict.REJECT)])
    blind = replace(
        read, nodes=without.nodes, relations=without.relations, reader="reader of later rules"
    )
    fragment = corrected(blind, [about_norm(Verdict.AMEND, base="转让净收入")])

    kept = the_norm(fragment)
    assert (kept.base, kept.value, kept.evidence.quote) == ("转让净收入", 60.0, "百分之六十")
    assert [r.predicate for r in fragment.relations if r.object == kept.id] == [Predicate.DEFINES]
    assert in_order(as_read(fragment)) == in_order(blind)


def test_the_curators_word_stands_where_later_rules_read_another_value() -> None:
    read = make_fragment()
    norm = the_norm(read)
    newer: list[Node] = [n if n != norm else replace(norm, base="收入") for n in read.nodes]
    fragment = corrected(
        replace(read, nodes=tuple(newer)), [about_norm(Verdict.AMEND, base="转让净收入")]
    )

    assert the_norm(fragment).base == "转让净收入"


def test_a_rejection_leaves_alone_what_later_rules_read_otherwise() -> None:
    read = make_fragment()
    norm = the_norm(read)
    newer: list[Node] = [n if n != norm else replace(norm, base="收入") for n in read.nodes]
    correction = about_norm(Verdict.REJECT)
    fragment = corrected(replace(read, nodes=tuple(newer)), [correction])

    assert the_norm(fragment).base == "收入"
    held = fragment.curation.corrections
    assert standing(correction, held, [read.document.text]) is Standing.IDLE


def test_a_correction_whose_words_are_gone_is_orphaned() -> None:
    correction = about_norm(Verdict.AMEND, base="转让净收入")
    rewritten = make_fragment(articles=("第一条 云溪省科技厅负责。",))
    fragment = corrected(rewritten, [correction])

    assert fragment == rewritten
    assert standing(correction, (), [rewritten.document.text]) is Standing.ORPHANED
    assert standing(correction, (), []) is Standing.ORPHANED


def test_another_name_for_the_same_bytes_has_the_same_corrections() -> None:
    first = make_fragment()
    same_bytes = make_fragment("copy-1")
    fragment = corrected(same_bytes, [about_norm(Verdict.REJECT, first)])

    assert first.document.sha256 == same_bytes.document.sha256
    assert norms(fragment) == []


def test_a_shared_node_goes_with_the_last_relation_that_named_it() -> None:
    read = make_fragment()
    cited = [r for r in read.relations if r.object == "policy:云溪省科技成果转化条例"]
    one, both = (
        corrected(read, [correct_relation(read, r, said(Verdict.REJECT)) for r in gone])
        for gone in (cited[:1], cited)
    )

    assert len(cited) == 2
    assert "policy:云溪省科技成果转化条例" in {n.id for n in one.nodes}
    assert "policy:云溪省科技成果转化条例" not in {n.id for n in both.nodes}
    assert in_order(as_read(both)) == in_order(read)


def test_attributes_of_a_relation_are_amended_with_the_name_of_the_curator() -> None:
    read = make_fragment()
    cites = next(r for r in read.relations if r.predicate is Predicate.CITES)
    fragment = corrected(
        read, [correct_relation(read, cites, said(Verdict.AMEND, locator="第八条"))]
    )
    (amended,) = (r for r in fragment.relations if r.predicate is Predicate.CITES)

    assert amended.attribute("locator") == "第八条"
    assert amended.attribute("curator") == "王审校"
    assert in_order(as_read(fragment)) == in_order(read)


def test_the_object_of_a_relation_becomes_another_node_that_the_document_names() -> None:
    read = make_fragment()
    changed = said(Verdict.AMEND, object="region:云溪省")
    fragment = corrected(read, [correct_relation(read, issued(read), changed)])

    assert issued(fragment).object == "region:云溪省"


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"bass": "净收入"}, "no field 'bass'", id="an unknown field"),
        pytest.param({"value": "sixty"}, "value of a Norm", id="a value of another kind"),
        pytest.param({"value": True}, "value of a Norm", id="a truth for a number"),
        pytest.param({"id": "x"}, "no field 'id'", id="the id"),
        pytest.param({"value_text": "百分之八十"}, "does not stand in the quote", id="other words"),
        pytest.param({"comparator": "?"}, "cannot be amended", id="no comparator"),
        pytest.param({"name": " "}, "cannot be amended", id="no name"),
    ],
)
def test_an_amendment_that_the_kind_does_not_allow(
    changes: Mapping[str, Any], complaint: str
) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        about_norm(Verdict.AMEND, **changes)


def test_a_new_quote_has_to_stand_in_the_text() -> None:
    amended = about_norm(Verdict.AMEND, quote="净收入的百分之六十")

    assert the_norm(corrected(make_fragment(), [amended])).evidence.quote == "净收入的百分之六十"
    with pytest.raises(InvalidInput, match="does not say"):
        about_norm(Verdict.AMEND, quote="净收入的百分之八十")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"author": " "}, id="nobody"),
        pytest.param({"reason": ""}, id="no reason"),
        pytest.param({"made_at": "yesterday"}, id="no moment"),
        pytest.param({"made_at": "2026-03-01T09:00:00"}, id="a moment nowhere"),
        pytest.param({"changes": '{"base": "x"}'}, id="changes of an acceptance"),
        pytest.param({"quotes": ()}, id="no words"),
    ],
)
def test_a_correction_that_cannot_be(fields: Mapping[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        replace(about_norm(Verdict.ACCEPT), **fields)


def test_a_correction_comes_back_from_its_line_and_is_known_where_it_was_changed() -> None:
    correction = about_norm(Verdict.AMEND, base="转让净收入")
    line = correction_record(correction)

    assert correction_from(line) == correction
    with pytest.raises(InvalidInput, match="changed after it was made"):
        correction_from(line | {"author": "他人"})
    with pytest.raises(InvalidInput, match="no field"):
        correction_from(line | {"mood": "good"})


# --- Every store ------------------------------------------------------------------------------


def test_a_correction_holds_at_once_and_through_every_replacing(clean: GraphStore) -> None:
    clean.replace(make_fragment())
    clean.correct(add=[about_norm(Verdict.AMEND, base="转让净收入")])
    clean.replace(make_fragment())
    (norm,) = clean.nodes_by_kind(NodeKind.NORM)

    assert isinstance(norm, Norm)
    assert (norm.base, norm.curator) == ("转让净收入", "王审校")
    assert clean.fragment("yunxi-1") == in_order(
        corrected(make_fragment(), [about_norm(Verdict.AMEND, base="转让净收入")])
    )
    assert len(clean.documents()[0].corrections) == 1


def test_undoing_leaves_what_was_before(clean: GraphStore) -> None:
    clean.replace(make_fragment())
    before, build = clean.fragment("yunxi-1"), clean.build()
    correction = about_norm(Verdict.REJECT)

    assert clean.correct(add=[correction]) == ["yunxi-1"]
    assert clean.nodes_by_kind(NodeKind.NORM) == []
    assert clean.build() != build

    clean.correct(undo=[correction.id])

    assert clean.fragment("yunxi-1") == before
    assert clean.build() == build
    assert clean.corrections() == []


def test_corrections_survive_the_removal_of_their_document(clean: GraphStore) -> None:
    clean.replace(make_fragment())
    clean.correct(add=[about_norm(Verdict.REJECT)])
    corrected_build = clean.build()
    clean.remove("yunxi-1")

    assert len(clean.corrections()) == 1

    clean.replace(make_fragment())

    assert clean.nodes_by_kind(NodeKind.NORM) == []
    assert clean.build() == corrected_build


def test_the_build_is_the_same_whether_document_or_correction_came_first(
    clean: GraphStore,
) -> None:
    correction = about_norm(Verdict.AMEND, base="转让净收入")
    clean.correct(add=[correction])
    alone = clean.build()
    clean.replace(make_fragment())
    first = clean.build()
    clean.remove("yunxi-1")
    clean.correct(undo=[correction.id])
    clean.replace(make_fragment())
    clean.correct(add=[correction])

    assert clean.build() == first
    assert alone == build_digest({}, [correction.id])


def test_adding_twice_is_adding_once(clean: GraphStore) -> None:
    clean.replace(make_fragment())
    correction = about_norm(Verdict.ACCEPT)
    clean.correct(add=[correction])
    build = clean.build()
    clean.correct(add=[correction])

    assert clean.build() == build
    assert clean.corrections() == [correction]


def test_undoing_what_is_not_there_changes_nothing(clean: GraphStore) -> None:
    clean.replace(make_fragment())
    build = clean.build()

    with pytest.raises(NotFound, match="0123456789abcdef"):
        clean.correct(add=[about_norm(Verdict.REJECT)], undo=["0123456789abcdef"])
    assert clean.build() == build
    assert clean.corrections() == []


def test_a_fragment_that_was_read_corrected_is_written_as_it_would_be_anew(
    clean: GraphStore,
) -> None:
    clean.replace(make_fragment())
    clean.correct(add=[about_norm(Verdict.REJECT)])
    build = clean.build()
    clean.replace(clean.fragment("yunxi-1"))

    assert clean.build() == build


# --- The library ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(f"embedded:{tmp_path_factory.mktemp('corrected')}") as opened:
        yield opened


@pytest.fixture
def held(library: Library) -> Iterator[Library]:
    library.replace(make_fragment())
    yield library
    library.correct(undo=[c.id for c in library.store.corrections()])


def test_what_is_corrected_stays_searchable(held: Library) -> None:
    held.correct(add=[about_norm(Verdict.REJECT)])

    assert held.behind() == 0
    assert held.search("净收入")[0].document_id == "yunxi-1"


def test_a_correction_that_others_build_on_is_not_undone_alone(held: Library) -> None:
    first = about_norm(Verdict.AMEND, base="转让净收入", name="奖励的比例")
    held.correct(add=[first])
    read = held.store.fragment("yunxi-1")
    second = correct_node(read, the_norm(read), said(Verdict.REJECT, at=LATER))
    held.correct(add=[second])

    with pytest.raises(InvalidInput, match=second.id):
        held.correct(undo=[first.id])
    held.correct(undo=[first.id, second.id])
    assert the_norm(held.store.fragment("yunxi-1")).base == "净收入"


def test_what_has_become_of_each_correction_is_told(held: Library) -> None:
    other = make_fragment("yunxi-9", articles=(*ARTICLES, "第四条 附记。"))
    held.correct(add=[about_norm(Verdict.ACCEPT), about_norm(Verdict.REJECT, other, at=LATER)])

    assert [found for _, found in held.standings()] == [Standing.APPLIED, Standing.ORPHANED]


def test_an_institution_is_no_statement() -> None:
    read = make_fragment()
    node = next(n for n in read.nodes if n.id == institution("云溪省科学技术厅").id)

    assert not isinstance(node, Statement)
    with pytest.raises(InvalidInput, match="only statements"):
        correct_node(read, node, said(Verdict.REJECT))
