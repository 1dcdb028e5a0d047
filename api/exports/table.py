"""Statements as one CSV table: what ``statements`` has as JSON, a column for each part."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from api.exports.statements import fragment_lines
from api.views import Json
from graph.store import GraphReader, statements

COLUMNS = (
    *("subject", "subject_kind", "subject_name", "predicate"),
    *("object", "object_kind", "object_name", "attributes"),
    *("document_id", "provision_id", "spans", "quote", "page"),
)
# Spreadsheets take a file without it for one in the encoding of the country.
_BYTE_ORDER_MARK = "\ufeff"


def csv_chunks(reader: GraphReader) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, RFC 4180; a chunk a document.

    ``attributes`` is a JSON object; ``spans`` are half-open offsets: 120-180 200-210.
    """
    yield (_BYTE_ORDER_MARK + _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])).encode()
    for _, fragment in statements(reader):
        yield _lines([_row(line) for line in fragment_lines(fragment)]).encode()


def _row(line: Json) -> Json:
    evidence = line["evidence"] or {}
    spans = " ".join(f"{start}-{end}" for start, end in evidence.get("spans", ()))
    attributes = json.dumps(line["attributes"], ensure_ascii=False, sort_keys=True)
    return line | evidence | {"spans": spans, "attributes": attributes}


def _lines(rows: list[Json]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    writer.writerows(rows)
    return text.getvalue()
