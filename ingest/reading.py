"""One source read: bytes → text → head and provisions → statements. Pure, no store, no file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Fragment, Node, Provision, ProvisionKind, Statement
from ingest.extract import extract
from ingest.formats.picture_pages import OnPage
from ingest.frame import frame
from ingest.provisions import coverage
from ingest.source import Source
from ingest.structure import read_structure

READER_VERSION = "3"
"""Raised by hand with every change of the rules that changes what is read."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one document was understood. Characters are those that are not blank."""

    characters: int
    placed: int
    """In the head or a provision."""
    leftover: int
    """In a named leftover: signature, captions, table of contents."""
    provisions: int
    """Innermost ones, head and leftovers aside."""
    without_statement: int
    """Innermost provisions that no statement and no relation stands on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one source gave."""

    fragment: Fragment
    coverage: Coverage
    gaps: tuple[str, ...]
    """What was not understood, one line each."""


def read_fragment(source: Source, raw: bytes, on_page: OnPage | None = None) -> Reading:
    """Everything the source says. Pure: the same bytes and metadata give the same reading.

    ``on_page`` is told of pages that are read by OCR, which take seconds each. Raises
    UnreadableDocument with one line that says what is wrong with the bytes, and MissingExtra where
    they are pictures of pages and the extra ``ocr`` is not installed.
    """
    structure = read_structure(source, raw, on_page)
    document, head, provisions = structure.document, structure.head, structure.provisions
    nodes, relations, gaps = extract(document, head, provisions)
    own_nodes, own_relations = frame(document, head)
    fragment = Fragment(
        document=document,
        head=head,
        provisions=provisions,
        nodes=_merged([*own_nodes, *nodes]),
        relations=tuple(dict.fromkeys([*own_relations, *relations])),
        reader=reader_of(source),
    )
    return Reading(fragment, coverage_of(fragment), (*structure.notes, *gaps))


def reader_of(source: Source) -> str:
    """Version of the rules with a digest of the metadata: what besides the bytes decides."""
    return f"{READER_VERSION}+{source.metadata_digest}"


def _merged(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Each node once. Shared nodes are a pure function of their id, so the first one stands."""
    return tuple({node.id: node for node in reversed(list(nodes))}.values())


def silent_provisions(fragment: Fragment) -> list[Provision]:
    """Innermost provisions, head and leftovers aside, that no statement or relation stands on."""
    said = [
        *(r.evidence for r in fragment.relations),
        *(n.evidence for n in fragment.nodes if isinstance(n, Statement)),
    ]
    spoken = sorted({start for evidence in said for start, _ in evidence.spans})
    return [
        p
        for p in _innermost(fragment)
        if bisect_left(spoken, p.start) == bisect_left(spoken, p.end)
    ]


def coverage_of(fragment: Fragment) -> Coverage:
    """How much of the document the fragment holds."""
    counted = coverage(fragment.document, fragment.provisions)
    return Coverage(
        counted.characters,
        counted.placed,
        counted.leftover,
        len(_innermost(fragment)),
        len(silent_provisions(fragment)),
    )


def _innermost(fragment: Fragment) -> list[Provision]:
    parents = {p.parent_id for p in fragment.provisions}
    outside = (ProvisionKind.HEAD, ProvisionKind.LEFTOVER)
    return [p for p in fragment.provisions if p.id not in parents and p.rank not in outside]
