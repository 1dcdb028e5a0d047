"""A question told part by part: what answers each by itself, with its own rule around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.asked.asks import HEAD_ASKS
from qa.claims.compose import Chosen, Part, completed
from qa.claims.confidence import sureness
from qa.claims.hops import follow
from qa.refusals.refusal import doubts
from qa.search.asked_parts import asks_itself
from qa.search.rank import Inquiry


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What answers one part."""

    inquiry: Inquiry
    chosen: Chosen
    sure: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """Why it would be a guess; empty where it answers."""


def answers_of_parts(inquiry: Inquiry, asked: Sequence[Part]) -> list[PartAnswer]:
    """An answer for each part; none where one rule answers all: then that tells more as a whole.

    None either where a part is not found, or where one asks nothing by itself.
    """
    if len({part.unit.rule for part in asked}) < 2 or len(asked) < len(inquiry.question.parts):
        return []
    if not all(asks_itself(part.inquiry.question) for part in asked):
        return []
    answers = [_answer(part) for part in asked]
    return [a for a in answers if not (a.reasons and HEAD_ASKS & set(a.inquiry.question.asks))]


def _answer(part: Part) -> PartAnswer:
    """The unit with what completes it in its rule, what else may be meant, what it sends to."""
    own = part.inquiry
    units = completed(own, part.unit)
    hops = follow(own, units, units)
    chosen = Chosen(tuple(units), part.beside, tuple(hops), closest=units[0].close)
    sure = sureness(own, chosen)
    return PartAnswer(own, chosen, sure, tuple(doubts(own, chosen, sure)))
