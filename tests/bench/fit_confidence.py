"""Fit how sure an answer is, on question sets with gold evidence; write the file.

    python -m tests.bench.fit_confidence --store URL SET.jsonl… [--write qa/data/confidence.toml]

Every question is answered from the rules, refusals for want of confidence put aside; an answer
counts as right where what it shows holds all gold evidence (half where it holds some), and an
unanswerable question has no right answer. Each set is left out once: the table says how well the
curve of the others parts its right answers from its wrong ones (area under the curve) and how many
of each stay above 0.3.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import qa.from_rules as rules
from graph.library import open_library
from qa.answer import Answerer
from qa.confidence import signs
from qa.gold import GoldQuestion, read_questions
from qa.question import parse_question
from qa.rank import Inquiry
from qa.refusal import doubts
from qa.retrieve import choose_scope
from qa.shelf import Edition
from tests.bench.fit_ranking import TODAY, is_gold

RIDGE = 0.002
STEPS = 4000
RATE = 0.05
LIMIT = 0.3


@dataclass(frozen=True, slots=True)
class Case:
    signs: dict[str, float]
    right: float
    answerable: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--store", required=True)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with open_library(given.store) as library:
        edition = Answerer(library)._shelf.edition()
        sets = {
            path.stem: [c for q in read_questions(path) if (c := case_of(q, edition))]
            for path in given.sets
        }
    names = list(next(iter(sets.values()))[0].signs)
    for held_out, cases in sets.items():
        others = [c for name, found in sets.items() if name != held_out for c in found]
        print(f"{held_out:10} {told(cases, chances(cases, names, fit(others, names)))}")
    value = fit([c for found in sets.values() for c in found], names)
    for name, number in zip(["always", *names], value, strict=True):
        print(f"{name:18} {number:7.3f}")
    if given.write:
        comments = [x for x in given.write.read_text("utf-8").splitlines() if x.startswith("#")]
        lines = [f"{n} = {v:.3f}" for n, v in zip(["always", *names], value, strict=True)]
        given.write.write_text("\n".join([*comments, *lines]) + "\n", "utf-8")


def case_of(question: GoldQuestion, edition: Edition) -> Case | None:
    if question.type == "comparison":
        return None
    asked = parse_question(question.question, edition.names, today=TODAY)
    on = asked.dates[0].last if asked.dates else TODAY
    inquiry = Inquiry.of(asked, edition, choose_scope(asked, edition, on))
    chosen, _, _ = rules.chosen_for(inquiry)
    if not chosen.units or doubts(inquiry, chosen, 1.0):
        return None
    held = [
        any(is_gold(e, s.entry, s.read.lead + s.read.words) for s in chosen.all)
        for e in question.evidence
    ]
    right = sum(held) / len(held) if held else 0.0
    right = right if right in (0.0, 1.0) else 0.5
    return Case(signs(inquiry, chosen), right if question.answerable else 0.0, question.answerable)


def matrix(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    return np.array([[1.0, *(c.signs[n] for n in names)] for c in cases])


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    rows, right = matrix(cases, names), np.array([c.right for c in cases])
    value = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        slope = rows.T @ (1 / (1 + np.exp(-rows @ value)) - right) / len(cases) + RIDGE * value
        value -= RATE * 4 * slope
    return value


def chances(cases: Sequence[Case], names: Sequence[str], value: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-matrix(cases, names) @ value)))


def told(cases: Sequence[Case], sure: np.ndarray) -> str:
    good = [p for c, p in zip(cases, sure, strict=True) if c.right == 1]
    bad = [p for c, p in zip(cases, sure, strict=True) if c.right == 0]
    none = [p for c, p in zip(cases, sure, strict=True) if not c.answerable]
    area = np.mean([(g > b) + 0.5 * (g == b) for g in good for b in bad]) if good and bad else 0
    kept = sum(g >= LIMIT for g in good)
    refused = sum(b < LIMIT for b in none)
    return f"area {area:.3f}; kept {kept} of {len(good)} right; refused {refused} of {len(none)}"


if __name__ == "__main__":
    main()
