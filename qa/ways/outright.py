"""The unit that says outright what is asked, where the best one does not: a number, yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from graph.quantities import find_quantities
from qa.asked.asked_action import speaks_of_action
from qa.asked.kinds import units_asked
from qa.asked.question import Question
from qa.claims.quoting import quote_of
from qa.claims.verdicts import direct_force
from qa.numbers.bases import own_amounts
from qa.refusals.supplied import lacks_number
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.worded import NO_AGREEMENT

_NEARLY = 0.85
_AS_COVERED = 0.7
_NEARLY_YES = 0.9


def outright(inquiry: Inquiry, units: Sequence[Scored], ranked: Sequence[Scored]) -> Scored | None:
    """Nearly as good as the best of the ``units``; None where that one says it itself."""
    if not units or len(inquiry.question.parts) > 1:
        return None
    question = inquiry.question
    own = [s for s in units if s.rule == units[0].rule]
    return _telling(question, own, ranked) or _deciding(inquiry, own, ranked)


def _telling(question: Question, own: Sequence[Scored], ranked: Sequence[Scored]) -> Scored | None:
    """The unit that gives the number asked for.

    Of another rule only a number that the asker's own is reckoned with, or in the unit asked for.
    """
    sends = question.no_agreement and NO_AGREEMENT.search(own[0].read.words)
    if sends or not lacks_number(question, own):
        return None
    best, units_named = ranked[0], units_asked(question.chinese)
    near = [
        s
        for s in ranked[1:NEAREST]
        if s.score >= _NEARLY * best.score
        and s.coverage >= _AS_COVERED * best.coverage
        and (
            s.rule == best.rule
            or own_amounts(question)
            or (units_named and prints_one_in(s, units_named))
        )
        and not lacks_number(question, [s])
    ]
    return max(near, key=lambda s: (s.close, s.score), default=None)


def _deciding(inquiry: Inquiry, own: Sequence[Scored], ranked: Sequence[Scored]) -> Scored | None:
    """The unit that says yes or no, of the same act: what another allows may be another thing."""
    best = own[0]
    if any(_decides(inquiry, s) for s in own):
        return None
    near = [s for s in ranked[:NEAREST] if s.score >= _NEARLY_YES * best.score]
    return next((s for s in near if s.entry.id == best.entry.id and _decides(inquiry, s)), None)


def _decides(inquiry: Inquiry, scored: Scored) -> bool:
    quote = quote_of(inquiry.edition, scored)
    about = speaks_of_action(inquiry.question, scored.read.lead + scored.read.words)
    return about and bool(direct_force(inquiry.question, scored, quote))


def prints_one_in(scored: Scored, units: frozenset[str]) -> bool:
    """Whether a unit holds a number in what the question asks for: 几年 is not told by 3个月."""
    return not units or any(q.unit in units for q in find_quantities(scored.read.words))
