"""What one document says as RDF: nothing is left out, and every export keeps to the shapes."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from urllib.parse import unquote, urlsplit

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, RDFS, Graph, Literal, URIRef
from rdflib.paths import Path
from rdflib.term import Node

from graph.errors import InvalidInput
from graph.iris import Iris
from graph.model import (
    Concept,
    Document,
    Fragment,
    Head,
    Predicate,
    Relation,
    Validity,
)
from graph.names import policy
from graph.order import in_order
from graph.rdf import Triple, fragment_triples, node_triples
from graph.rdf_concepts import scheme_triples
from graph.record import NODE_TYPES
from graph.taxonomy import concept, concepts
from graph.vocabulary import (
    ELI,
    OA,
    TTP,
    ontology,
    property_of,
    relation_property,
    shapes,
)
from ingest.pipeline import read_fragment
from ingest.source import find_sources, read_bytes
from tests.graph.fragments import make_fragment, with_findings

IRIS = Iris()
MAPPED_APART = {
    *("id", "name", "evidence", "document_id", "parent_id", "parent", "path"),
    *("policy_id", "facts", "broader", "name_en"),
}
"""Fields whose values are IRIs, labels or resources of their own."""


def graph_of(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def written(value: object) -> str:
    """As XML Schema writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def at(graph: Graph, subject: Node | None, path: URIRef | Path) -> str:
    """The single value at the end of this path."""
    (value,) = graph.objects(subject, path)
    return str(value)


def violations(graph: Graph) -> str:
    """What SHACL complains of; empty where the data keeps to the shapes."""
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes(), advanced=True)
    return "" if conforms else str(report)


@pytest.fixture(scope="module")
def fragment() -> Fragment:
    return with_findings(make_fragment())


@pytest.fixture(scope="module")
def told(fragment: Fragment) -> Graph:
    return graph_of(fragment_triples(fragment, IRIS))


# --- Shapes -------------------------------------------------------------------------------------


def test_an_invented_document_keeps_to_the_shapes(told: Graph) -> None:
    assert violations(told) == ""


@pytest.mark.parametrize("document_id", ["seed-000", "seed-004", "sn-001", "nat-060"])
def test_a_real_document_keeps_to_the_shapes(shared_corpus: pathlib.Path, document_id: str) -> None:
    source = next(s for s in find_sources([shared_corpus]) if s.id == document_id)
    graph = graph_of(fragment_triples(read_fragment(source, read_bytes(source)).fragment, IRIS))

    assert violations(graph) == ""


def test_the_concept_scheme_keeps_to_the_shapes() -> None:
    assert violations(graph_of(scheme_triples(IRIS))) == ""


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        pytest.param(OA.exact, Literal("别的话"), "not in the text", id="a quote of other words"),
        pytest.param(OA.start, Literal(10_000), "not in the text", id="an offset beyond the text"),
        pytest.param(TTP.modality, TTP.perhaps, "MinCount|In", id="a modality of no scheme"),
    ],
)
def test_the_shapes_find_what_is_wrong(
    fragment: Fragment, path: URIRef, value: URIRef | Literal, complaint: str
) -> None:
    graph = graph_of(fragment_triples(fragment, IRIS))
    subject = min(graph.subjects(path), key=str)
    graph.set((subject, path, value))

    assert any(word in violations(graph) for word in complaint.split("|"))


def test_a_statement_without_its_passage_is_found(fragment: Fragment) -> None:
    graph = graph_of(fragment_triples(fragment, IRIS))
    norm = min(graph.subjects(RDF.type, TTP.Norm), key=str)
    graph.remove((norm, TTP.quotedFrom, None))

    assert "quotedFrom" in violations(graph)


# --- Nothing is left out ------------------------------------------------------------------------


def test_the_vocabulary_declares_every_kind_field_and_relation() -> None:
    declared = set(ontology().subjects(RDF.type))
    wanted = {property_of(f.name) for cls in (*NODE_TYPES.values(), Head) for f in fields(cls)}
    wanted -= {property_of(name) for name in MAPPED_APART}
    wanted |= {relation_property(predicate) for predicate in Predicate}

    assert {word for word in wanted if word in TTP} - declared == set()


def test_everything_that_is_said_is_in_words_that_are_declared(told: Graph) -> None:
    declared = set(ontology().subjects(RDF.type))
    used = {p for _, p, _ in told} | set(told.objects(None, RDF.type))

    assert {word for word in used if str(word) in TTP} - declared == set()


def test_every_value_of_every_node_stands_in_the_graph(fragment: Fragment, told: Graph) -> None:
    for node in (*fragment.provisions, *fragment.nodes):
        subject = IRIS.node(node.id)
        assert told.value(subject, RDFS.label) == Literal(node.name, lang="zh")
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name in MAPPED_APART or value in (None, ""):
                continue
            stated = {
                str(o).rpartition("#")[2] for o in told.objects(subject, property_of(field.name))
            }
            values = value if isinstance(value, tuple) else (value,)
            assert stated == {written(v) for v in values}


def test_every_relation_stands_plainly_and_with_its_quote(fragment: Fragment, told: Graph) -> None:
    for relation in fragment.relations:
        assertion = IRIS.assertion(relation)
        subject, object_ = at(told, assertion, RDF.subject), at(told, assertion, RDF.object)
        plain = URIRef(subject), relation_property(relation.predicate), URIRef(object_)
        assert plain in told
        quote = at(told, assertion, TTP.quotedFrom / OA.hasSelector / OA.exact)
        assert quote == relation.evidence.quote
        for key, value in relation.attributes:
            assert told.value(assertion, property_of(key)) == Literal(value)


def test_a_head_tells_its_dates_and_where_they_were_read(fragment: Fragment) -> None:
    head = replace(fragment.head, effective=date(2024, 7, 1), status=Validity.NOT_YET)
    graph = graph_of(fragment_triples(replace(fragment, head=head), IRIS))
    document = IRIS.document(fragment.document.id)

    assert graph.value(document, ELI.first_date_entry_in_force) == Literal(date(2024, 7, 1))
    assert graph.value(document, TTP.status) == TTP.not_yet
    sources = {
        str(o)
        for s in graph.subjects(RDF.type, TTP.HeadFact)
        for o in graph.objects(s, TTP.factSource)
    }
    assert sources == {"metadata", "text"}


def test_a_quote_of_several_stretches_keeps_them_apart_and_in_order() -> None:
    fragment = make_fragment()
    document, provision = fragment.document, fragment.provisions[0]
    evidence = document.quote((0, 4), (6, 12), provision_id=provision.id)
    said = Relation(document.id, Predicate.JURISDICTION, fragment.nodes[2].id, evidence)
    graph = graph_of(fragment_triples(replace(fragment, relations=(said,)), IRIS))

    passage = graph.value(IRIS.assertion(said), TTP.quotedFrom)
    parts = sorted(
        (
            int(at(graph, part, OA.hasSelector / OA.start)),
            at(graph, part, OA.hasSelector / OA.exact),
        )
        for part in graph.objects(passage, DCTERMS.hasPart)
    )
    assert parts == [(0, document.text[:4]), (6, document.text[6:12])]
    assert violations(graph) == ""


def test_the_order_of_a_fragment_makes_no_difference(fragment: Fragment) -> None:
    turned = replace(fragment, nodes=fragment.nodes[::-1], relations=fragment.relations[::-1])

    assert fragment_triples(turned, IRIS) == fragment_triples(in_order(fragment), IRIS)


# --- IRIs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("云溪省《甲〈乙〉丙》办法", id="brackets"),
        pytest.param('"双引号" 与 \\反斜杠\\ {花括号}', id="what IRIs forbid"),
        pytest.param("100%落实#办法?版本=2/3", id="what IRIs give a meaning"),
        pytest.param("试点🚀方案𠮷", id="beyond the first plane"),
    ],
)
def test_an_iri_is_a_plain_uri_that_leads_back_to_the_id(name: str) -> None:
    node = policy(name)
    iri = str(IRIS.node(node.id))

    assert iri.isascii()
    assert not set(iri) & set(' "<>\\^`{|}')
    assert unquote(urlsplit(iri).path.removeprefix("/v1/nodes/")) == node.id
    assert not urlsplit(iri).fragment


def test_the_base_is_the_installations_own() -> None:
    iris = Iris("urn:example:policy:")

    assert str(iris.document("yunxi-1")) == "urn:example:policy:documents/yunxi-1"


@pytest.mark.parametrize("base", ["policy", "https://host/v1", "https://ho st/", "/v1/", ""])
def test_what_is_no_base_is_refused(base: str) -> None:
    with pytest.raises(InvalidInput, match="ZHENGTU_IRI_BASE"):
        Iris(base)


# --- Concepts -----------------------------------------------------------------------------------


def test_the_scheme_holds_every_concept_under_one_top() -> None:
    graph = graph_of(scheme_triples(IRIS))
    skos = "http://www.w3.org/2004/02/skos/core#"
    tops = set(graph.objects(IRIS.of("concepts"), URIRef(skos + "hasTopConcept")))

    for entry in concepts():
        subject = IRIS.node(entry.node.id)
        broader = graph.value(subject, URIRef(skos + "broader"))
        assert (subject in tops) != (broader is not None)
        assert broader is None or broader in tops
        assert graph.value(subject, URIRef(skos + "definition")) is not None


def test_a_concept_is_the_same_in_the_scheme_and_in_a_document() -> None:
    node = concept("C1").node
    assert isinstance(node, Concept)

    assert set(node_triples(node, IRIS)) <= set(scheme_triples(IRIS))


def test_a_document_is_no_node_in_a_relation(fragment: Fragment) -> None:
    graph = graph_of(fragment_triples(fragment, IRIS))
    document: Document = fragment.document

    assert (IRIS.document(document.id), RDF.type, TTP.PolicyVersion) in graph
    assert (IRIS.node(document.id), None, None) not in graph
