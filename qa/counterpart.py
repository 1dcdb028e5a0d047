"""Where another version of an act says what a sentence of this one says, or fails to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from qa.alignment import ComparedClause, clauses_of, matched
from qa.rank import Inquiry, Scored
from qa.retrieve import Candidate

_SAME = 50.0
"""Likeness of two sentences' words in order, 0 to 100, from which one is the other reworded."""
_MOVED = 65.0
"""The same where the sentence stands in a clause that answers to another one."""
_SURE = 75.0
"""The same from which no other point of its list answers to it."""
_ON_THE_POINT = 0.2
"""Share of the question's words that a sentence without a like one must hold to stand for it."""
_IN_PLACE = 0.1
"""What the place between the neighbours' counterparts adds to the score of a sentence."""
_SHORT_CLAUSE = 260
"""Characters of a clause up to which all its sentences stand for one without a like one."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What answers to a sentence in another version."""

    units: tuple[Scored, ...]
    """The sentence; several of a clause or list that was put anew; none where there is none."""
    clause: ComparedClause | None
    """The clause in which it stands or would stand; None where no clause answers to its own."""

    @property
    def unit(self) -> Scored | None:
        return self.units[0] if self.units else None


_NONE = Counterpart((), None)


def counterpart(scored: Scored, other: Inquiry, document_id: str) -> Counterpart:
    """The sentence of ``document_id`` that answers to one of another version.

    It is looked for in the clause that answers to its own. Where that has none like it, it may
    have moved; where no clause answers to its own, the best answer to the question does among
    those that answer to none either.
    """
    text = other.edition.text(scored.entry.id)
    left, right = clauses_of(text), clauses_of(other.edition.text(document_id))
    own = next((n for n, c in enumerate(left) if c.start <= scored.read.unit.start < c.end), None)
    if own is None:
        return _NONE
    pairs = matched(left, right)
    answering = pairs.get(own)
    if answering is not None:
        clause = right[answering]
        beside = _units(other, scored.entry.id, [left[own]])
        units = _units(other, document_id, [clause])
        like = _paired(scored, beside, units)
        if like:
            return Counterpart(_of_list(scored, like, units), clause)
    moved = max(
        _units(other, document_id, right),
        key=lambda s: (_likeness(scored, s), -s.read.unit.start),
        default=None,
    )
    if moved and _likeness(scored, moved) >= _MOVED and answering is None:
        return Counterpart((moved,), _holding(right, moved))
    if answering is not None:
        return Counterpart((), right[answering])
    return _put_anew(own, pairs, other, document_id, right)


def _paired(scored: Scored, beside: Sequence[Scored], units: Sequence[Scored]) -> Scored | None:
    """The unit that a sentence makes a pair with, each in one pair, the most alike first."""
    likes = [
        (-_likeness(one, unit), n, m)
        for n, one in enumerate(beside)
        for m, unit in enumerate(units)
    ]
    taken: set[int] = set()
    found: set[int] = set()
    for like, n, m in sorted(likes):
        if -like < _SAME or n in found or m in taken:
            continue
        if beside[n].spans == scored.spans:
            return units[m]
        found.add(n)
        taken.add(m)
    return None


def _of_list(scored: Scored, like: Scored, units: Sequence[Scored]) -> tuple[Scored, ...]:
    """The pair, and of a list that was put anew the point that answers the question better."""
    points = [s for s in units if s.read.unit.lead == like.read.unit.lead is not None]
    best = max(points, key=lambda s: (s.score, -s.read.unit.start), default=like)
    sure = _likeness(scored, like) >= _SURE
    return (like,) if sure or best.score <= like.score else (best, like)


def _put_anew(
    own: int,
    pairs: Mapping[int, int],
    other: Inquiry,
    document_id: str,
    right: Sequence[ComparedClause],
) -> Counterpart:
    """The best answer of the clauses that answer to none, those in the same place before others."""
    first = max((r for n, r in pairs.items() if n < own), default=-1)
    last = min((r for n, r in pairs.items() if n > own and r > first), default=len(right))
    taken = set(pairs.values())
    rest = [r for r in range(len(right)) if r not in taken]
    scores = [
        (s.score + (_IN_PLACE if first < r < last else 0.0), -s.read.unit.start, r, s)
        for r in rest
        for s in _units(other, document_id, [right[r]])
        if s.close >= _ON_THE_POINT
    ]
    if not scores:
        return _NONE
    _, _, place, best = max(scores, key=lambda found: found[:2])
    clause = right[place]
    every = _units(other, document_id, [clause])
    short = clause.end - clause.start <= _SHORT_CLAUSE
    units = (best, *(s for s in every if short and s.spans != best.spans))
    return Counterpart(units, clause)


def _units(inquiry: Inquiry, document_id: str, clauses: Sequence[ComparedClause]) -> list[Scored]:
    text = inquiry.edition.text(document_id)
    entry = inquiry.edition.entries[document_id]
    rules = [text.rule_of(c.provision_id, c.start, c.end) for c in clauses]
    return [s for rule in rules for s in inquiry.units_of(Candidate(rule, entry, 0.0, {}))]


def _likeness(one: Scored, other: Scored) -> float:
    return fuzz.ratio(one.read.words, other.read.words)


def _holding(clauses: Sequence[ComparedClause], scored: Scored) -> ComparedClause:
    start = scored.read.unit.start
    return next(c for c in clauses if c.start <= start < c.end)
