"""What the shares of rules make of the asker's figure: of it, and of what that comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.model import Comparator
from graph.quantities import AMOUNT, SHARE, Quantity
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import units_asked
from qa.asked.pairs import in_common
from qa.asked.question import Question, part_of
from qa.claims.arithmetic import plain, step
from qa.claims.cases import kept_out, pair_of
from qa.claims.claim import Claim, Operator, Verdict
from qa.claims.quoting import quote_of, source_words
from qa.numbers.bases import OF_REWARDS, is_of_kind, mismatch, own_words, told_amounts
from qa.numbers.direct import closest, nearest
from qa.numbers.enough import held_against
from qa.numbers.formed_base import Base
from qa.numbers.items import figures_of_items
from qa.numbers.proportions import name_of
from qa.numbers.proposed import proposed
from qa.numbers.rates import Rate, by_rate, closest_rates, rates_in
from qa.numbers.receivers import (
    OF_THE_SUM,
    asks_of_sum,
    asks_rest,
    is_for_asked,
    is_of_asked,
    is_of_kind_asked,
    kinds_told,
    rates_of_sum,
)
from qa.numbers.sums import Sum, told
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

_EACH = re.compile(r"各|分别")
_CLAIMED_RIGHT = re.compile(r"(?:对吧|对吗|对不对|是吧|是吗|没错吧)[？?]?")
# 不得超过标的额的百分之二十，超过部分不产生定金的效力
_BEYOND = re.compile(r"超[过出]部分")
_Made = tuple[Rate, Sum]


def of_shares(
    question: Question,
    edition: Edition,
    chosen: Sequence[Scored],
    parts: Sequence[Scored],
    base: Base,
) -> list[Claim]:
    """80万元 of 100万元 by the first unit with a share; then by other rules that parts ask about.

    A share of 奖励总额, or 其中, goes on from the first result.
    """
    units = list({(s.entry.id, s.spans): s for s in (*chosen, *parts)}.values())
    is_sum = bool(OF_REWARDS.search(own_words(question, base.amount)))
    of_sum = OF_THE_SUM if base.amount.kind == AMOUNT and not is_sum else OF_REWARDS
    rates_of = {
        s: [
            r for r in _rates(question, edition, s, base) if bool(of_sum.search(r.clause)) is is_sum
        ]
        for s in units
    }
    found = [s for s in units if rates_of[s]]
    if not found or units_asked(question.chinese) == {"倍"}:
        return []
    asked = _asking(question)
    first = _fitting(question, base, {s: rates_of[s] for s in found})
    rates = rates_of[first]
    of_sum_rates = [] if is_sum else rates_of_sum(question, edition, units, first, of_sum)
    within = [p for p in asked if asks_of_sum(p, of_sum_rates, rates)]
    asked = [p for p in asked if p in within or is_for_asked(p, rates[0].quote)]
    rates = [r for r in rates if is_sum or is_of_asked(question, r, base)]
    if not asked or not rates:
        return []
    rest = [p for p in asked if p not in within and asks_rest(p, rates)]
    direct = _asked(question, [p for p in asked if p not in within] or asked, rates)
    other = "" if base.steps else mismatch(question, base.amount, direct[0].quote, direct[0].value)
    if other:
        quote = direct[0].quote
        return [Claim(f"{other}（{source_words(quote)}）。", (quote,))]
    made = [(rate, _sum(question, base, rate)) for rate in direct]
    whole = Base(made[0][1].result, made[0][1].steps, made[0][1].quotes)
    closest_to = [closest_rates(p, of_sum_rates, several=bool(_EACH.search(p))) for p in within]
    further = [
        (rate, _sum(question, whole, rate))
        for rate in dict.fromkeys(r for found in closest_to for r in found)
    ]
    if further and len(within) == len(asked):
        return told_rates(question, further)
    left = [kept for _, found in made if rest and (kept := _less(question, base, found))]
    remains = [told(question, kept, before="余下") for kept in left]
    if rest and len(rest) + len(within) == len(asked) and not proposed(question):
        return [*remains, *told_rates(question, further)]
    if not base.steps:
        others = [rates_of[s] for s in parts if s.rule != first.rule] if len(asked) > 1 else []
        made += [(r, _sum(question, base, r)) for r in _other_rules(question, others, base)]
    return [
        *told_rates(question, made),
        *remains,
        *told_rates(question, further),
    ]


def _less(question: Question, base: Base, found: Sum) -> Sum | None:
    """What a share leaves of its base; None of a range, of several years and of a capped one.

    None of a stake, and where the asker gives another figure than the share comes to.
    """
    last = found.steps[-1]
    if base.amount.kind == SHARE or proposed(question):
        return None
    if last.operator is not Operator.TIMES or last.left != base.amount or last.result.value_max:
        return None
    left = step(base.amount, Operator.MINUS, last.result)
    return Sum((*found.steps, left), found.quotes)


def _fitting(question: Question, base: Base, rates_of: Mapping[Scored, Sequence[Rate]]) -> Scored:
    """The first unit, or one of its rule whose share is of the figure or says far more of it."""
    first, *others = rates_of
    points = [s for s in (first, *others) if s.rule == first.rule]
    fit = [s for s in points if base.steps or not _mismatch(question, base, rates_of[s])]
    if first not in fit:
        return next(iter(fit), first)
    said = {s: max(in_common(question.chinese, r.words) for r in rates_of[s]) for s in fit}
    best = max(fit, key=lambda s: said[s])
    return best if said[best] >= said[first] + _FAR_MORE else first


_FAR_MORE = 2
"""Pairs of characters by which another sentence of the rule has to say more of the question."""


def _mismatch(question: Question, base: Base, rates: Sequence[Rate]) -> str:
    return mismatch(question, base.amount, rates[0].quote, rates[0].value)


def _sum(question: Question, base: Base, rate: Rate) -> Sum:
    return Sum(by_rate(question, base, rate), (rate.quote, *base.quotes))


def _rates(question: Question, edition: Edition, scored: Scored, base: Base) -> list[Rate]:
    """Shares that the unit itself sets and that may be taken of the base."""
    quote = quote_of(edition, scored)
    own = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    kinds = kinds_told(edition, scored)
    return [
        rate
        for rate in rates_in(quote, own)
        if is_of_kind_asked(question, rate, kinds)
        and not kept_out(base.amount, quote, rate.value)
        and is_of_kind(question, base.amount, rate.words)
    ]


def _asking(question: Question) -> list[str]:
    """The parts of the question that ask for a number; all of it where none does by itself."""
    parts = [p for p in question.parts if NUMERIC_ASKS & set(part_of(question, p).asks)]
    return parts or [question.chinese]


def _asked(question: Question, parts: Sequence[str], rates: Sequence[Rate]) -> list[Rate]:
    """The rate that is asked about; one for each thing proposed, or for each part that asks."""
    quote, shares = rates[0].quote, [rate.value for rate in rates]
    pair = pair_of(question, quote, shares)
    if pair:
        return [Rate(pair, quote)]
    if len(shares) == len(proposed(question)):
        return list(rates)
    found = []
    for words in parts:
        says = any(in_common(words, rate.clause) for rate in rates)
        part = part_of(question, words if says else question.whole)
        each = _EACH.search(words)
        found += nearest(part, shares, quote.text) if each else [closest(part, shares, quote.text)]
    return [Rate(share, quote) for share in {share.start: share for share in found}.values()]


def _other_rules(question: Question, others: Sequence[Sequence[Rate]], base: Base) -> list[Rate]:
    """The rates of the same figure by rules that answer other parts."""
    asked = [_asked(question, _asking(question), rates) for rates in others if rates]
    return [
        rate
        for rates in asked
        for rate in rates
        if not mismatch(question, base.amount, rate.quote, rate.value)
    ]


def of_several(
    question: Question, edition: Edition, best: Scored, amounts: Sequence[Quantity]
) -> list[Claim]:
    """Each of several amounts by the rate whose clause names it; else the one that is the base."""
    quote = quote_of(edition, best)
    rates = [
        r for r in _rates(question, edition, best, Base(amounts[0])) if r.value.unit in ("%", "倍")
    ]
    starts = [0, *(a.end for a in amounts)]
    near = [
        closest_rates(question.whole[start : a.end], rates, several=False)
        for start, a in zip(starts, amounts, strict=False)
    ]
    if rates and len({r.value.start for found in near for r in found}) == len(amounts):
        pairs = [(a, found[0]) for a, found in zip(amounts, near, strict=True)]
    else:
        shares = nearest(question, [r.value for r in rates], quote.text)
        asked = [Rate(share, quote) for share in shares]
        pairs = [(a, r) for r in asked for a in _named_base(question, r, amounts)]
        pairs = pairs if len(asked) == 1 else []
    pairs = [(a, r) for a, r in pairs if not mismatch(question, a, quote, r.value)]
    return told_rates(question, [(r, _sum(question, Base(plain(a)), r)) for a, r in pairs])


def _named_base(question: Question, rate: Rate, amounts: Sequence[Quantity]) -> list[Quantity]:
    """Of several amounts those that the rate's own words name."""
    held = [in_common(name_of(question.whole, a), rate.words) for a in amounts]
    return [a for a, n in zip(amounts, held, strict=True) if n and n == max(held)]


def of_items(
    question: Question, edition: Edition, units: Sequence[Scored], base: Base
) -> list[Claim]:
    """主管部门60万元，… 国家科委30万元，… where a sum is shared out among those in a row."""
    picks = figures_of_items(question, edition, (Ask.RATIO,), units[0], units[1:])
    rates = [(pick.item, Rate(pick.value, pick.quote)) for pick in picks]
    if any(r.value.unit not in ("%", "倍") or OF_THE_SUM.search(r.clause) for _, r in rates):
        return []
    return [told(question, _sum(question, base, rate), before=item) for item, rate in rates]


def told_rates(question: Question, made: Sequence[_Made], under: str = "") -> list[Claim]:
    """A claim for each sum, held against what the asker proposes.

    Several of one quote are told apart by the words of their rates; ``under`` says of which case
    one is.
    """
    claims = []
    for quote in dict.fromkeys(rate.quote for rate, _ in made):
        own = [(rate, found) for rate, found in made if rate.quote == quote]
        bounds = [(rate.value, found.result) for rate, found in own]
        verdicts = held_against(question, quote, bounds)
        for n, (rate, found) in enumerate(own):
            whose = f"{rate.words}：" if len(own) > 1 else under
            verdict = verdicts.get(n)
            right = "" if verdict else _as_claimed(question, found)
            claims.append(told(question, found, before=right + whose, verdict=verdict))
            claims += _apart(question, found, verdict) if verdict and not verdict.keeps else []
    return claims


# 还差多少, 少发了多少, 超了多少
_HOW_FAR = re.compile(
    r"还差|差了|差多少|缺口|(?<![最至])[少多](?:发|给|提|交|花|留|罚|收|拿)?了?多少"
)


def _apart(question: Question, made: Sum, verdict: Verdict) -> list[Claim]:
    """相差40万元：400万元－360万元, where a figure does not keep what was worked out."""
    if not _HOW_FAR.search(question.chinese):
        return []
    top = made.result.value_max
    above = top is not None and verdict.figure.value > top
    ends = (plain(made.result, top if above else None), plain(verdict.figure))
    low, high = sorted(ends, key=lambda q: q.value)
    steps = (*made.steps, step(high, Operator.MINUS, low))
    return [told(question, Sum(steps, made.quotes), before="相差")]


def _as_claimed(question: Question, made: Sum) -> str:
    """不对， where the asker's own result is another one."""
    if not _CLAIMED_RIGHT.search(question.chinese) or len(made.steps) > 1:
        return ""
    value = made.result.value
    claimed = any(q.kind == AMOUNT and q.value == value for q in question.quantities)
    return "对，" if claimed else "不对，"


def beyond(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """超过部分为10万元：30万元－20万元, where a rule treats what lies above a share apart."""
    bound = claims[0].steps[-1] if len(claims) == 1 and claims[0].steps else None
    if bound is None or not _BEYOND.search(claims[0].quotes[0].text):
        return []
    at_most = bound.result.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    above = [
        q
        for q in told_amounts(question)
        if q.unit == bound.result.unit and q != bound.left and q.value > bound.result.value
    ]
    if not at_most or len(above) != 1:
        return []
    over = step(plain(above[0]), Operator.MINUS, plain(bound.result))
    made = Sum((*claims[0].steps, over), claims[0].quotes)
    return [told(question, made, before="超过部分为")]
