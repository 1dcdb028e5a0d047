"""Sums on request: which way a rule reckons, and what its rates make of the asker's figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.quantities import AMOUNT, SHARE, Quantity, find_quantities
from qa.asked.asks import Ask
from qa.asked.kinds import units_asked
from qa.asked.question import Question
from qa.claims.arithmetic import plain, spoken, step
from qa.claims.cases import admitted
from qa.claims.claim import Claim, Operator, Quote
from qa.claims.quoting import list_spans, quote_at, quote_of, source_words
from qa.numbers.added_up import extended, of_things, of_told, on_growth
from qa.numbers.bases import own_amounts
from qa.numbers.direct import nearest
from qa.numbers.enough import held_against
from qa.numbers.figureless import without_figure
from qa.numbers.formed_base import Base, formed
from qa.numbers.proportions import by_proportion
from qa.numbers.rates import Rate, asked_time, by_rate, rates_in
from qa.numbers.shares import beyond, of_items, of_several, of_shares, told_rates
from qa.numbers.sums import Sum, says, told
from qa.numbers.tiers import above_share, by_tiers
from qa.search.rank import Scored
from qa.shelf.shelf import Edition
from qa.shelf.units import opens_point

_ABOVE = re.compile(r"(?<![未不])(?:超过|超出)[^，。；]{1,16}的?部分")


def reckoned(
    question: Question,
    edition: Edition,
    chosen: Sequence[Scored],
    parts: Sequence[Scored] = (),
) -> list[Claim]:
    """What the question's own numbers come to by the chosen units; empty where it gives none.

    ``parts`` are the units that answer each part of a question of several.
    """
    best = _paragraph(edition, chosen[0])
    found = (
        by_tiers(question, _list_of(edition, chosen[0]))
        or above_share(question, best)
        or by_proportion(question, best)
        or next((c for s in chosen if (c := of_things(question, _paragraph(edition, s)))), None)
        or of_told(question, best)
        or on_growth(question, best)
        or _of_time(question, best)
        or extended(question, best)
        or without_figure(question, edition, chosen)
    )
    if found:
        return [found]
    claims = _of_figures(question, edition, chosen, parts)
    return [*claims, *beyond(question, claims)]


def _of_figures(
    question: Question, edition: Edition, chosen: Sequence[Scored], parts: Sequence[Scored]
) -> list[Claim]:
    """By the shares of the units: of the base that figures make, or of each by its case."""
    base = formed(question, edition, chosen[0], quote_of(edition, chosen[0]))
    if base:
        return of_shares(question, edition, chosen, parts, base)
    amounts = [plain(a) for a in own_amounts(question)]
    single = of_items(question, edition, chosen, Base(amounts[0])) if len(amounts) == 1 else []
    by_case = [claim for a in amounts for claim in _of_case(question, edition, chosen, a)]
    if single or by_case or not amounts:
        return single or by_case
    if len(amounts) > 1:
        return of_several(question, edition, chosen[0], amounts)
    return of_shares(question, edition, chosen, parts, Base(amounts[0]))


def _of_time(question: Question, quote: Quote) -> Claim | None:
    """15%：5%×3个月=15%, where a share is asked for and no amount is told."""
    if own_amounts(question) or Ask.RATIO not in question.asks:
        return None
    timed = [(r, time) for r in rates_in(quote) if (time := asked_time(question, r))]
    near = nearest(question, [r.value for r, _ in timed], quote.text)
    steps = [step(r.value, Operator.TIMES, time) for r, time in timed if r.value in near]
    return told(question, Sum(tuple(steps), (quote,))) if len(steps) == 1 else None


def _of_case(
    question: Question, edition: Edition, chosen: Sequence[Scored], amount: Quantity
) -> list[Claim]:
    """What the rule says of the case that this amount falls under: 五万元以上的，…五倍以下."""
    for scored in chosen[:6]:
        quote = _paragraph(edition, scored)
        case = admitted(question, amount, quote)
        if case is None:
            continue
        given = spoken(amount.value, amount.unit)
        under = f"{given}属于“{case.condition}”的情形"
        if case.value.kind == SHARE and units_asked(question.chinese) != {"倍"}:
            rate = Rate(case.value, quote)
            made = Sum(by_rate(question, Base(plain(amount)), rate), (quote,))
            claims = told_rates(question, [(rate, made)], f"{under}：")
            return [replace(claim, case=amount) for claim in claims]
        verdict = held_against(question, quote, [(case.value, case.value)]).get(0)
        said = f"{says(verdict)}，" if verdict else ""
        words = quote.words_of(case.value)
        text = f"{said}{under}：{words}（{source_words(quote)}）。"
        premise = question.whole
        return [Claim(text, (quote,), premise=premise, case=amount, verdict=verdict)]
    return []


def _list_of(edition: Edition, scored: Scored) -> Quote:
    """The whole list of which the unit is a point; else its paragraph."""
    spans = list_spans(edition, scored) if scored.read.unit.lead else None
    if spans is None:
        return _paragraph(edition, scored)
    return quote_at(edition, scored.entry.id, spans, scored.rule.locator)


def _paragraph(edition: Edition, scored: Scored) -> Quote:
    """The unit with those of its paragraph; of a list with those of its point and the lead-in."""
    unit = scored.read.unit
    text = edition.text(scored.entry.id)
    beside = [
        r.unit
        for r in text.read_rule(scored.rule).units
        if (r.unit.paragraph, r.unit.lead) == (unit.paragraph, unit.lead)
        or (unit.lead is None and r.unit.paragraph == unit.paragraph)
    ]
    if unit.lead:
        begun = [u for u in beside if opens_point(text.document.text, u)]
        first = max((u.start for u in begun if u.start <= unit.start), default=unit.start)
        last = min((u.start for u in begun if u.start > unit.start), default=beside[-1].end)
        own = [u for u in beside if first <= u.start < last]
        spans = (unit.lead, (own[0].start, own[-1].end))
        return quote_at(edition, scored.entry.id, spans, quote_of(edition, scored).locator)
    span = (beside[0].start, beside[-1].end)
    return quote_at(edition, scored.entry.id, (span,), scored.rule.locator)


def excesses(question: Question, quote: Quote) -> list[Claim]:
    """超过部分为300万元：800万元－500万元, where a rule treats what lies above apart."""
    amounts = [plain(q) for q in question.quantities if q.kind == AMOUNT]
    above = _ABOVE.search(quote.text)
    bounds = [plain(q) for q in find_quantities(above.group())] if above else []
    bounds = [q for q in bounds if q.kind == AMOUNT]
    if len(amounts) != 1 or len(bounds) != 1 or bounds[0].value >= amounts[0].value:
        return []
    rest = step(amounts[0], Operator.MINUS, bounds[0])
    return [told(question, Sum((rest,), (quote,)), before="超过部分为")]
