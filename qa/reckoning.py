"""Sums on request, each step shown: which way a rule reckons, and shares of an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Comparator
from graph.quantities import AMOUNT, SHARE, Quantity, find_quantities
from qa.added_up import extended, of_things, of_told, on_growth
from qa.arithmetic import multiply, spoken, step
from qa.asks import NUMERIC_ASKS, Ask
from qa.bases import mismatch, own_amounts, own_words, told_amounts
from qa.cases import admitted, kept_out, pair_of
from qa.claim import Claim, Excess, Operator, Product, Quote
from qa.direct import closest, nearest
from qa.enough import held_against, says
from qa.figureless import without_figure
from qa.formed_base import Base, formed
from qa.items import figures_of_items
from qa.kinds import asked_quantities, units_asked
from qa.products import Grounds, product_of, result_of, told
from qa.proportions import by_proportion, common_pairs
from qa.proposed import proposed
from qa.question import Question, part_of
from qa.quoting import list_spans, quote_at, quote_of, source_words
from qa.rank import Scored
from qa.rates import by_rate
from qa.shelf import Edition
from qa.tiers import above_share, by_tiers
from qa.units import opens_point

_ASKS_OF_THE_SUM = re.compile(
    r"其中(?![\d一二三四五六七八九十百两])|里面|里头|当中|主要|留给|分到|个人|团队|管理人员"
)
_OF_THE_SUM = re.compile(r"奖励总额|奖励的份额|奖励份额|其中")
# 职工45名，其中技术人员占20%: among those counted, not among a result.
_OF_REWARDS = re.compile(r"奖励总额|奖励的份额|奖励份额")
_ABOVE = re.compile(r"(?<![未不])(?:超过|超出)[^，。；]{1,16}的?部分")
# 一次减除10%至30%后的余值: the share is taken off, and nothing comes to it; 甲/乙×100% is a formula
_TAKEN_OFF = re.compile(r"(?:减除|扣除|扣减|下浮|降低|减少|减征|×)$")


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
    listed = _list_of(edition, chosen[0])
    found = (
        by_tiers(question, listed)
        or above_share(question, best)
        or by_proportion(question, best)
        or of_things(question, best)
        or of_told(question, best)
        or on_growth(question, best)
        or by_rate(question, best)
        or extended(question, best)
        or without_figure(question, edition, chosen)
    )
    if found:
        return [found]
    claims = _shares(question, edition, chosen)
    return [*claims, *_of_parts(question, edition, claims, parts)]


def _of_parts(
    question: Question, edition: Edition, claims: Sequence[Claim], parts: Sequence[Scored]
) -> list[Claim]:
    """What the same base comes to by the shares of rules that answer other parts."""
    product = claims[0].product if len(claims) == 1 else None
    if product is None or claims[0].steps:
        return []
    rule = claims[0].quotes[0]
    others = [s for s in parts if not _is_of(rule, s)]
    base = Base(product.amount)
    found = [claim for s in others for claim in _chained(question, edition, [s], base)]
    return [claim for claim in found if claim.product]


def _is_of(quote: Quote, scored: Scored) -> bool:
    """Whether the quote is of the unit's rule."""
    start, end = quote.spans[-1]
    return quote.entry.id == scored.entry.id and scored.rule.start <= start < end <= scored.rule.end


def _shares(question: Question, edition: Edition, chosen: Sequence[Scored]) -> list[Claim]:
    """100万元×80%=80万元, for the asker's amount and the shares of the chosen units.

    A share of 奖励总额 goes on from the product before it. For several amounts each is taken to
    the case of the rule that it falls under.
    """
    formed_base = formed(question, edition, chosen[0], quote_of(edition, chosen[0]))
    if formed_base:
        return _chained(question, edition, chosen, formed_base)
    amounts = own_amounts(question)
    if not amounts:
        return []
    if len(amounts) > 1:
        return _of_several(question, edition, chosen, amounts)
    base = Base(amounts[0])
    claims = (
        _of_items(question, edition, chosen, base)
        or _of_case(question, edition, chosen, amounts[0])
        or _chained(question, edition, chosen, base)
    )
    return [*claims, *_beyond(question, claims)]


def _of_several(
    question: Question, edition: Edition, chosen: Sequence[Scored], amounts: Sequence[Quantity]
) -> list[Claim]:
    """Of each by its case, else of those that the rule's share is a share of."""
    each = [_of_case(question, edition, chosen, a) for a in amounts]
    own = _of_base(question, edition, chosen[0], amounts)
    each = each if any(each) else [_chained(question, edition, chosen, Base(a))[:1] for a in own]
    claims = [claim for claims in each for claim in claims]
    return [*claims, *_beyond(question, claims)]


# 不得超过标的额的百分之二十，超过部分不产生定金的效力
_BEYOND = re.compile(r"超[过出]部分")


def _beyond(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """超过部分为10万元：30万元－20万元, where a rule treats what lies above a share apart."""
    product = claims[0].product if len(claims) == 1 else None
    if product is None or not _BEYOND.search(claims[0].quotes[0].text):
        return []
    at_most = product.share.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    above = [
        q
        for q in told_amounts(question)
        if q.unit == product.amount.unit and q != product.amount and q.value > product.result
    ]
    if not at_most or len(above) != 1:
        return []
    bound = step(product.amount, Operator.TIMES, product.share)
    over = step(above[0], Operator.MINUS, bound.result)
    own = spoken(above[0].value, above[0].unit)
    words = f"超过部分为{over.result.text}：{own}－{bound.result.text}={over.result.text}"
    quote = claims[0].quotes[0]
    text = f"{words}（{source_words(quote)}）。"
    return [Claim(text, (quote,), premise=question.chinese, steps=(bound, over))]


def _of_items(
    question: Question, edition: Edition, chosen: Sequence[Scored], base: Base
) -> list[Claim]:
    """主管部门60万元，… 国家科委30万元，… where a sum is shared out among those in a row."""
    claims = []
    for pick in figures_of_items(question, edition, (Ask.RATIO,), chosen[0], chosen[1:]):
        product = Product(base.amount, pick.value, *multiply(base.amount, pick.value))
        own = told(Grounds(question, pick.quote, base), [product])[0]
        claims.append(replace(own, text=f"{pick.item}{own.text}"))
    return claims


def _of_base(
    question: Question, edition: Edition, best: Scored, amounts: Sequence[Quantity]
) -> Sequence[Quantity]:
    """Of several amounts the one that the rule's share is a share of; all where that is open."""
    quote = quote_of(edition, best)
    shares = nearest(question, asked_quantities((Ask.RATIO,), quote.text), quote.text)
    if len(shares) != 1:
        return amounts
    before = "".join(quote.text[: shares[0].start].split())
    before = before.removesuffix("的")[-6:]
    names = [question.chinese[max(0, a.start - 8) : a.start] for a in amounts]
    held = [common_pairs(name, before) for name in names]
    return [a for a, n in zip(amounts, held, strict=True) if n and n == max(held)] or amounts


def _chained(
    question: Question, edition: Edition, chosen: Sequence[Scored], base: Base
) -> list[Claim]:
    """The product by the first share of the base, then what a share of its result comes to."""
    amount, claims = base.amount, list[Claim]()
    last: Product | None = None
    is_sum = bool(_OF_REWARDS.search(own_words(question, amount)))
    of_sum = _OF_THE_SUM if amount.kind == AMOUNT and not is_sum else _OF_REWARDS
    for scored in sorted(chosen, key=lambda s: bool(of_sum.search(s.read.words))):
        quote = quote_of(edition, scored)
        shares = _shares_in(amount, scored, quote)
        part = bool(of_sum.search(scored.read.words))
        if is_sum:
            shares, part = shares if part else [], False
        if part and not _ASKS_OF_THE_SUM.search(question.chinese):
            continue
        if not shares or (last and not part) or (part and not last) or len(claims) > 1:
            continue
        asked = _asked_shares(question, quote, shares)
        other = "" if last or base.steps else mismatch(question, amount, quote, asked[0])
        if other:
            return [Claim(f"{other}（{source_words(quote)}）。", (quote,))]
        given = amount if last is None else result_of(last)
        products = [product_of(given, share, quote, last) for share in asked]
        claims += told(Grounds(question, quote, base, tuple(claims)), products)
        last = products[0]
    return claims


def _shares_in(amount: Quantity, scored: Scored, quote: Quote) -> list[Quantity]:
    """Shares that the unit itself sets and that may be taken of the amount."""
    own = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    return [
        q
        for q in asked_quantities((Ask.RATIO,), quote.text)
        if q.start >= own
        and q.unit in ("%", "倍")
        and not kept_out(amount, quote, q)
        and not _TAKEN_OFF.search("".join(quote.text[: q.outer[0]].split()))
    ]


def _asked_shares(question: Question, quote: Quote, shares: Sequence[Quantity]) -> list[Quantity]:
    """The share that is asked about; one for each thing proposed, or for each part that asks."""
    pair = pair_of(question, quote, shares)
    if pair:
        return [pair]
    if len(shares) == len(proposed(question)):
        return list(shares)
    parts = [part_of(question, part) for part in question.parts]
    parts = [part for part in parts if NUMERIC_ASKS & set(part.asks)] or [question]
    near = [closest(part, shares, quote.text) for part in parts]
    return list({share.start: share for share in near}.values())


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
            product = product_of(amount, case.value, quote)
            claim = told(Grounds(question, quote, Base(amount)), [product], under)[-1]
            return [replace(claim, case=amount)]
        verdict = held_against(question, quote, [(case.value, case.value)]).get(0)
        said = f"{says(verdict)}，" if verdict else ""
        words = "".join(quote.text[slice(*case.value.outer)].split())
        text = f"{said}{under}：{words}（{source_words(quote)}）。"
        premise = question.chinese
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
    """超过部分300万元：800万元－500万元, where a rule treats what lies above a bound apart."""
    amounts = [q for q in question.quantities if q.kind == AMOUNT]
    above = _ABOVE.search(quote.text)
    if len(amounts) != 1 or above is None:
        return []
    bounds = [q for q in find_quantities(above.group()) if q.kind == AMOUNT]
    if len(bounds) != 1 or bounds[0].value >= amounts[0].value:
        return []
    amount, bound = amounts[0], bounds[0]
    rest = amount.value - bound.value
    text = (
        f"超过{spoken(bound.value, bound.unit)}的部分为{spoken(rest, amount.unit)}："
        f"{spoken(amount.value, amount.unit)}－{spoken(bound.value, bound.unit)}"
        f"={spoken(rest, amount.unit)}（{source_words(quote)}）。"
    )
    return [Claim(text, (quote,), excess=Excess(amount, bound, rest), premise=question.chinese)]
