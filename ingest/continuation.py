"""How well a line goes on in another one: what Chinese policy text has across the break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.words import crossing

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TABLE = Path(__file__).parent / "data" / "continuations.npz"
"""Counts of characters, pairs and triples, made by tests/bench/fit_continuations.py."""
STEPS = 4
"""Stored counts are logarithms to base 2 in so many steps."""

_OWN = 30.0
"""What the document itself prints counts so many times as much as the table."""
_PAIR_SMOOTH, _TRIPLE_SMOOTH = 20.0, 4.0
"""Least weight of the shorter run beside the longer one, in occurrences."""
_STOP = "。"

# Logarithms of odds, fitted on lines that follow each other against lines that do not, in 50
# regulations and notices whose words the table does not count (106,206 pairs of lines).
_OF_SCORE, _OF_PAIR, _OF_LONGER_WORD, _OF_MARKS, _CONSTANT = 0.64, 1.0, 0.35, 2.0, 0.42
WORST = -6.0
"""Nothing weighs less: names that no table counts make any two lines unlikely."""
_LEAST = -2.0
"""Below it neither words nor marks across the break make up for the characters."""
_MARKS = (("《", "》"), ("（", "）"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class _Table:
    numbers: dict[str, int]
    """Character → its number, from 1; 0 is any other."""
    characters: Floats
    pairs: Ints
    """Numbers of two characters as one, ascending."""
    pair_counts: Floats
    triples: Ints
    """Place of the first two in ``pairs``, and the third, as one number, ascending."""
    triple_counts: Floats
    rare_behind: Floats
    """Of each character: how often what follows it is too rare to be kept."""
    rare_behind_pair: Floats
    """The same of each of ``pairs``."""
    total: float


class Continuations:
    """Scores for the lines of one document."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        table = self._table = _table()
        own = [np.array([table.numbers.get(c, 0) for c in t], dtype=np.int64) for t in texts]
        self._size = len(table.numbers) + 1
        self._own_pairs = _own_counts([_runs(line, 2, self._size) for line in own])
        self._own_triples = _own_counts([_runs(line, 3, self._size) for line in own])
        self._own_characters = np.bincount(np.concatenate(own), minlength=self._size)
        self._own_total = float(self._own_characters.sum())
        self._own_kinds = np.bincount(self._own_pairs[0] // self._size, minlength=self._size)
        self._own_kinds_of_pair = _own_counts([self._own_triples[0] // self._size])
        stop = table.numbers[_STOP]
        self._last = np.array([_at(line, -1) for line in own] + [stop])
        self._last_but_one = np.array([_at(line, -2) for line in own] + [0])
        self._first = np.array([_at(line, 0) for line in own])
        self._second = np.array([_at(line, 1) for line in own])

    def begins(self, starts: Ints) -> Floats:
        """Log odds that a line follows a full stop rather than the middle of a sentence."""
        ends = np.full(len(starts), len(self._texts))
        return _OF_SCORE * self._characters(ends, starts) + _CONSTANT

    def goes_on(self, ends: Ints, starts: Ints) -> Floats:
        """Log odds, for each pair of lines, that the first goes on in the second."""
        odds = _OF_SCORE * self._characters(ends, starts) + _CONSTANT
        for n in np.flatnonzero(odds > _LEAST):
            before, after = self._texts[ends[n]], self._texts[starts[n]]
            word = len(crossing(before, after))
            odds[n] += _OF_PAIR * (word == 2) + _OF_LONGER_WORD * (word > 2)
            odds[n] += _OF_MARKS * marks(before, after)
        return odds

    def _characters(self, ends: Ints, starts: Ints) -> Floats:
        """How much more likely the first two characters are behind the last two of the other."""
        a, b = self._last_but_one[ends], self._last[ends]
        c, d = self._first[starts], self._second[starts]
        first = np.log(self._third(a, b, c) / self._single(c))
        second = np.log(self._third(b, c, d) / self._pair(c, d))
        both: Floats = np.where(d > 0, first + second, first)
        return both

    def _single(self, a: Ints) -> Floats:
        count = self._count_single(a) + 0.5
        return count / (self._table.total + _OWN * self._own_total + self._size / 2)

    def _pair(self, a: Ints, b: Ints) -> Floats:
        rare = np.maximum(self._table.rare_behind[a], _PAIR_SMOOTH) + _OWN * self._own_kinds[a]
        counted: Floats = self._count_pair(a, b) + rare * self._single(b)
        share: Floats = counted / (self._count_single(a) + rare)
        return share

    def _third(self, a: Ints, b: Ints, c: Ints) -> Floats:
        keys = a * self._size + b
        rare = _looked_up(self._table.pairs, self._table.rare_behind_pair, keys)
        own = _looked_up(*self._own_kinds_of_pair, keys)
        rare = np.maximum(rare, _TRIPLE_SMOOTH) + _OWN * own
        counted: Floats = self._count_triple(a, b, c) + rare * self._pair(b, c)
        return counted / (self._count_pair(a, b) + rare)

    def _count_single(self, a: Ints) -> Floats:
        return self._table.characters[a] + _OWN * self._own_characters[a]

    def _count_pair(self, a: Ints, b: Ints) -> Floats:
        keys = a * self._size + b
        known = _looked_up(self._table.pairs, self._table.pair_counts, keys)
        return known + _OWN * _looked_up(*self._own_pairs, keys)

    def _count_triple(self, a: Ints, b: Ints, c: Ints) -> Floats:
        keys = a * self._size + b
        place = np.searchsorted(self._table.pairs, keys).clip(max=len(self._table.pairs) - 1)
        triples = np.where(self._table.pairs[place] == keys, place * self._size + c, -1)
        known = _looked_up(self._table.triples, self._table.triple_counts, triples)
        return known + _OWN * _looked_up(*self._own_triples, keys * self._size + c)


def marks(before: str, after: str) -> int:
    """1 for each mark that the first line opens and the second closes, -1 where they disagree.

    >>> marks("依照《成果登记", "办法》办理"), marks("依照《成果登记", "《另一办法》")
    (1, -1)
    """
    agreed = 0
    for opening, closing in _MARKS:
        opened = before.rfind(opening) > before.rfind(closing)
        again, closed = after.find(opening), after.find(closing)
        closes = closed >= 0 and (again < 0 or closed < again)
        if opened and closes:
            agreed += 1
        elif (opened and again >= 0) or (closes and opening not in before):
            agreed -= 1
    return agreed


def _runs(line: Ints, length: int, size: int) -> Ints:
    keys = np.zeros(max(0, len(line) - length + 1), dtype=np.int64)
    for n in range(length):
        keys = keys * size + line[n : n + len(keys)]
    return keys


def _own_counts(runs: Sequence[Ints]) -> tuple[Ints, Floats]:
    keys, counts = np.unique(np.concatenate(runs), return_counts=True)
    return keys, counts.astype(np.float64)


def _looked_up(keys: Ints, counts: Floats, wanted: Ints) -> Floats:
    """The count of each wanted key; 0 where it is none of the keys."""
    if not len(keys):
        return np.zeros(len(wanted))
    place = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[place] == wanted, counts[place], 0.0)


def _at(line: Ints, place: int) -> int:
    return int(line[place]) if -len(line) <= place < len(line) else 0


@cache
def _table() -> _Table:
    with np.load(TABLE) as stored:
        counts = {
            name: np.exp2(stored[name] / STEPS)
            for name in ("characters", "pair_counts", "triple_counts")
        }
        alphabet = [chr(code) for code in stored["alphabet"]]
        size = len(alphabet) + 1
        characters = np.concatenate([[0.0], counts["characters"]])
        pairs = np.cumsum(stored["pairs"].astype(np.int64))
        triples = np.cumsum(stored["triples"].astype(np.int64))
        kept = np.bincount(pairs // size, counts["pair_counts"], minlength=size)
        kept_triples = np.bincount(triples // size, counts["triple_counts"], minlength=len(pairs))
        return _Table(
            numbers={character: n for n, character in enumerate(alphabet, 1)},
            characters=characters,
            pairs=pairs,
            pair_counts=counts["pair_counts"],
            triples=triples,
            triple_counts=counts["triple_counts"],
            rare_behind=characters - kept,
            rare_behind_pair=counts["pair_counts"] - kept_triples,
            total=float(stored["total"][0]),
        )
