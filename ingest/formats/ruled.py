"""Tables of a printed page, from the lines that are ruled around their cells.

Pure geometry, measured downwards from the top left of the page in points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_NEAR = 2.5
"""Points by which two ends that meet may miss each other."""
_SHORTEST = 8.0
"""Points: a shorter stroke rules nothing."""
_LEAST_CELLS = 4


@dataclass(frozen=True, slots=True)
class Table:
    edges: Edges
    rows: tuple[tuple[Edges, ...], ...]
    """Cells of each row from the left. A cell that goes down through several rows stands in its
    first one, and in the others is an empty cell: one without height."""


def tables(strokes: Iterable[Edges]) -> list[Table]:
    """The tables that these strokes rule, from the top. Frames and underlines are none."""
    level, upright = [], []
    for left, top, right, bottom in strokes:
        if bottom - top <= _NEAR and right - left >= _SHORTEST:
            level.append((left, (top + bottom) / 2, right, (top + bottom) / 2))
        elif right - left <= _NEAR and bottom - top >= _SHORTEST:
            upright.append(((left + right) / 2, top, (left + right) / 2, bottom))
    found = [_table(level, upright) for level, upright in _grids(level, upright)]
    return sorted((t for t in found if t), key=lambda t: (t.edges[1], t.edges[0]))


_Group = tuple[list[Edges], list[Edges]]


def _grids(level: Sequence[Edges], upright: Sequence[Edges]) -> list[_Group]:
    """Strokes that touch each other, level and upright ones, directly or through others."""
    strokes = sorted([*level, *upright])
    groups: list[list[Edges]] = []
    for stroke in strokes:
        touching = [g for g in groups if any(_touch(stroke, other) for other in g)]
        merged = [stroke, *(other for g in touching for other in g)]
        groups = [g for g in groups if g not in touching] + [merged]
    return [
        ([s for s in group if s[1] == s[3]], [s for s in group if s[1] != s[3]]) for group in groups
    ]


def _touch(a: Edges, b: Edges) -> bool:
    across = a[0] <= b[2] + _NEAR and b[0] <= a[2] + _NEAR
    return across and a[1] <= b[3] + _NEAR and b[1] <= a[3] + _NEAR


def _table(level: Sequence[Edges], upright: Sequence[Edges]) -> Table | None:
    if not level:
        return None
    sides = [min(s[0] for s in level), max(s[2] for s in level)]  # some tables are open there
    xs = _snapped([*(s[0] for s in upright), *sides])
    ys = _snapped([s[1] for s in level])
    if len(xs) < 3 or len(ys) < 2 or len(upright) < 2:
        return None
    places = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    cell = {place: place for place in places}
    for row, column in places:  # where nothing is ruled between two places, they are one cell
        y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if column and not any(_is_at(s[0], xs[column]) and s[1] <= y <= s[3] for s in upright):
            _unite(cell, (row, column - 1), (row, column))
        if row and not any(_is_at(s[1], ys[row]) and s[0] <= x <= s[2] for s in level):
            _unite(cell, (row - 1, column), (row, column))
    parts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in places:
        parts[cell[place]].append(place)
    if len(parts) < (_LEAST_CELLS if len(ys) > 2 else 2):  # one row: the rest of a table
        return None
    rows: list[tuple[Edges, ...]] = []
    for row in range(len(ys) - 1):
        own: list[Edges] = []
        for first in dict.fromkeys(cell[row, column] for column in range(len(xs) - 1)):
            last = max(parts[first])
            left = xs[min(c for _, c in parts[first])]
            right = xs[max(c for _, c in parts[first]) + 1]
            foot = ys[last[0] + 1] if first[0] == row else ys[row]
            own.append((left, ys[row], right, foot))
        rows.append(tuple(own))
    if max(map(len, rows)) < 2:
        return None
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(rows))


def _unite(
    cell: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = sorted((cell[one], cell[other]))
    for place, own in cell.items():
        if own == second:
            cell[place] = first


def _snapped(values: Sequence[float]) -> list[float]:
    """Each place once, where strokes that lie as good as on each other are meant as one."""
    ordered = sorted(values)
    starts = [0, *(n for n in range(1, len(ordered)) if ordered[n] - ordered[n - 1] > _NEAR)]
    return [sum(ordered[a:b]) / (b - a) for a, b in pairwise([*starts, len(ordered)])]


def _is_at(one: float, other: float) -> bool:
    return abs(one - other) <= 2 * _NEAR
