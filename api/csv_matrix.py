"""The matrix as CSV: one line for each quote shown, and one for each cell without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from qa.analysis.findings import Finding
from qa.analysis.matrix import Matrix, MatrixCell, MatrixRow

_COLUMNS = (
    *("region", "level", "concept", "concept_name", "status", "reason"),
    *("statements", "clauses", "modality", "value", "quote", "title", "locator"),
    *("document_id", "validity", "valid_from", "valid_to", "statement_id"),
)
_BOM = "\ufeff"
"""Without it spreadsheets take the file for GBK."""
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def matrix_csv(matrix: Matrix) -> str:
    names = {column.notation: column.name for column in matrix.columns}
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for row in matrix.rows:
        for cell in row.cells:
            writer.writerows(_lines(row, cell, names[cell.concept]))
    return _BOM + written.getvalue()


def _lines(row: MatrixRow, cell: MatrixCell, name: str) -> Iterator[list[str]]:
    place = [row.region, row.level, cell.concept, name, cell.label, cell.reason]
    counts = [str(cell.statements), str(cell.clauses)]
    for finding in cell.findings:
        yield [*place, *counts, *_said(finding)]
    if not cell.findings:
        yield [*place, *counts, *[""] * (len(_COLUMNS) - len(place) - len(counts))]


def _said(finding: Finding) -> list[str]:
    source = finding.source
    validity = source.validity
    return [
        finding.modality.value if finding.modality else "",
        finding.value.text if finding.value else "",
        _harmless(source.quote),
        _harmless(source.title),
        source.locator,
        source.document_id,
        validity.status.value,
        validity.from_.isoformat() if validity.from_ else "",
        validity.to.isoformat() if validity.to else "",
        finding.id,
    ]


def _harmless(text: str) -> str:
    """Spreadsheets run what starts like a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
