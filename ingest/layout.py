"""Known pages whose columns came in the wrong order, told by what all their breaks say together.

One break proves little, but a way of setting repeats itself from page to page: so many columns,
as high as each other, always in the same wrong order. Such a way is taken where the breaks that
it makes read so much better than those that it ends that no accident explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
import numpy.typing as npt

Odds = Callable[[Sequence[int], Sequence[int]], npt.NDArray[np.float64]]
"""How well each line of the first goes on in that of the second, as logarithms of odds."""

_MOST_COLUMNS = 4
_LEAST_LINES = 3
"""Of a column, on a last page."""
_SHIFT = 3
"""Lines by which a column may be higher or lower than its fellows."""
_LOOKED_AT = 12
"""Settings that are tried with columns of uneven height."""
_HOPELESS = -3.0
"""What each break gains at least in a setting that uneven columns may still save."""
_CERTAIN = 14.0
"""What all pages together must gain: the logarithm of the odds against an accident."""
_CERTAIN_OF_FEW = 20.0
"""The same, where most pages are in order: then each page could be the one that is not."""
_EACH = 1.5
"""What each break must gain on average."""

Blocks = tuple[int, ...]
"""Where the columns of a page begin, in the order of the source, and where the last one ends."""
Ways = tuple[int, ...]
"""Which column of the source is read first, second, …"""


@dataclass(frozen=True, slots=True)
class _Setting:
    pages: tuple[Blocks, ...]
    order: Ways
    gain: float


def rearranged(count: int, pages: Sequence[tuple[int, int]], odds: Odds) -> list[int]:
    """Line numbers 0 to ``count`` in reading order.

    ``pages``: begin and end of each page.
    """
    known = _Known(odds)
    settings = [
        known.setting(_splits(pages, columns), order)
        for columns in range(2, _MOST_COLUMNS + 1)
        for order in list(permutations(range(columns)))[1:]
    ]
    settings += [known.without_losses(setting) for setting in settings]
    settings = [s for s in settings if s.gain > _HOPELESS * sum(map(len, s.pages))]
    settings.sort(key=lambda setting: setting.gain, reverse=True)
    shifted = [known.shifted(s) for s in settings[:_LOOKED_AT]]
    best = max(map(known.without_losses, shifted), key=lambda s: s.gain, default=None)
    if best is None:
        return list(range(count))
    moved = [page for page in best.pages if len(page) > 2]
    least = _CERTAIN if 2 * len(moved) > len(best.pages) else _CERTAIN_OF_FEW
    if best.gain < max(least, _EACH * sum(map(len, moved))):
        return list(range(count))
    return [n for page in best.pages for a, b in _read(page, best.order) for n in range(a, b)]


def _splits(pages: Sequence[tuple[int, int]], columns: int) -> tuple[tuple[Blocks, ...], ...]:
    """What each page may look like in so many columns."""
    tallest = -(-max(b - a for a, b in pages) // columns)
    return tuple(_of_page(a, b, columns, tallest) for a, b in pages)


def _of_page(begin: int, end: int, columns: int, height: int) -> tuple[Blocks, ...]:
    """Columns of equal height; on a page that is not full also full ones and a short one."""
    lines = end - begin
    if lines < _LEAST_LINES * columns:
        return ((begin, end),)
    equal = tuple(begin + lines * n // columns for n in range(columns + 1))
    short = lines - height * (columns - 1)
    if short < _LEAST_LINES or short == height:
        return (equal,)
    return (
        equal,
        *(
            tuple(begin + n * height - (n > place) * (height - short) for n in range(columns + 1))
            for place in range(columns)
        ),
    )


def _read(page: Blocks, order: Ways) -> list[tuple[int, int]]:
    """Begin and end of each column in reading order."""
    blocks = list(pairwise(page))
    return [blocks[n] for n in order] if len(blocks) == len(order) else blocks


def _moved(pages: list[Blocks], page: int, place: int, shift: int) -> list[Blocks]:
    """With one cut of a page moved; empty where nothing is left of a column."""
    cuts = pages[page]
    moved = (*cuts[:place], cuts[place] + shift, *cuts[place + 1 :])
    return [*pages[:page], moved, *pages[page + 1 :]] if _ascends(moved) else []


def _ascends(cuts: Blocks) -> bool:
    return all(a < b for a, b in pairwise(cuts))


class _Known:
    """What breaks weigh, each looked up once."""

    def __init__(self, odds: Odds) -> None:
        self._odds = odds
        self._weights: dict[tuple[int, int], float] = {}

    def setting(self, split: Sequence[Sequence[Blocks]], order: Ways) -> _Setting:
        """Each page as it looks best by itself."""
        pages = tuple(
            max(looks, key=lambda page: self._gain([page], order)) if len(looks) > 1 else looks[0]
            for looks in split
        )
        return _Setting(pages, order, self._gain(pages, order))

    def shifted(self, setting: _Setting) -> _Setting:
        """With each column as high as reads best, some lines more or less."""
        pages = list(setting.pages)
        for n in range(len(pages)):
            for place in range(1, len(pages[n]) - 1):
                around = slice(max(0, n - 1), n + 3)
                options = []
                for shift in range(-_SHIFT, _SHIFT + 1):
                    moved = _moved(pages, n, place, shift)
                    if moved:
                        gain = self._gain(moved[around], setting.order)
                        options.append((gain, -abs(shift), shift, moved))
                pages = max(options)[3]
        return _Setting(tuple(pages), setting.order, self._gain(pages, setting.order))

    def without_losses(self, setting: _Setting) -> _Setting:
        """Pages that read no better so are left as they are."""
        pages = list(setting.pages)
        for n, page in enumerate(pages):
            around = slice(max(0, n - 1), n + 2)
            left = [*pages[around.start : n], (page[0], page[-1]), *pages[n + 1 : around.stop]]
            if self._gain(left, setting.order) >= self._gain(pages[around], setting.order):
                pages[n] = (page[0], page[-1])
        return _Setting(tuple(pages), setting.order, self._gain(pages, setting.order))

    def _gain(self, pages: Sequence[Blocks], order: Ways) -> float:
        blocks = [block for page in pages for block in _read(page, order)]
        made = {(a[1] - 1, b[0]) for a, b in pairwise(blocks)}
        ended = {(cut - 1, cut) for page in pages for cut in page[:-1]}
        ended.discard((pages[0][0] - 1, pages[0][0]))
        return self._sum(made - ended) - self._sum(ended - made)

    def _sum(self, pairs: set[tuple[int, int]]) -> float:
        new = sorted(pair for pair in pairs if pair not in self._weights)
        if new:
            weights = self._odds([a for a, _ in new], [b for _, b in new])
            self._weights.update(zip(new, weights.tolist(), strict=True))
        return sum(self._weights[pair] for pair in sorted(pairs))
