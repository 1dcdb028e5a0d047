"""Two texts clause by clause: which clause answers to which, and what differs in their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import rjieba
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from graph.model import Span
from qa.analysis.desk import Desk
from qa.analysis.findings import InForce
from qa.shelf.alignment import ComparedClause, clauses_of, matched, words_of

_SAME_WORDS = 99.9


class ClauseChange(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    """Stands elsewhere among the others; ``likeness`` tells whether its words changed too."""
    ADDED = "added"
    """Only on the right."""
    REMOVED = "removed"
    """Only on the left."""


class DifferenceKind(StrEnum):
    LABEL = "label"
    """The clauses' own labels in front, 第三条 and 第四条: other numbers are no other words."""
    EQUAL = "equal"
    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One stretch of both clauses; offsets count code points from the start of each clause."""

    kind: DifferenceKind
    left: Span
    right: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePair:
    change: ClauseChange
    likeness: float
    """0 to 1: the share of characters that both have in one order; 0 where one is missing."""
    left: ComparedClause | None
    right: ComparedClause | None
    differences: tuple[Difference, ...]
    """Covers both clauses from end to end; empty where one is missing or the words are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedText:
    document_id: str
    title: str
    regions: tuple[str, ...]
    day: date | None
    clauses: int
    validity: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    left: ComparedText
    right: ComparedText
    same_policy: bool
    """Whether both are texts of one work; else likeness of clauses is no sign of descent."""
    counts: dict[str, int]
    """Change → number of pairs."""
    items: tuple[ClausePair, ...]
    """In the order of the right text, what was removed where it stood on the left."""
    as_of: date
    build: str


def compare_texts(desk: Desk, left: str, right: str, on: date) -> Comparison:
    """Raises NotFound for a document that the library does not hold."""
    one, other = desk.entry(left), desk.entry(right)
    desk.edition.load([left, right])
    clauses = [clauses_of(desk.edition.text(id_)) for id_ in (left, right)]
    pairs = align(clauses[0], clauses[1])
    counts = {change.value: sum(p.change is change for p in pairs) for change in ClauseChange}
    return Comparison(
        left=_text(desk, left, len(clauses[0]), on),
        right=_text(desk, right, len(clauses[1]), on),
        same_policy=one.head.policy_id == other.head.policy_id,
        counts=counts,
        items=tuple(pairs),
        as_of=on,
        build=desk.build,
    )


def _text(desk: Desk, document_id: str, clauses: int, on: date) -> ComparedText:
    head = desk.entry(document_id).head
    return ComparedText(
        document_id=document_id,
        title=head.title,
        regions=head.regions,
        day=head.effective or head.published or head.written,
        clauses=clauses,
        validity=desk.in_force(document_id, on),
    )


def align(left: Sequence[ComparedClause], right: Sequence[ComparedClause]) -> list[ClausePair]:
    """Each clause is in one pair; the most alike are paired first, equal labels before others."""
    answered = matched(tuple(left), tuple(right))
    in_order = _longest_rise([answered[n] for n in sorted(answered)])
    answers = {r: n for n, r in answered.items()}
    pairs = []
    shown: set[int] = set()
    for r, clause in enumerate(right):
        n = answers.get(r)
        if n is not None:
            for before in range(n):
                if before not in answered and before not in shown and r in in_order:
                    shown.add(before)
                    pairs.append(_alone(ClauseChange.REMOVED, left[before]))
            pairs.append(_paired(left[n], clause, moved=r not in in_order))
        else:
            pairs.append(_alone(ClauseChange.ADDED, clause))
    rest = [n for n in range(len(left)) if n not in answered and n not in shown]
    return [*pairs, *(_alone(ClauseChange.REMOVED, left[n]) for n in rest)]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence: what kept its order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [n]
        before.append(ends[place - 1] if place else -1)
    kept: set[int] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        kept.add(numbers[n])
        n = before[n]
    return kept


def _alone(change: ClauseChange, clause: ComparedClause) -> ClausePair:
    added = change is ClauseChange.ADDED
    return ClausePair(
        change=change,
        likeness=0.0,
        left=None if added else clause,
        right=clause if added else None,
        differences=(),
    )


def _paired(left: ComparedClause, right: ComparedClause, *, moved: bool) -> ClausePair:
    likeness = fuzz.ratio(words_of(left), words_of(right))
    same = likeness >= _SAME_WORDS
    change = ClauseChange.SAME if same else ClauseChange.CHANGED
    return ClausePair(
        change=ClauseChange.MOVED if moved else change,
        likeness=round(likeness / 100, 3),
        left=left,
        right=right,
        differences=() if same else _labelled(left, right),
    )


def _labelled(left: ComparedClause, right: ComparedClause) -> tuple[Difference, ...]:
    labels = tuple(c.locator if c.text.startswith(c.locator) else "" for c in (left, right))
    return tuple(differences(left.text, right.text, labels=(labels[0], labels[1])))


def differences(left: str, right: str, *, labels: tuple[str, str] = ("", "")) -> list[Difference]:
    """What to put for what, word by word: single characters of Chinese make poor reading.

    ``labels`` are what both begin with; they are one stretch of their own.
    """
    begins = len(labels[0]), len(labels[1])
    words = [rjieba.cut(left[begins[0] :]), rjieba.cut(right[begins[1] :])]
    starts = [_starts(found, begin) for found, begin in zip(words, begins, strict=True)]
    codes = Indel.opcodes(words[0], words[1])
    found = [
        Difference(
            kind=DifferenceKind(code.tag),
            left=(starts[0][code.src_start], starts[0][code.src_end]),
            right=(starts[1][code.dest_start], starts[1][code.dest_end]),
        )
        for code in codes
    ]
    label = Difference(kind=DifferenceKind.LABEL, left=(0, begins[0]), right=(0, begins[1]))
    return [*([label] if any(begins) else []), *_joined(found)]


def _starts(words: Sequence[str], begin: int) -> list[int]:
    starts = [begin]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _joined(found: Sequence[Difference]) -> list[Difference]:
    """A deletion next to an insertion is a replacement."""
    joined: list[Difference] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.kind is not DifferenceKind.EQUAL and one.kind is not DifferenceKind.EQUAL:
            left, right = (last.left[0], one.left[1]), (last.right[0], one.right[1])
            joined[-1] = Difference(kind=_kind(left, right), left=left, right=right)
        else:
            joined.append(one)
    return joined


def _kind(left: Span, right: Span) -> DifferenceKind:
    if left[0] == left[1]:
        return DifferenceKind.INSERT
    return DifferenceKind.DELETE if right[0] == right[1] else DifferenceKind.REPLACE
