"""The units that answer the parts of a question: of all choices the one that fits together best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.claims.compose import Part
from qa.refusals.refusal import MIN_CLOSE
from qa.search.asked_parts import asked_parts, asks_what_follows
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.ways.offers import Asked

_WAYS = 4
"""Choices that are followed at a time, and units offered for a part in each."""
_MOST_CANDIDATES = 30


def parts_of(
    inquiry: Inquiry, candidates: Sequence[Candidate], chosen: Sequence[Scored]
) -> list[Part]:
    """A unit for each part of a question of several; none for a part that nothing answers.

    Each is looked for among what was found for the whole, what is found for the part, and what
    the units of the parts before lead to.
    """
    ways: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    for asked in each_asked(inquiry, candidates):
        longer: list[tuple[float, tuple[Part, ...]]] = []
        for worth, before in ways:
            known = [p.unit for p in before]
            offers = asked.offers(known, chosen)[:NEAREST]
            fit = [o for o in offers if _may_answer(asked, o[1], [*known, *chosen])][:_WAYS]
            longer += [
                (worth + own, (*before, Part(asked.own, unit, _others(fit, unit))))
                for own, unit in fit
            ]
            longer += [] if fit else [(worth + _UNANSWERED, before)]
        ways = sorted(longer, key=lambda way: -way[0])[:_WAYS]
    return list(ways[0][1])


_ABOUT_AS_LIKELY = 1.2
"""Log odds behind the best offer, from which on another rule may as well be what was meant."""
_UNANSWERED = -6.0
"""What a part is worth that nothing answers, in log odds."""


def each_asked(inquiry: Inquiry, candidates: Sequence[Candidate]) -> Iterator[Asked]:
    """The parts of a question of several, with the rules found for each and for the whole."""
    question = inquiry.question
    if len(question.parts) < 2 and len(question.policies) < 2:
        return
    for own in asked_parts(inquiry):
        found = [*own.retrieve()[:_MOST_CANDIDATES], *candidates[:_MOST_CANDIDATES]]
        if asks_what_follows(own.question):  # then the story finds the rule
            found.sort(key=lambda c: -c.rank_score)
        yield Asked(own, tuple(found))


def _others(fit: Sequence[tuple[float, Scored]], unit: Scored) -> tuple[Scored, ...]:
    """The best unit of each other rule that answers a part about as likely as its best offer."""
    near = [s for worth, s in fit if worth >= fit[0][0] - _ABOUT_AS_LIKELY]
    return tuple({s.rule: s for s in reversed(near) if s.rule != unit.rule}.values())


def _may_answer(asked: Asked, scored: Scored, known: Sequence[Scored]) -> bool:
    near = (
        scored.close >= MIN_CLOSE
        or scored.coverage >= _COVERED
        or any(scored.rule == other.rule for other in known)
    )
    return near and (scored.close >= _ON_THE_MATTER or not asked.lacks_number(scored))


_COVERED = 0.45
"""Share of a part's words in a unit and what stands around it from which it may answer."""
_ON_THE_MATTER = 0.45
"""Share of them in the unit from which it may answer without the number that is asked for."""
