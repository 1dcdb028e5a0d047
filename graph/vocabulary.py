"""The words of the RDF export: which class a kind is, which property a field or a relation.

``data/ontology.ttl`` declares all of them. A field without an entry here takes the property of its
own name, so that nothing the model holds is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef

from graph.model import NodeKind

TTP = Namespace("https://w3id.org/ttpolicy/ont#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LRMLMM = Namespace("http://docs.oasis-open.org/legalruleml/ns/v1.0/metamodel#")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
QB = Namespace("http://purl.org/linked-data/cube#")
SCHEMA = Namespace("https://schema.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

PREFIXES: Mapping[str, str] = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "lrmlmm": str(LRMLMM),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "qb": str(QB),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "ttp": str(TTP),
    "xsd": str(XSD),
}

CLASSES: Mapping[NodeKind, tuple[URIRef, ...]] = {
    NodeKind.POLICY: (TTP.PolicyWork, ELI.LegalResource),
    NodeKind.DOCUMENT: (TTP.PolicyVersion, ELI.LegalExpression),
    NodeKind.PROVISION: (TTP.Provision, ELI.LegalResourceSubdivision),
    NodeKind.INSTITUTION: (TTP.Agency, ORG.FormalOrganization),
    NodeKind.PERSON: (TTP.PersonAgent, FOAF.Person),
    NodeKind.REGION: (TTP.Region, SCHEMA.AdministrativeArea),
    NodeKind.PROGRAMME: (TTP.Programme, PROV.Plan),
    NodeKind.CONCEPT: (SKOS.Concept,),
    NodeKind.MEASURE: (TTP.Measure,),
    NodeKind.NORM: (TTP.Norm, LRMLMM.PrescriptiveStatement),
    NodeKind.TARGET: (TTP.Target, SCHEMA.QuantitativeValue),
    NodeKind.OBSERVATION: (TTP.IndicatorValue, QB.Observation),
    NodeKind.CASE: (TTP.Case, SCHEMA.Project),
    NodeKind.PROBLEM: (TTP.Problem,),
    NodeKind.RECOMMENDATION: (TTP.Recommendation,),
    NodeKind.LEVEL: (TTP.QualificationLevel, SCHEMA.EducationalOccupationalCredential),
}
"""Ours first, then the well-known one beside it: not every reader of the data reasons."""

_NAMED: Mapping[str, URIRef] = {
    "actor": TTP.actorName,  # the relation ACTOR has the property ttp:actor
    "code": TTP.gb2260,
    "effective": ELI.first_date_entry_in_force,
    "notation": SKOS.notation,
    "published": ELI.date_publication,
    "rights": DCTERMS.rights,
    "source_url": DCTERMS.source,
    "title": ELI.title,
    "unit": SCHEMA.unitText,
    "value": SCHEMA.value,
    "value_max": SCHEMA.maxValue,
    "written": ELI.date_document,
}


def property_of(field: str) -> URIRef:
    """Of a field of a node or head, or of an attribute of a relation."""
    return _NAMED.get(field) or TTP[_camel(field)]


def relation_property(predicate: str) -> URIRef:
    """``ISSUED_BY`` is ttp:issuedBy."""
    return TTP[_camel(predicate.lower())]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def ontology() -> Graph:
    return Graph().parse(data=_text("ontology.ttl"), format="turtle")


def shapes() -> Graph:
    """SHACL: what every export keeps to."""
    return Graph().parse(data=_text("shapes.ttl"), format="turtle")


def _text(name: str) -> str:
    return files("graph").joinpath("data", name).read_text("utf-8")
