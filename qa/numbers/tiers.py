"""Graded rates over a sum: so much of what lies below a bound, less of what lies above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Comparator
from graph.quantities import AMOUNT, COUNT, SHARE, Quantity, find_quantities
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import in_turn, plain, step
from qa.claims.claim import Claim, Operator, Quote, Step
from qa.numbers.bases import own_amounts
from qa.numbers.proportions import name_of
from qa.numbers.sums import Sum, told
from qa.numbers.told_numbers import clause_of

# 超过一百万元至五百万元的部分, 五百万元以下的部分, 不超过一百万元的
_OF_TIER = re.compile(r"^(?:以下|以内|以上)?(?:（[^（）]*）)?的?(?:部分|[，,])")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Tier:
    """What lies between two bounds, and the share of it."""

    low: Quantity | None
    """None for the first tier, which begins at nothing."""
    high: Quantity | None
    """None for the last tier, which is open."""
    share: Quantity


def by_tiers(question: Question, quote: Quote) -> Claim | None:
    """至多52万元：100万元×12%+（500万元－100万元）×10%; None where no tiers follow each other."""
    amounts = own_amounts(question)
    tiers = _tiers(quote.text)
    if len(amounts) != 1 or len(tiers) < _FEWEST:
        return None
    amount = amounts[0]
    if any(q.unit != amount.unit for t in tiers for q in (t.low, t.high) if q):
        return None
    below = [t for t in tiers if t.low is None or amount.value > t.low.value]
    parts = [_of_tier(amount, tier) for tier in below]
    _, sums = in_turn([made[-1].result for made in parts], Operator.PLUS)
    return told(question, Sum((*(s for made in parts for s in made), *sums), (quote,)))


# 纯收入不超过本单位当年包干经费百分之十的，全部留给单位；超过部分，一半上缴，一半留给单位
_WITHIN = re.compile(r"不(?:得)?超过(?P<base>[^，,。；;]{2,20}?)的?$")
_WHOLE = re.compile(r"的(?:部分)?[，,]全[部额](?P<what>[^，,。；;]{2,16})[；;，,]?")
_ABOVE = re.compile(r"超过(?:的)?部分[，,]?")
_PAIR = 2


def above_share(question: Question, quote: Quote) -> Claim | None:
    """20万元: all of what lies within a share of the one figure, and a share of what lies above.

    None where the rule has no such bound, or the question gives other than those two figures.
    """
    amounts = own_amounts(question)
    printed = find_quantities(quote.text)
    if len(amounts) != _PAIR or amounts[0].unit != amounts[1].unit:
        return None
    for bound in (q for q in printed if q.unit == "%" and q.value_max is None):
        base = _WITHIN.search("".join(quote.text[: bound.start].split()))
        whole = _WHOLE.match(quote.text, bound.end)
        above = _ABOVE.match(quote.text, whole.end()) if whole else None
        if not (base and whole and above):
            continue
        end = quote.text.find("。", above.end())
        rest = [q for q in printed if above.end() <= q.start < max(end, above.end())]
        share = max(
            (q for q in rest if q.unit == "%"),
            key=lambda q: in_common(whole["what"], clause_of(q, quote.text)),
            default=None,
        )
        named = [in_common(name_of(question.whole, a), base["base"]) for a in amounts]
        if share and named[0] != named[1]:
            own, other = amounts if named[0] > named[1] else reversed(amounts)
            return _within_and_above(question, quote, (own, bound), (other, share))
    return None


def _within_and_above(
    question: Question,
    quote: Quote,
    within: tuple[Quantity, Quantity],
    above: tuple[Quantity, Quantity],
) -> Claim | None:
    limit = step(within[0], Operator.TIMES, plain(within[1]))
    if above[0].value <= limit.result.value:
        return None
    over = step(above[0], Operator.MINUS, limit.result)
    part = step(over.result, Operator.TIMES, above[1])
    total = step(limit.result, Operator.PLUS, part.result)
    return told(question, Sum((limit, over, part, total), (quote,)))


def _tiers(text: str) -> list[_Tier]:
    """Tiers that follow each other from nothing on; empty where they do not."""
    found: list[_Tier] = []
    printed = find_quantities(text)
    bounds = [q for q in printed if q.kind in (AMOUNT, COUNT) and _OF_TIER.match(text[q.end :])]
    for n, bound in enumerate(bounds):
        end = bounds[n + 1].start if n + 1 < len(bounds) else len(text)
        shares = [q for q in printed if q.kind == SHARE and bound.end <= q.start < end]
        if len(shares) != 1 or shares[0].value_max is not None:
            return []
        found.append(_Tier(*_ends(bound), shares[0]))
    lows = [t.low.value if t.low else 0.0 for t in found]
    highs = [t.high.value if t.high else None for t in found]
    return found if found and lows[0] == 0.0 and lows[1:] == highs[:-1] else []


def _ends(bound: Quantity) -> tuple[Quantity | None, Quantity | None]:
    if bound.comparator is Comparator.BETWEEN:
        return plain(bound), plain(bound, bound.value_max)
    above = bound.comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST)
    return (plain(bound), None) if above else (None, plain(bound))


def _of_tier(amount: Quantity, tier: _Tier) -> list[Step]:
    """500万元－100万元=400万元, 400万元×10%=40万元."""
    top = tier.high if tier.high and amount.value > tier.high.value else amount
    less = [step(top, Operator.MINUS, tier.low)] if tier.low else []
    base = less[0].result if less else top
    return [*less, step(base, Operator.TIMES, tier.share)]
