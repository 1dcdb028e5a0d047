"""The whole library in one of the formats of open data, as chunks of bytes of one build."""

from __future__ import annotations

from collections.abc import Iterator

from api.exports.formats import FORMS, ExportFormat
from api.exports.graphml import graphml_chunks
from api.exports.statements import jsonl_chunks
from api.exports.table import csv_chunks
from graph.iris import Iris
from graph.one_build import of_one_build
from graph.rdf_catalog import Distribution, catalog
from graph.rdf_dataset import Syntax, named_graphs, rdf_chunks
from graph.store import GraphReader


def export_chunks(reader: GraphReader, form: ExportFormat, iris: Iris) -> Iterator[bytes]:
    """UTF-8. The same build gives the same bytes; memory is that of the largest document.

    Raises StoreUnavailable where the store is written to before the last chunk.
    """
    return of_one_build(reader, _chunks(reader, form, iris))


def _chunks(reader: GraphReader, form: ExportFormat, iris: Iris) -> Iterator[bytes]:
    match form:
        case ExportFormat.JSONL:
            yield from jsonl_chunks(reader)
        case ExportFormat.CSV:
            yield from csv_chunks(reader)
        case ExportFormat.GRAPHML:
            yield from graphml_chunks(reader)
        case ExportFormat.DCAT:
            yield catalog(reader, iris, _DISTRIBUTIONS)
        case _:
            yield from rdf_chunks(named_graphs(reader, iris), Syntax(form), iris)


_DISTRIBUTIONS = tuple(
    Distribution(f"exports/{form}", told.title, told.media_type)
    for form, told in FORMS.items()
    if form is not ExportFormat.DCAT
)
