"""A question told part by part: what answers each by itself, with its own rule around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.asked.asks import HEAD_ASKS
from qa.claims.compose import Chosen, completed
from qa.claims.confidence import sureness
from qa.claims.hops import follow
from qa.refusals.refusal import doubts
from qa.search.asked_parts import asks_itself
from qa.search.rank import Inquiry, Scored


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What answers one part."""

    inquiry: Inquiry
    chosen: Chosen
    sure: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """Why it would be a guess; empty where it answers."""


def answers_of_parts(inquiry: Inquiry, asked: Sequence[tuple[Inquiry, Scored]]) -> list[PartAnswer]:
    """An answer for each part; none where one rule answers all: then that tells more as a whole.

    None either where a part is not found, or where one asks nothing by itself.
    """
    if len({unit.rule for _, unit in asked}) < 2 or len(asked) < len(inquiry.question.parts):
        return []
    if not all(asks_itself(own.question) for own, _ in asked):
        return []
    answers = [_answer(own, unit) for own, unit in asked]
    return [a for a in answers if not (a.reasons and HEAD_ASKS & set(a.inquiry.question.asks))]


def _answer(own: Inquiry, unit: Scored) -> PartAnswer:
    """The unit with what completes it in its rule, and what it sends to."""
    units = completed(own, unit)
    hops = follow(own, units, units)
    chosen = Chosen(tuple(units), hops=tuple(hops), closest=units[0].close)
    sure = sureness(own, chosen)
    return PartAnswer(own, chosen, sure, tuple(doubts(own, chosen, sure)))
