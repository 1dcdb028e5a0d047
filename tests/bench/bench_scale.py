"""What a large corpus costs: time, processor, memory and disk of reading it, and of answers on it.

    python -m tests.bench.bench_scale FOLDER [--limit N] [--workers N] [--store URL] [--compare N]

FOLDER is what ``zhengtu ingest`` takes, as a rule with a ``manifest.jsonl``. ``--limit`` takes so
many sources, evenly spaced. Four parts: the ingestion, a quarter of the text at a time, with what
each process takes; the questions of tests/questions; reading alone; the same documents by one
worker and by two. What processes take is read in /proc, so this runs on Linux.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.library import Library, open_library
from ingest.outcome import read_source
from ingest.pipeline import ingest
from ingest.source import Source, find_sources
from tests.bench.bench_ask import ROOT, asking, read_questions

REGULATION = 4_750
"""Characters of the regulation that goals are stated for."""
SAMPLED = 200
"""Sources that are read alone."""
PARTS = 4
WORKERS = "workers"
_EVERY = 2.0
"""Seconds between two looks at memory."""
_TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="sources, evenly spaced; all by default")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--store", help="a store to fill; an embedded one of our own by default")
    parser.add_argument("--compare", type=int, default=SAMPLED, help="sources read by 1 and by 2")
    given = parser.parse_args()
    found = find_sources([given.folder])
    sources = spread(found, given.limit or len(found))
    show(f"{len(sources)} sources; load of the machine {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        url = given.store or f"embedded:{folder}/graph"
        with open_library(url) as library:
            ingestion(library, sources, given.workers)
            asking(library, read_questions(ROOT / "tests" / "questions" / "dev.jsonl"), rounds=1)
        if url.startswith("embedded:"):
            sizes(Path(url.removeprefix("embedded:")))
    reading_alone(spread(sources, SAMPLED))
    if given.compare:
        workers_agree(spread(sources, given.compare))


def spread(sources: Sequence[Source], count: int) -> list[Source]:
    """So many of them at even distances."""
    count = min(count, len(sources))
    return [sources[n * len(sources) // count] for n in range(count)]


def reading_alone(sources: Sequence[Source]) -> None:
    """Processor time from bytes to statements in this process, without store and index."""
    read_source(sources[0])  # loads what is loaded once
    seconds, lengths = [], []
    for source in sources:
        begun = time.process_time()
        reading = read_source(source).reading
        if reading:
            seconds.append(time.process_time() - begun)
            lengths.append(len(reading.fragment.document.text))
    scaled = [s * REGULATION / n for s, n in zip(seconds, lengths, strict=True)]
    show(f"reading alone, {len(lengths)} documents of {statistics.median(lengths):,.0f} characters")
    show(
        f"  {statistics.median(seconds):.3f} CPU s a document (median), "
        f"{statistics.median(scaled):.3f} for {REGULATION:,} characters, "
        f"{sum(lengths) / sum(seconds):,.0f} characters a CPU second in all"
    )
    long, short = by_length(scaled, lengths)
    show(f"  for {REGULATION:,} characters: short half {short:.3f}, long half {long:.3f} CPU s")


def by_length(scaled: Sequence[float], lengths: Sequence[int]) -> tuple[float, float]:
    """Medians of the longer and of the shorter half: equal where the work is linear."""
    ordered = [s for _, s in sorted(zip(lengths, scaled, strict=True))]
    half = len(ordered) // 2
    return statistics.median(ordered[half:]), statistics.median(ordered[:half] or ordered)


def workers_agree(sources: Sequence[Source]) -> None:
    builds = []
    for workers in (1, 2):
        with (
            tempfile.TemporaryDirectory() as folder,
            open_library(f"embedded:{folder}/graph") as library,
        ):
            ingest(sources, library, workers=workers)
            builds.append(library.build())
    same = "one build" if builds[0] == builds[1] else "TWO BUILDS"
    show(f"1 and 2 workers, {len(sources)} documents: {same} ({', '.join(b[:12] for b in builds)})")


def ingestion(library: Library, sources: Sequence[Source], workers: int) -> None:
    sizes_of = {source.id: source.path.stat().st_size for source in sources}
    total = sum(sizes_of.values())
    pace = _Pace(total / PARTS)
    with watching() as usage:
        wall = time.perf_counter()
        pace.start()
        report = ingest(
            sources,
            library,
            workers=workers,
            on_progress=lambda _done, _total, last: pace.took(sizes_of[last]),
        )
        wall = time.perf_counter() - wall
    written = len(report.written)
    show(
        f"ingestion with {workers} workers: {written} documents, {len(report.unreadable)} not "
        f"readable, {report.coverage.characters:,} characters, {total / 1e6:.1f} MB; "
        f"build {library.build()[:12]}"
    )
    show(f"  {wall:.0f} s, {wall / written:.3f} s a document")
    for name, seconds in sorted(usage.cpu.items()):
        peak = usage.peak.get(name, 0)
        show(f"  {name:13} {seconds:7.1f} CPU s, {seconds / written:.3f} a document; {mb(peak)}")
    show(f"  all together at most {mb(usage.together)}")
    show(f"  s for each quarter of the bytes: {', '.join(f'{s:.0f}' for s in pace.parts)}")


@dataclass(slots=True)
class _Pace:
    part: float
    """Bytes."""
    parts: list[float] = field(default_factory=list)
    """Seconds that each part took."""
    taken: int = 0
    since: float = 0.0

    def start(self) -> None:
        self.since = time.perf_counter()

    def took(self, size: int) -> None:
        self.taken += size
        if self.taken >= self.part * (len(self.parts) + 1) - 1:
            now = time.perf_counter()
            self.parts.append(now - self.since)
            self.since = now


@dataclass(slots=True)
class _Usage:
    cpu: dict[str, float] = field(default_factory=dict)
    """Kind of process → seconds of processor time during the watch."""
    peak: dict[str, int] = field(default_factory=dict)
    """Kind of process → bytes of the largest of its kind, shared pages included (VmHWM)."""
    together: int = 0
    """Bytes of all of them at one moment, shared pages counted once (PSS)."""


@contextmanager
def watching() -> Iterator[_Usage]:
    """Looks at this process and its children every so often, which takes some time itself."""
    usage, stop = _Usage(), threading.Event()
    before: dict[str, float] = {}

    def look() -> None:
        together = 0
        for pid in (os.getpid(), *children(os.getpid())):
            try:
                name, seconds = kind_of(pid), cpu_of(pid)
                peak, now = memory_of(pid, "status", "VmHWM"), memory_of(pid, "smaps_rollup", "Pss")
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has just ended
            usage.peak[name] = max(usage.peak.get(name, 0), peak)
            together += now
            if name != WORKERS:
                usage.cpu[name] = seconds - before.setdefault(name, seconds)
        usage.together = max(usage.together, together)

    def keep_looking() -> None:
        while not stop.wait(_EVERY):
            look()

    look()
    ended = cpu_of_ended_children()
    watcher = threading.Thread(target=keep_looking, daemon=True)
    watcher.start()
    try:
        yield usage
    finally:
        stop.set()
        watcher.join()
        look()
        usage.cpu[WORKERS] = cpu_of_ended_children() - ended


def children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in lists for child in path.read_text().split()]


def kind_of(pid: int) -> str:
    if pid == os.getpid():
        return "this process"
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    if b"embedded_server" in command:
        return "database"
    return WORKERS if b"spawn_main" in command else "others"


def cpu_of_ended_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory_of(pid: int, file: str, key: str) -> int:
    """Bytes in a line like ``VmHWM: 12 kB``; 0 where there is none."""
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{key}:")), 0)


def sizes(home: Path) -> None:
    files = {path: path.stat().st_size for path in home.rglob("*") if path.is_file()}
    index = sum(size for path, size in files.items() if home / "search" in path.parents)
    show(f"on disk: store {mb(sum(files.values()) - index)}, search index {mb(index)}")


def mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def show(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
