"""A quote with what stands around it, as far as that is read at one glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.claims.claim import Quote
from qa.claims.quoting import quote_at
from qa.shelf.shelf import Edition
from qa.shelf.units import Unit

_AT_ONE_GLANCE = 200
"""Characters up to which an article, a paragraph or a sentence is quoted whole."""


def whole(edition: Edition, quotes: Sequence[Quote]) -> list[Quote]:
    """Each quote widened to the widest of its article, paragraph or sentence that is short.

    What a sentence stops short of, its exception, its graver case, the next step, often stands
    right behind it. A point of a list says its own by itself. A quote that then stands in another
    one is left out.
    """
    wide = dict.fromkeys(_widened(edition, quote) for quote in quotes)
    return [q for q in wide if not any(other is not q and other.holds(q) for other in wide)]


def _widened(edition: Edition, quote: Quote) -> Quote:
    text = edition.text(quote.entry.id)
    start, end = quote.spans[0][0], quote.spans[-1][1]
    rule = text.rule_at(start, end)
    units = [read.unit for read in text.read_rule(rule).units]
    own = [unit for unit in units if start < unit.end and unit.start < end]
    if not own or text.is_head(rule) or any(unit.lead for unit in own):
        return quote
    for around in _around(units, own, text.document.text):
        first, last = around[0].start, around[-1].end
        if first <= start and end <= last and last - first <= _AT_ONE_GLANCE:
            return quote_at(edition, quote.entry.id, ((first, last),), rule.locator)
    return quote


def _around(units: Sequence[Unit], own: Sequence[Unit], text: str) -> Iterator[Sequence[Unit]]:
    """What the quoted units of a rule stand in, the widest first."""
    yield units
    paragraph = [unit for unit in units if unit.paragraph == own[0].paragraph]
    yield paragraph
    stops = [unit.end for unit in paragraph if text[unit.end - 1] not in "；;"]
    before = max((stop for stop in stops if stop <= own[0].start), default=0)
    behind = min((stop for stop in stops if stop >= own[-1].end), default=own[-1].end)
    yield [unit for unit in paragraph if before <= unit.start and unit.end <= behind]
