"""Sentences of an extractive answer: a direct one first, then its grounds, each in literal words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Comparator, Span
from graph.names import canonical_title
from graph.quantities import AMOUNT, SHARE, Quantity
from qa.arithmetic import factor, multiply, yuan
from qa.claim import Claim, Product, Quote
from qa.question import NUMERIC_ASKS, Ask, Question
from qa.rank import Scored, Weighted, asked_quantities
from qa.shelf import Edition

_LONGEST_QUOTE = 300
"""Characters of a quote shown in a sentence; a longer one is cut at its commas."""
_MOST_GROUNDS = 4
_NEW_WORDS = 0.08
"""Share of the question's words that a further sentence must add to be worth showing."""
_REPORT = re.compile(r"报道|案例|摘要|解读")
_TRIM = "。；;，、：: \n\u3000"

_MUST_NOT = re.compile(r"不得|禁止|不能|严禁|不予|不承担|不适用|不可以|无权|不再")
_MAY = re.compile(r"(?<!不)可以|允许|有权|准予|参照适用|适用")
_MUST = re.compile(r"应当|必须")
_NOT_NEEDED = re.compile(r"不需|无需|无须|不必|不受|自主(?:决定|开展)")
_ASKS_MAY = re.compile(
    r"能不能|能否|可不可以|可以[^，。？]{0,30}[吗么]|能[^，。？]{0,24}[吗么]|行不行|可否|允许[^，。？]*吗|(?:能|可以)[^，。？]{0,20}(?:不|没)[？?]?$"
)
_ASKS_NEED = re.compile(
    r"需不需要|要不要|需要[^，。？]{0,24}[吗么]|(?:得|要)[^，。？]{0,20}[吗么]|必须|是不是必须|一定要"
)


def quote_of(edition: Edition, scored: Scored) -> Quote:
    return quote_at(edition, scored.entry.id, scored.spans, scored.rule.locator)


def quote_at(
    edition: Edition, document_id: str, spans: Sequence[Span], fallback: str = ""
) -> Quote:
    """A quote with the locator of the narrowest provision that holds its last span."""
    text = edition.text(document_id)
    inner = text.innermost(*spans[-1])
    locator = inner.locator if inner and inner.locator else fallback
    return Quote(edition.entries[document_id], text.document, locator, tuple(spans))


def source_words(quote: Quote) -> str:
    """《title》第X条, the way a citation is spoken."""
    title = canonical_title(quote.entry.head.title)
    return f"《{title}》{quote.locator}"


def shown(quote: Quote) -> str:
    """The quote's words for a sentence: line breaks and the last stop left off."""
    pieces = ["".join(quote.document.text[a:b].split()) for a, b in quote.spans]
    words = pieces[0]
    for (_, before), (after, _), piece in zip(
        quote.spans, quote.spans[1:], pieces[1:], strict=False
    ):
        gap = quote.document.text[before:after].strip()
        words += piece if not gap else f"……{piece}"
    return words.strip(_TRIM).replace("“", "‘").replace("”", "’")


def ground(quote: Quote) -> Claim:
    """《…》第X条规定：“…”."""
    verb = "记载" if _REPORT.search(quote.entry.head.doc_type) else "规定"
    return Claim(f"{source_words(quote)}{verb}：“{shown(quote)}”。", (quote,))


def choose(ranked: Sequence[Scored], weighted: Weighted, question: Question) -> list[Scored]:
    """The best unit, then those that say what it does not: at most five, the best first."""
    if not ranked:
        return []
    worth = {term.text: weight for term, weight in weighted.terms}
    chosen = [ranked[0]]
    told = set(_said(ranked[0], weighted))
    floor = ranked[0].score - 0.35
    for scored in ranked[1:40]:
        if len(chosen) > _MOST_GROUNDS or scored.score < floor:
            break
        if _repeats(scored, chosen):
            continue
        gain = sum(worth[t] for t in _said(scored, weighted) - told) / weighted.total
        same_rule = scored.rule == ranked[0].rule
        close = scored.score >= ranked[0].score - (0.12 if same_rule else 0.05)
        if gain >= _NEW_WORDS or close:
            chosen.append(scored)
            told |= _said(scored, weighted)
    return chosen


def _said(scored: Scored, weighted: Weighted) -> set[str]:
    words = scored.read.words + scored.read.lead
    return {term.text for term, _ in weighted.terms if any(f in words for f in term.forms)}


def _repeats(scored: Scored, chosen: Sequence[Scored]) -> bool:
    return any(
        scored.read.words == other.read.words
        or (scored.entry.id == other.entry.id and scored.spans == other.spans)
        for other in chosen
    )


def list_spans(edition: Edition, scored: Scored) -> tuple[Span, ...] | None:
    """Lead-in and all points of the list that the unit leads or belongs to."""
    text = edition.text(scored.entry.id)
    units = [r.unit for r in text.read_rule(scored.rule).units]
    own = scored.read.unit
    lead = own.lead or (own.start, own.end)
    points = [u for u in units if u.lead is not None and u.lead == lead]
    if len(points) < 2:
        return None
    spans: list[Span] = [lead]
    for point in points:
        if point.start <= spans[-1][1] + 2:
            spans[-1] = (spans[-1][0], point.end)
        else:
            spans.append((point.start, point.end))
    return tuple(spans)


def direct_number(question: Question, scored: Scored, quote: Quote) -> Claim | None:
    """不低于百分之五十（《…》第四十五条）。"""
    values = _values_of(question, scored, quote)
    if not values:
        return None
    own = quote.text
    words = "、".join(dict.fromkeys("".join(own[slice(*q.outer)].split()) for q in values[:4]))
    return Claim(f"{words}（{source_words(quote)}）。", (quote,))


def _values_of(question: Question, scored: Scored, quote: Quote) -> list[Quantity]:
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    start = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    found = [q for q in asked_quantities(asks, quote.text) if q.start >= start]
    if Ask.QUANTITY in asks and len(found) > 1:
        shares = [q for q in found if q.kind in (SHARE, AMOUNT)]
        return shares or found
    return found


def sum_of(question: Question, quote: Quote, own_start: int) -> Claim | None:
    """100万元×80%=80万元, for an amount in the question and a share in the quote."""
    amounts = [q for q in question.quantities if q.kind == AMOUNT]
    shares = [
        q
        for q in asked_quantities((Ask.RATIO,), quote.text)
        if q.start >= own_start and q.unit in ("%", "倍")
    ]
    if len(amounts) != 1 or not shares:
        return None
    amount, share = amounts[0], shares[0]
    low, high = multiply(amount, share)
    steps = f"{yuan(amount.value)}×{_times(share.value, share.unit)}={yuan(low)}"
    if high is not None and share.value_max is not None:
        steps += f"，{yuan(amount.value)}×{_times(share.value_max, share.unit)}={yuan(high)}"
    bound = {
        Comparator.AT_LEAST: "至少",
        Comparator.MORE_THAN: "超过",
        Comparator.AT_MOST: "至多",
        Comparator.LESS_THAN: "低于",
    }.get(share.comparator, "")
    result = yuan(low) if high is None else f"{yuan(low)}至{yuan(high)}"
    text = f"{bound}{result}：{steps}（{source_words(quote)}，{factor(share)}）。"
    return Claim(text, (quote,), Product(amount, share, low, high))


def _times(value: float, unit: str) -> str:
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    return f"{plain}%" if unit == "%" else plain


def direct_force(question: Question, quote: Quote, own: str) -> Claim | None:
    """可以 or 不可以, where the deciding words of the unit leave no doubt."""
    if Ask.YES_NO not in question.asks[:2]:
        return None
    said = ""
    if _ASKS_NEED.search(question.chinese):
        if _NOT_NEEDED.search(own) and not _MUST.search(own):
            said = "不需要"
        elif _MUST.search(own) and not _NOT_NEEDED.search(own):
            said = "需要"
    elif _ASKS_MAY.search(question.chinese):
        if _MUST_NOT.search(own) and not _MAY.search(own):
            said = "不可以"
        elif _MAY.search(own) and not _MUST_NOT.search(own):
            said = "可以"
    if not said:
        return None
    return Claim(f"{said}：{source_words(quote)}规定“{shown(quote)}”。", (quote,))
