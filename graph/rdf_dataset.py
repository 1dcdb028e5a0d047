"""The whole library as RDF, a document at a time: a named graph for each, and three for all.

Memory is that of the largest document. The same build gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import BytesIO

import pyoxigraph
from rdflib import RDF, XSD, Graph, Literal, URIRef

from graph.iris import Iris
from graph.model import Fragment
from graph.rdf import Triple, fragment_triples, in_order
from graph.rdf_concepts import scheme_triples
from graph.store import GraphReader, statements
from graph.validity import ValidityTable
from graph.vocabulary import PREFIXES, TTP, ontology


class Syntax(StrEnum):
    TURTLE = "turtle"
    """All triples, without the names of their graphs."""
    JSONLD = "jsonld"
    """One array of named graphs, in the expanded form."""
    NQUADS = "nquads"


NamedGraph = tuple[URIRef, list[Triple]]

FOR_ALL = 3
"""Graphs of no single document: vocabulary, concept scheme, changes of validity."""


def named_graphs(reader: GraphReader, iris: Iris) -> Iterator[NamedGraph]:
    """Vocabulary, concept scheme, changes of validity, then the documents by id."""
    yield URIRef(str(TTP).removesuffix("#")), in_order(_triples(ontology()))
    yield iris.of("concepts"), scheme_triples(iris)
    yield iris.of("changes"), change_triples(reader, iris)
    for _, fragment in statements(reader):
        yield document_graph(fragment, iris)


def document_graph(fragment: Fragment, iris: Iris) -> NamedGraph:
    return iris.graph(fragment.document.id), fragment_triples(fragment, iris)


def change_triples(reader: GraphReader, iris: Iris) -> list[Triple]:
    """What documents did to each other's validity, whatever today is."""
    table = ValidityTable.of(reader)
    found: set[Triple] = set()
    for entry in reader.documents():
        for change in table.changes(entry.id):
            parts = (change.document_id, change.day, change.status.value, change.basis)
            event = iris.change(entry.id, *parts)
            day = Literal(change.day.isoformat(), datatype=XSD.date, normalize=False)
            found |= {
                (event, RDF.type, TTP.ChangeEvent),
                (event, TTP.affects, iris.document(entry.id)),
                (event, TTP.causedBy, iris.document(change.document_id)),
                (event, TTP.effect, TTP[change.status.value]),
                (event, TTP.takesEffect, day),
                (event, TTP.basis, Literal(change.basis)),
            }
    return in_order(found)


def rdf_chunks(graphs: Iterable[NamedGraph], syntax: Syntax, iris: Iris) -> Iterator[bytes]:
    """The graphs in this syntax, UTF-8; the chunks make up one file."""
    match syntax:
        case Syntax.NQUADS:
            for graph in graphs:
                yield _written(quads(graph), pyoxigraph.RdfFormat.N_QUADS)
        case Syntax.TURTLE:
            yield from _turtle(graphs, iris)
        case Syntax.JSONLD:
            yield from _jsonld(graphs)


def quads(graph: NamedGraph) -> list[pyoxigraph.Quad]:
    name = pyoxigraph.NamedNode(graph[0])
    return [
        pyoxigraph.Quad(
            pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate), _term(object_), name
        )
        for subject, predicate, object_ in graph[1]
    ]


def _term(term: URIRef | Literal) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(term)
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    if term.datatype:
        return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(term.datatype))
    return pyoxigraph.Literal(str(term))


def _turtle(graphs: Iterable[NamedGraph], iris: Iris) -> Iterator[bytes]:
    """The serializer opens each document with the same prefixes; they are wanted once."""
    prefixes = {**PREFIXES, "node": f"{iris.base}nodes/", "document": f"{iris.base}documents/"}
    opening = _written([], pyoxigraph.RdfFormat.TURTLE, prefixes)
    yield opening
    for graph in graphs:
        triples = [quad.triple for quad in quads(graph)]
        told = _written(triples, pyoxigraph.RdfFormat.TURTLE, prefixes)
        yield told.removeprefix(opening)


def _jsonld(graphs: Iterable[NamedGraph]) -> Iterator[bytes]:
    before = b"["
    for graph in graphs:
        if graph[1]:
            told = _written(quads(graph), pyoxigraph.RdfFormat.JSON_LD)
            yield before + told.strip().removeprefix(b"[").removesuffix(b"]")
            before = b",\n"
    yield b"]\n"


def _written(
    things: list[pyoxigraph.Quad] | list[pyoxigraph.Triple],
    form: pyoxigraph.RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    output = BytesIO()
    pyoxigraph.serialize(things, output, form, prefixes=prefixes)
    return output.getvalue()


def _triples(graph: Graph) -> Iterator[Triple]:
    for subject, predicate, object_ in graph:
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            raise TypeError(f"the vocabulary has a blank node at {subject}")
        if not isinstance(object_, URIRef | Literal):
            raise TypeError(f"the vocabulary has a blank node at {subject}")
        yield subject, predicate, object_
