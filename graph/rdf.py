"""What one document says, as RDF triples: every node, relation and piece of evidence.

A relation stands twice: as the plain triple, and as an assertion (subject, predicate, object) with
its attributes and the passage that it is quoted from. There are no blank nodes, so the same
fragment gives the same triples everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum

from rdflib import DCTERMS, RDF, RDFS, SKOS, XSD, Literal, URIRef

from graph.iris import Iris
from graph.model import (
    Concept,
    Document,
    Evidence,
    Fact,
    Fragment,
    Head,
    Modality,
    Node,
    NodeKind,
    Provision,
    Region,
    Relation,
    Validity,
)
from graph.names import node_id
from graph.vocabulary import CLASSES, ELI, OA, SCHEMA, TTP, property_of, relation_property

Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]

_CHINESE = frozenset({"name", "title"})
"""Fields whose words are a label in a language; other strings are compared as they are."""
_NODE_APART = frozenset({"id", "name", "evidence"})
_PROVISION_APART = frozenset({"document_id", "parent_id", "path"})
_HEAD_APART = frozenset({"policy_id", "facts"})


def fragment_triples(fragment: Fragment, iris: Iris) -> list[Triple]:
    """Each triple once, sorted: the same fragment gives the same list."""
    found = {*_document(fragment, iris)}
    for node in (*fragment.provisions, *fragment.nodes):
        found.update(node_triples(node, iris))
    for relation in fragment.relations:
        found.update(relation_triples(relation, iris))
    return in_order(found)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """By subject, property and object as they are written, literals last."""
    return sorted(triples, key=_written)


def _written(triple: Triple) -> tuple[str, str, bool, str, str]:
    subject, predicate, object_ = triple
    kind = ""
    if isinstance(object_, Literal):
        kind = f"{object_.datatype} {object_.language}"
    return str(subject), str(predicate), bool(kind), str(object_), kind


def node_triples(node: Node, iris: Iris) -> Iterator[Triple]:
    """A node with its fields and, where it states something, its evidence."""
    subject = iris.node(node.id)
    for type_ in CLASSES[node.kind]:
        yield subject, RDF.type, type_
    yield subject, RDFS.label, Literal(node.name, lang="zh")
    apart = _NODE_APART
    if isinstance(node, Provision):
        apart = _NODE_APART | _PROVISION_APART
        yield from _provision_places(node, iris)
    elif isinstance(node, Region):
        apart = _NODE_APART | {"parent"}
        if node.parent:
            parent = node_id(NodeKind.REGION, node.parent)
            yield subject, SCHEMA.containedInPlace, iris.node(parent)
    elif isinstance(node, Concept):
        apart = _NODE_APART | {"name_en", "broader"}
        yield from _concept(node, iris)
    yield from _fields(subject, node, apart)
    evidence = getattr(node, "evidence", None)
    if isinstance(evidence, Evidence):
        yield from _quoted(subject, evidence, iris)


def relation_triples(relation: Relation, iris: Iris) -> Iterator[Triple]:
    """The plain triple, and the assertion that carries attributes and evidence."""
    own = relation.evidence.document_id
    subject, object_ = (
        iris.document(end) if end == own else iris.node(end)
        for end in (relation.subject, relation.object)
    )
    predicate = relation_property(relation.predicate)
    yield subject, predicate, object_
    assertion = iris.assertion(relation)
    yield assertion, RDF.type, TTP.Assertion
    yield assertion, RDF.subject, subject
    yield assertion, RDF.predicate, predicate
    yield assertion, RDF.object, object_
    for key, value in relation.attributes:
        yield assertion, property_of(key), Literal(value)
    yield from _quoted(assertion, relation.evidence, iris)


def _document(fragment: Fragment, iris: Iris) -> Iterator[Triple]:
    document, head = fragment.document, fragment.head
    subject = iris.document(document.id)
    for type_ in CLASSES[NodeKind.DOCUMENT]:
        yield subject, RDF.type, type_
    yield subject, RDFS.label, Literal(head.title, lang="zh")
    yield subject, DCTERMS.identifier, Literal(document.id)
    yield subject, ELI.realizes, iris.node(head.policy_id)
    yield subject, TTP.reader, Literal(fragment.reader)
    yield from _fields(subject, document, frozenset({"id"}))
    yield from _fields(subject, head, _HEAD_APART)
    for fact in head.facts:
        yield from _fact(document, fact, iris)


def _fact(document: Document, fact: Fact, iris: Iris) -> Iterator[Triple]:
    subject = iris.fact(document.id, fact)
    yield subject, RDF.type, TTP.HeadFact
    yield subject, TTP.inDocument, iris.document(document.id)
    yield subject, TTP.field, Literal(fact.field)
    yield subject, RDF.value, Literal(fact.value)
    yield subject, TTP.factSource, Literal(fact.source.value)
    yield subject, TTP.basis, Literal(fact.basis)
    if fact.evidence:
        yield from _quoted(subject, fact.evidence, iris)


def _provision_places(provision: Provision, iris: Iris) -> Iterator[Triple]:
    subject = iris.node(provision.id)
    document = iris.document(provision.document_id)
    parent = iris.node(provision.parent_id) if provision.parent_id else document
    yield subject, TTP.inDocument, document
    yield subject, ELI.is_part_of, parent
    yield subject, TTP.locator, Literal(provision.locator)


def _concept(concept: Concept, iris: Iris) -> Iterator[Triple]:
    subject = iris.node(concept.id)
    yield subject, SKOS.prefLabel, Literal(concept.name, lang="zh")
    if concept.name_en:
        yield subject, SKOS.prefLabel, Literal(concept.name_en, lang="en")
    if concept.broader:
        yield subject, SKOS.broader, iris.node(node_id(NodeKind.CONCEPT, concept.broader))
    yield subject, SKOS.inScheme, iris.of("concepts")


def _quoted(subject: URIRef, evidence: Evidence, iris: Iris) -> Iterator[Triple]:
    passage = iris.passage(evidence)
    yield subject, TTP.quotedFrom, passage
    yield passage, RDF.type, TTP.Passage
    yield passage, OA.hasSource, iris.document(evidence.document_id)
    if evidence.provision_id:
        yield passage, TTP.inProvision, iris.node(evidence.provision_id)
    if evidence.page is not None:
        yield passage, TTP.page, Literal(evidence.page)
    taken = 0
    for span in evidence.spans:
        words = evidence.quote[taken : taken + span[1] - span[0]]
        taken += len(words)
        part = iris.part(evidence, span)
        if part != passage:
            yield passage, DCTERMS.hasPart, part
            yield part, RDF.type, TTP.Passage
            yield part, OA.hasSource, iris.document(evidence.document_id)
        quote = iris.selector(evidence, "quote", span)
        yield part, OA.hasSelector, quote
        yield quote, RDF.type, OA.TextQuoteSelector
        yield quote, OA.exact, Literal(words)
        position = iris.selector(evidence, "position", span)
        yield part, OA.hasSelector, position
        yield position, RDF.type, OA.TextPositionSelector
        yield position, OA.start, Literal(span[0])
        yield position, OA.end, Literal(span[1])


def _fields(subject: URIRef, value: Node | Document | Head, apart: frozenset[str]) -> list[Triple]:
    """A triple for each value of each field; empty strings and None say nothing."""
    return [
        (subject, property_of(field.name), _term(field.name, one))
        for field in fields(value)
        if field.name not in apart
        for one in _each(getattr(value, field.name))
    ]


def _each(value: object) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def _term(field: str, value: object) -> Term:
    if isinstance(value, Modality | Validity):
        return TTP[value.value]
    if isinstance(value, Enum):
        return Literal(str(value.value))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=XSD.date, normalize=False)
    if isinstance(value, float):
        return Literal(_decimal(value), datatype=XSD.decimal, normalize=False)
    if isinstance(value, bool | int):
        return Literal(value)
    return Literal(str(value), lang="zh" if field in _CHINESE else None)


def _decimal(value: float) -> str:
    """With its point, as Turtle writes decimals without naming their type: 60.0, 0.5."""
    written = format(Decimal(repr(value)), "f")
    return written if "." in written else f"{written}.0"
