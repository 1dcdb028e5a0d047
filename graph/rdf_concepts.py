"""The taxonomy of measures as a SKOS concept scheme, with the codes of the STIP survey."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

from graph.iris import Iris
from graph.rdf import Triple, in_order, node_triples
from graph.taxonomy import ConceptEntry, concept, concepts, taxonomy_version
from graph.vocabulary import TTP


def scheme_triples(iris: Iris) -> list[Triple]:
    """The scheme with every concept of the taxonomy, whether a document names it or not."""
    scheme, stip = iris.of("concepts"), iris.of("concepts/stip")
    found: set[Triple] = {
        (scheme, RDF.type, SKOS.ConceptScheme),
        (scheme, RDFS.label, Literal("技术转移措施分类表", lang="zh")),
        (scheme, RDFS.label, Literal("Technology-transfer measures taxonomy", lang="en")),
        (scheme, OWL.versionInfo, Literal(taxonomy_version())),
        (stip, RDF.type, SKOS.ConceptScheme),
        (stip, RDFS.label, Literal("EC-OECD STIP survey codebook 2021: codes", lang="en")),
    }
    for entry in concepts():
        found.update(node_triples(entry.node, iris))
        found.update(_more(entry, iris, scheme, stip))
    return in_order(found)


def _more(entry: ConceptEntry, iris: Iris, scheme: URIRef, stip: URIRef) -> Iterator[Triple]:
    """What the taxonomy knows of a concept beside its node."""
    subject = iris.node(entry.node.id)
    yield subject, SKOS.definition, Literal(entry.definition, lang="zh")
    for other in entry.alternatives:
        yield subject, SKOS.altLabel, Literal(other, lang="zh")
    for slot in entry.slots:
        yield subject, TTP.slot, Literal(slot)
    if entry.broader is None:
        yield scheme, SKOS.hasTopConcept, subject
        yield subject, SKOS.topConceptOf, scheme
    else:
        yield iris.node(concept(entry.broader).node.id), SKOS.narrower, subject
    for mapping, code in entry.stip:
        # The survey publishes codes without IRIs, so they are named here, in a scheme apart.
        theirs = iris.of(f"concepts/stip/{code}")
        yield subject, SKOS[mapping.removeprefix("skos:")], theirs
        yield theirs, RDF.type, SKOS.Concept
        yield theirs, RDFS.label, Literal(code, lang="en")
        yield theirs, SKOS.prefLabel, Literal(code, lang="en")
        yield theirs, SKOS.notation, Literal(code)
        yield theirs, SKOS.inScheme, stip
