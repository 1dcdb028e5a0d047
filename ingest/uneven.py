"""Columns in the wrong order that are not equally high, because lines of them were lost.

No page tells where they end. All ways to cut the text into such pages are weighed together: a
page that reads no better so stays as it is, and the way is taken where all of its breaks
together read so much better than those that it ends that no accident explains it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

import numpy as np

from ingest.stretches import Stretches, counted

_MOST_COLUMNS = 3
_LOWEST, _HIGHEST = 12, 64
"""Lines of a column."""
_LOST, _MORE = 8, 3
"""Lines by which a column may be lower or higher than its fellows."""
_LEAST_LINES = 3
"""Of a column on the last page."""
_LOOKED_AT = 3
"""Settings of so many columns that are weighed in full."""
_CLEAR = 2.5
"""Logarithm of the odds from which on a break tells of a setting."""
_SEEN = 1.5
"""Clear breaks a column, above what accidents give, that more than two columns must have: there
are many ways to set those, and each takes a second for some hundred lines.
"""
_KEPT = 4
"""Ways to have come to a place of the text that are gone on with."""
_PAGE = -4.0
"""What a page costs, as one of so many ways to cut it."""
_HOPELESS = -6.0
"""What the breaks inside of a page gain at least, so that the others may still save it."""
_UNLIKE = -1.0
"""What a column costs that is not as high as its fellows."""
_CERTAIN = 25.0
_EACH = 4.0
"""What all pages together must gain, and each column of them: logarithms of odds."""

Order = tuple[int, ...]
"""Which column of the source is read first, second, …"""


@dataclass(frozen=True, slots=True)
class _Setting:
    height: int
    order: Order
    strict: bool = False
    """Whether the height is known, so that another one needs a reason."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How the text may be read up to some place of the source."""

    gain: float
    tail: int
    """The stretch that was read last; -1 at the begin."""
    number: int
    """The number read last; 0 for none."""
    pages: tuple[tuple[int, ...], ...] = ()
    """Of each page put in order: first stretch of each column, and of what follows."""


def uneven(stretches: Stretches) -> list[int]:
    """The stretches in reading order."""
    best, setting = _Way(0.0, -1, 0), _Setting(0, ())
    for tried in _settings(stretches):
        way = _best_way(stretches, tried)
        if way.gain > best.gain:
            best, setting = way, tried
    if best.pages:
        usual = replace(setting, height=_usual_height(stretches, best), strict=True)
        best = _best_way(stretches, usual)
    if best.gain < max(_CERTAIN, _EACH * len(setting.order) * len(best.pages)):
        return list(range(len(stretches)))
    order: list[int] = []
    place = 0
    for page in best.pages:
        columns = list(pairwise(page))
        order += range(place, page[0])
        order += [n for column in setting.order for n in range(*columns[column])]
        place = page[-1]
    return [*order, *range(place, len(stretches))]


def _settings(stretches: Stretches) -> list[_Setting]:
    """Those that most of the clear breaks between distant stretches agree with."""
    count = len(stretches)
    firsts = np.array(stretches.firsts)
    links = stretches.links[:count, :count]
    here = np.append(np.diagonal(links, 1), 0.0)
    end, start = np.nonzero((links >= _CLEAR) & (here < 0)[:, None])
    lags = firsts[start] - (firsts[end + 1] - 1)
    limit = 2 * _MOST_COLUMNS * _HIGHEST
    lags = lags[np.abs(lags) < limit]
    seen = np.bincount(lags + limit, minlength=2 * limit).astype(float)
    seen -= seen.mean()
    below = np.concatenate([[0.0], np.cumsum(seen)])
    weighed = []
    for columns in range(2, _MOST_COLUMNS + 1):
        for order in list(permutations(range(columns)))[1:]:
            for height in range(_LOWEST, _HIGHEST + 1):
                total = 0.0
                for blocks in _steps(order):
                    low, high = sorted((blocks * (height - _LOST // 2), blocks * (height + 1)))
                    low, high = max(low, -limit), min(high, limit - 1)
                    total += below[high + limit + 2] - below[low + limit + 1] if low < high else 0
                weighed.append((total / columns, height, order))
    weighed.sort(key=lambda w: (-w[0], w[1], w[2]))
    found: list[_Setting] = []
    for total, height, order in weighed:
        if len(order) > 2 and total < _SEEN:
            continue
        alike = [s for s in found if len(s.order) == len(order)]
        near = any(s.order == order and abs(s.height - height) < _LOST for s in alike)
        if not near and len(alike) < _LOOKED_AT:
            found.append(_Setting(height, order))
    return found


def _usual_height(stretches: Stretches, way: _Way) -> int:
    firsts = stretches.firsts
    heights = Counter(firsts[b] - firsts[a] for page in way.pages for a, b in pairwise(page))
    return max(heights, key=lambda height: (heights[height], height))


def _steps(order: Order) -> Iterator[int]:
    """By how many columns of the source the reader jumps from each column to the next."""
    for a, b in pairwise([*order, order[0] + len(order)]):
        yield b - a - 1


def _best_way(stretches: Stretches, setting: _Setting) -> _Way:
    count = len(stretches)
    links = stretches.links.tolist()
    follows = list(pairwise(setting.order))
    last, first = stretches.numbers_around(range(count))
    ways: list[list[_Way]] = [[] for _ in range(count + 1)]
    ways[0] = [_Way(0.0, -1, 0)]
    for place in range(count):
        found = _kept(ways[place])
        ways[place] = []
        before = links[place - 1][place] if place else 0.0
        ended = counted(last[place], first[place]) if stretches.numbers[place] else 0.0
        for way in found:  # the stretch follows as it does in the source
            own = stretches.numbers[place]
            gain = way.gain
            if way.tail != place - 1:
                gain += links[way.tail][place] - before
                gain += (counted(way.number, own[0]) - ended) if own else 0.0
            number = own[-1] if own else way.number
            ways[place + 1].append(_Way(gain, place, number, way.pages))
        for page in _pages(stretches.firsts, place, setting) if found else ():
            gain = _PAGE - sum([links[cut - 1][cut] for cut in page[1:-1]])
            gain += sum([links[page[a + 1] - 1][page[b]] for a, b in follows])
            if gain < _HOPELESS:
                continue
            gain += _UNLIKE * _unlike(stretches.firsts, page, setting)
            columns = list(pairwise(page))
            read = [columns[n] for n in setting.order]
            numbers = [
                [number for stretch in stretches.numbers[a:b] for number in stretch]
                for a, b in columns
            ]
            opened = [own for own in (numbers[n] for n in setting.order) if own]
            gain += sum(counted(a[-1], b[0]) for a, b in pairwise(opened))
            source = [own for own in numbers if own]
            gain -= sum(counted(a[-1], b[0]) for a, b in pairwise(source))
            for way in found:
                total = way.gain + gain
                if place:
                    total += links[way.tail][read[0][0]] - before
                if opened:
                    total += counted(way.number, opened[0][0])
                    total -= counted(last[place], source[0][0])
                number = opened[-1][-1] if opened else way.number
                tail = read[-1][1] - 1
                ways[page[-1]].append(_Way(total, tail, number, (*way.pages, page)))
    ended_by = stretches.links[:, count]
    finished = [
        _Way(w.gain + ended_by[w.tail] - ended_by[count - 1], w.tail, w.number, w.pages)
        for w in ways[count]
    ]
    return max(finished, key=lambda way: way.gain)


def _kept(ways: list[_Way]) -> list[_Way]:
    """The best way for each tail, and of them the best."""
    best: dict[int, _Way] = {}
    for way in ways:
        if way.tail not in best or way.gain > best[way.tail].gain:
            best[way.tail] = way
    return sorted(best.values(), key=lambda way: -way.gain)[:_KEPT]


def _pages(firsts: Sequence[int], place: int, setting: _Setting) -> Iterator[tuple[int, ...]]:
    """All ways to set columns of about the setting's height from this stretch on."""
    count = len(firsts) - 1

    def columns(begin: int, left: int, *, short: bool) -> Iterator[tuple[int, ...]]:
        if not left:
            if not short or begin == count:
                yield (begin,)
            return
        top = firsts[begin]
        least = _LEAST_LINES if may_be_last and not short else setting.height - _LOST
        first = bisect_left(firsts, top + least, begin + 1)
        for end in range(first, bisect_right(firsts, top + setting.height + _MORE, first)):
            low = firsts[end] - top < setting.height - _LOST
            for rest in columns(end, left - 1, short=short or low):
                yield (begin, *rest)

    many = len(setting.order)
    may_be_last = firsts[count] - firsts[place] <= many * (setting.height + _MORE)
    yield from columns(place, many, short=False)


def _unlike(firsts: Sequence[int], page: Sequence[int], setting: _Setting) -> int:
    """How many columns of the page are not as high as is known; the last page's do not count."""
    if not setting.strict or page[-1] == len(firsts) - 1:
        return 0
    return sum(firsts[b] - firsts[a] != setting.height for a, b in pairwise(page))
