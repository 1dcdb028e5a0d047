"""A source's frozen text with its head and provisions, before any statement is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from graph.errors import UnreadableDocument
from graph.model import Document, Head, Provision, ProvisionKind, provision_id
from ingest.clean import Aside, clean
from ingest.formats.picture_pages import OnPage
from ingest.formats.read import read_raw
from ingest.head import read_head
from ingest.numbering import read_label
from ingest.provisions import split
from ingest.source import Source


@dataclass(frozen=True, slots=True)
class Structure:
    """A document as read before any statement is looked for."""

    document: Document
    head: Head
    provisions: tuple[Provision, ...]
    notes: tuple[str, ...]


def read_structure(source: Source, raw: bytes, on_page: OnPage | None = None) -> Structure:
    """The frozen text with its head and provisions. Pure; raises UnreadableDocument, MissingExtra.

    ``on_page`` is told of pages that are read by OCR.
    """
    lines = read_raw(source.path, raw, on_page)
    text = clean(lines)
    if not text.text.strip():
        raise UnreadableDocument("a file without words")
    document = Document(
        source.id, sha256(raw).hexdigest(), text.text, text.page_starts, text.joints, text.printed
    )
    provisions = _split(document, text.asides)
    head = read_head(
        document,
        provisions,
        source.metadata,
        source_format=lines.source_format,
        outer_title=lines.title,
    )
    return Structure(document, head, provisions, (*text.notes, *_missing(head, provisions)))


def _split(document: Document, asides: Sequence[Aside]) -> tuple[Provision, ...]:
    """The provisions of the running text, and a leftover for each kind of what stood beside it."""
    if not asides:
        return tuple(split(document))
    running = replace(document, text=document.text[: asides[0].start])
    beside = [
        Provision(
            id=provision_id(document.id, a.start, a.end, ProvisionKind.LEFTOVER),
            name=a.label,
            document_id=document.id,
            rank=ProvisionKind.LEFTOVER,
            label=a.label,
            path=(a.label,),
            start=a.start,
            end=a.end,
        )
        for a in asides
    ]
    return (*split(running), *beside)


def _missing(head: Head, provisions: Sequence[Provision]) -> tuple[str, ...]:
    """What an act in articles always has; without it the text may be cut short."""
    articles = [p.label for p in provisions if p.rank is ProvisionKind.ARTICLE]
    begins = any(f.field in ("effective", "first_effective") and f.evidence for f in head.facts)
    notes = [f"no article between {a} and {b}" for a, b in pairwise(articles) if _skips(a, b)]
    if articles and not begins:
        notes.append("no clause of commencement; is the text cut short?")
    return tuple(notes)


def _skips(before: str, after: str) -> bool:
    first, second = read_label(before), read_label(after)
    return first is not None and second is not None and second.number > first.number + 1
