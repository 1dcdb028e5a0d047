"""Sources into the library: the unchanged are passed over, the rest is read by all processors."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice

from graph.library import Library
from graph.store import DocumentEntry
from ingest.outcome import Outcome, read_source
from ingest.reading import READER_VERSION, Coverage, Reading, read_fragment, reader_of
from ingest.source import Source

__all__ = ["READER_VERSION", "Coverage", "Reading", "Report", "ingest", "read_fragment"]

Progress = Callable[[int, int, str], None]
"""Called with the number of sources done, the number to do, and the id of the last one."""
PageProgress = Callable[[str, int, int], None]
"""Called with the id of a source, the number of its pages read by OCR, and the number to read."""

_AHEAD = 4
"""Sources waiting for each worker: the pool never idles and memory stays small."""


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


def ingest(
    sources: Sequence[Source],
    library: Library,
    *,
    workers: int | None = None,
    on_progress: Progress | None = None,
    on_page: PageProgress | None = None,
) -> Report:
    """Read what is new or changed and write it. An unreadable file does not stop the others.

    ``workers``: processes to read with; None takes one for each processor, 1 reads in this
    process. What is read and the library's build do not depend on it. ``on_page`` is told of
    sources that are read in this process: of a single one always.
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
        for outcome in _outcomes(changed, pool, count, on_page):
            if outcome.reading:
                library.replace(outcome.reading.fragment)
                done.take(outcome.reading)
            else:
                done.unreadable.append(outcome.error)
            done.step(outcome.id)
    library.sync()  # also what a killed run before this one left unsearchable
    given = {source.id for source in sources}
    return done.report(sorted(known.keys() - given))


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


def _outcomes(
    sources: Sequence[Source], pool: Executor | None, workers: int, on_page: PageProgress | None
) -> Iterator[Outcome]:
    """As they come in: the library's digest does not depend on the order."""
    if pool is None:
        for source in sources:
            yield read_source(source, partial(on_page, source.id) if on_page else None)
        return
    waiting = iter(sources)
    running: set[Future[Outcome]] = {
        pool.submit(read_source, source) for source in islice(waiting, workers * _AHEAD)
    }
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {pool.submit(read_source, source) for source in islice(waiting, len(finished))}
        for future in finished:
            yield future.result()


def _sum(coverages: Sequence[Coverage]) -> Coverage:
    return Coverage(
        characters=sum(c.characters for c in coverages),
        placed=sum(c.placed for c in coverages),
        leftover=sum(c.leftover for c in coverages),
        provisions=sum(c.provisions for c in coverages),
        without_statement=sum(c.without_statement for c in coverages),
    )
