"""The way of documents into the library: bytes → text → head and provisions → statements."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from graph.errors import UnreadableDocument
from graph.library import Library
from graph.model import Document, Fragment, Head, Node, NodeKind, Provision, ProvisionKind
from graph.store import DocumentEntry
from ingest.clean import clean
from ingest.extract import extract
from ingest.formats.read import read_raw
from ingest.frame import frame
from ingest.head import read_head
from ingest.provisions import coverage, split
from ingest.source import Source, read_bytes

READER_VERSION = "1"
"""Raised by hand with every change of the rules that changes what is read."""

Progress = Callable[[int, int, str], None]
"""Called with the number of sources done, the number to do, and the id of the last one."""

_STATEMENTS = frozenset({NodeKind.MEASURE, NodeKind.NORM, NodeKind.TARGET, NodeKind.OBSERVATION})
_AHEAD = 4
"""Sources waiting for each worker: the pool never idles and memory stays small."""


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


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion did."""

    written: tuple[str, ...]
    """Ids of the documents that were read and written."""
    unchanged: tuple[str, ...]
    """Ids whose bytes, metadata and reading rules are those of the library."""
    unreadable: tuple[str, ...]
    """One line for each file that could not be read."""
    gone: tuple[str, ...]
    """Ids of the library that none of the given sources has; they stay until removed by id."""
    coverage: Coverage
    """Over the documents written."""
    gaps: tuple[tuple[str, str], ...]
    """(document id, what was not understood), in the order of ids."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A document as read before any statement is looked for."""

    document: Document
    head: Head
    provisions: tuple[Provision, ...]
    notes: tuple[str, ...]


def read_structure(source: Source, raw: bytes) -> Structure:
    """The frozen text with its head and provisions. Pure; raises UnreadableDocument."""
    lines = read_raw(source.path, raw)
    text = clean(lines)
    if not text.text.strip():
        raise UnreadableDocument("a file without words")
    document = Document(source.id, sha256(raw).hexdigest(), text.text, text.page_starts)
    provisions = tuple(split(document))
    head = read_head(
        document,
        provisions,
        source.metadata,
        source_format=lines.source_format,
        outer_title=lines.title,
    )
    return Structure(document, head, provisions, text.notes)


def read_fragment(source: Source, raw: bytes) -> Reading:
    """Everything the source says. Pure: the same bytes and metadata give the same reading.

    Raises UnreadableDocument with one line that says what is wrong with the bytes.
    """
    structure = read_structure(source, raw)
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
    return Reading(fragment, _coverage(fragment), (*structure.notes, *gaps))


def reader_of(source: Source) -> str:
    """Version of the rules with a digest of the metadata: what besides the bytes decides."""
    return f"{READER_VERSION}+{source.metadata_digest}"


def ingest(
    sources: Sequence[Source],
    library: Library,
    *,
    workers: int | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Read what is new or changed and write it. An unreadable file does not stop the others.

    ``workers``: processes to read with; None takes one for each processor, 1 reads in this
    process. What is read and the library's build do not depend on it.
    """
    known = {entry.id: entry for entry in library.documents()}
    done = _Done(len(sources), on_progress)
    changed: list[Source] = []
    for source in sources:
        if _is_unchanged(source, known.get(source.id)):
            done.unchanged.append(source.id)
            done.step(source.id)
        else:
            changed.append(source)
    count = min(workers or os.cpu_count() or 1, len(changed))
    with _pool(count) as pool:
        for outcome in _outcomes(changed, pool, count):
            if outcome.reading:
                library.replace(outcome.reading.fragment)
                done.take(outcome.reading)
            else:
                done.unreadable.append(outcome.error)
            done.step(outcome.id)
    library.commit()
    given = {source.id for source in sources}
    return done.report(sorted(known.keys() - given))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came back of one source: a reading, or the line that says why there is none."""

    id: str
    reading: Reading | None
    error: str = ""


@dataclass(slots=True)
class _Done:
    total: int
    on_progress: Progress | None
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    coverages: list[Coverage] = field(default_factory=list)
    gaps: list[tuple[str, str]] = field(default_factory=list)
    steps: int = 0

    def take(self, reading: Reading) -> None:
        identity = reading.fragment.document.id
        self.written.append(identity)
        self.coverages.append(reading.coverage)
        self.gaps += [(identity, gap) for gap in reading.gaps]

    def step(self, identity: str) -> None:
        self.steps += 1
        if self.on_progress:
            self.on_progress(self.steps, self.total, identity)

    def report(self, gone: Sequence[str]) -> Report:
        return Report(
            written=tuple(sorted(self.written)),
            unchanged=tuple(sorted(self.unchanged)),
            unreadable=tuple(sorted(self.unreadable)),
            gone=tuple(gone),
            coverage=_sum(self.coverages),
            gaps=tuple(sorted(self.gaps)),
        )


def _is_unchanged(source: Source, entry: DocumentEntry | None) -> bool:
    """Whether the library has this reading already; the bytes are hashed, not read again."""
    if entry is None or entry.reader != reader_of(source):
        return False
    try:
        raw = source.path.read_bytes()
    except OSError:
        return False
    return sha256(raw).hexdigest() == entry.sha256


def _pool(count: int) -> Executor | nullcontext[None]:
    """Processes that are spawned, not forked: the database in this process has threads."""
    if count <= 1:
        return nullcontext()
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def _outcomes(sources: Sequence[Source], pool: Executor | None, workers: int) -> Iterator[_Outcome]:
    """As they come in: the library's digest does not depend on the order."""
    if pool is None:
        yield from map(_read, sources)
        return
    waiting = iter(sources)
    running: set[Future[_Outcome]] = {
        pool.submit(_read, source) for source in islice(waiting, workers * _AHEAD)
    }
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {pool.submit(_read, source) for source in islice(waiting, len(finished))}
        for future in finished:
            yield future.result()


def _read(source: Source) -> _Outcome:
    try:
        return _Outcome(source.id, read_fragment(source, read_bytes(source)))
    except UnreadableDocument as exc:
        return _Outcome(source.id, None, f"{source.path}: {exc}")


def _merged(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Each node once. Shared nodes are a pure function of their id, so the first one stands."""
    return tuple({node.id: node for node in reversed(list(nodes))}.values())


def _coverage(fragment: Fragment) -> Coverage:
    counted = coverage(fragment.document, fragment.provisions)
    parents = {p.parent_id for p in fragment.provisions}
    outside = (ProvisionKind.HEAD, ProvisionKind.LEFTOVER)
    leaves = [p for p in fragment.provisions if p.id not in parents and p.rank not in outside]
    spoken = sorted(
        e.start
        for e in (
            *(r.evidence for r in fragment.relations),
            *(n.evidence for n in fragment.nodes if n.kind in _STATEMENTS),  # type: ignore[attr-defined]
        )
    )
    silent = sum(1 for p in leaves if not _any_between(spoken, p.start, p.end))
    return Coverage(counted.characters, counted.placed, counted.leftover, len(leaves), silent)


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    return any(start <= place < end for place in places)


def _sum(coverages: Sequence[Coverage]) -> Coverage:
    return Coverage(
        characters=sum(c.characters for c in coverages),
        placed=sum(c.placed for c in coverages),
        leftover=sum(c.leftover for c in coverages),
        provisions=sum(c.provisions for c in coverages),
        without_statement=sum(c.without_statement for c in coverages),
    )
