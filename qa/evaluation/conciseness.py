"""How much of what an answer shows was asked for: its first sentence, its citations, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from graph.names import fold
from qa.evaluation.gold import Gold
from qa.evaluation.judge import Outcome, holds_passage, same_document
from qa.told.reply import Citation, Status


@dataclass(frozen=True, slots=True)
class Conciseness:
    """Counts over questions that have an answer and got one, whatever the verdict on it."""

    answers: int
    opening: int
    """Answers whose first sentence cites a gold passage."""
    citations: int
    proving: int
    """Citations that hold a gold passage, or stand inside one."""
    quoted: int
    """Folded characters of all citations."""
    needed: int
    """Those of them that the gold passages make up."""

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Self:
        told = [
            o for o in outcomes if o.gold.answerable and o.answer.status is not Status.NOT_FOUND
        ]
        cited = [(o, c) for o in told for c in o.answer.citations]
        return cls(
            answers=len(told),
            opening=sum(_opens_on_gold(o) for o in told),
            citations=len(cited),
            proving=sum(bool(_proven(o, c)) for o, c in cited),
            quoted=sum(len(fold(c.quote)) for _, c in cited),
            needed=sum(_needed(_proven(o, c), c) for o, c in cited),
        )

    def shares(self) -> tuple[float, float, float]:
        """Of answers that open on gold, citations that prove, characters needed; each 0 to 1."""
        pairs = (
            (self.opening, self.answers),
            (self.proving, self.citations),
            (self.needed, self.quoted),
        )
        opening, proving, needed = (part / whole if whole else 0.0 for part, whole in pairs)
        return opening, proving, needed

    def as_json(self) -> dict[str, Any]:
        opening, proving, needed = self.shares()
        return {
            "first_sentence_on_gold": round(opening, 4),
            "citations_on_gold": round(proving, 4),
            "quoted_characters_in_gold": round(needed, 4),
            "citations_per_answer": round(self.citations / self.answers, 2)
            if self.answers
            else 0.0,
        }


def conciseness_table(outcomes: Sequence[Outcome]) -> list[str]:
    """Lines of Markdown: one row a type of question, then one for all."""
    kinds = sorted({o.gold.type for o in outcomes if o.gold.answerable})
    rows = [(kind, [o for o in outcomes if o.gold.type == kind]) for kind in kinds]
    return [
        "| type | answers | first sentence on gold | citations on gold | quoted in gold |",
        "|---|---|---|---|---|",
        *(_row(kind, Conciseness.of(own)) for kind, own in (*rows, ("all", outcomes))),
    ]


def _row(kind: str, found: Conciseness) -> str:
    shares = " | ".join(f"{share:.1%}" for share in found.shares())
    return f"| {kind} | {found.answers} | {shares} |"


def _opens_on_gold(outcome: Outcome) -> bool:
    first = set(outcome.answer.sentences[0].citations)
    return any(_proven(outcome, c) for c in outcome.answer.citations if c.n in first)


def _proven(outcome: Outcome, citation: Citation) -> list[Gold]:
    """The gold passages that a citation holds or stands inside of."""
    return [
        gold
        for gold in outcome.gold.evidence
        if same_document(gold, citation.document_id, citation.title)
        and holds_passage(gold, citation.quote)
    ]


def _needed(proven: Sequence[Gold], citation: Citation) -> int:
    """Characters of a citation that its passages fill; several may overlap, so no more than all."""
    return min(sum(len(fold(gold.quote)) for gold in proven), len(fold(citation.quote)))
