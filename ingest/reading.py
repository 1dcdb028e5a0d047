"""One source read: bytes → text → head and provisions → statements. No store, no file; pure, but
for a model that may be asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Fragment, Node, Provision, ProvisionKind, Statement
from graph.model_choice import ModelChoice
from ingest.coverage import coverage
from ingest.extract import extract
from ingest.formats.picture_pages import OnPage
from ingest.frame import frame
from ingest.model_extractor import Assisted, ByModel, model_key, read_by_model
from ingest.provision_dates import provision_dates
from ingest.source import Source
from ingest.structure import read_structure

READER_VERSION = "7"
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
    assisted: Assisted | None = None
    """What a model added; None where none was asked."""


def read_fragment(
    source: Source,
    raw: bytes,
    on_page: OnPage | None = None,
    *,
    model: ModelChoice | None = None,
) -> Reading:
    """Everything the source says. Without a model pure: the same bytes and metadata give the same
    reading.

    ``on_page`` is told of pages that are read by OCR, which take seconds each. ``model`` reads
    beside the rules; where it fails, the reading is that of the rules, and tells. Raises
    UnreadableDocument with one line that says what is wrong with the bytes, and MissingExtra where
    they are pictures of pages and the extra ``ocr`` is not installed.
    """
    structure = read_structure(source, raw, on_page)
    document, head, provisions = structure.document, structure.head, structure.provisions
    nodes, relations, gaps = extract(document, head, provisions)
    own_nodes, own_relations = frame(document, head)
    dated = provision_dates(document, provisions, head)
    more: ByModel | None = None
    if model:
        known = [n for n in nodes if isinstance(n, Statement)]
        more = read_by_model(document, head, provisions, known, model)
        nodes += more.nodes
        relations += more.relations
    failed = more is not None and bool(more.assisted.failure)
    fragment = Fragment(
        document=document,
        head=head,
        provisions=provisions,
        nodes=_merged([*own_nodes, *nodes]),
        relations=tuple(dict.fromkeys([*own_relations, *dated, *relations])),
        reader=reader_of(source, None if failed else model),
    )
    told = more.assisted if more else None
    return Reading(fragment, coverage_of(fragment), (*structure.notes, *gaps), told)


def reader_of(source: Source, model: ModelChoice | None = None) -> str:
    """Version of the rules with a digest of the metadata, and the model where one read too: what
    besides the bytes decides.
    """
    rules = f"{READER_VERSION}+{source.metadata_digest}"
    return f"{rules}+{model_key(model)}" if model else rules


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
