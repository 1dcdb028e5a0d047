"""A value that exists is valid: wrong spans and fragments that do not hang together never exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    Document,
    Evidence,
    Fact,
    FactSource,
    Fragment,
    Head,
    NodeKind,
    Observation,
    Policy,
    Predicate,
    Provision,
    ProvisionKind,
    Relation,
    Span,
    locator,
    provision_id,
    statement_id,
)
from tests.graph.fragments import make_fragment

SHA = "0" * 64
TEXT = "第一条 鼓励设立概念验证中心。"

texts = st.text(min_size=1, max_size=80).filter(str.strip)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and spans of it that are ascending, disjoint and not blank."""
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    if not "".join(text[start:end] for start, end in spans).strip():
        spans = [(0, len(text))]
    return text, spans


@given(texts_and_spans())
def test_a_quote_is_literally_in_the_text_at_its_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    document = Document("d", SHA, text)
    evidence = document.quote(*spans)

    assert evidence.quote == "".join(text[start:end] for start, end in spans)
    assert document.holds(evidence)


@given(texts_and_spans(), texts)
def test_a_quote_is_not_held_by_another_text(case: tuple[str, list[Span]], other: str) -> None:
    text, spans = case
    evidence = Document("d", SHA, text).quote(*spans)
    elsewhere = "".join(other[start:end] for start, end in spans)

    assert Document("d", SHA, other).holds(evidence) == (
        elsewhere == evidence.quote and spans[-1][1] <= len(other)
    )
    assert not Document("e", SHA, text).holds(evidence)


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([], id="none"),
        pytest.param([(3, 3)], id="empty"),
        pytest.param([(5, 3)], id="backwards"),
        pytest.param([(-2, 3)], id="before the text"),
        pytest.param([(0, 99)], id="after the text"),
        pytest.param([(4, 8), (0, 2)], id="out of order"),
        pytest.param([(0, 5), (4, 8)], id="overlapping"),
        pytest.param([(3, 4)], id="only a blank"),
    ],
)
def test_a_wrong_span_makes_no_evidence(spans: list[Span]) -> None:
    document = Document("d", SHA, TEXT)

    with pytest.raises(ValueError, match=r"span|quote"):
        document.quote(*spans)


def test_a_quote_longer_than_its_spans_makes_no_evidence() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Evidence("d", "", ((0, 2),), "三个字")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"id": ""}, id="no id"),
        pytest.param({"id": "a@b"}, id="an id that would break the ids made from it"),
        pytest.param({"sha256": "abc"}, id="no digest"),
        pytest.param({"sha256": "G" * 64}, id="a digest that is not hexadecimal"),
        pytest.param({"text": " \n "}, id="no text"),
        pytest.param({"page_starts": (0, 9, 5)}, id="pages that go back"),
        pytest.param({"page_starts": (0, 0)}, id="two pages at one place"),
    ],
)
def test_a_document_that_is_wrong_does_not_exist(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Document(**{"id": "d", "sha256": SHA, "text": TEXT, **values})


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (4, 1), (5, 2), (14, 3)])
def test_a_page_begins_at_its_start(offset: int, page: int) -> None:
    document = Document("d", SHA, TEXT, (0, 5, 10))

    assert document.page_at(offset) == page
    assert document.quote((offset, offset + 1)).page == page


def test_a_text_without_pages_has_no_page() -> None:
    assert Document("d", SHA, TEXT).quote((0, 3)).page is None


def test_a_provision_has_the_id_of_its_place() -> None:
    id_ = provision_id("d", 0, 5, ProvisionKind.ARTICLE)
    Provision(
        id=id_, name="一", document_id="d", rank=ProvisionKind.ARTICLE, label="一", start=0, end=5
    )

    with pytest.raises(ValueError, match="not made from its place"):
        Provision(
            id=id_,
            name="一",
            document_id="d",
            rank=ProvisionKind.ARTICLE,
            label="一",
            start=0,
            end=6,
        )


@pytest.mark.parametrize(
    ("path", "cited"),
    [
        pytest.param(("第三章", "第十二条"), "第十二条", id="an article without its chapter"),
        pytest.param(
            ("第一章", "第十二条", "第三款"), "第十二条第三款", id="down to the paragraph"
        ),
        pytest.param(
            ("第十二条", "第三款", "（一）"), "第十二条第三款第（一）项", id="down to the item"
        ),
        pytest.param(("二、", "（三）"), "二、（三）", id="headings as they are printed"),
        pytest.param(("附件",), "附件", id="an annex"),
        pytest.param((), "", id="nothing"),
    ],
)
def test_a_locator_reads_as_a_lawyer_cites(path: tuple[str, ...], cited: str) -> None:
    assert locator(path) == cited


def test_a_statement_id_tells_two_statements_of_one_sentence_apart() -> None:
    evidence = Document("d", SHA, TEXT).quote((4, 8))
    first = statement_id(NodeKind.NORM, evidence, "比例", 50)

    assert first == statement_id(NodeKind.NORM, evidence, "比例", 50)
    assert first != statement_id(NodeKind.NORM, evidence, "比例", 60)
    assert first != statement_id(NodeKind.TARGET, evidence, "比例", 50)


def test_an_observation_says_a_value_or_a_growth() -> None:
    evidence = Document("d", SHA, TEXT).quote((4, 8))

    with pytest.raises(ValueError, match="neither a value nor a growth"):
        Observation(id="o", name="合同成交额", evidence=evidence)


def test_a_fact_of_the_text_has_evidence_and_one_of_metadata_has_none() -> None:
    evidence = Document("d", SHA, TEXT).quote((0, 3))

    with pytest.raises(ValueError, match="has evidence"):
        Fact("effective", "2024-01-01", FactSource.TEXT, "附则")
    with pytest.raises(ValueError, match="has evidence"):
        Fact("effective", "2024-01-01", FactSource.METADATA, "manifest", evidence)


def test_attributes_of_a_relation_are_sorted_and_said_once() -> None:
    evidence = Document("d", SHA, TEXT).quote((0, 3))

    with pytest.raises(ValueError, match="sorted and unique"):
        Relation("a", Predicate.CITES, "b", evidence, (("b", "1"), ("a", "2")))


# --- Fragments ----------------------------------------------------------------------------------


def test_a_fragment_names_a_node_once() -> None:
    fragment = make_fragment()

    with pytest.raises(ValueError, match="stand twice"):
        replace(fragment, nodes=(*fragment.nodes, fragment.nodes[0]))


def test_a_relation_ends_at_nodes_of_its_fragment() -> None:
    fragment = make_fragment()
    away = replace(fragment.relations[0], object="policy:别处的办法")

    with pytest.raises(ValueError, match="unknown 'policy:别处的办法'"):
        replace(fragment, relations=(*fragment.relations, away))


def test_evidence_in_a_fragment_is_in_its_text() -> None:
    fragment = make_fragment()
    elsewhere = Document(fragment.document.id, SHA, "别" * 40).quote((0, 5))
    relation = replace(fragment.relations[0], evidence=elsewhere)

    with pytest.raises(ValueError, match="is not in the text"):
        replace(fragment, relations=(relation,))


def test_the_work_of_a_document_is_a_node_of_its_fragment() -> None:
    fragment = make_fragment()
    nodes = tuple(node for node in fragment.nodes if node.id != fragment.head.policy_id)
    relations = tuple(r for r in fragment.relations if fragment.head.policy_id != r.subject)

    with pytest.raises(ValueError, match="is no node"):
        replace(fragment, nodes=nodes, relations=relations)


def test_a_provision_ends_within_the_text() -> None:
    document = Document("d", SHA, TEXT)
    work = Policy(id="policy:办法", name="办法")
    end = len(TEXT) + 1
    beyond = Provision(
        id=provision_id("d", 0, end, ProvisionKind.ARTICLE),
        name="第一条",
        document_id="d",
        rank=ProvisionKind.ARTICLE,
        label="第一条",
        start=0,
        end=end,
    )

    with pytest.raises(ValueError, match="ends after the text"):
        Fragment(document, head(work), (beyond,), (work,), (), "reader 1")


def head(work: Policy) -> Head:
    return Head(
        title=work.name, policy_id=work.id, doc_type="规范性文件", effective=date(2024, 5, 1)
    )
