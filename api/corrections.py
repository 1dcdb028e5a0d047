"""Corrections as the ways in show them, and making one of a statement's id."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from graph.amendments import Judgement, correct_node
from graph.corrected import Standing
from graph.corrections import Correction, correction_record
from graph.dates import CHINA
from graph.errors import InvalidInput, NotFound
from graph.head_corrections import correct_head
from graph.library import Library
from graph.model import Statement


def correction_view(correction: Correction, standing: Standing) -> dict[str, Any]:
    return correction_record(correction) | {
        "status": standing.value,
        "statement": correction.content(),
        "changes": correction.changed(),
    }


def find_correction(library: Library, correction_id: str) -> tuple[Correction, Standing]:
    """Raises NotFound."""
    for correction, standing in library.standings():
        if correction.id == correction_id:
            return correction, standing
    raise NotFound(f"no correction {correction_id!r}")


def correction_of(library: Library, statement_id: str, said: Judgement) -> Correction:
    """Raises NotFound, and InvalidInput for a node that no text states."""
    node = library.store.node(statement_id)
    if not isinstance(node, Statement):
        raise InvalidInput(
            f"{node.id} is a {node.kind}, which no text states; correct a statement about it"
        )
    return correct_node(library.store.fragment(node.evidence.document_id), node, said)


def correction_of_head(
    library: Library, document_id: str, field: str, said: Judgement
) -> Correction:
    """Raises NotFound, and InvalidInput for a field or value that cannot be."""
    return correct_head(library.store.fragment(document_id), field, said)


def now() -> str:
    """When a correction is made."""
    return datetime.now(CHINA).isoformat(timespec="milliseconds")
