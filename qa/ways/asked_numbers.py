"""The numbers that a question asks for, from the units that answer it: for all, or part by part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.quantities import Quantity
from qa.asked.asks import NUMERIC_ASKS
from qa.asked.kinds import asked_quantities, units_asked
from qa.asked.question import Question, part_of
from qa.claims.cases import says_asked_case
from qa.claims.claim import Claim, Quote
from qa.claims.compose import Chosen
from qa.claims.quoting import quote_of
from qa.numbers.differences import asks_difference
from qa.numbers.direct import asked_values, number_claim, numbers, one_for_each, runs_from
from qa.search.rank import Scored
from qa.search.worded import lacks
from qa.shelf.shelf import Edition
from qa.ways.outright import prints_one_in


def asked_numbers(
    question: Question, edition: Edition, chosen: Chosen, ranked: Sequence[Scored]
) -> list[Claim]:
    """The number that is asked for, or that of each clause of the question that asks for one."""
    numeric = [
        p
        for p in question.parts
        if NUMERIC_ASKS & set(part_of(question, p).asks)
        and not asks_difference(p)
        and not _ASKS_AGAIN.search(p)
    ]
    order = _in_order(question, chosen)
    if len(numeric) > 1:
        beside = [s for s in ranked if s.rule == order[0].rule and s not in order]
        return _of_parts(question, edition, [*order, *beside], numeric)
    told = (numbers(question, edition, chosen.units, scored) for scored in order)
    return next(filter(None, told), [])


# 2025年7月才授权的呢？
_ASKS_AGAIN = re.compile(r"呢[？?]?$")


def _in_order(question: Question, chosen: Chosen) -> list[Scored]:
    """Units in which a number is looked for: of the case and in the unit asked for first."""
    order = [chosen.units[0], *chosen.hops, *chosen.units[1:3], *chosen.parts]
    if question.absent:
        order.sort(key=lambda s: not any(lacks(s.read.words, thing) for thing in question.absent))
    units = units_asked(question.chinese)
    order.sort(key=lambda s: not prints_one_in(s, units))
    own = [s for s in chosen.units if s.rule == order[0].rule]
    cases = [s for s in own if says_asked_case(question, s.read.words)]
    return order if any(s is order[0] for s in cases) else [*cases, *order]


def _of_parts(
    question: Question, edition: Edition, order: Sequence[Scored], parts: Sequence[str]
) -> list[Claim]:
    """For each clause its numbers, by their quotes.

    The first clause is told from the rule of the first unit that has such a number, each from the
    unit that says most of its words.
    """
    told: dict[Quote, list[Quantity]] = {}
    for n, part in enumerate(parts):
        alone = part_of(question, part)
        telling = [
            (scored, quote_of(edition, scored), values)
            for scored in order
            if (values := asked_values(alone, scored, quote_of(edition, scored)))
        ]
        own = [t for t in telling if n or t[0].rule == telling[0][0].rule]
        if own:
            _, quote, values = max(own, key=lambda t: _fit(alone, *t))
            known = told.setdefault(quote, [])
            known += [v for v in values if v not in known]
    if len(told) == 1 and len(values := next(iter(told.values()))) < len(parts):
        quote = next(iter(told))
        asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
        stated = asked_quantities(asks, quote.text)
        told[quote] = one_for_each(question, stated, quote, len(parts)) or values
    ordered = [(quote, sorted(values, key=lambda v: v.start)) for quote, values in told.items()]
    claims = [number_claim(values, quote) for quote, values in ordered]
    return [claim for claim in claims if claim][:_MOST_NUMBERS]


def _fit(part: Question, scored: Scored, quote: Quote, values: Sequence[Quantity]) -> _Fit:
    return any(runs_from(part, v, quote.text) for v in values), _said(part, scored)


_Fit = tuple[bool, float]
"""Whether a period runs from what a clause says, and the weight of the clause's words held."""


def _said(question: Question, scored: Scored) -> float:
    """Weight of the question's words that a unit says itself."""
    words = scored.read.lead + scored.read.words
    return sum(t.weight for t in question.terms if any(form in words for form in t.forms))


_MOST_NUMBERS = 3
