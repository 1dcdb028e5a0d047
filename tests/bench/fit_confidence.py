"""Fit how sure an answer is, on question sets with gold evidence; write the file.

    python -m tests.bench.fit_confidence --store URL SET.jsonl… [--write qa/data/confidence.toml]

Every question is asked with refusals for want of confidence put aside, and the answer judged as
``zhengtu evaluate answers`` does; a partly right one counts a third. Comparisons, answers from
heads and refusals take no part: their confidence is no sum of signs. The questions are parted by
the document of their gold evidence into eight parts, each judged by a curve fitted on the others,
so that the figures printed are of documents that the curve has not seen: the area under the curve
that parts right from other answers, and the share not right among the surest.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import numpy as np

from graph.library import open_library
from qa.answer import Answerer
from qa.claims.compose import Chosen
from qa.claims.confidence import signs
from qa.evaluation.gold import GoldQuestion, read_questions
from qa.evaluation.judge import Verdict, judge
from qa.search.rank import Inquiry
from qa.told.reply import Status
from qa.ways import by_rules, named_article
from tests.bench.fit_ranking import TODAY

RIDGE = 0.01
ROUNDS = 60
PARTS = 8
PARTLY = 0.35
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    signs: dict[str, float]
    right: float
    document: str


class Asked:
    """Takes the place of ``sureness``: keeps what is judged, and is always sure."""

    def __init__(self) -> None:
        self.seen: list[dict[str, float]] = []

    def __call__(self, inquiry: Inquiry, chosen: Chosen) -> float:
        if chosen.units:
            self.seen.append(signs(inquiry, chosen))
        return 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--store", required=True)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    questions = [q for path in given.sets for q in read_questions(path)]
    with open_library(given.store) as library:
        answerer = Answerer(library, today=lambda: TODAY)
        cases = [c for q in questions if (c := case_of(q, answerer))]
    names = list(cases[0].signs)
    sure = crossed(cases, names)
    right = np.array([c.right for c in cases])
    print(f"{len(cases)} answers, {int((right == 1).sum())} right, area {area(sure, right):.3f}")
    print(
        f"right against wrong alone: area {area(sure[right != PARTLY], right[right != PARTLY]):.3f}"
    )
    order = np.argsort(-sure)
    for share in SHARES:
        surest = right[order[: int(share * len(order))]]
        missed, wrong = np.mean(surest < 1), np.mean(surest == 0)
        print(f"{share:4.0%} surest: {missed:.1%} not right, {wrong:.1%} wrong")
    value = fit(matrix(cases, names), right)
    for name, number in zip(["always", *names], value, strict=True):
        print(f"{name:18} {number:7.3f}")
    if given.write:
        comments = [x for x in given.write.read_text("utf-8").splitlines() if x.startswith("#")]
        lines = [f"{n} = {v:.3f}" for n, v in zip(["always", *names], value, strict=True)]
        given.write.write_text("\n".join([*comments, *lines]) + "\n", "utf-8")


def case_of(question: GoldQuestion, answerer: Answerer) -> Case | None:
    asked = Asked()
    with patch.object(by_rules, "sureness", asked), patch.object(named_article, "sureness", asked):
        answer = answerer.ask(question.question)
    if not asked.seen or answer.table or answer.status is Status.NOT_FOUND:
        return None
    verdict = judge(question, answer, citations_valid=True).verdict
    right = {Verdict.RIGHT: 1.0, Verdict.PARTLY: PARTLY}.get(verdict, 0.0)
    document = question.evidence[0].doc_id if question.evidence else question.id
    return Case(asked.seen[0], right, document)


def crossed(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """How sure each answer is by the curve of the documents in the other parts."""
    digests = (sha256(c.document.encode()).digest() for c in cases)
    part = np.array([int.from_bytes(digest[:8]) % PARTS for digest in digests])
    rows, right = matrix(cases, names), np.array([c.right for c in cases])
    sure = np.zeros(len(cases))
    for n in range(PARTS):
        value = fit(rows[part != n], right[part != n])
        sure[part == n] = chances(rows[part == n], value)
    return sure


def matrix(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    return np.array([[1.0, *(c.signs[n] for n in names)] for c in cases])


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's steps; the first column is drawn to nothing."""
    value = np.zeros(rows.shape[1])
    ridge = RIDGE * np.diag([0.0, *np.ones(rows.shape[1] - 1)])
    for _ in range(ROUNDS):
        sure = chances(rows, value)
        slope = rows.T @ (sure - right) / len(right) + ridge @ value
        bend = (rows * (sure * (1 - sure))[:, None]).T @ rows / len(right) + ridge
        value -= np.linalg.solve(bend, slope)
    return value


def chances(rows: np.ndarray, value: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-rows @ value)))


def area(sure: np.ndarray, right: np.ndarray) -> float:
    """Share of pairs of a right answer and another in which the right one is the surer."""
    good, bad = sure[right == 1], sure[right < 1]
    return float(np.mean((good[:, None] > bad) + 0.5 * (good[:, None] == bad)))


if __name__ == "__main__":
    main()
