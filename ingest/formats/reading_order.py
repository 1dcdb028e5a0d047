"""Words found on a picture, in the order in which a page is read: bands, columns, printed lines.

A page falls into bands, one under the other; a band whose words leave a gap from its top to its
foot is columns of text, read one after the other, or a table, read row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.formats.placed import Placed
from ingest.formats.raw import LineKind, RawLine, row_text

_GUTTER = 0.9
"""Characters of white between columns, at least."""
_CELLS_APART = 1.5
"""Characters of white between the cells of a table's row, at least."""
_COLUMN = 8
"""Characters of a usual line below which a stretch beside a gap is labels or cells, not text."""
_COLUMN_LINES = 3
_TABLE_ROWS = 3
_HEAD_ROWS = 3
"""Rows of a title with its byline, at most."""
_MARGIN = 0.2
"""Of a word's height: what finding adds to it above and below, so that lines seem to touch."""
_FIRST_WIDE = "\u2e80"
"""From here on a character is as wide as it is high."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of print that was found as one, mostly a whole line; edges in any one unit."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    """Larger than ``top``: the page is measured downwards."""

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def in_reading_order(words: Sequence[Word], *, page: int) -> list[Placed]:
    """The printed lines of one page. Pure: the order of ``words`` does not matter."""
    if not words:
        return []
    size = median(_character(word) for word in words)
    ordered = sorted(words, key=lambda w: (w.top, w.left, w.right, w.bottom, w.text))
    return [
        Placed(
            RawLine(text, kind, page=page),
            row[0].left,
            max(word.right for word in row),
            size,
            column,
            top=min(word.top for word in row),
            bottom=max(word.bottom for word in row),
        )
        for text, kind, row, column in _read(ordered, size)
    ]


_Line = tuple[str, LineKind, Sequence[Word], str]
"""Text, kind, its words from the left, and column: ``0`` and ``1`` from the left, ``10`` and
``11`` where the right one is parted again."""


def _read(words: Sequence[Word], size: float, column: str = "") -> list[_Line]:
    lines: list[_Line] = []
    for band in _bands(words, size):
        gutter = next((x for x in _gaps(band, _GUTTER * size) if _parts_columns(band, x, size)), 0)
        if gutter:
            left, right = _parted(band, gutter)
            lines += _read(left, size, f"{column}0") + _read(right, size, f"{column}1")
        else:
            lines += _printed(band, size, column)
    return lines


def _bands(words: Sequence[Word], size: float) -> list[list[Word]]:
    """Stretches of the page, top down: as many rows together as one gap goes through."""
    bands: list[list[list[Word]]] = []
    for row in _rows(words):
        if bands and _share_gap([*bands[-1], row], size):
            bands[-1].append(row)
        elif bands and 1 < len(bands[-1]) <= _HEAD_ROWS and _share_gap([bands[-1][-1], row], size):
            # The first row of columns only seemed to belong to a byline above it.
            bands.append([bands[-1].pop(), row])
        else:
            bands.append([row])
    return [[word for row in band for word in row] for band in bands]


def _share_gap(rows: Sequence[Sequence[Word]], size: float) -> bool:
    return bool(_gaps([word for row in rows for word in row], _GUTTER * size))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words between which a line can be drawn across the page; interleaved columns are one row."""
    rows: list[list[Word]] = []
    foot = 0.0
    for word in sorted(words, key=lambda w: w.top):
        if rows and word.top + _MARGIN * word.height < foot:
            rows[-1].append(word)
        else:
            rows.append([word])
            foot = 0.0
        foot = max(foot, word.bottom - _MARGIN * word.height)
    return rows


def _gaps(words: Sequence[Word], least: float) -> list[float]:
    """Middles of the stretches, left to right, in which none of the words has anything."""
    gaps = []
    edge: float | None = None
    for word in sorted(words, key=lambda w: w.left):
        if edge is not None and word.left - edge >= least:
            gaps.append((edge + word.left) / 2)
        edge = word.right if edge is None else max(edge, word.right)
    return gaps


def _parted(words: Sequence[Word], x: float) -> tuple[list[Word], list[Word]]:
    return [w for w in words if w.right <= x], [w for w in words if w.right > x]


def _parts_columns(words: Sequence[Word], x: float, size: float) -> bool:
    """Whether running text stands on both sides of the gap, beside each other."""
    left, right = _parted(words, x)
    if not (_is_running_text(left, size) and _is_running_text(right, size)):
        return False
    top = max(min(w.top for w in side) for side in (left, right))
    foot = min(max(w.bottom for w in side) for side in (left, right))
    return foot > top


def _is_running_text(words: Sequence[Word], size: float) -> bool:
    """Several lines, most of one width: the cells of a table are short, or as long as it comes."""
    widths = sorted(word.width for word in words)
    if len(widths) < _COLUMN_LINES or widths[len(widths) // 2] < _COLUMN * size:
        return False
    usual = widths[round(0.9 * (len(widths) - 1))]
    return sum(width >= 0.8 * usual for width in widths) >= 0.5 * len(widths)


def _printed(band: Sequence[Word], size: float, column: str) -> list[_Line]:
    """The lines of a band without columns."""
    rows = _aligned(band)
    is_table = len(rows) >= _TABLE_ROWS and 2 * sum(
        len(_cells(row, size)) > 1 for row in rows
    ) > len(rows)
    lines: list[_Line] = []
    for row in rows:
        cells = _cells(row, size)
        table_row = is_table and len(cells) > 1
        text = row_text(cells) if table_row else " ".join(cells)
        kind = LineKind.ROW if table_row else LineKind.TEXT
        lines.append((text, kind, row, column))
    return lines


def _aligned(words: Sequence[Word]) -> list[list[Word]]:
    """Words on one printed line together, left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.left)):
        if rows and word.middle < min(w.bottom - _MARGIN * w.height for w in rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _cells(row: Sequence[Word], size: float) -> list[str]:
    """Texts of a line that stand well apart; what is closer is one, with a blank where it shows."""
    cells: list[str] = []
    edge = 0.0
    for word in row:
        if not cells or word.left - edge >= _CELLS_APART * size:
            cells.append(word.text)
        else:
            cells[-1] += (" " if word.left - edge >= size / 2 else "") + word.text
        edge = word.right
    return cells


def _character(word: Word) -> float:
    """Width of a full-width character."""
    units = sum(1.0 if c >= _FIRST_WIDE else 0.5 for c in word.text)
    return word.width / max(units, 1.0)
