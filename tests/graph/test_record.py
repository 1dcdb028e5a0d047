"""Records keep everything, digests see every change and no order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.digest import build_digest, fragment_digest
from graph.model import (
    Comparator,
    Document,
    Evidence,
    Fact,
    FactSource,
    Head,
    Modality,
    Node,
    NodeKind,
    Norm,
    Observation,
    Predicate,
    Provision,
    ProvisionKind,
    Region,
    Relation,
    Validity,
    provision_id,
)
from graph.order import in_order
from graph.record import (
    NODE_TYPES,
    document_from,
    document_record,
    node_from,
    node_record,
    record_keys,
    relation_from,
    relation_record,
)
from tests.graph.fragments import make_fragment

words = st.text(min_size=1, max_size=20).filter(str.strip)
maybe_words = st.one_of(st.just(""), words)
numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    text = draw(st.text(min_size=4, max_size=40).filter(lambda t: len(t.strip()) == len(t)))
    pages = (0, 2) if draw(st.booleans()) else ()
    document = Document("d", "0" * 64, text, pages)
    spans = draw(st.sampled_from([[(0, len(text))], [(0, 1), (2, len(text))]]))
    return document.quote(*spans, provision_id=draw(maybe_words))


norms = st.builds(
    Norm,
    id=words,
    name=words,
    evidence=evidences(),
    modality=st.sampled_from(Modality),
    quantity=words,
    comparator=st.sampled_from(Comparator),
    value=numbers,
    value_max=st.none() | numbers,
    unit=words,
    value_text=words,
    base=maybe_words,
    condition=maybe_words,
    default_rule=st.booleans(),
)
observations = st.builds(
    Observation,
    id=words,
    name=words,
    evidence=evidences(),
    subject=maybe_words,
    value=st.none() | numbers,
    growth=numbers,
)
regions = st.builds(
    Region,
    id=words,
    name=words,
    code=st.none() | words,
    level=maybe_words,
    parent=st.none() | words,
)
provisions = st.builds(
    lambda rank, label, path, parent, start, length: Provision(
        id=provision_id("d", start, start + length, rank),
        name=label,
        document_id="d",
        rank=rank,
        label=label,
        path=tuple(path),
        parent_id=parent,
        start=start,
        end=start + length,
    ),
    st.sampled_from(ProvisionKind),
    words,
    st.lists(words, max_size=3),
    st.none() | words,
    st.integers(0, 10**6),
    st.integers(1, 10**6),
)
relations = st.builds(
    Relation,
    words,
    st.sampled_from(Predicate),
    words,
    evidences(),
    st.dictionaries(st.sampled_from(["alias", "locator", "role"]), words).map(
        lambda pairs: tuple(sorted(pairs.items()))
    ),
)
dates = st.none() | st.dates(date(1949, 1, 1), date(2100, 1, 1))
facts = st.builds(
    lambda field, value, evidence: Fact(
        field, value, FactSource.TEXT if evidence else FactSource.METADATA, "附则", evidence
    ),
    st.sampled_from(["effective", "title"]),
    words,
    st.none() | evidences(),
)
heads = st.builds(
    Head,
    title=words,
    policy_id=words,
    doc_type=words,
    document_number=st.none() | words,
    issuers=st.lists(words, max_size=3).map(tuple),
    regions=st.lists(words, max_size=3).map(tuple),
    written=dates,
    published=dates,
    effective=dates,
    expires=dates,
    status=st.sampled_from(Validity),
    facts=st.lists(facts, max_size=3).map(tuple),
)


def check_primitive(record: Mapping[str, Any]) -> None:
    """What both stores can keep: no None, no empty list, no list of mixed types."""
    for value in record.values():
        if isinstance(value, list):
            assert value
            assert {type(item) for item in value} in ({str}, {int})
        else:
            assert type(value) in (str, int, float, bool)


# --- There and back -----------------------------------------------------------------------------


@given(st.one_of(norms, observations, regions, provisions))
def test_a_node_comes_back_from_its_record(node: Node) -> None:
    record = node_record(node)

    check_primitive(record)
    assert set(record) <= set(record_keys(type(node)))
    assert node_from(node.kind, record) == node


@given(relations)
def test_a_relation_comes_back_from_its_record(relation: Relation) -> None:
    record = relation_record(relation)

    check_primitive(record)
    assert relation_from(relation.subject, relation.predicate, relation.object, record) == relation


@given(heads, words)
def test_a_document_comes_back_from_its_record(head: Head, text: str) -> None:
    document = Document("d", "0" * 64, text)
    record = document_record(document, head)

    check_primitive(record)
    assert document_from(record) == (document, head)


def test_a_whole_number_is_the_same_value_as_its_float() -> None:
    """A store gives 60.0 back where 60 was written; the digest must not see a change."""
    fragment = make_fragment()
    norm = next(node for node in fragment.nodes if isinstance(node, Norm))
    others = [node for node in fragment.nodes if node is not norm]
    whole = replace(fragment, nodes=(*others, replace(norm, value=60)))

    assert fragment_digest(whole) == fragment_digest(fragment)


@pytest.mark.parametrize("kind", NODE_TYPES)
def test_every_kind_of_node_has_a_record(kind: NodeKind) -> None:
    assert {"id", "name"} <= set(record_keys(NODE_TYPES[kind]))


def test_only_documents_are_no_nodes() -> None:
    assert set(NodeKind) - set(NODE_TYPES) == {NodeKind.DOCUMENT}


def test_an_attribute_cannot_pass_for_evidence() -> None:
    evidence = Document("d", "0" * 64, "第一条").quote((0, 3))

    with pytest.raises(ValueError, match="field of evidence"):
        relation_record(Relation("a", Predicate.CITES, "b", evidence, (("quote", "别的话"),)))


# --- Digests ------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
def test_the_digest_does_not_depend_on_the_order_of_making(shuffle: random.Random) -> None:
    fragment = make_fragment()
    shuffled = replace(
        fragment,
        provisions=tuple(shuffle.sample(fragment.provisions, len(fragment.provisions))),
        nodes=tuple(shuffle.sample(fragment.nodes, len(fragment.nodes))),
        relations=tuple(shuffle.sample(fragment.relations, len(fragment.relations))),
    )

    assert fragment_digest(shuffled) == fragment_digest(fragment)
    assert in_order(shuffled) == in_order(fragment)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda f: replace(f, reader="reader 2"), id="the reading rules"),
        pytest.param(lambda f: replace(f, relations=f.relations[1:]), id="a relation less"),
        pytest.param(
            lambda f: replace(f, relations=(*f.relations, f.relations[0])), id="a relation twice"
        ),
        pytest.param(
            lambda f: replace(f, head=replace(f.head, effective=date(2025, 1, 1))), id="a date"
        ),
        pytest.param(
            lambda f: replace(f, document=replace(f.document, sha256="1" * 64)), id="the bytes"
        ),
    ],
)
def test_the_digest_sees_every_change(change: Any) -> None:
    fragment = make_fragment()

    assert fragment_digest(change(fragment)) != fragment_digest(fragment)


@given(st.dictionaries(words, words, max_size=6), st.randoms(use_true_random=False))
def test_the_build_does_not_depend_on_the_order_of_arrival(
    fragments: dict[str, str], shuffle: random.Random
) -> None:
    arrived = shuffle.sample(sorted(fragments.items()), len(fragments))

    assert build_digest(dict(arrived)) == build_digest(fragments)


def test_the_build_tells_which_document_says_what() -> None:
    assert build_digest({"a": "1", "b": "2"}) != build_digest({"a": "2", "b": "1"})
