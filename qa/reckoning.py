"""Sums on request, each step shown: which way a rule reckons, and shares of an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.quantities import AMOUNT, COUNT, SHARE, Quantity, find_quantities
from qa.added_up import extended, of_things, on_growth
from qa.arithmetic import BOUND_WORDS, multiply, spoken, whole_things
from qa.asks import Ask
from qa.bases import mismatch, own_amounts
from qa.cases import admitted, kept_out, pair_of
from qa.claim import Claim, Excess, Product, Quote
from qa.direct import nearest
from qa.items import figures_of_items
from qa.kinds import asked_quantities, units_asked
from qa.proportions import by_proportion
from qa.question import Question
from qa.quoting import list_spans, quote_at, quote_of, source_words
from qa.rank import Scored
from qa.rates import by_rate
from qa.shelf import Edition
from qa.tiers import above_share, by_tiers
from qa.units import opens_point

_ASKS_OF_THE_SUM = re.compile(r"其中|里面|里头|当中|主要|留给|分到|个人|团队|管理人员")
_OF_THE_SUM = re.compile(r"奖励总额|奖励的份额|奖励份额|其中")
# 职工45名，其中技术人员占20%: among those counted, not among a result.
_OF_REWARDS = re.compile(r"奖励总额|奖励的份额|奖励份额")
_ABOVE = re.compile(r"(?<![未不])(?:超过|超出)[^，。；]{1,16}的?部分")
_CLAIMED_RIGHT = re.compile(r"(?:对吧|对吗|对不对|是吧|是吗|没错吧)[？?]?")
# 一次减除10%至30%后的余值: the share is taken off, and nothing comes to it; 甲/乙×100% is a formula
_TAKEN_OFF = re.compile(r"(?:减除|扣除|扣减|下浮|降低|减少|减征|×)$")


def reckoned(question: Question, edition: Edition, chosen: Sequence[Scored]) -> list[Claim]:
    """What the question's own numbers come to by the chosen units; empty where it gives none."""
    best = _paragraph(edition, chosen[0])
    listed = _list_of(edition, chosen[0])
    sums = (
        by_tiers(question, listed),
        above_share(question, best),
        by_proportion(question, best),
        of_things(question, best),
        on_growth(question, best),
        by_rate(question, best),
        extended(question, best),
    )
    for found in sums:
        if found:
            return [found]
    return _shares(question, edition, chosen)


def _shares(question: Question, edition: Edition, chosen: Sequence[Scored]) -> list[Claim]:
    """100万元×80%=80万元, for the asker's amount and the shares of the chosen units.

    A share of 奖励总额 goes on from the product before it. For several amounts each is taken to
    the case of the rule that it falls under.
    """
    amounts = own_amounts(question)
    if not amounts:
        return []
    if len(amounts) > 1:
        each = [_of_case(question, edition, chosen, a) for a in amounts]
        own = _of_base(question, edition, chosen[0], amounts)
        each = each if any(each) else [_chained(question, edition, chosen, a)[:1] for a in own]
        return [claim for claims in each for claim in claims]
    return (
        _of_items(question, edition, chosen, amounts[0])
        or _of_case(question, edition, chosen, amounts[0])
        or _chained(question, edition, chosen, amounts[0])
    )


def _of_items(
    question: Question, edition: Edition, chosen: Sequence[Scored], amount: Quantity
) -> list[Claim]:
    """主管部门60万元，… 国家科委30万元，… where a sum is shared out among those in a row."""
    claims = []
    for pick in figures_of_items(question, edition, (Ask.RATIO,), chosen[0], chosen[1:]):
        product = Product(amount, pick.value, *multiply(amount, pick.value))
        own = product_claim(product, pick.quote, question, ())
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
    pairs = {before[n : n + 2] for n in range(len(before) - 1)}
    told = [question.chinese[max(0, a.start - 8) : a.start] for a in amounts]
    held = [sum(words[n : n + 2] in pairs for n in range(len(words) - 1)) for words in told]
    return [a for a, n in zip(amounts, held, strict=True) if n and n == max(held)] or amounts


def _chained(
    question: Question, edition: Edition, chosen: Sequence[Scored], amount: Quantity
) -> list[Claim]:
    claims: list[Claim] = []
    last: Product | None = None
    of_sum = _OF_THE_SUM if amount.kind == AMOUNT else _OF_REWARDS
    for scored in sorted(chosen, key=lambda s: bool(of_sum.search(s.read.words))):
        quote = quote_of(edition, scored)
        own = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
        shares = [
            q
            for q in asked_quantities((Ask.RATIO,), quote.text)
            if q.start >= own
            and q.unit in ("%", "倍")
            and not kept_out(amount, quote, q)
            and not _TAKEN_OFF.search("".join(quote.text[: q.outer[0]].split()))
        ]
        part = bool(of_sum.search(scored.read.words))
        if part and not _ASKS_OF_THE_SUM.search(question.chinese):
            continue
        if not shares or (last and not part) or (part and not last) or len(claims) > 1:
            continue
        share = pair_of(question, quote, shares) or nearest(question, shares, quote.text)[0]
        other = "" if last else mismatch(question, amount, quote, share)
        if other:
            return [Claim(f"{other}（{source_words(quote)}）。", (quote,))]
        given = amount if last is None else _result(last)
        low, high = multiply(given, share)
        last = Product(given, share, low, high, before=last, cap=_cap(quote, share, low))
        claims += _capped(last, quote) if last.cap else []
        claims.append(product_claim(last, quote, question, claims))
    return claims


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
        if case.value.kind != SHARE or units_asked(question.chinese) == {"倍"}:
            words = "".join(quote.text[slice(*case.value.outer)].split())
            text = f"{under}：{words}（{source_words(quote)}）。"
            return [Claim(text, (quote,), premise=question.chinese, case=amount)]
        low, high = multiply(amount, case.value)
        product = Product(amount, case.value, low, high)
        told = product_claim(product, quote, question, ())
        return [replace(told, text=f"{under}：{told.text}", case=amount)]
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


# 违法所得五倍，最高不超过五万元: an amount that the product must not exceed
_CAPPED = re.compile(r"[，,]?但?(?:最高|最多|总额|合计|累计)?不(?:得)?超过$")


def _cap(quote: Quote, share: Quantity, result: float) -> Quantity | None:
    """The amount right behind the share that caps what comes of it; None where it stays below."""
    for amount in find_quantities(quote.text):
        between = "".join(quote.text[share.outer[1] : amount.start].split())
        if amount.kind == AMOUNT and amount.value < result and _CAPPED.match(between):
            return amount
    return None


def _capped(product: Product, quote: Quote) -> list[Claim]:
    """至多5万元, before the product that would come to more."""
    cap = product.cap
    return (
        [Claim(f"至多{spoken(cap.value, cap.unit)}（{source_words(quote)}）。", (quote,))]
        if cap
        else []
    )


def _result(product: Product) -> Quantity:
    value = product.cap.value if product.cap else product.result
    words = spoken(value, product.amount.unit)
    return replace(product.amount, text=words, value=value, value_max=None)


def product_claim(
    product: Product, quote: Quote, question: Question, earlier: Sequence[Claim]
) -> Claim:
    """至少140万元：200万元×70%=140万元（《…》第X条）; ``earlier`` are those it goes on from."""
    amount, share = product.amount, product.share
    given = spoken(amount.value, amount.unit)
    low = spoken(product.result, amount.unit)
    steps = f"{given}×{_times(share)}={low}"
    result = low
    if product.result_max is not None and share.value_max is not None:
        high = spoken(product.result_max, amount.unit)
        steps += f"，{given}×{_plain(share.value_max, share.unit)}={high}"
        result = f"{low}以上{high}以下"
    elif amount.kind == COUNT and product.result != int(product.result):
        result = spoken(whole_things(product), amount.unit)
    bound = BOUND_WORDS.get(share.comparator, "")
    quotes = (quote, *(q for claim in earlier for q in claim.quotes))
    text = f"{_verdict(question, product)}{bound}{result}：{steps}（{source_words(quote)}）。"
    return Claim(text, quotes, product, premise=question.chinese)


def _verdict(question: Question, product: Product) -> str:
    """不对， where the asker's own result is another one."""
    claimed = [q for q in question.quantities if q.kind == AMOUNT and q.value == product.result]
    if not _CLAIMED_RIGHT.search(question.chinese) or product.before:
        return ""
    return "对，" if claimed else "不对，"


def _times(share: Quantity) -> str:
    """20%, 3倍; a fraction as it is printed, 三分之二."""
    return share.text if _FRACTION.match(share.text) else _plain(share.value, share.unit)


_FRACTION = re.compile(r"[一二三四五六七八九十]+分之")


def _plain(value: float, unit: str) -> str:
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    return f"{plain}{unit}"


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
