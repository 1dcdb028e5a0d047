"""Where another version of an act says what a sentence of this one says, or fails to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from qa.claims.lacking import asks_lack
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.shelf.alignment import ComparedClause, clauses_of, matched, matter
from qa.shelf.text import Rule

_SAME = 50.0
"""Likeness of two sentences' words in order, 0 to 100, from which one is the other reworded."""
_MOVED = 65.0
"""The same where the sentence stands in a clause that answers to another one."""
_SURE = 75.0
"""The same from which no other point of its list answers to it."""
_ON_THE_POINT = 0.5
"""Share of the question's words in a sentence that one in other words must hold to stand for it."""
_ALIKE = 0.15
"""Likeness of what two sentences speak of, 0 to 1, from which one may stand for the other.

It must be among the sentences of its text that answer the question best, if by few of its words.
"""
_LOOKED_AT = 5
_LEAST = 0.2
"""Share of the question's words that it must hold in any case."""
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


class Parted:
    """A text in its clauses, with their sentences as they answer one question."""

    def __init__(self, inquiry: Inquiry, document_id: str, ranked: Sequence[Scored]) -> None:
        self.text = inquiry.edition.text(document_id)
        self.clauses = clauses_of(self.text)
        self.question = inquiry.question
        self.ranked = ranked
        self._inquiry = inquiry
        self._entry = inquiry.edition.entries[document_id]
        self._units: dict[int, list[Scored]] = {}

    def units(self, number: int) -> list[Scored]:
        """Sentences of a clause by its number, in the order of the text."""
        if number not in self._units:
            candidate = Candidate(self._rule(number), self._entry, 0.0, {})
            found = self._inquiry.units_of(candidate)
            self._units[number] = sorted(found, key=lambda s: s.read.unit.start)
        return self._units[number]

    def units_of(self, clause: ComparedClause | None) -> list[Scored]:
        """Sentences of one of its clauses; none for no clause."""
        number = self.holding(clause.start) if clause else None
        return self.units(number) if number is not None else []

    def holding(self, start: int) -> int | None:
        """Number of the clause that holds a place."""
        held = (n for n, c in enumerate(self.clauses) if c.start <= start < c.end)
        return next(held, None)

    def most_alike(self, words: str) -> int | None:
        """Number of the clause with the sentence most like these folded words, if like enough."""
        read = [self.text.read_rule(self._rule(n)).units for n in range(len(self.clauses))]
        likes = [
            (max((fuzz.ratio(words, unit.words) for unit in units), default=0.0), -n)
            for n, units in enumerate(read)
        ]
        like, place = max(likes, default=(0.0, 0))
        return -place if like >= _MOVED else None

    def _rule(self, number: int) -> Rule:
        clause = self.clauses[number]
        return self.text.rule_of(clause.provision_id, clause.start, clause.end)


def counterpart(scored: Scored, own: Parted, other: Parted) -> Counterpart:
    """The sentence of another version that answers to one of this.

    It is looked for in the clause that answers to its own. Where no clause does, it may have moved
    into another; else the best answer to the question does among the clauses that answer to none
    either.
    """
    place = own.holding(scored.read.unit.start)
    if place is None:
        return _NONE
    pairs = matched(own.clauses, other.clauses)
    answering = pairs[place] if place in pairs else other.most_alike(scored.read.words)
    if answering is None:
        return _put_anew(scored, place, pairs, other)
    units = other.units(answering)
    like = _paired(scored, own.units(place), units)
    found = _of_list(scored, like, units) if like else ()
    return Counterpart(found, other.clauses[answering])


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


def _put_anew(scored: Scored, own: int, pairs: Mapping[int, int], other: Parted) -> Counterpart:
    """The best answer of the clauses that answer to none, those in the same place before others."""
    first = max((r for n, r in pairs.items() if n < own), default=-1)
    last = min((r for n, r in pairs.items() if n > own and r > first), default=len(other.clauses))
    taken = set(pairs.values())
    free = [(r, s) for r in range(len(other.clauses)) if r not in taken for s in other.units(r)]
    near = [] if asks_lack(other.question) else [s.spans for s in other.ranked[:_LOOKED_AT]]
    alike = matter([scored.read.words], [s.read.words for _, s in free])[0] if free else ()
    least = max(_LEAST, _ON_THE_POINT * scored.close)
    scores = [
        (s.score + same + (_IN_PLACE if first < r < last else 0.0), -s.read.unit.start, r, s)
        for (r, s), same in zip(free, alike, strict=True)
        if s.close >= least or (same >= _ALIKE and s.spans in near)
    ]
    if not scores:
        return _NONE
    _, _, place, best = max(scores, key=lambda found: found[:2])
    clause = other.clauses[place]
    short = clause.end - clause.start <= _SHORT_CLAUSE
    units = (best, *(s for s in other.units(place) if short and s.spans != best.spans))
    return Counterpart(units, clause)


def _likeness(one: Scored, other: Scored) -> float:
    return fuzz.ratio(one.read.words, other.read.words)
