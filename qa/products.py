"""A share of an amount told as a sentence: the result, its steps, whether a figure keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.quantities import AMOUNT, COUNT, Quantity, find_quantities
from qa.arithmetic import BOUND_WORDS, multiply, spoken, whole_things
from qa.claim import Claim, Product, Quote, Verdict
from qa.enough import held_against, says
from qa.formed_base import Base
from qa.question import Question
from qa.quoting import source_words

_CLAIMED_RIGHT = re.compile(r"(?:对吧|对吗|对不对|是吧|是吗|没错吧)[？?]?")


def product_of(
    amount: Quantity, share: Quantity, quote: Quote, before: Product | None = None
) -> Product:
    """The share of the amount, with what the quote caps it by."""
    low, high = multiply(amount, share)
    return Product(amount, share, low, high, before=before, cap=_cap_of(quote, share, low))


# 违法所得五倍，最高不超过五万元: an amount that the product must not exceed
_CAPPED = re.compile(r"[，,]?但?(?:最高|最多|总额|合计|累计)?不(?:得)?超过$")


def _cap_of(quote: Quote, share: Quantity, result: float) -> Quantity | None:
    """The amount right behind the share that caps what comes of it; None where it stays below."""
    for amount in find_quantities(quote.text):
        between = "".join(quote.text[share.outer[1] : amount.start].split())
        if amount.kind == AMOUNT and amount.value < result and _CAPPED.match(between):
            return amount
    return None


def _capped(cap: Quantity, quote: Quote) -> Claim:
    """至多5万元, before the product that would come to more."""
    return Claim(f"至多{spoken(cap.value, cap.unit)}（{source_words(quote)}）。", (quote,))


def result_of(product: Product) -> Quantity:
    value = product.cap.value if product.cap else product.result
    words = spoken(value, product.amount.unit)
    return replace(product.amount, text=words, value=value, value_max=None)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What products are taken by."""

    question: Question
    quote: Quote
    """Of the shares."""
    base: Base
    earlier: tuple[Claim, ...] = ()
    """Told before, of what the products go on from."""


def told(grounds: Grounds, products: Sequence[Product], under: str = "") -> list[Claim]:
    """A claim for each product of the quote, held against what the asker proposes.

    Several are told apart by the words of their shares; ``under`` says of which case one is.
    """
    bounds = [(p.share, _bound(p)) for p in products]
    quote = grounds.quote
    verdicts = held_against(grounds.question, quote, bounds)
    claims: list[Claim] = []
    for n, product in enumerate(products):
        whose = _subject(products, n, quote) if len(products) > 1 else under
        claims += [_capped(product.cap, quote)] if product.cap else []
        claims.append(_claim(grounds, product, verdicts.get(n), whose))
    return claims


def _bound(product: Product) -> Quantity:
    """What the product comes to, with the bound of its share; its cap, where that is less."""
    return product.cap or replace(
        product.share,
        text=spoken(product.result, product.amount.unit),
        value=product.result,
        value_max=product.result_max,
        unit=product.amount.unit,
    )


def _subject(products: Sequence[Product], n: int, quote: Quote) -> str:
    """The words up to a share, from the stop or the share before it."""
    share = products[n].share
    before = [m.end() for m in _STOP.finditer(quote.text, 0, share.start)]
    before += [p.share.end for p in products if p.share.end <= share.start]
    return "".join(quote.text[max(before, default=0) : share.end].split())


# a bound of thousands, 12,000元, is no stop
_STOP = re.compile(r"[，。；：、\n]|,(?!\d{3})")


def _claim(grounds: Grounds, product: Product, verdict: Verdict | None, whose: str) -> Claim:
    quote, base = grounds.quote, grounds.base
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
    if base.words and not product.before:
        steps = f"{base.words}，{steps}"
    bound = BOUND_WORDS.get(share.comparator, "")
    quotes = (quote, *base.quotes, *(q for claim in grounds.earlier for q in claim.quotes))
    sources = "、".join(source_words(q) for q in (quote, *base.quotes))
    said = f"{says(verdict)}，" if verdict else _as_claimed(grounds.question, product)
    whose = f"{whose}：" if whose else ""
    text = f"{said}{whose}{bound}{result}：{steps}（{sources}）。"
    return Claim(
        text,
        tuple(dict.fromkeys(quotes)),
        product,
        premise=grounds.question.chinese,
        steps=base.steps,
        verdict=verdict,
    )


def _as_claimed(question: Question, product: Product) -> str:
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
