"""Quotes of an answer, and the sentences that give them in literal words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.dates import find_dates
from graph.model import Evidence, Span
from graph.names import canonical_title
from graph.store import DocumentEntry
from qa.claims.claim import Claim, Quote
from qa.search.rank import Scored
from qa.shelf.shelf import Edition
from qa.shelf.units import points_in

_NO_ACT = re.compile(r"报道|案例|摘要|解读")
_MOST_GROUNDS = 6
"""Clauses named where the grounds of an answer are asked for."""
_ROW = re.compile(r"序号\d+$")
_TRIM = "。；;，、：: \n\u3000"


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


def sentence_of(edition: Edition, evidence: Evidence) -> Quote:
    """The sentences in which the words of a fact stand; in a head, its line from the day on."""
    text = edition.text(evidence.document_id)
    spans = []
    for start, end in evidence.spans:
        rule = text.rule_at(start, end)
        if text.is_head(rule):
            line = text.document.text.rfind("\n", 0, start) + 1
            days = find_dates(text.document.text[line:start])
            spans.append((line + days[-1].start if days else start, end))
            continue
        units = [r.unit for r in text.read_rule(rule).units]
        held = [(u.start, u.end) for u in units if u.start <= start and end <= u.end]
        spans.append(min(held, key=lambda s: s[1] - s[0], default=(start, end)))
    return quote_at(edition, evidence.document_id, sorted(set(spans)))


def source_words(quote: Quote) -> str:
    """《title》第X条, the way a citation is spoken."""
    title = canonical_title(quote.entry.head.title)
    return f"《{title}》{quote.locator}"


def shown(quote: Quote) -> str:
    """The quote's words for a sentence: line breaks and the last stop left off, but for a blank
    between the cells of a table's row.
    """
    between = " " if _ROW.search(quote.locator) else ""
    pieces = [_on_one_line(quote.document.text[a:b], between) for a, b in quote.spans]
    words = pieces[0]
    for (_, before), (after, _), piece in zip(
        quote.spans, quote.spans[1:], pieces[1:], strict=False
    ):
        gap = quote.document.text[before:after].strip()
        words += piece if not gap else f"……{piece}"
    return words.strip(_TRIM).replace("“", "‘").replace("”", "’")


def _on_one_line(words: str, between: str) -> str:
    lines = ("".join(line.split()) for line in words.split("\n"))
    return between.join(line for line in lines if line)


def verb_of(quote: Quote) -> str:
    """What a source does with its words: an act rules, a report tells."""
    return "规定" if is_act(quote.entry) else "记载"


def is_act(entry: DocumentEntry) -> bool:
    """Whether a document lays down rules itself; a report, a case or a digest does not."""
    return _NO_ACT.search(entry.head.doc_type) is None


def ground(quote: Quote) -> Claim:
    """《…》第X条规定：“…”."""
    return Claim(f"{source_words(quote)}{verb_of(quote)}：“{shown(quote)}”。", (quote,))


def ground_of_list(quote: Quote) -> Claim:
    """《…》第X条规定了6项：“…”, for a quote that holds a whole list."""
    points = points_in(quote.text)
    counted = f"了{points}项" if points > 1 else ""
    return Claim(f"{source_words(quote)}{verb_of(quote)}{counted}：“{shown(quote)}”。", (quote,))


def grounds(claims: Sequence[Claim]) -> list[Claim]:
    """依据是《…》第X条: the clauses on which an answer stands, then their words."""
    quotes = list({(q.entry.id, q.spans): q for claim in claims for q in claim.quotes}.values())
    if not quotes:
        return []
    named = quotes[:_MOST_GROUNDS]
    sources = "、".join(dict.fromkeys(source_words(q) for q in named))
    return [Claim(f"依据是{sources}。", tuple(named)), *(ground(q) for q in named)]


def grouped(edition: Edition, chosen: Sequence[Scored]) -> list[Quote]:
    """Quotes of the chosen units: those of one paragraph or list together, in the order chosen."""
    order: list[tuple[str, int, object]] = []
    groups: dict[tuple[str, int, object], list[Scored]] = {}
    for scored in chosen:
        unit = scored.read.unit
        key: tuple[str, int, object] = (
            scored.entry.id,
            scored.rule.start,
            unit.lead or unit.paragraph,
        )
        if key not in groups:
            groups[key] = []
            order.append(key)
        groups[key].append(scored)
    quotes = []
    for key in order:
        members = sorted(groups[key], key=lambda s: s.read.unit.start)
        quotes.append(
            quote_at(edition, key[0], _joined(edition, members), members[0].rule.locator)
            if len(members) == 1
            else replace(
                quote_at(edition, key[0], _joined(edition, members)),
                locator=_common_locator(edition, members),
            )
        )
    return quotes


def _joined(edition: Edition, members: Sequence[Scored]) -> tuple[Span, ...]:
    """Spans of the units in order, those with nothing but blanks between them as one."""
    text = edition.text(members[0].entry.id).document.text
    spans: list[Span] = []
    for scored in members:
        for start, end in scored.spans:
            if spans and start <= spans[-1][0]:
                continue
            if spans and (start < spans[-1][1] or not text[spans[-1][1] : start].strip()):
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
    return tuple(spans)


def _common_locator(edition: Edition, members: Sequence[Scored]) -> str:
    """The locator of the narrowest provision that holds all of them."""
    text = edition.text(members[0].entry.id)
    inner = text.innermost(members[0].read.unit.start, members[-1].read.unit.end)
    return inner.locator if inner and inner.locator else members[0].rule.locator


LONG_LIST = 700
"""Characters of a list beyond which only its lead-in and the points that answer are shown."""


def list_spans(edition: Edition, scored: Scored) -> tuple[Span, ...] | None:
    """Lead-in and all points of the list that the unit leads or belongs to."""
    text = edition.text(scored.entry.id)
    units = [r.unit for r in text.read_rule(scored.rule).units]
    own = scored.read.unit
    lead = own.lead or (own.start, own.end)
    if not any(u.lead == lead for u in units):
        beside = [u for u in units[units.index(own) + 1 :] if u.paragraph == own.paragraph][:1]
        lead = (beside[0].start, beside[0].end) if beside else lead
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


def sentences_with(
    edition: Edition, document_id: str, query: str, sign: re.Pattern[str]
) -> list[Quote]:
    """Sentences of a document that a search finds and that bear a sign, the nearest first."""
    text = edition.text(document_id)
    hits = edition.search(query, limit=8, documents=[document_id])
    rules = dict.fromkeys(text.rule_of(hit.provision_id, hit.start, hit.end) for hit in hits)
    return [
        quote_at(edition, document_id, read.unit.spans, rule.locator)
        for rule in rules
        for read in text.read_rule(rule).units
        if sign.search(read.words)
    ]
