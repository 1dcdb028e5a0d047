"""A source's frozen text with its head and provisions, before any statement is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from graph.errors import UnreadableDocument
from graph.model import (
    Document,
    Head,
    Provision,
    ProvisionKind,
    is_of_further_act,
    provision_id,
)
from ingest.clean import Aside, clean
from ingest.commencement import commencement
from ingest.disagreement import disagreements
from ingest.formats.picture_pages import OnPage
from ingest.formats.read import read_raw
from ingest.head import read_head
from ingest.numbering import read_label
from ingest.provisions import split
from ingest.source import Source

_RUNNING = (ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.ITEM)
# …应当自收到申请之日起三十日内作 | …，
# Not read: lines without a comma, which may be a caption or a signature.
_BROKEN_OFF = re.compile(r"，[^。；！？：\n| ]{6,}[\u4e00-\u9fff、]\Z|[^。；！？：\n| ]{18,}，\Z")
_SHOWN = 12
"""Characters of a broken sentence that the report shows."""


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
    return Structure(
        document,
        head,
        provisions,
        (*text.notes, *_missing(document, head, provisions), *disagreements(head)),
    )


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


def _missing(document: Document, head: Head, provisions: Sequence[Provision]) -> tuple[str, ...]:
    """What an act in articles always has; without it the text may be cut short."""
    notes = [
        *_out_of_count(provisions, ProvisionKind.CHAPTER, "chapter"),
        *_out_of_count(provisions, ProvisionKind.ARTICLE, "article"),
    ]
    notes += [
        f"a further act begins in this file: {p.label}; its days and number are not read, "
        "part the file into one act each"
        for p in provisions
        if p.rank is ProvisionKind.ANNEX and is_of_further_act(p)
    ]
    articles = any(p.rank is ProvisionKind.ARTICLE for p in provisions)
    begins = any(f.field in ("effective", "first_effective") and f.evidence for f in head.facts)
    span = next(((p.start, p.end) for p in provisions if p.rank is ProvisionKind.HEAD), None)
    if articles and not begins and commencement(document, provisions, span):
        notes.append("it begins on the day of its publication, which nothing here tells")
    elif articles and not begins:
        notes.append("no clause of commencement; is the text cut short?")
    last = next((p for p in reversed(provisions) if p.rank in _RUNNING), None)
    words = document.text[last.start : last.end].rstrip() if last else ""
    if last and last.end == max(p.end for p in provisions) and _BROKEN_OFF.search(words):
        notes.append(f"the text ends in the middle of a sentence, after “{words[-_SHOWN:]}”")
    return tuple(notes)


def _out_of_count(provisions: Sequence[Provision], rank: ProvisionKind, name: str) -> Iterator[str]:
    """Numbers that are passed over and, of chapters, numbers that stand twice."""
    labels = [(p.parent_id, p.label) for p in provisions if p.rank is rank]
    for (parent, before), (other, after) in pairwise(labels):
        first, second = read_label(before), read_label(after)
        if first is None or second is None:
            continue
        if second.number > first.number + 1:
            yield f"no {name} between {before} and {after}"
        elif rank is ProvisionKind.CHAPTER and before == after and parent == other:
            yield f"two chapters are called {before}"
