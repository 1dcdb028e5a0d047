"""An answer from the rules: the units that answer, and what is said by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.model import Span
from graph.names import fold
from qa.asked.asked_action import speaks_of_action
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.places import NATION
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.compose import Chosen, Part, choose, completed, worth_telling
from qa.claims.hops import follow, sending_default
from qa.claims.quoting import (
    LONG_LIST,
    ground,
    ground_of_list,
    grouped,
    list_spans,
    quote_at,
    quote_of,
    shown,
)
from qa.claims.verdicts import direct_force, force_claim
from qa.claims.whole import whole
from qa.numbers.deadlines import deadline
from qa.numbers.enough import kept
from qa.numbers.items import by_items
from qa.numbers.reckoning import excesses, reckoned
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.retrieve import Candidate, Scope
from qa.search.rivals import rivals_of
from qa.shelf.shelf import Edition
from qa.ways.asked_numbers import asked_numbers
from qa.ways.outright import outright
from qa.ways.parts import parts_of
from qa.ways.timely import asks_which_law, on_the_change


def chosen_for(inquiry: Inquiry) -> tuple[Chosen, list[Scored], int]:
    """The units that answer a question, every unit as ranked, and how many rules were looked at."""
    question = inquiry.question
    candidates = _admitted(question, inquiry.retrieve(), inquiry.scope)
    ranked = sending_default(inquiry, inquiry.rank(candidates))
    ranked = on_the_change(inquiry, ranked)
    units = choose(ranked, inquiry.weighted, question, inquiry.edition)
    if telling := outright(inquiry, units, ranked):
        ranked = _led_by(telling, ranked)
        units = choose(ranked, inquiry.weighted, question, inquiry.edition)
    answered = parts_of(inquiry, candidates, units)
    if first := _of_first_part(answered, units, ranked):
        ranked = _led_by(first, ranked)
        units = choose(ranked, inquiry.weighted, question, inquiry.edition)
    parts = _beside(units, _of_parts(answered))
    hops = follow(inquiry, [*units, *parts], ranked)
    closest = max((s.close for s in ranked[:NEAREST]), default=0.0)
    rivals = rivals_of(ranked, candidates)
    chosen = Chosen(tuple(units), tuple(parts), tuple(hops), closest, rivals, tuple(answered))
    return chosen, ranked, len(candidates)


def _of_parts(answered: Sequence[Part]) -> Iterator[Scored]:
    for part in answered:
        yield from completed(part.inquiry, part.unit)
    for part in answered:
        yield from part.beside


def _led_by(first: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    return [first, *(s for s in ranked if s is not first)]


def _of_first_part(
    answered: Sequence[Part], units: Sequence[Scored], ranked: Sequence[Scored]
) -> Scored | None:
    """The sentence of the best rule with the number that is asked first, where another one leads.

    A period asked for behind a share raises the point of the list that has both.
    """
    if len(answered) < 2 or not units or answered[0].unit.rule != units[0].rule:
        return None
    if not NUMERIC_ASKS & set(answered[0].inquiry.question.asks):
        return None
    spans = answered[0].unit.spans
    found = (s for s in ranked if s.rule == units[0].rule and s.spans == spans)
    return next((s for s in found if s is not units[0]), None)


def _beside(units: Sequence[Scored], others: Iterable[Scored]) -> list[Scored]:
    """Those of the others that are not among the units, each once."""
    held = {(s.entry.id, s.spans) for s in units}
    fresh = {(s.entry.id, s.spans): s for s in others if (s.entry.id, s.spans) not in held}
    return list(fresh.values())


# 国家法要求几月前报送: which two provinces do not answer
_OF_NATION = re.compile(r"国家(?:的)?法(?![院官])|国家层面|全国性(?:的)?(?:法|规定)")


def _admitted(question: Question, candidates: list[Candidate], scope: Scope) -> list[Candidate]:
    """Only named acts, where the question names some; only the nation's, where it asks for these.

    A definition may stand in any act, and so may what tells which of two laws holds.
    """
    if _OF_NATION.search(question.chinese) and not (question.regions or scope.named):
        return [c for c in candidates if NATION in c.entry.head.regions] or candidates
    if not scope.named or Ask.DEFINITION in question.asks or asks_which_law(question):
        return candidates
    return [c for c in candidates if c.entry.id in scope.named] or candidates


def claims_of(
    question: Question, edition: Edition, chosen: Chosen, ranked: Sequence[Scored] = ()
) -> list[Claim]:
    """The direct sentence, the sum where one is asked for, then the grounds.

    ``ranked`` are the units among which a figure is looked for that the question asks about too.
    """
    best = chosen.units[0]
    quote = quote_of(edition, best)
    held = (kept(question, quote_of(edition, s)) for s in chosen.units[:_MOST_HELD])
    verdict = next(filter(None, held), [])
    claims: list[Claim] = [*verdict, *deadline(question, edition, chosen.units, ranked)]
    beside = [
        s
        for s in chosen.units
        if s.rule == best.rule and s.read.unit.paragraph == best.read.unit.paragraph
    ]
    claims += excesses(question, grouped(edition, beside)[0])
    if not verdict and (question.wants_number or question.quantities):
        asked = [p.unit for p in chosen.asked if NUMERIC_ASKS & set(p.inquiry.question.asks)]
        # a rule that is only shown beside the best one is reckoned with where that gives no sum
        first = [s for s in chosen.all if s not in chosen.units or s.rule == best.rule]
        claims += reckoned(question, edition, first[:10], asked) or reckoned(
            question, edition, chosen.all[:10], asked
        )
    if question.wants_number and not claims and not asks_which_law(question):
        claims += by_items(question, edition, best, ranked) or asked_numbers(
            question, edition, chosen, ranked
        )
    about = speaks_of_action(question, best.read.lead + best.read.words)
    plain = about and not verdict and not _is_barred(best, chosen.units)
    own = worth_telling(question, chosen.units)
    listing, listed = _whole_list(question, edition, chosen.units)
    own = [s for s in own if not (listing and s.rule == listing.rule and _within(s, listed))]
    quotes = whole(edition, _with_points(edition, [*own, *chosen.parts, *chosen.hops]))
    if plain and (said := direct_force(question, best, quote)):
        around = next((q for q in quotes if q.holds(quote)), quote)
        claims.append(force_claim(said, quote, around))
        quotes = [q for q in quotes if q != around]
    if listing:
        part = replace(quote_at(edition, listing.entry.id, listed), locator=listing.rule.locator)
        claims.append(ground_of_list(part))
    told = [fold(claim.text) for claim in claims]
    claims += [ground(q) for q in quotes if not any(fold(shown(q)) in text for text in told)]
    return list({claim.text: claim for claim in claims}.values())


_MOST_HELD = 3
"""Units with whose bounds a figure of the asker's is compared."""


# 可以申请登记 is no yes where the article goes on: 同一项合同不得重复登记
_BARS = re.compile(r"不得|禁止|严禁")


def _is_barred(best: Scored, units: Sequence[Scored]) -> bool:
    """Whether another unit of its rule forbids what the best one may be taken to allow."""
    others = (s for s in units if s.rule == best.rule and s is not best)
    return not _BARS.search(best.read.words) and any(_BARS.search(s.read.words) for s in others)


def _within(scored: Scored, spans: Sequence[Span]) -> bool:
    return any(a <= scored.read.unit.start and scored.read.unit.end <= b for a, b in spans)


def _with_points(edition: Edition, told: Sequence[Scored]) -> list[Quote]:
    """Quotes of the units in their order; what leads a list in (下列情形：) with all its points."""
    lists = [
        (scored, spans)
        for scored in told
        if scored.read.words.endswith(":") and (spans := list_spans(edition, scored))
    ]
    short = [(s, spans) for s, spans in lists if spans[-1][1] - spans[0][0] <= LONG_LIST]
    rest = [
        s
        for s in told
        if not any(s.entry.id == of.entry.id and _within(s, spans) for of, spans in short)
    ]
    quotes = [
        *grouped(edition, rest),
        *(
            replace(quote_at(edition, s.entry.id, spans), locator=s.rule.locator)
            for s, spans in short
        ),
    ]
    places = {(s.entry.id, s.read.unit.start): n for n, s in reversed(list(enumerate(told)))}
    first = {
        (q.entry.id, q.spans): min(
            n
            for (document, start), n in places.items()
            if document == q.entry.id and any(a <= start < b for a, b in q.spans)
        )
        for q in quotes
    }
    return sorted(quotes, key=lambda q: first[(q.entry.id, q.spans)])


def _whole_list(
    question: Question, edition: Edition, units: Sequence[Scored]
) -> tuple[Scored | None, tuple[Span, ...]]:
    """The unit whose list is to be shown whole, and the list's spans, where a list is asked for.

    It is that of the best unit or of one chosen beside it in its rule.
    """
    by_cases = Ask.HOW in question.asks[:2] and _BY_CASES.search(units[0].read.lead)
    wanted = Ask.LIST in question.asks[:2] or _ASKS_CASES.search(question.chinese) or by_cases
    if not wanted:
        return None, ()
    for scored in units:
        if scored.rule == units[0].rule and (spans := list_spans(edition, scored)):
            return scored, spans
    return None, ()


# 合同未作约定的，按照下列原则办理：…   怎么分 is answered by all its cases
_BY_CASES = re.compile(r"按照?(?:下列|以下)")
# 怎样算合法取得, 什么情形下可以认定: asks for all the cases of a rule
_ASKS_CASES = re.compile(
    r"(?:怎样|怎么|如何)(?:才)?(?:算|认定|界定|判断)|(?:什么|哪些|何种)情[形况]"
)
