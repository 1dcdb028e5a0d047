"""The SPARQL endpoint described in RDF: what the protocol gives to a GET without a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import DCTERMS, RDF, Literal, URIRef

from graph.iris import Iris
from graph.rdf import Triple
from graph.vocabulary import DCAT, SD

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
}
"""Media type → name of the format at the W3C."""


def service_triples(iris: Iris, media_types: Sequence[str], build: str) -> Iterator[Triple]:
    """One service over the dataset of this build: a named graph for each document, and the union
    of all where a query names none.
    """
    service, dataset, union = iris.of("sparql"), iris.of("dataset"), iris.of("dataset#union")
    yield service, RDF.type, SD.Service
    yield service, SD.endpoint, service
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    yield service, SD.feature, SD.UnionDefaultGraph
    for media_type in media_types:
        if media_type in _NAMES:
            yield service, SD.resultFormat, URIRef(_FORMATS + _NAMES[media_type])
    yield service, SD.defaultDataset, dataset
    yield dataset, RDF.type, SD.Dataset
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, DCTERMS.identifier, Literal(build)
    yield dataset, SD.defaultGraph, union
    yield union, RDF.type, SD.Graph
