"""Lines with their place on the page: which column each is of, and whether it fills the column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.formats.raw import LineKind, RawLine

_RAGGED = 2.2
"""Characters by which a full line may fall short of the column's edge: a mark that must not open
the next line, a word that was not parted."""
_LEAST_INDENT, _MOST_INDENT = 1.2, 3.2
"""Characters; the first line of a Chinese paragraph is set in by two."""
_LATEST_START = 0.4
"""Of the column's width: a line that starts further in is a signature or a date on the right."""


@dataclass(frozen=True, slots=True)
class Placed:
    line: RawLine
    left: float
    """From the page's left edge, in the unit of ``right`` and ``size``: points or pixels."""
    right: float
    size: float
    """Width of a character."""
    column: str = ""
    """Name of the column where it is known, the same on every page."""
    top: float = 0.0
    """From the page's top edge, in the unit of ``left``."""
    bottom: float = 0.0
    """Larger than ``top``; both 0 where the line itself has its box."""


def with_edges(placed: Sequence[Placed]) -> Iterator[RawLine]:
    """Each line with whether it reaches the right edge of its column, and is indented in it."""
    named: dict[str, list[Placed]] = defaultdict(list)
    for p in placed:
        if p.line.kind is LineKind.TEXT and not p.line.aside:
            named[p.column].append(p)
    columns = {name: _columns(group) for name, group in named.items()}
    for p in placed:
        own = columns.get(p.column, []) if p.line.kind is LineKind.TEXT else []
        column = max(own, key=lambda c: _overlap(p, c), default=None)
        if column is None or _overlap(p, column) <= 0:
            yield p.line
            continue
        left, right = column
        starts = p.left - left <= _LATEST_START * (right - left)
        full = starts and p.right >= right - _RAGGED * p.size
        indent = p.line.indent or _LEAST_INDENT <= (p.left - left) / p.size <= _MOST_INDENT
        yield replace(p.line, full=full, indent=indent)


def _columns(placed: Sequence[Placed]) -> list[tuple[float, float]]:
    """Left and right edge of each column of text, over all pages.

    Lines of running text that lie above each other to the half are of one column; titles that
    span columns are wider than most lines and do not count.
    """
    usual = median(p.right - p.left for p in placed)
    body = [p for p in placed if 0.6 * usual <= p.right - p.left <= 1.6 * usual]
    groups: list[list[Placed]] = []
    for p in sorted(body, key=lambda p: (p.left, p.right)):
        near = [g for g in groups if _overlap(p, (g[0].left, g[0].right)) >= 0.5 * usual]
        if near:
            near[0].append(p)
        else:
            groups.append([p])
    least = max(2, len(body) / 20)
    return [
        (_share([p.left for p in g], 0.05), _share([p.right for p in g], 0.95))
        for g in groups
        if len(g) >= least
    ]


def _overlap(p: Placed, column: tuple[float, float]) -> float:
    return min(p.right, column[1]) - max(p.left, column[0])


def _share(values: list[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]
