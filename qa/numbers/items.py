"""Things that a question names in a row (发明、实用新型和外观设计各几年), each with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.names import fold
from graph.quantities import Quantity
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import asked_quantities
from qa.asked.pairs import share_held
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.quoting import quote_of, source_words
from qa.numbers.differences import Figure, difference
from qa.numbers.told_numbers import number_sentence
from qa.search.rank import NEAREST, Scored
from qa.shelf.shelf import Edition

_EACH = re.compile(r"分别|各(?!种|类|级|项|方|地|省|市|区|国|部门|单位)|分开说|分开来说")
_ROW = re.compile(r"、|和|与|跟|以及|及(?!其|时|格)|还有")
_BEFORE = re.compile(r"对|在|按|把|将|给|由|请问|关于|包括|里面?(?=[\u3400-\u9fff]{2})|中(?=对)")
_BEHIND = re.compile(
    r"的|这|两|三|四|都|要|被|时|最[高低多少长短]|[上下]限|至[少多]|一般|应当|可以|需要|得(?=[交付给])"
)
# 2003年的细则和2024年的细则: versions, and no things that one rule tells
_TIME = re.compile(r"\d|年|版|[新旧]|修[订改正]|以[前后]")
_STOPS = re.compile(r"[，,。；;：:？?]")
_SHORTEST, _LONGEST = 2, 16
_HELD = 0.4
"""Share of an item's character pairs that the clause of its number must hold."""
_NEAR = 0.45
"""How much worse than the best unit one with an item's number may fit."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class OfItem:
    """One item with its number."""

    item: str
    value: Quantity
    quote: Quote


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the clause that tells whose it is."""

    quote: Quote
    value: Quantity
    words: str
    behind: float
    """How much worse its unit fits than the best one; 0 within the best one's rule."""


def items_of(question: Question) -> tuple[str, ...]:
    """The names in their order; empty where none stand in a row before 各 or 分别."""
    for match in _EACH.finditer(question.chinese):
        pieces = _STOPS.split(question.chinese[: match.start()])
        for piece in reversed(pieces[-2:]):
            *first, last = _ROW.split(piece)
            names = (*(_trimmed(name.rpartition("的")[2]) for name in first), _trimmed(last))
            fit = all(_SHORTEST <= len(n) <= _LONGEST and not _TIME.search(n) for n in names)
            if len(names) > 1 and fit:
                return names
    return ()


def _trimmed(name: str) -> str:
    """发明 of 专利法对发明, 县 of 县的比例."""
    start = max((m.end() for m in _BEFORE.finditer(name) if m.end() < len(name) - 1), default=0)
    stop = _BEHIND.search(name, start + _SHORTEST)
    return name[start : stop.start() if stop else len(name)]


def by_items(
    question: Question, edition: Edition, best: Scored, ranked: Sequence[Scored]
) -> list[Claim]:
    """One sentence for each clause that tells items of the question, in the order of the question.

    How far two figures lie apart goes before, where that is asked. Empty unless every item has a
    number among units of the best one's act, and not all the same.
    """
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    picks = figures_of_items(question, edition, asks, best, ranked)
    if not picks:
        return []
    figures = list({(p.quote, p.value.start): Figure(p.value, p.quote) for p in picks}.values())
    apart = difference(question, figures)
    claims = [apart] if apart else []
    for source in dict.fromkeys(source_words(pick.quote) for pick in picks):
        of_source = [pick for pick in picks if source_words(pick.quote) == source]
        quotes = tuple(dict.fromkeys(pick.quote for pick in of_source))
        words = "；".join(_sentence(quote, of_source) for quote in quotes)
        claims.append(Claim(f"{words}（{source}）。", quotes))
    return claims


def _sentence(quote: Quote, picks: Sequence[OfItem]) -> str:
    own = {pick.value.start: pick.value for pick in picks if pick.quote == quote}
    return number_sentence([own[start] for start in sorted(own)], quote)


def figures_of_items(
    question: Question,
    edition: Edition,
    asks: Sequence[Ask],
    best: Scored,
    ranked: Sequence[Scored],
) -> list[OfItem]:
    """The number of each item in a row; empty unless all have one, and not all the same."""
    items = items_of(question)
    if not items:
        return []
    found = _told_near(edition, asks, best, ranked)
    picks = _assigned(items, found)
    apart = len({(p.quote, p.value.start) for p in picks})
    return picks if len(picks) == len(items) and apart >= _FEWEST else []


def _told_near(
    edition: Edition, asks: Sequence[Ask], best: Scored, ranked: Sequence[Scored]
) -> list[_Told]:
    """Numbers of the kinds asked for in the best unit, then in those near it in its act."""
    near = [
        s
        for s in ranked[:NEAREST]
        if s.entry.id == best.entry.id
        and s.spans != best.spans
        and (s.rule == best.rule or s.score >= best.score - _NEAR)
    ]
    found = []
    for scored in (best, *near):
        quote = quote_of(edition, scored)
        own = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
        behind = 0.0 if scored.rule == best.rule else max(0.0, best.score - scored.score)
        found += [
            _Told(quote, value, fold(number_sentence([value], quote)), behind)
            for value in asked_quantities(asks, quote.text)
            if value.start >= own
        ]
    return found


def _assigned(items: Sequence[str], found: Sequence[_Told]) -> list[OfItem]:
    """Each item with the number whose clause holds its words, and those of the others least.

    The surest go first; two items share a number only where its clause names both in full.
    """
    rated = []
    for n, item in enumerate(items):
        others = [other for m, other in enumerate(items) if m != n]
        for place, one in enumerate(found):
            held = share_held(item, one.words)
            if held >= _HELD + one.behind:
                apart = held - max(share_held(o, one.words) for o in others) - one.behind
                rated.append((-apart, -held, place, n))
    chosen: dict[int, int] = {}
    for _, held, place, n in sorted(rated):
        if n not in chosen and (place not in chosen.values() or held == -1.0):
            chosen[n] = place
    return [
        OfItem(items[n], found[chosen[n]].value, found[chosen[n]].quote) for n in sorted(chosen)
    ]
