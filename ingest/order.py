"""Lines in the order in which they are read, and how well each goes on in any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ingest.blocks import in_order
from ingest.continuation import WORST, Continuations, Floats
from ingest.layout import rearranged
from ingest.stretches import Stretches
from ingest.uneven import uneven
from ingest.words import crossing

_LONGEST = 3_000
"""Lines that are ordered at once, whole pages where they are known; without pages a longer text
keeps its order.
"""
# Logarithms of odds.
_BEST = 6.0
_OPENS = 1.0
"""How a paragraph's opening fits behind a paragraph's end."""
_HALVES, _HALVES_OF_PAGES = 0.0, -3.0
"""What two halves must weigh that a new order puts behind each other: less where pages are known,
whose columns leave little doubt where they go on.
"""
_LONG_WORD = 4
"""Characters."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of lines and of the places between them."""

    texts: Sequence[str]
    breaks_off: Sequence[bool]
    """Whether the line may break off in the middle of a sentence."""
    may_go_on: Sequence[bool]
    """Whether it may begin in the middle of one."""
    breaks: Sequence[bool]
    """Whether a page or column may end behind it; one less than there are lines."""
    pages: Sequence[int | None]

    def part(self, first: int, last: int) -> Places:
        """From line ``first`` up to ``last``."""
        return Places(
            self.texts[first:last],
            self.breaks_off[first:last],
            self.may_go_on[first:last],
            self.breaks[first : last - 1],
            self.pages[first:last],
        )


@dataclass(frozen=True, slots=True)
class Order:
    """Line numbers in reading order."""

    lines: tuple[int, ...]
    halves: frozenset[tuple[int, int]]
    """Lines that stood apart and are two halves of a sentence."""


def columns_in_order(places: Places) -> Order:
    """The order of columns that all pages agree on."""
    return _ordered(places, by_columns=True)


def blocks_in_order(places: Places) -> Order:
    """The order of single blocks of lines, where nothing is known of columns."""
    return _ordered(places, by_columns=False)


def without_rivals(halves: Mapping[int, int], places: Places) -> dict[int, int]:
    """The pairs of lines that go on in each other better, on average, than in their neighbours.

    A long word across the break needs no other sign, however rare its characters are.
    """
    odds = _Odds(places)
    ends, starts = list(halves), list(halves.values())
    last = len(places.texts) - 1
    apart = odds.of(ends, starts)
    behind = odds.of(ends, [min(end + 1, last) for end in ends])
    before = odds.of([max(start - 1, 0) for start in starts], starts)
    words = [len(crossing(places.texts[a], places.texts[b])) for a, b in halves.items()]
    better = (2 * apart > behind + before) | (np.array(words) >= _LONG_WORD)
    return {end: start for end, start, kept in zip(ends, starts, better, strict=True) if kept}


def _ordered(places: Places, *, by_columns: bool) -> Order:
    count = len(places.texts)
    if count > _LONGEST and None in places.pages:
        return Order(tuple(range(count)), frozenset())
    order: list[int] = []
    halves: set[tuple[int, int]] = set()
    for first, last in _stretches(places.pages):
        part = places.part(first, last)
        odds = _Odds(part)
        own = _by_columns(part, odds) if by_columns else _by_blocks(part, odds)
        order += [first + n for n in own]
        least = _HALVES_OF_PAGES if by_columns and None not in part.pages else _HALVES
        apart = [
            (a, b)
            for a, b in pairwise(own)
            if b != a + 1 and part.breaks_off[a] and part.may_go_on[b]
        ]
        weights = odds.of([a for a, _ in apart], [b for _, b in apart])
        halves |= {
            (first + a, first + b)
            for (a, b), weight in zip(apart, weights, strict=True)
            if weight >= least
        }
    return Order(tuple(order), frozenset(halves))


def _by_columns(places: Places, odds: _Odds) -> list[int]:
    if pages := _pages(places.pages):
        return rearranged(len(places.texts), pages, odds.of)
    stretches = Stretches.of(places.texts, places.breaks, odds.of)
    return stretches.lines(uneven(stretches))


def _by_blocks(places: Places, odds: _Odds) -> list[int]:
    stretches = Stretches.of(places.texts, places.breaks, odds.of)
    return stretches.lines(in_order(stretches))


class _Odds:
    """How well lines go on in others, as logarithms of odds."""

    def __init__(self, places: Places) -> None:
        self._breaks_off = np.array(places.breaks_off, dtype=bool)
        self._may_go_on = np.array(places.may_go_on, dtype=bool)
        self._model = Continuations(places.texts)
        begins = self._model.begins(np.arange(len(places.texts))).clip(WORST, _OPENS)
        self._begins = np.where(self._may_go_on, begins, _OPENS)

    def of(self, ends: Sequence[int], starts: Sequence[int]) -> Floats:
        """Of each pair of lines.

        A line that is whole is followed by any opening alike, and by the middle of no sentence.
        """
        first = np.array(ends, dtype=np.int64)
        second = np.array(starts, dtype=np.int64)
        odds = self._begins[second]
        torn = np.flatnonzero(self._breaks_off[first])
        odds[torn] = WORST
        torn = torn[self._may_go_on[second[torn]]]
        odds[torn] = self._model.goes_on(first[torn], second[torn])
        clipped: npt.NDArray[np.float64] = odds.clip(WORST, _BEST)
        return clipped


def _stretches(pages: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """So many lines that can be ordered at once, whole pages where they are known."""
    first = 0
    while first < len(pages):
        last = min(len(pages), first + _LONGEST)
        while first < last < len(pages) and None is not pages[last] == pages[last - 1]:
            last -= 1
        last = last if last > first else min(len(pages), first + _LONGEST)
        yield first, last
        first = last


def _pages(numbers: Sequence[int | None]) -> list[tuple[int, int]]:
    """Begin and end of each page; none where not every line has one."""
    if None in numbers:
        return []
    begins = [0, *(n for n in range(1, len(numbers)) if numbers[n] != numbers[n - 1])]
    return list(pairwise([*begins, len(numbers)]))
