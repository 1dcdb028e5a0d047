"""Sources into the library: the unchanged are passed over, the rest is read by many workers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import islice

from graph.library import Library
from graph.model_choice import ModelChoice
from graph.store import DocumentEntry
from graph.versions import same_versions
from ingest.model_extractor import Assisted, check_model
from ingest.outcome import Outcome, read_source
from ingest.pool import Pool, cluster_pool, local_pool
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
    by_model: ModelReport | None = None
    """What a model added; None where none was asked."""
    same: tuple[tuple[str, ...], ...] = ()
    """Ids of the library that are one version of one act from several sources."""


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What a model added to the documents written, and what of it the texts did not bear."""

    kept: tuple[tuple[str, int], ...]
    """Kind of statement → how many were taken over."""
    dropped: tuple[tuple[str, str, int], ...]
    """Kind, reason, how many."""
    by_rules_alone: tuple[tuple[str, str], ...]
    """(document id, why the model read nothing of it), in the order of ids. The next ingestion
    with a model reads them again.
    """


def ingest(
    sources: Sequence[Source],
    library: Library,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    model: ModelChoice | None = None,
    on_progress: Progress | None = None,
    on_page: PageProgress | None = None,
    settle: bool = True,
) -> Report:
    """Read what is new or changed and write it. An unreadable file does not stop the others.

    ``workers``: processes to read with; None takes one for each processor, 1 reads in this
    process. ``cluster``: address of a Dask scheduler whose workers read instead. What is read and
    the library's build do not depend on either. ``model``: reads beside the rules. ``on_page`` is
    told of sources that are read in this process: of a single one always, unless on a cluster.
    ``settle``: free the index of what was replaced (``Library.settle``); who ingests several times
    does it once, in the end.

    Raises MissingExtra and InvalidInput where model or cluster can never be asked from here, and
    WorkersUnavailable where the processes that read cannot be reached or end.
    """
    if model:
        check_model(model)
    known = {entry.id: entry for entry in library.documents()}
    done = _Done(len(sources), on_progress, with_model=model is not None)
    changed: list[Source] = []
    for source in sources:
        if _is_unchanged(source, known.get(source.id), model):
            done.unchanged.append(source.id)
            done.step(source.id)
        else:
            changed.append(source)
    count = min(workers or os.cpu_count() or 1, len(changed))
    with _pool(cluster if changed else None, count) as pool:
        for outcome in _outcomes(changed, pool, on_page, _Asking(model)):
            if outcome.reading:
                library.replace(outcome.reading.fragment)
                done.take(outcome.reading)
            else:
                done.unreadable.append(outcome.error)
            done.step(outcome.id)
    tidy = library.settle if settle else library.sync
    tidy()  # both find again what a killed run before this one left unsearchable
    given = {source.id for source in sources}
    report = done.report(sorted(known.keys() - given))
    return replace(report, same=tuple(same_versions(library.documents())))


@dataclass(slots=True)
class _Done:
    total: int
    on_progress: Progress | None
    with_model: bool
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    coverages: list[Coverage] = field(default_factory=list)
    gaps: list[tuple[str, str]] = field(default_factory=list)
    assisted: list[tuple[str, Assisted]] = field(default_factory=list)
    steps: int = 0

    def take(self, reading: Reading) -> None:
        identity = reading.fragment.document.id
        self.written.append(identity)
        self.coverages.append(reading.coverage)
        self.gaps += [(identity, gap) for gap in reading.gaps]
        if reading.assisted:
            self.assisted.append((identity, reading.assisted))

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
            by_model=_told(self.assisted) if self.with_model else None,
        )


def _told(assisted: Sequence[tuple[str, Assisted]]) -> ModelReport:
    kept: Counter[str] = Counter()
    dropped: Counter[tuple[str, str]] = Counter()
    for _, one in assisted:
        kept.update(dict(one.kept))
        dropped.update({(kind, reason): n for kind, reason, n in one.dropped})
    return ModelReport(
        tuple(sorted(kept.items())),
        tuple(sorted((kind, reason, n) for (kind, reason), n in dropped.items())),
        tuple(sorted((identity, one.failure) for identity, one in assisted if one.failure)),
    )


def _is_unchanged(source: Source, entry: DocumentEntry | None, model: ModelChoice | None) -> bool:
    """Whether the library has this reading already; the bytes are hashed, not read again."""
    if entry is None or entry.reader != reader_of(source, model):
        return False
    try:
        raw = source.path.read_bytes()
    except OSError:
        return False
    return sha256(raw).hexdigest() == entry.sha256


def _pool(cluster: str | None, workers: int) -> AbstractContextManager[Pool | None]:
    if cluster:
        return cluster_pool(cluster)
    return local_pool(workers) if workers > 1 else nullcontext()


_GIVEN_UP = 3


class _Asking:
    """Which model the next source is read with: none any more after it failed over and over.

    A server that is down would else cost its time-out for every document.
    """

    def __init__(self, model: ModelChoice | None) -> None:
        self._model = model
        self._failures = 0

    def model(self) -> ModelChoice | None:
        return None if self._failures >= _GIVEN_UP else self._model

    def taken(self, outcome: Outcome) -> Outcome:
        """The outcome, with a word where its source was read without the model."""
        reading = outcome.reading
        if reading is None or self._model is None:
            return outcome
        if reading.assisted is None:
            why = f"the model was not asked: it failed over {_GIVEN_UP} documents before"
            return replace(outcome, reading=replace(reading, assisted=Assisted(failure=why)))
        self._failures = self._failures + 1 if reading.assisted.failure else 0
        return outcome


def _outcomes(
    sources: Sequence[Source],
    pool: Pool | None,
    on_page: PageProgress | None,
    asking: _Asking,
) -> Iterator[Outcome]:
    """As they come in: the library's digest does not depend on the order."""
    if pool is None:
        for source in sources:
            told = partial(on_page, source.id) if on_page else None
            yield asking.taken(read_source(source, asking.model(), on_page=told))
        return
    waiting = iter(sources)
    running: set[Future[Outcome]] = set()
    while True:
        ahead = pool.workers * _AHEAD - len(running)
        running |= {pool.submit(source, asking.model()) for source in islice(waiting, ahead)}
        if not running:
            return
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            yield asking.taken(pool.outcome(future))


def _sum(coverages: Sequence[Coverage]) -> Coverage:
    return Coverage(
        characters=sum(c.characters for c in coverages),
        placed=sum(c.placed for c in coverages),
        leftover=sum(c.leftover for c in coverages),
        provisions=sum(c.provisions for c in coverages),
        without_statement=sum(c.without_statement for c in coverages),
    )
