"""Lines that surely belong together as one stretch each, and how well each goes on in any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np

from ingest.continuation import WORST, Floats, Ints
from ingest.numbering import Mark, read_label

Odds = Callable[[Sequence[int], Sequence[int]], Floats]
"""How well each line of the first goes on in that of the second, as logarithms of odds."""

_FARTHEST = 480
"""Lines between two stretches that may follow each other: four pages of two columns."""

# Logarithms of odds.
WEAK = 2.0
"""A line that goes on in the next one as surely as this is never parted from it."""
_BREAK = -3.0
"""What the end of a page, or white between the lines, adds to a place."""
_END = -2.0
"""What a text weighs that begins or ends anew."""
_NEXT, _SKIPPED, _BACK = 2.0, -1.0, -4.0
"""What a number weighs behind another one: the next, a later one, none that may follow."""

_LEAST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Stretches:
    """A text cut at every place where something else may follow."""

    firsts: tuple[int, ...]
    """First line of each stretch, and behind them the number of lines."""
    links: Floats
    """How well the row's stretch goes on in the column's. Behind the last one stand, as a row, the
    begin of the text and, as a column, its end."""
    numbers: tuple[tuple[int, ...], ...]
    """Numbers of the articles, or else of the headings 一、 二、, that each stretch opens."""

    @classmethod
    def of(cls, texts: Sequence[str], breaks: Sequence[bool], odds: Odds) -> Self:
        """``breaks``: of each line but the last, whether a page or column may end behind it."""
        count = len(texts)
        broken = np.array(breaks, dtype=bool)
        here = odds(range(count - 1), range(1, count))
        weak = np.flatnonzero((here < WEAK) | broken)
        ends = np.append(weak, count - 1)
        starts = np.concatenate([[0], weak + 1])
        links = np.full((len(ends) + 1, len(ends) + 1), WORST)
        row, column = np.nonzero(np.abs(ends[:, None] - starts) <= _FARTHEST)
        links[row, column] = odds(ends[row].tolist(), starts[column].tolist())
        parted = np.flatnonzero(broken[weak])
        links[parted, parted + 1] += _BREAK
        links[:-1, -1] = links[-1, :-1] = _END
        links[-1, -1] = 0.0
        firsts = (*starts.tolist(), count)
        return cls(firsts, links, _numbers(texts, firsts))

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def lines(self, order: Sequence[int]) -> list[int]:
        """Line numbers of the stretches in this order."""
        return [n for s in order for n in range(self.firsts[s], self.firsts[s + 1])]

    def numbers_around(self, order: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of each place in this order, from the begin to the end of the text: the last number
        before it, and the first one behind it. 0 for none.
        """
        before, after = [0], [0]
        for own in (self.numbers[stretch] for stretch in order):
            before.append(own[-1] if own else before[-1])
        for own in (self.numbers[stretch] for stretch in reversed(order)):
            after.append(own[0] if own else after[-1])
        return before, after[::-1]


def counted(before: int, after: int) -> float:
    """What it weighs that one number comes behind another; 0 where either is none (0), or where
    they begin anew.
    """
    if not before or after <= 1:
        return 0.0
    if after == before + 1:
        return _NEXT
    return _SKIPPED if after > before else _BACK


def weighed_numbers(before: Ints, after: Ints) -> Floats:
    """``counted`` for arrays that fit each other."""
    before, after = np.broadcast_arrays(before, after)
    weights = np.where(after > before, _SKIPPED, _BACK)
    weights = np.where(after == before + 1, _NEXT, weights)
    found: Floats = np.where((before == 0) | (after <= 1), 0.0, weights)
    return found


def _numbers(texts: Sequence[str], firsts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    labels = [read_label(text) for text in texts]
    articles = [n for n, label in enumerate(labels) if label and label.mark is Mark.ARTICLE]
    mark = Mark.ARTICLE if len(articles) >= _LEAST_NUMBERS else Mark.COUNT
    return tuple(
        tuple(
            label.number
            for label in labels[a:b]
            if label and label.mark is mark and (label.spaced or mark is Mark.COUNT)
        )
        for a, b in pairwise(firsts)
    )
