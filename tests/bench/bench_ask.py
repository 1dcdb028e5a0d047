"""What reading and asking cost: CPU seconds a document, and how long an answer takes.

    python -m tests.bench.bench_ask [--corpus ../shared/corpus] [--store URL] [--rounds N]

Reads the corpus with one worker in this process, so that its processor time is all of the
reading; that of the database's own process stands beside it. Questions are those of
tests/questions, each asked cold once and then ``rounds`` times.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from api.today import today
from graph.library import Library, open_library
from ingest.pipeline import ingest
from ingest.source import find_sources
from qa.answer import Answerer

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--store", help="a store to fill; an embedded one of our own by default")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    questions = read_questions(ROOT / "tests" / "questions" / "dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        with open_library(given.store or f"embedded:{folder}/graph") as library:
            reading(library, given.corpus)
            asking(library, questions, given.rounds)
        database = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"database process: {database.ru_utime + database.ru_stime:.1f} CPU s in all")


def reading(library: Library, corpus: Path) -> None:
    sources = find_sources([corpus])
    wall, cpu = time.perf_counter(), time.process_time()
    report = ingest(sources, library, workers=1)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    written = len(report.written)
    characters = report.coverage.characters
    print(
        f"reading: {written} documents of {characters / max(written, 1):,.0f} characters on average"
    )
    if written:
        print(f"  {cpu / written:.3f} CPU s a document; {wall:.1f} s in all with one worker")
        print(f"  {characters / cpu:,.0f} characters a CPU second")
    print(f"  build {library.build()[:12]}")


def asking(library: Library, questions: Sequence[str], rounds: int) -> None:
    answerer = Answerer(library, today=today)
    begun = time.perf_counter()
    answerer.ask(questions[0])
    print(f"asking: {len(questions)} questions; first answer of a build {elapsed_ms(begun):.0f} ms")
    _round("first time", answerer, questions)
    for number in range(rounds):
        _round(f"again, {number + 1}", answerer, questions)


def _round(name: str, answerer: Answerer, questions: Sequence[str]) -> None:
    taken, worked = [], []
    for question in questions:
        begun, work = time.perf_counter(), time.process_time()
        answerer.ask(question)
        taken.append(elapsed_ms(begun))
        worked.append((time.process_time() - work) * 1000)
    print(f"  {name}: {_percentiles(taken)}; processor time alone: {_percentiles(worked)}")


def _percentiles(milliseconds: Sequence[float]) -> str:
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return f"p50 {cuts[49]:.0f} ms, p90 {cuts[89]:.0f} ms, p99 {cuts[98]:.0f} ms"


def elapsed_ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def read_questions(path: Path) -> list[str]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row["question"] for row in rows]


if __name__ == "__main__":
    main()
