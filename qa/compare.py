"""The same rule side by side: one row a region or act, and 未见 where a library has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.claim import Claim, Quote
from qa.compose import list_spans, quote_at, quote_of, shown
from qa.kinds import asked_quantities, has_kind
from qa.places import NATION, chain
from qa.question import NUMERIC_ASKS, Ask, Question
from qa.rank import Inquiry, Scored
from qa.retrieve import choose_scope, valid_versions
from qa.shelf import Edition, likeness

_NATION_ASKED = re.compile(r"国家|全国|国务院|中央|上位法")
_MODES = (("不得", "不得"), ("应当", "应当"), ("可以", "可以"), ("鼓励", "鼓励"), ("支持", "鼓励"))
_ALIKE = 0.3
"""Likeness (Dice over character pairs) from which two rules are taken to be on one matter."""
_SHORT_PARAGRAPH = 240


@dataclass(frozen=True, slots=True)
class Row:
    """One side of a comparison."""

    name: str
    """Region, or title of an act."""
    found: Scored | None
    claim: Claim | None
    cells: tuple[str, ...]


COLUMNS = ("地区", "规定", "情态", "依据")


def sides_of(question: Question, edition: Edition, on: date) -> list[tuple[str, tuple[str, ...]]]:
    """What is compared: ``(name, documents)``, regions or named acts."""
    current = valid_versions(edition, on)
    policies = [m for m in question.policies if m.policy_ids]
    named = {e.id for m in policies for p in m.policy_ids for e in edition.versions[p]} & current
    if len(policies) > 1 and len(question.regions) < 2 and not question.every_region:
        return [
            (
                m.text,
                tuple(
                    sorted(
                        e.id for p in m.policy_ids for e in edition.versions[p] if e.id in current
                    )
                ),
            )
            for m in policies
        ]
    regions = list(question.regions)
    if question.every_region and len(regions) < 2:
        regions = [r for r in sorted(edition.names.regions) if r != NATION and len(chain(r)) == 1]
    if _NATION_ASKED.search(question.chinese):
        regions.insert(0, NATION)
    sides = []
    for region in regions:
        documents = set(edition.names.regions.get(region, ())) & current
        if named & documents:
            documents &= named
        elif named and question.every_region:
            documents = set()
        sides.append((region, tuple(sorted(documents))))
    return sides


def compare(question: Question, edition: Edition, on: date) -> list[Row]:
    """One row a side, in the order of the question; a row without a rule has no claim."""
    plain = replace(
        question, asks=tuple(a for a in question.asks if a is not Ask.LIST) or (Ask.FACT,)
    )
    inquiry = Inquiry.of(plain, edition, choose_scope(question, edition, on))
    ranked: list[tuple[str, list[Scored]]] = []
    for name, documents in sides_of(question, edition, on):
        found: list[Scored] = []
        if documents:
            candidates = inquiry.retrieve(documents=documents)[:40]
            found = [s for s in inquiry.rank(candidates) if _fits(plain, s)]
        ranked.append((name, found[:12]))
    pivot = _pivot(ranked)
    return [
        _row(plain, edition, name, _like(pivot, found, named=name not in edition.names.regions))
        for name, found in ranked
    ]


def _fits(question: Question, scored: Scored) -> bool:
    asks = [a for a in question.asks if a in NUMERIC_ASKS]
    return not asks or has_kind(asks, scored.read.words)


def _pivot(ranked: Sequence[tuple[str, list[Scored]]]) -> Scored | None:
    """The unit beside which the others are laid: good, and with others like it elsewhere."""
    best: tuple[float, str, Scored] | None = None
    for name, found in ranked:
        for scored in found[:4]:
            alike = sum(
                max((_alike(scored, other) for other in others[:6]), default=0.0)
                for region, others in ranked
                if region != name
            )
            value = scored.score + 0.5 * alike / max(1, len(ranked) - 1)
            if best is None or value > best[0]:
                best = (value, name, scored)
    return best[2] if best else None


def _like(pivot: Scored | None, found: Sequence[Scored], *, named: bool) -> Scored | None:
    """The unit most like the pivot and itself good; None where none is near the question.

    An act that the question names is shown with its best unit, however unlike the others it is.
    """
    if pivot is None or not found:
        return None
    best = max(found, key=lambda s: s.score + 0.6 * _alike(pivot, s))
    alike = _alike(pivot, best) >= _ALIKE and best.score >= pivot.score - 0.45
    as_good = best.close >= 0.65 * pivot.close and best.score >= pivot.score - 0.35
    return best if alike or as_good or named else None


def _alike(one: Scored, other: Scored) -> float:
    return likeness(one.read.words, other.read.words)


def _row(question: Question, edition: Edition, name: str, found: Scored | None) -> Row:
    if found is None:
        return Row(name, None, None, (name, "未见", "", ""))
    quote = _whole(edition, found)
    words = shown(quote)
    value = _value(question, quote_of(edition, found), found) or words
    claim = Claim(f"{name}：{_spoken(quote)}规定“{words}”。", (quote,))
    mode = next((m for sign, m in _MODES if sign in words), "")
    return Row(name, found, claim, (name, value, mode, _spoken(quote)))


def _whole(edition: Edition, found: Scored) -> Quote:
    """The unit with its list where it leads one, or with its paragraph where that is short."""
    unit = found.read.unit
    listed = list_spans(edition, found) if unit.lead is None else None
    if listed:
        return quote_at(edition, found.entry.id, listed, found.rule.locator)
    text = edition.text(found.entry.id)
    beside = [
        r.unit
        for r in text.read_rule(found.rule).units
        if r.unit.paragraph == unit.paragraph and r.unit.lead is None
    ]
    if unit.lead is None and beside and beside[-1].end - beside[0].start <= _SHORT_PARAGRAPH:
        span = (beside[0].start, beside[-1].end)
        return quote_at(edition, found.entry.id, (span,), found.rule.locator)
    return quote_of(edition, found)


def _spoken(quote: Quote) -> str:
    return f"《{quote.entry.head.title}》{quote.locator}"


def _value(question: Question, quote: Quote, found: Scored) -> str:
    asks = [a for a in question.asks if a in NUMERIC_ASKS]
    asks = [Ask.RATIO] if Ask.RATIO in asks else asks
    start = len(quote.text) - (found.read.unit.end - found.read.unit.start)
    values = [q for q in asked_quantities(asks, quote.text) if q.start >= start]
    return "、".join(
        dict.fromkeys("".join(quote.text[slice(*q.outer)].split()) for q in values[:3])
    )
