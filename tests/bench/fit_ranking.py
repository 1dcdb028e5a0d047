"""Fit on question sets with gold evidence what the signals of ``qa.search.rank`` count.

    python -m tests.bench.fit_ranking --store URL SET.jsonl… [--write qa/data/ranking.toml]

Sets are files with quotes (``tests/questions/load.py`` prints them). Their questions are parted by
the document that proves the answer, and each part is left out once: the weights fitted on the
questions about other documents are tried on it, and the table says of each set how often a gold
unit came first before and after. ``--write`` then fits on all of them. The fit is a softmax over
the units of a question, drawn to the weights as they stand, and scaled so that scores keep their
spread.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from graph.library import open_library
from graph.names import canonical_title, fold
from graph.store import DocumentEntry
from qa.answer import Answerer
from qa.asked.question import parse_question
from qa.evaluation.gold import Gold, GoldQuestion, read_questions
from qa.search.rank import Inquiry, weights
from qa.search.retrieve import choose_scope
from qa.shelf.shelf import Edition

TODAY = date(2026, 11, 22)
HELD = 0.5
"""Share of a gold quote's character pairs that makes a unit gold; or of the unit's in the quote."""
TEMPERATURE = 0.06
PRIOR = 0.001
PARTS = 6
"""By documents; each is left out once."""
SELDOM = 15
"""Questions in which a signal must tell units apart; a rarer one keeps its weight."""
STEPS = 300
RATE = 0.08


@dataclass(frozen=True, slots=True)
class Sample:
    """The units of one question: signals as rows, and which are gold for each passage."""

    signals: np.ndarray
    gold: tuple[np.ndarray, ...]
    part: int = 0
    """Which part it is left out with: the same for all questions about a document."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--store", required=True)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    names = sorted(weights())
    with open_library(given.store) as library:
        edition = Answerer(library)._shelf.edition()
        sets = {
            path.stem: [
                sample
                for question in read_questions(path)
                if (sample := sample_of(question, edition, names))
            ]
            for path in given.sets
        }
    before = np.array([weights()[name] for name in names])
    left_out = [fit([s for s in every(sets) if s.part != n], before) for n in range(PARTS)]
    for name, samples in (*sets.items(), ("all", every(sets))):
        after = [first(s, left_out[s.part]) for s in samples]
        tried = [first(s, before) for s in samples]
        print(f"{name:12} first before {shares(tried)} after {shares(after)}, n={len(samples)}")
    fitted = fit(every(sets), before)
    for name, old, new in zip(names, before, fitted, strict=True):
        print(f"{name:20} {old:7.3f} {new:7.3f}")
    if given.write:
        write(given.write, names, fitted)


def sample_of(question: GoldQuestion, edition: Edition, names: Sequence[str]) -> Sample | None:
    if not question.answerable or question.type == "comparison":
        return None
    asked = parse_question(question.question, edition.names, today=TODAY)
    on = asked.dates[0].last if asked.dates else TODAY
    inquiry = Inquiry.of(asked, edition, choose_scope(asked, edition, on))
    rows: list[list[float]] = []
    gold: list[list[bool]] = []
    for candidate in inquiry.retrieve():
        for unit, told in inquiry.signals_of(candidate):
            rows.append([told.get(name, 0.0) for name in names])
            words = unit.lead + unit.words
            gold.append([is_gold(e, candidate.entry, words) for e in question.evidence])
    marks = np.array(gold, dtype=bool)
    kept = tuple(marks[:, n] for n in range(marks.shape[1]) if marks[:, n].any()) if rows else ()
    part = zlib.crc32(question.evidence[0].doc_id.encode()) % PARTS
    return Sample(np.array(rows), kept, part) if kept else None


def is_gold(gold: Gold, entry: DocumentEntry, words: str) -> bool:
    same = gold.doc_id == entry.id or canonical_title(gold.title) == canonical_title(
        entry.head.title
    )
    if not same:
        return False
    wanted, given = pairs(fold(gold.quote)), pairs(words)
    both = len(wanted & given)
    return both >= HELD * len(wanted) or (len(given) > 8 and both >= 0.9 * len(given))


def pairs(words: str) -> set[str]:
    return {words[n : n + 2] for n in range(len(words) - 1)}


def fit(samples: Sequence[Sample], before: np.ndarray) -> np.ndarray:
    """Adam on the softmax loss; drawn to ``before``; scaled to its spread."""
    value = before / TEMPERATURE
    start = value.copy()
    varied = sum((np.ptp(s.signals, axis=0) > 0).astype(int) for s in samples)
    free = varied >= SELDOM
    mean, square = np.zeros_like(value), np.zeros_like(value)
    for step in range(1, STEPS + 1):
        slope = PRIOR * (value - start)
        for sample in samples:
            slope += gradient(sample, value) / len(samples)
        slope *= free
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        value = value - RATE * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.999**step)) + 1e-8
        )
    scale = spread(samples, before) / spread(samples, value)
    return np.where(free, value * scale, before)


def gradient(sample: Sample, value: np.ndarray) -> np.ndarray:
    scores = sample.signals @ value
    any_gold = np.logical_or.reduce(sample.gold)
    total = np.zeros_like(value)
    for gold in sample.gold:
        seen = gold | ~any_gold
        weight = np.exp(scores - scores[seen].max()) * seen
        right = weight * gold
        total += sample.signals.T @ (weight / weight.sum() - right / right.sum())
    return total / len(sample.gold)


def spread(samples: Sequence[Sample], value: np.ndarray) -> float:
    """Mean distance of the best unit's score to the twentieth's."""
    gaps = []
    for sample in samples:
        scores = np.sort(sample.signals @ value)[::-1]
        gaps.append(scores[0] - scores[min(20, len(scores) - 1)])
    return float(np.mean(gaps))


def first(sample: Sample, value: np.ndarray) -> tuple[bool, bool]:
    """Whether the best unit is gold, and one of the best three is."""
    order = np.argsort(-(sample.signals @ value), kind="stable")
    any_gold = np.logical_or.reduce(sample.gold)
    return bool(any_gold[order[0]]), bool(any_gold[order[:3]].any())


def shares(found: Sequence[tuple[bool, bool]]) -> str:
    top1, top3 = np.mean(np.array(found), axis=0)
    return f"{top1:.3f} (3: {top3:.3f})"


def every(sets: Mapping[str, Sequence[Sample]]) -> list[Sample]:
    return [sample for samples in sets.values() for sample in samples]


def write(path: Path, names: Sequence[str], value: np.ndarray) -> None:
    comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = [f"{name} = {number:.3f}" for name, number in zip(names, value, strict=True)]
    path.write_text("\n".join([*comments, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
