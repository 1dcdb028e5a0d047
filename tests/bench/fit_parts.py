"""Fit on question sets with gold evidence what the signs of ``qa.ways.offers`` count.

    python -m tests.bench.fit_parts --store URL SET.jsonl… [--write qa/data/parts.toml]

Each part of a question of several is a sample: its offers with their signs, where the parts before
it have the units that are right. A gold passage belongs to the part among whose offers it stands
nearest to the first; a part whose passages are all told before is no sample. The fit is a softmax
over the offers, drawn to the weights as they stand; a question is judged by a fit on those about
other documents (``fit_ranking``). A sign without which the crossed loss is as low has no place in
the file: the table tells.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from graph.library import open_library
from qa.answer import Answerer
from qa.asked.question import parse_question
from qa.evaluation.gold import GoldQuestion, read_questions
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import choose_scope
from qa.shelf.shelf import Edition
from qa.ways.from_rules import chosen_for
from qa.ways.offers import weights
from qa.ways.parts import each_asked
from tests.bench.fit_ranking import PARTS, TODAY, is_gold

PRIOR = 0.002
STEPS = 300
RATE = 0.08
NEAR = 0.6
"""Log odds behind its nearest part at which a gold passage belongs to another part too."""


@dataclass(frozen=True, slots=True)
class Step:
    """The offers for one part: signs as rows, and the gold passages that each holds."""

    signs: np.ndarray
    held: tuple[frozenset[int], ...]
    told: frozenset[int]
    """Gold passages that the units of the parts before hold."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The offers for one part: signs as rows, and which are gold."""

    signs: np.ndarray
    gold: np.ndarray
    part: int
    """Which part of the sets it is left out with: the same for all questions about a document."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--store", required=True)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    names = sorted(weights())
    before = np.array([weights()[name] for name in names])
    with open_library(given.store) as library:
        edition = Answerer(library, today=lambda: TODAY).edition()
        samples = [
            sample
            for path in given.sets
            for question in read_questions(path)
            for sample in samples_of(question, edition, names)
        ]
    report("as it stands", samples, [before] * PARTS)
    report("crossed", samples, crossed(samples, before))
    fitted = fit(samples, before)
    for n, name in enumerate(names):
        without = [Sample(np.delete(s.signs, n, axis=1), s.gold, s.part) for s in samples]
        values = crossed(without, np.delete(before, n))
        report(f"{name:16} {before[n]:7.2f} {fitted[n]:7.2f}; without it", without, values)
    if given.write:
        comments = [x for x in given.write.read_text("utf-8").splitlines() if x.startswith("#")]
        lines = [f"{name} = {value:.2f}" for name, value in zip(names, fitted, strict=True)]
        given.write.write_text("\n".join([*comments, *lines]) + "\n", "utf-8")


def samples_of(question: GoldQuestion, edition: Edition, names: Sequence[str]) -> Iterator[Sample]:
    if not question.answerable or question.type in ("comparison", "temporal"):
        return
    steps = list(steps_of(question, edition, names))
    counts = np.array([weights()[name] for name in names])
    behind = np.array(
        [[_behind(step, counts, n) for n in range(len(question.evidence))] for step in steps]
    )
    document = zlib.crc32(question.evidence[0].doc_id.encode()) % PARTS
    for number, step in enumerate(steps):
        own = {
            n
            for n in range(len(question.evidence))
            if np.isfinite(behind[number, n]) and behind[number, n] <= behind[:, n].min() + NEAR
        }
        gold = np.array([bool(held & own - step.told) for held in step.held])
        if gold.any():
            yield Sample(step.signs, gold, document)


def _behind(step: Step, counts: np.ndarray, passage: int) -> float:
    """How far behind the first offer the first one that holds a passage is, in log odds."""
    if not len(step.signs):
        return np.inf
    worth = step.signs @ counts
    holding = [w for w, held in zip(worth, step.held, strict=True) if passage in held]
    return float(worth.max() - max(holding)) if holding else np.inf


def steps_of(question: GoldQuestion, edition: Edition, names: Sequence[str]) -> Iterator[Step]:
    asked = parse_question(question.question, edition.names, today=TODAY)
    on: date = asked.dates[0].last if asked.dates else TODAY
    inquiry = Inquiry.of(asked, edition, choose_scope(asked, edition, on))
    if len(asked.parts) < 2 and len(asked.policies) < 2:
        return
    chosen, _, _ = chosen_for(inquiry)
    counts = weights()
    before: list[Scored] = []
    held: frozenset[int] = frozenset()
    for part in each_asked(inquiry, inquiry.retrieve()):
        offers = [(scored, dict(told)) for scored, told in part.signs(before, chosen.units)]
        golds = tuple(_held(question, scored) for scored, _ in offers)
        yield Step(np.array([[told[n] for n in names] for _, told in offers]), golds, held)
        if offers:
            worth = [sum(counts[n] * v for n, v in told.items()) for _, told in offers]
            fresh = [n for n, gold in enumerate(golds) if gold - held] or range(len(offers))
            best = max(fresh, key=lambda n: worth[n])
            before.append(offers[best][0])
            held |= golds[best]


def _held(question: GoldQuestion, scored: Scored) -> frozenset[int]:
    words = scored.read.lead + scored.read.words
    gold = enumerate(question.evidence)
    return frozenset(n for n, e in gold if is_gold(e, scored.entry, words))


def crossed(samples: Sequence[Sample], before: np.ndarray) -> list[np.ndarray]:
    """For each part of the documents the weights fitted on the questions about the others."""
    return [fit([s for s in samples if s.part != n], before) for n in range(PARTS)]


def fit(samples: Sequence[Sample], before: np.ndarray) -> np.ndarray:
    """Adam on the softmax loss; drawn to ``before``."""
    value, mean, square = before.copy(), np.zeros_like(before), np.zeros_like(before)
    for step in range(1, STEPS + 1):
        slope = PRIOR * (value - before)
        for sample in samples:
            weight = likely(sample, value)
            right = weight * sample.gold
            slope += sample.signs.T @ (weight - right / right.sum()) / len(samples)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        value = value - RATE * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.999**step)) + 1e-8
        )
    return value


def likely(sample: Sample, value: np.ndarray) -> np.ndarray:
    scores = sample.signs @ value
    weight = np.exp(scores - scores.max())
    return np.asarray(weight / weight.sum())


def report(title: str, samples: Sequence[Sample], values: Sequence[np.ndarray]) -> None:
    """How often a gold unit comes first, and the mean loss."""
    found = [(likely(s, values[s.part]), s.gold) for s in samples]
    first = np.mean([gold[int(weight.argmax())] for weight, gold in found])
    loss = np.mean([-np.log((weight * gold).sum() + 1e-12) for weight, gold in found])
    print(f"{title}: first {first:.3f}, loss {loss:.3f}, n={len(samples)}", flush=True)


if __name__ == "__main__":
    main()
