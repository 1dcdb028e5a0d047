"""Blocks of lines that came out of a page in the wrong order, where nothing is known of columns.

Two stretches of lines that follow each other change places where all three breaks that this
makes read so much better than the three that it ends that no accident explains it. One break
alone proves little: among a few hundred lines some two always fit each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ingest.continuation import WORST, Floats, Ints

_FARTHEST = 240
"""Lines of two stretches that change places: two pages of two columns, one of four."""

# Logarithms of odds.
_WEAK = 2.0
"""A line that goes on in the next one as surely as this is never parted from it."""
_BREAK = -3.0
"""What the end of a page, or white between the lines, adds to a place."""
_CERTAIN = 18.0
"""What a change of places must gain: one of some tens of thousands that are possible."""
_END = -2.0
"""What a text weighs that begins or ends anew."""

Odds = Callable[[Sequence[int], Sequence[int]], Floats]
Bools = npt.NDArray[np.bool_]
Move = tuple[int, int, int]
"""Where the first stretch begins, where the second, and where that ends."""


def in_order(count: int, breaks: Sequence[bool], odds: Odds) -> list[int]:
    """Line numbers 0 to ``count`` in reading order.

    ``breaks``: of each line but the last, whether a page or column may end behind it.
    """
    places = _Places(count, np.array(breaks, dtype=bool), odds)
    order = np.arange(count)
    while moves := places.moves(order):
        for first, second, end in moves:
            order[first:end] = np.concatenate([order[second:end], order[first:second]])
    return order.tolist()


class _Places:
    """Lines behind which something else may follow, and how well each other line would."""

    def __init__(self, count: int, breaks: Bools, odds: Odds) -> None:
        self._count = count
        lines = list(range(count))
        here = odds(lines[:-1], lines[1:])
        weak = (here < _WEAK) | breaks
        self._ends = np.flatnonzero(np.append(weak, True))
        self._starts = np.flatnonzero(np.append(True, weak))
        self._pairs = self._all_pairs(odds)
        broken = np.flatnonzero(breaks)
        row = np.searchsorted(self._ends, broken)
        self._pairs[row, np.searchsorted(self._starts, broken + 1)] += _BREAK

    def moves(self, order: Ints) -> list[Move]:
        """Stretches that change places, none of which touch each other; the best come first."""
        weak = self._weak(order)
        row = np.searchsorted(self._ends, order[weak - 1])
        column = np.searchsorted(self._starts, order[weak % self._count])
        row[0], column[-1] = len(self._ends), len(self._starts)
        pairs = self._pairs[np.ix_(row, column)]
        here = np.diagonal(pairs)
        found: list[tuple[float, Move]] = []
        for n in range(len(weak) - 2):
            last = int(np.searchsorted(weak, weak[n] + _FARTHEST, side="right"))
            if last - n < 3:
                continue
            inner = slice(n + 1, last)
            gain = pairs[inner, inner] + (pairs[n, inner] - here[inner])[:, None]
            gain += (pairs[inner, n] - here[inner])[None, :] - here[n]
            gain[np.tril_indices(len(gain))] = -np.inf
            second, end = divmod(int(gain.argmax()), len(gain))
            if gain[second, end] >= _CERTAIN:
                move = (int(weak[n]), int(weak[n + 1 + second]), int(weak[n + 1 + end]))
                found.append((float(gain[second, end]), move))
        moves: list[Move] = []
        for _, move in sorted(found, reverse=True):
            if all(move[2] < other[0] or move[0] > other[2] for other in moves):
                moves.append(move)
        return moves

    def _weak(self, order: Ints) -> Ints:
        """Places of the order where something else may follow, with its begin and its end."""
        row = np.searchsorted(self._ends, order[:-1]).clip(max=len(self._ends) - 1)
        column = np.searchsorted(self._starts, order[1:]).clip(max=len(self._starts) - 1)
        known = (self._ends[row] == order[:-1]) & (self._starts[column] == order[1:])
        weak = known & (self._pairs[row, column] < _WEAK)
        return np.concatenate([[0], np.flatnonzero(weak) + 1, [self._count]])

    def _all_pairs(self, odds: Odds) -> Floats:
        """Each end with each start; behind them the end of the text, and before them its begin."""
        pairs = np.full((len(self._ends) + 1, len(self._starts) + 1), WORST)
        row, column = np.nonzero(np.abs(self._ends[:, None] - self._starts) <= 2 * _FARTHEST)
        pairs[row, column] = odds(self._ends[row].tolist(), self._starts[column].tolist())
        pairs[:-1, -1] = pairs[-1, :-1] = _END
        pairs[-1, -1] = 0.0
        return pairs
