"""What a worker sends back of one source: a reading, or the line that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import MissingExtra, UnreadableDocument
from graph.model_choice import ModelChoice
from ingest.formats.picture_pages import OnPage
from ingest.reading import Reading, read_fragment
from ingest.source import Source, read_bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    reading: Reading | None
    error: str = ""
    """Path and reason; empty where there is a reading."""


def read_source(
    source: Source, model: ModelChoice | None = None, *, on_page: OnPage | None = None
) -> Outcome:
    """Read a source's file. Runs in a worker, which never loads the database."""
    try:
        raw = read_bytes(source)
    except UnreadableDocument as exc:
        return _unread(source, exc)
    return read_given(source, raw, model, on_page=on_page)


def read_given(
    source: Source,
    raw: bytes,
    model: ModelChoice | None = None,
    *,
    on_page: OnPage | None = None,
) -> Outcome:
    """Read a source whose bytes are here, though its file may not be."""
    try:
        reading = read_fragment(source, raw, on_page, model=model)
    except (UnreadableDocument, MissingExtra) as exc:
        return _unread(source, exc)
    return Outcome(source.id, reading)


def _unread(source: Source, error: Exception) -> Outcome:
    return Outcome(source.id, None, f"{source.path}: {error}")
