"""A document as it was read: what was understood, where, and what was not."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from api.inspect.inspection import as_json, inspect
from api.routes.dependencies import PROBLEMS, DocumentId, Held
from api.schemas import NodeShape, Shape

router = APIRouter(responses=dict(PROBLEMS))


class MarkShape(Shape):
    """A stretch of the text that something was read from."""

    start: int
    end: int
    kind: str = Field(description="A kind of node, or Fact for the words of the head.")
    label: str


class SilentProvision(Shape):
    id: str
    locator: str
    text: str


class NotUnderstood(Shape):
    characters: int = Field(description="Of the text that are not blank.")
    placed: int = Field(description="Of these, how many stand in a provision.")
    leftovers: list[str]
    without_statement: list[SilentProvision]


class DocumentReading(Shape):
    """Offsets count code points into the document's text, half open."""

    id: str
    marks: list[MarkShape]
    statements: list[NodeShape]
    not_understood: NotUnderstood


@router.get(
    "/v1/documents/{document_id}/reading",
    response_model=DocumentReading,
)
def get_reading(library: Held, document_id: DocumentId) -> dict[str, Any]:
    """Every statement of one document with its place, and what no statement stands on."""
    read = as_json(inspect(library.store.fragment(document_id), gaps=None))
    missed = {key: value for key, value in read["not_understood"].items() if key != "gaps"}
    return {key: read[key] for key in ("id", "marks", "statements")} | {"not_understood": missed}
