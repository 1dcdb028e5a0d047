"""What is known so far of one answer, before it is checked and told."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.asked.asked_dates import AskedDate
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote


@dataclass(slots=True)
class Draft:
    """What is known so far of one answer."""

    question: Question
    claims: list[Claim] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    near: list[Quote] = field(default_factory=list)
    """Nearest evidence, shown with a refusal."""
    columns: tuple[str, ...] = ()
    table: tuple[tuple[tuple[str, ...], Claim | None], ...] = ()
    confidence: float = 0.0
    documents: frozenset[str] = frozenset()
    rules: int = 0
    dates: dict[str, AskedDate] = field(default_factory=dict)
