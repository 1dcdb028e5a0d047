"""Blocks of lines that came out of a page in the wrong order, where nothing is known of columns.

Two stretches of lines that follow each other change places where all three breaks that this
makes read so much better than the three that it ends that no accident explains it, the numbers of
articles and headings counted among what is read. One break alone proves little: among a few
hundred lines some two always fit each other.
"""

from __future__ import annotations

import numpy as np

from ingest.continuation import Floats, Ints
from ingest.stretches import WEAK, Stretches, weighed_numbers

_FARTHEST = 240
"""Lines of two stretches that change places: two pages of two columns, one of four."""
_CERTAIN = 18.0
"""What a change of places must gain: one of some tens of thousands that are possible. A logarithm
of odds."""

Move = tuple[int, int, int]
"""Where the first stretch begins, where the second, and where that ends."""


def in_order(stretches: Stretches) -> list[int]:
    """The stretches in reading order."""
    order = np.arange(len(stretches))
    while moves := _moves(stretches, order):
        for first, second, end in moves:
            order[first:end] = np.concatenate([order[second:end], order[first:second]])
    found: list[int] = order.tolist()
    return found


def _moves(stretches: Stretches, order: Ints) -> list[Move]:
    """Stretches that change places, none of which touch each other; the best come first."""
    count = len(stretches)
    links = stretches.links
    weak = np.flatnonzero(links[order[:-1], order[1:]] < WEAK) + 1
    places = np.concatenate([[0], weak, [count]])
    rows = np.append(order, count)[places - 1]
    columns = np.append(order, count)[places]
    rows[0] = count
    heights = np.diff(stretches.firsts)[order]
    lines = np.concatenate([[0], np.cumsum(heights)])[places]
    numbers = _Numbers(stretches, order, places)
    pairs = links[np.ix_(rows, columns)]
    here = np.diagonal(pairs)
    found: list[tuple[float, Move]] = []
    for n in range(len(places) - 2):
        last = int(np.searchsorted(lines, lines[n] + _FARTHEST, side="right"))
        if last - n < 3:
            continue
        inner = slice(n + 1, last)
        gain = pairs[inner, inner] + (pairs[n, inner] - here[inner])[:, None]
        gain += (pairs[inner, n] - here[inner])[None, :] - here[n]
        gain += numbers.gain(n, inner)
        gain[np.tril_indices(len(gain))] = -np.inf
        second, end = divmod(int(gain.argmax()), len(gain))
        if gain[second, end] >= _CERTAIN:
            move = (int(places[n]), int(places[n + 1 + second]), int(places[n + 1 + end]))
            found.append((float(gain[second, end]), move))
    moves: list[Move] = []
    for _, move in sorted(found, reverse=True):
        if all(move[2] < other[0] or move[0] > other[2] for other in moves):
            moves.append(move)
    return moves


class _Numbers:
    """What changes of places do to the numbers of articles and headings."""

    def __init__(self, stretches: Stretches, order: Ints, places: Ints) -> None:
        before, after = stretches.numbers_around(order.tolist())
        counts = [len(stretches.numbers[stretch]) for stretch in order]
        self._seen = np.concatenate([[0], np.cumsum(counts)])[places]
        self._before = np.array(before)[places]
        """The last number before each place; 0 for none."""
        self._after = np.array(after)[places]
        self._here = weighed_numbers(self._before, self._after)

    def gain(self, first: int, inner: slice) -> Floats:
        """For each second begin (rows) and end (columns); 0 where one of the two has no number."""
        seen, before, after = self._seen[inner], self._before[inner], self._after[inner]
        gain = weighed_numbers(before[:, None], after[None, :])
        gain = gain + weighed_numbers(self._before[first], after)[:, None]
        gain = gain + weighed_numbers(before, self._after[first])[None, :]
        gain -= self._here[first] + self._here[inner][:, None] + self._here[inner][None, :]
        numbered = (seen > self._seen[first])[:, None] & (seen[None, :] > seen[:, None])
        both: Floats = np.where(numbered, gain, 0.0)
        return both
