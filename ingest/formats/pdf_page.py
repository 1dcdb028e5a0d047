"""The lines of one PDF page: in the order of its content stream, but for what only places tell.

Rows of ruled tables, columns that were written line by line across the page, notes at its foot.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.formats.placed import Placed
from ingest.formats.raw import Box, LineKind, RawLine, box_of, row_text
from ingest.formats.reading_order import Word, in_reading_order
from ingest.formats.ruled import Edges, Table, tables

_MOST_STROKES = 1_500
"""Of a page; a drawing has more, a table less."""
_APART = 1.0
"""Characters of white inside of a line from which on it may be the gap between two columns."""
_LEAST_PARTED, _SHARE_PARTED = 4, 0.25
"""Lines of a page with such white, and their share of its lines, where it is read by places."""
_SMALL = 0.93
"""Of the height of the page's print: notes at the foot are smaller."""
_NOTE = re.compile(
    r"^(?:[①-⑳*※]|[\[［〔(（]\d{1,2}[\]］〕)）]|\d{1,2}(?=[\s\u3000.．、\u4e00-\u9fff《])|注\d{0,2}[：:])"
)
_FOOT = 0.5
"""Of the page's height, from its top: notes stand below."""
NOTE = "脚注"
_FIRST_WIDE = "\u2e80"
"""From here on a character is as wide as it is high."""
_LETTERS = re.compile(r"[A-Za-z\u4e00-\u9fff]")
# An entry of a list inside of a cell: （一）, 1.
_ENTRY = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳])")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text layer; edges in points from the top left of the page."""

    text: str
    edges: Edges
    size: float
    """Width of a character."""
    height: float
    """Of its print."""
    words: tuple[Word, ...]
    """Its parts, where white stands between them."""


def page_lines(page: pypdfium2.PdfPage, number: int) -> list[Placed]:
    """The lines of the page, ``number`` from 1. Raises PdfiumError for a damaged page."""
    text_page = page.get_textpage()
    shown = page.get_cropbox()
    lines = list(_text_lines(text_page, shown))
    if page.get_rotation():
        text_page.close()
        return [
            replace(p, line=replace(p.line, box=None)) for p in _as_written(lines, number, shown)
        ]
    found = tables(_strokes(page, shown))
    ruled = [(table, _rows(text_page, table, number, shown)) for table in found]
    text_page.close()
    running = [line for line in lines if not any(_inside(line.edges, t.edges) for t in found)]
    notes = _notes(running, shown[3] - shown[1])
    running = [line for line in running if line not in notes]
    placed = _in_order(running, number, shown)
    for table, rows in reversed(ruled):
        at = _behind(table, placed)
        placed[at:at] = rows
    beside = _as_written(notes, number, shown)
    return placed + [replace(p, line=replace(p.line, aside=NOTE)) for p in beside]


def _in_order(lines: Sequence[_Line], number: int, shown: Edges) -> list[Placed]:
    """By places where columns, or the cells of a table, were written line by line."""
    parted = sum(len(line.words) > 1 for line in lines)
    if parted < max(_LEAST_PARTED, _SHARE_PARTED * len(lines)):
        return _as_written(lines, number, shown)
    words = [word for line in lines for word in line.words]
    return [_told(p, shown) for p in in_reading_order(words, page=number)]


def _told(p: Placed, shown: Edges) -> Placed:
    """With what its line shows of its place."""
    box = _box((p.left, p.top, p.right, p.bottom), shown)
    return replace(p, line=replace(p.line, box=box, height=p.bottom - p.top))


def _as_written(lines: Sequence[_Line], number: int, shown: Edges) -> list[Placed]:
    placed = []
    for line in lines:
        left, top, right, bottom = line.edges
        printed = RawLine(
            line.text.strip(),
            page=number,
            indent=line.text[:1].isspace(),
            box=_box(line.edges, shown),
            height=line.height,
        )
        placed.append(Placed(printed, left, right, line.size, top=top, bottom=bottom))
    return placed


def _text_lines(text_page: pypdfium2.PdfTextPage, shown: Edges) -> Iterator[_Line]:
    start = 0
    for line in text_page.get_text_range().split("\n"):
        bare = line.rstrip("\r \u3000")
        first = start + len(line) - len(line.lstrip())
        last = start + len(bare) - 1
        words, start = start, start + len(line) + 1
        if not bare.strip() or last >= text_page.count_chars():
            continue
        left, top, own_right, bottom = _edges(text_page, first, shown)
        _, last_top, right, last_bottom = _edges(text_page, last, shown)
        size = max(own_right - left, (right - left) / max(1, len(bare.strip())))
        edges = (left, min(top, last_top), right, max(bottom, last_bottom))
        parts: tuple[Word, ...] = (Word(bare.strip(), *edges),)
        em = own_right - left if bare.strip()[0] >= _FIRST_WIDE else bottom - top
        if right - left > (_own_width(bare.strip()) + _APART) * em:
            parts = _words(text_page, bare, words, em, shown)
        yield _Line(bare, edges, size, max(bottom - top, last_bottom - last_top), parts)


def _words(
    text_page: pypdfium2.PdfTextPage, text: str, start: int, size: float, shown: Edges
) -> tuple[Word, ...]:
    """The parts of a line between which more white stands than between words."""
    words: list[Word] = []
    for n, character in enumerate(text):
        if character.isspace():
            continue
        left, top, right, bottom = _edges(text_page, start + n, shown)
        if words and left - words[-1].right < _APART * size:
            before = words[-1]
            blank = " " if text[n - 1].isspace() else ""
            edges = (before.left, min(before.top, top), right, max(before.bottom, bottom))
            words[-1] = Word(f"{before.text}{blank}{character}", *edges)
        else:
            words.append(Word(character, left, top, right, bottom))
    return tuple(words)


def _own_width(text: str) -> float:
    """In full-width characters, blanks aside."""
    return sum(1.0 if c >= _FIRST_WIDE else 0.5 for c in text if not c.isspace())


def _edges(text_page: pypdfium2.PdfTextPage, index: int, shown: Edges) -> Edges:
    """Of one character, from the top left of the page as it is shown."""
    left, bottom, right, top = text_page.get_charbox(index, loose=True)
    return left - shown[0], shown[3] - top, right - shown[0], shown[3] - bottom


def _box(edges: Edges, shown: Edges) -> Box | None:
    return box_of(*edges, width=shown[2] - shown[0], height=shown[3] - shown[1])


def _inside(edges: Edges, outer: Edges) -> bool:
    x, y = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _behind(table: Table, placed: Sequence[Placed]) -> int:
    """The place of a table among the lines: behind the last one above it that it stands under."""
    left, top, right, _ = table.edges
    above = [
        n
        for n, p in enumerate(placed)
        if p.bottom <= top + p.size and min(p.right, right) > max(p.left, left)
    ]
    return above[-1] + 1 if above else 0


def _rows(
    text_page: pypdfium2.PdfTextPage, table: Table, number: int, shown: Edges
) -> list[Placed]:
    rows = []
    for cells in table.rows:
        words = [_cell(text_page, cell, shown) for cell in cells]
        text = row_text(words)
        left, top, right = cells[0][0], cells[0][1], cells[-1][2]
        bottom = max(cell[3] for cell in cells)
        if text:
            box = _box((left, top, right, bottom), shown)
            line = RawLine(text, LineKind.ROW, page=number, box=box)
            rows.append(Placed(line, left, right, 1.0, top=top, bottom=bottom))
    return rows


def _cell(text_page: pypdfium2.PdfTextPage, cell: Edges, shown: Edges) -> str:
    """The words of a cell, its lines joined as those of a paragraph."""
    left, top, right, bottom = cell
    if bottom <= top:
        return ""
    text = text_page.get_text_bounded(
        left=left + shown[0], bottom=shown[3] - bottom, right=right + shown[0], top=shown[3] - top
    )
    words = ""
    for line in text.splitlines():
        own = line.strip()
        apart = own[:1].isascii() and words[-1:].isascii() and words[-1:].isalpha()
        words += f" {own}" if apart or _ENTRY.match(own) else own
    return words.strip()


def _notes(lines: Sequence[_Line], height: float) -> list[_Line]:
    """Small print at the foot of the page from a note's mark on."""
    if not lines:
        return []
    usual = median(line.height for line in lines)
    body = max(
        (x.edges[3] for x in lines if x.height >= _SMALL * usual and _is_text(x)), default=0.0
    )
    small = [
        line
        for line in lines
        if line.height < _SMALL * usual
        and line.edges[1] >= max(body - line.height, _FOOT * height)
        and _is_text(line)
    ]
    first = next((n for n, line in enumerate(small) if _NOTE.match(line.text.strip())), len(small))
    return small[first:]


def _is_text(line: _Line) -> bool:
    """Page numbers aside."""
    return bool(_LETTERS.search(line.text))


def _strokes(page: pypdfium2.PdfPage, shown: Edges) -> list[Edges]:
    """Level and upright edges of what is drawn on the page, none where it is a drawing."""
    strokes: list[Edges] = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix = drawn.get_matrix()
        points: list[tuple[float, float]] = []
        for n in range(pdfium.FPDFPath_CountSegments(drawn)):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, n)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            at = matrix.on_point(x.value, y.value)
            point = (at[0] - shown[0], shown[3] - at[1])
            moves = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
            points = [point] if moves else [*points, point]
            if len(points) > 1:
                strokes.append(_stroke(points[-2], point))
            if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                strokes.append(_stroke(point, points[0]))
            if len(strokes) > _MOST_STROKES:
                return []
    return strokes


def _stroke(a: tuple[float, float], b: tuple[float, float]) -> Edges:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
