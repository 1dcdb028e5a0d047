"""How good answers are: a file of questions with gold evidence, asked, scored and told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.answer import Answerer
from qa.evaluation.conciseness import Conciseness, conciseness_table
from qa.evaluation.gold import read_questions
from qa.evaluation.judge import GOOD, Outcome, Verdict, judge
from qa.evaluation.stages import Stage, lost_at
from qa.shelf.shelf import Edition
from qa.told.reply import Answer, Status


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    outcomes: tuple[Outcome, ...]
    stages: Mapping[str, Stage]
    """Id of a question that failed → the stage at which it was lost."""

    def counts(self) -> dict[Verdict, int]:
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: found[verdict] for verdict in Verdict}

    def by_type(self) -> dict[str, dict[Verdict, int]]:
        found: dict[str, Counter[Verdict]] = defaultdict(Counter)
        for outcome in self.outcomes:
            found[outcome.gold.type][outcome.verdict] += 1
        return {kind: dict(found[kind]) for kind in sorted(found)}

    def by_stage(self) -> dict[str, dict[Stage, int]]:
        """Type of question → how many failures each stage lost."""
        found: dict[str, Counter[Stage]] = defaultdict(Counter)
        for outcome in self.outcomes:
            if stage := self.stages.get(outcome.gold.id):
                found[outcome.gold.type][stage] += 1
        return {kind: dict(found[kind]) for kind in sorted(found)}

    @property
    def share_right(self) -> float:
        """Right answers and right refusals over all questions, 0 to 1."""
        return _share(sum(o.verdict in GOOD for o in self.outcomes), len(self.outcomes))

    @property
    def citation_validity(self) -> float:
        """Answers all of whose quotes are literal, over all questions, 0 to 1."""
        return _share(sum(o.citations_valid for o in self.outcomes), len(self.outcomes))

    def milliseconds(self, share: float) -> float:
        """The time within which this share of the answers came, e.g. 0.5 and 0.99."""
        times = sorted(o.answer.elapsed_ms for o in self.outcomes)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0

    def risk_coverage(self) -> list[tuple[float, float]]:
        """``(coverage, risk)`` as answers are taken in the order of confidence."""
        told = [o for o in self.outcomes if o.answer.status is not Status.NOT_FOUND]
        told.sort(key=lambda o: -o.answer.confidence)
        curve = []
        bad = 0
        for n, outcome in enumerate(told, 1):
            bad += outcome.verdict not in GOOD
            curve.append((n / len(self.outcomes), bad / n))
        return curve

    def as_json(self) -> dict[str, Any]:
        return {
            "questions": len(self.outcomes),
            "share_right": round(self.share_right, 4),
            "citation_validity": round(self.citation_validity, 4),
            "verdicts": {v.value: n for v, n in self.counts().items()},
            "conciseness": Conciseness.of(self.outcomes).as_json(),
            "by_type": {k: {v.value: n for v, n in c.items()} for k, c in self.by_type().items()},
            "by_stage": {k: {s.value: n for s, n in c.items()} for k, c in self.by_stage().items()},
            "p50_ms": round(self.milliseconds(0.5), 1),
            "p99_ms": round(self.milliseconds(0.99), 1),
            "risk_coverage": [[round(c, 3), round(r, 3)] for c, r in self.risk_coverage()],
            "failures": [
                {
                    "id": o.gold.id,
                    "question": o.gold.question,
                    "verdict": o.verdict.value,
                    "lost_at": self.stages[o.gold.id].value,
                    "lost_evidence": list(o.lost_evidence),
                    "lost_numbers": list(o.lost_numbers),
                    "other_numbers": list(o.other_numbers),
                    "says_the_opposite": o.says_the_opposite,
                    "confidence": o.answer.confidence,
                }
                for o in self.outcomes
                if o.verdict not in GOOD
            ],
        }

    def as_markdown(self) -> str:
        """Counts, a table by type, one of where failures were lost, and a line for each failure."""
        lines = [
            f"# {len(self.outcomes)} questions, {self.share_right:.1%} right",
            "",
            f"Citations literal: {self.citation_validity:.1%}.",
            f"p50 {self.milliseconds(0.5):.0f} ms, p99 {self.milliseconds(0.99):.0f} ms.",
            "",
            "| type | " + " | ".join(v.value for v in Verdict) + " | citations literal |",
            "|---|" + "---|" * (len(Verdict) + 1),
            *(self._row(k, c, self._literal_of(k)) for k, c in self.by_type().items()),
            self._row("all", self.counts(), self.citation_validity),
        ]
        lines += ["", "## What is shown", "", *conciseness_table(self.outcomes)]
        lines += [
            "",
            "## Where failures were lost",
            "",
            "| type | " + " | ".join(s.value for s in Stage) + " |",
            "|---|" + "---|" * len(Stage),
            *(
                f"| {kind} | " + " | ".join(str(counts.get(s, 0)) for s in Stage) + " |"
                for kind, counts in self.by_stage().items()
            ),
            "",
            "## Failures",
            "",
        ]
        lines += [
            f"- `{o.gold.id}` {o.verdict.value} at {self.stages[o.gold.id].value}"
            f" ({o.answer.confidence:.2f}): {o.gold.question}"
            f" · {_reasons(o)}"
            for o in self.outcomes
            if o.verdict not in GOOD
        ]
        return "\n".join(lines) + "\n"

    def _literal_of(self, kind: str) -> float:
        own = [o.citations_valid for o in self.outcomes if o.gold.type == kind]
        return _share(sum(own), len(own))

    @staticmethod
    def _row(kind: str, counts: Mapping[Verdict, int], literal: float) -> str:
        numbers = " | ".join(str(counts.get(verdict, 0)) for verdict in Verdict)
        return f"| {kind} | {numbers} | {literal:.1%} |"


def evaluate(questions_file: Path, answerer: Answerer) -> EvaluationReport:
    """Ask every question of the file. Raises InvalidInput for a line that is no gold question."""
    outcomes = []
    stages = {}
    edition = answerer.edition()
    for question in read_questions(questions_file):
        answer = answerer.ask(question.question)
        literal = quotes_are_literal(answer, edition)
        outcome = judge(question, answer, citations_valid=literal)
        outcomes.append(outcome)
        if stage := lost_at(outcome, edition, answerer.today()):
            stages[question.id] = stage
    return EvaluationReport(tuple(outcomes), stages)


def quotes_are_literal(answer: Answer, edition: Edition) -> bool:
    """Whether every quote of an answer stands in its document, at its spans."""
    for citation in answer.citations:
        text = edition.text(citation.document_id).document.text
        if citation.quote != "".join(text[start:end] for start, end in citation.spans):
            return False
    return True


def _reasons(outcome: Outcome) -> str:
    reasons = []
    if lost := (*outcome.lost_evidence, *outcome.lost_numbers):
        reasons.append(f"lost: {'; '.join(lost)}")
    if outcome.other_numbers:
        reasons.append(f"says instead: {'; '.join(outcome.other_numbers)}")
    if outcome.says_the_opposite:
        reasons.append("says the opposite")
    return " · ".join(reasons) or "–"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
