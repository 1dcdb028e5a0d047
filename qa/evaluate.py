"""How good answers are: a file of questions with gold evidence, asked, scored and told."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.dates import find_dates
from graph.errors import InvalidInput
from graph.names import canonical_title, fold
from graph.quantities import find_quantities
from qa.answer import Answerer
from qa.reply import Answer, Citation, Status

_ENOUGH = 0.5
"""Share of a gold quote's character pairs that a citation must hold."""


class Verdict(StrEnum):
    RIGHT = "right"
    """Every gold passage is cited and every number of the gold answer is in the answer."""
    PARTLY = "partly"
    """Some gold passage is cited."""
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly_refused"
    RIGHTLY_REFUSED = "rightly_refused"
    WRONGLY_ANSWERED = "wrongly_answered"


GOOD = frozenset({Verdict.RIGHT, Verdict.RIGHTLY_REFUSED})


@dataclass(frozen=True, slots=True)
class Gold:
    doc_id: str
    title: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    id: str
    type: str
    question: str
    answer: str
    answerable: bool
    evidence: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    gold: GoldQuestion
    verdict: Verdict
    answer: Answer
    lost_evidence: tuple[str, ...]
    """Gold passages that no citation holds, as ``doc_id locator``."""
    lost_numbers: tuple[str, ...]
    """Numbers and dates of the gold answer that the answer does not give."""
    citations_valid: bool
    """Whether every quote is literally in its document, at its spans."""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    outcomes: tuple[Outcome, ...]

    def counts(self) -> dict[Verdict, int]:
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: found[verdict] for verdict in Verdict}

    def by_type(self) -> dict[str, dict[Verdict, int]]:
        found: dict[str, Counter[Verdict]] = defaultdict(Counter)
        for outcome in self.outcomes:
            found[outcome.gold.type][outcome.verdict] += 1
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
            "by_type": {k: {v.value: n for v, n in c.items()} for k, c in self.by_type().items()},
            "p50_ms": round(self.milliseconds(0.5), 1),
            "p99_ms": round(self.milliseconds(0.99), 1),
            "risk_coverage": [[round(c, 3), round(r, 3)] for c, r in self.risk_coverage()],
            "failures": [
                {
                    "id": o.gold.id,
                    "question": o.gold.question,
                    "verdict": o.verdict.value,
                    "lost_evidence": list(o.lost_evidence),
                    "lost_numbers": list(o.lost_numbers),
                    "confidence": o.answer.confidence,
                }
                for o in self.outcomes
                if o.verdict not in GOOD
            ],
        }

    def as_markdown(self) -> str:
        """Counts, a table by type, and one line for each failure."""
        lines = [
            f"# {len(self.outcomes)} questions, {self.share_right:.1%} right",
            "",
            f"Citations literal: {self.citation_validity:.1%}.",
            f"p50 {self.milliseconds(0.5):.0f} ms, p99 {self.milliseconds(0.99):.0f} ms.",
            "",
            "| type | " + " | ".join(v.value for v in Verdict) + " |",
            "|---|" + "---|" * len(Verdict),
        ]
        for kind, counts in self.by_type().items():
            lines.append(f"| {kind} | " + " | ".join(str(counts.get(v, 0)) for v in Verdict) + " |")
        lines += ["", "## Failures", ""]
        lines += [
            f"- `{o.gold.id}` {o.verdict.value} ({o.answer.confidence:.2f}): {o.gold.question}"
            f" · lost: {'; '.join((*o.lost_evidence, *o.lost_numbers)) or '–'}"
            for o in self.outcomes
            if o.verdict not in GOOD
        ]
        return "\n".join(lines) + "\n"


def evaluate(questions_file: Path, answerer: Answerer) -> EvaluationReport:
    """Ask every question of the file. Raises InvalidInput for a line that is no gold question."""
    questions = read_questions(questions_file)
    return EvaluationReport(tuple(judge(q, answerer.ask(q.question), answerer) for q in questions))


def read_questions(path: Path) -> list[GoldQuestion]:
    """One JSON object a line, with id, type, question, answer, answerable and quoted evidence."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            questions.append(_question(path, number, line))
    return questions


def _question(path: Path, number: int, line: str) -> GoldQuestion:
    row = _object(path, number, line)
    try:
        evidence = tuple(
            Gold(e["doc_id"], e["title"], e["locator"], e["quote"]) for e in row["evidence"]
        )
        return GoldQuestion(
            row["id"], row["type"], row["question"], row["answer"], row["answerable"], evidence
        )
    except KeyError as exc:
        raise InvalidInput(
            f"{path}:{number}: no {exc.args[0]!r}; a gold question has id, type, question, answer, "
            "answerable and evidence with doc_id, title, locator and quote"
        ) from exc


def _object(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as exc:
        raise InvalidInput(f"{path}:{number}: not a JSON object: {exc}") from exc
    if not isinstance(row, dict):
        raise InvalidInput(f"{path}:{number}: not a JSON object")
    return row


def judge(gold: GoldQuestion, answer: Answer, answerer: Answerer) -> Outcome:
    """The verdict on one answer."""
    refused = answer.status is Status.NOT_FOUND
    lost = tuple(f"{e.doc_id} {e.locator}" for e in gold.evidence if not _cited(e, answer))
    numbers = () if refused or not gold.answerable else tuple(_lost_numbers(gold.answer, answer))
    if not gold.answerable:
        verdict = Verdict.RIGHTLY_REFUSED if refused else Verdict.WRONGLY_ANSWERED
    elif refused:
        verdict = Verdict.WRONGLY_REFUSED
    elif not lost and not numbers:
        verdict = Verdict.RIGHT
    elif len(lost) < len(gold.evidence):
        verdict = Verdict.PARTLY
    else:
        verdict = Verdict.WRONG
    valid = answerer.quotes_are_literal(answer)
    return Outcome(gold, verdict, answer, lost if gold.answerable else (), numbers, valid)


def _cited(gold: Gold, answer: Answer) -> bool:
    return any(_same_document(gold, c) and _holds(gold, c) for c in answer.citations)


def _same_document(gold: Gold, citation: Citation) -> bool:
    """By id, or by title: one act may stand in a library twice, from two sources."""
    return citation.document_id == gold.doc_id or canonical_title(
        citation.title
    ) == canonical_title(gold.title)


def _holds(gold: Gold, citation: Citation) -> bool:
    wanted, given = fold(gold.quote), fold(citation.quote)
    if wanted in given or (given in wanted and len(given) > 8):
        return True
    pairs = {wanted[n : n + 2] for n in range(len(wanted) - 1)}
    return bool(pairs) and sum(p in given for p in pairs) / len(pairs) >= _ENOUGH + 0.2


def _lost_numbers(gold: str, answer: Answer) -> list[str]:
    """Numbers of the gold answer that stand neither in the sentences nor in the table."""
    table = "\n".join("，".join(row) for row in answer.table.rows) if answer.table else ""
    said = f"{answer.text}\n{table}\n" + "\n".join(c.quote for c in answer.citations)
    values = {
        (round(v, 4), q.unit) for q in find_quantities(said) for v in _ends(q.value, q.value_max)
    }
    lost = [
        q.text
        for q in find_quantities(gold)
        if not all((round(v, 4), q.unit) in values for v in _ends(q.value, q.value_max))
        and fold(q.text) not in fold(said)
    ]
    days = {d.iso for d in find_dates(said)}
    lost += [d.iso for d in find_dates(gold) if not any(day.startswith(d.iso) for day in days)]
    return lost


def _ends(value: float, value_max: float | None) -> Sequence[float]:
    return (value,) if value_max is None else (value, value_max)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
