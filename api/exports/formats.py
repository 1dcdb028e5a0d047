"""The formats of open data: their names, media types and file endings. Nothing heavy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    NQUADS = "nquads"
    DCAT = "dcat"


@dataclass(frozen=True, slots=True)
class Form:
    title: str
    media_type: str
    suffix: str


FORMS: Mapping[ExportFormat, Form] = {
    ExportFormat.JSONL: Form("Statements, one JSON object a line", "application/jsonl", "jsonl"),
    ExportFormat.CSV: Form("Statements as one table", "text/csv", "csv"),
    ExportFormat.GRAPHML: Form("Nodes and relations", "application/graphml+xml", "graphml"),
    ExportFormat.TURTLE: Form("RDF, all triples together", "text/turtle", "ttl"),
    ExportFormat.JSONLD: Form("RDF, a named graph a document", "application/ld+json", "jsonld"),
    ExportFormat.NQUADS: Form("RDF, a named graph a document", "application/n-quads", "nq"),
    ExportFormat.DCAT: Form("Description of the dataset (DCAT)", "text/turtle", "dcat.ttl"),
}
