"""PDF, page by page: the text layer in the order of its content stream, OCR where there is none.

pypdfium2 and not pypdf: both follow the stream, it is ten times faster, knows where a line stands
on the page (which tells a paragraph's last line), and renders pages for OCR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from graph.errors import UnreadableDocument
from ingest.formats.ocr import Pixels, can_read_pictures, require_ocr
from ingest.formats.pdf_page import page_lines
from ingest.formats.picture_pages import OnPage, note_on_pages, notes_on, read_picture_page
from ingest.formats.placed import Placed, with_edges
from ingest.formats.raw import CELL, LineKind, RawText

_UNMAPPED = frozenset("\ufffd\ufffe\uffff\x00")
_MOST_UNMAPPED = 0.2
"""Of the characters: beyond it the fonts carry no way back to Unicode."""
_DOTS_PER_POINT = 150 / 72
_LONGEST_SIDE = 4000
"""Pixels of a rendered page: a poster is not rendered at the size of its print."""
_MOST_STAMPED = 40
"""Characters that a scanner or a stamp writes over a picture of the page."""
_HEAD_LINES = 3
"""Lines of a page among which a table that goes on from the page before begins."""
_LONGEST_FOOT = 8
"""Characters of a page number with its dashes."""
_PICTURED = 0.5
"""Share of the page that a picture fills where the page is a scan."""


def read_pdf(raw: bytes, on_page: OnPage | None = None) -> RawText:
    """Raises UnreadableDocument for damaged and encrypted files, and MissingExtra for scanned ones
    where the extra ``ocr`` is not installed.
    """
    pdf = open_pdf(raw)
    pages = [_lines_of(pdf, n) for n in range(len(pdf))]
    words = "".join(p.line.text for page in pages for p in page)
    if _is_unmapped(words):
        require_ocr("a PDF whose fonts do not say which characters they show")
        pictures = list(range(len(pdf)))
    else:
        pictures = [n for n, page in enumerate(pages) if _is_picture(pdf, n, page)]
    if not any(page for n, page in enumerate(pages) if n not in pictures):
        require_ocr(f"a PDF of {len(pdf)} pages without a text layer (scanned)")
    blank = [n + 1 for n, page in enumerate(pages) if not page and n not in pictures]
    notes = note_on_pages("no words", blank)
    if pictures and not can_read_pictures():
        numbers = [n + 1 for n in pictures]
        notes += note_on_pages("no text layer; the extra ocr would read it", numbers)
    elif pictures:
        notes += _read_pictures(pdf, pages, pictures, on_page)
    placed = [line for page in _with_rows_whole(pages) for line in page]
    return RawText(tuple(with_edges(placed)), "pdf", visual=True, notes=tuple(notes))


def open_pdf(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as exc:
        if "password" in str(exc).lower():
            raise UnreadableDocument("an encrypted PDF; save it without a password") from exc
        raise UnreadableDocument(f"not a readable PDF: {exc}") from exc


def _lines_of(pdf: pypdfium2.PdfDocument, index: int) -> list[Placed]:
    try:
        return _of_page(pdf, index)
    except pypdfium2.PdfiumError as exc:
        raise UnreadableDocument(
            f"a damaged PDF: page {index + 1} of {len(pdf)} cannot be loaded ({exc}); "
            "fetch it again, or print it into a new PDF"
        ) from exc


def _with_rows_whole(pages: Sequence[list[Placed]]) -> Iterator[list[Placed]]:
    """A row that the end of a page parts, whole on the page where it begins."""
    before: list[Placed] = []
    for page in pages:
        own = _without_rest(page, before)
        if before:
            yield before
        before = own
    yield before


def _without_rest(page: list[Placed], before: list[Placed]) -> list[Placed]:
    """The page without the rest of a row, which is put to its begin on the page ``before``."""
    rest = next((n for n, p in enumerate(page[:_HEAD_LINES]) if _is_row(p)), None)
    last = next((n for n in range(len(before) - 1, -1, -1) if not _is_foot(before[n])), None)
    if rest is None or last is None or not _is_row(before[last]):
        return page
    own, more = before[last].line.text.split(CELL), page[rest].line.text.split(CELL)
    if len(own) != len(more) or more[0].strip():
        return page
    whole = CELL.join(a + b for a, b in zip(own, more, strict=True))
    before[last] = replace(before[last], line=replace(before[last].line, text=whole))
    return [*page[:rest], *page[rest + 1 :]]


def _is_row(placed: Placed) -> bool:
    return placed.line.kind is LineKind.ROW


def _is_foot(placed: Placed) -> bool:
    """A note or a page number."""
    return bool(placed.line.aside) or len(placed.line.text) <= _LONGEST_FOOT


def _of_page(pdf: pypdfium2.PdfDocument, index: int) -> list[Placed]:
    page = pdf[index]
    lines = page_lines(page, index + 1)
    page.close()
    return lines


def _is_unmapped(words: str) -> bool:
    unmapped = sum(c in _UNMAPPED or "\ue000" <= c <= "\uf8ff" for c in words)
    return unmapped > _MOST_UNMAPPED * len(words)


def _is_picture(pdf: pypdfium2.PdfDocument, index: int, lines: Sequence[Placed]) -> bool:
    """Whether the page shows more than its text layer says.

    It has drawings and no text, or a picture fills it and its text is a scanner's stamp.
    """
    if sum(len(p.line.text.strip()) for p in lines) > _MOST_STAMPED:
        return False
    page = pdf[index]
    drawn = list(page.get_objects(max_depth=3))
    width, height = page.get_size()
    pictured = sum(_area(o) for o in drawn if o.type == FPDF_PAGEOBJ_IMAGE)
    page.close()
    if not lines:
        return bool(drawn)
    return bool(pictured >= _PICTURED * width * height)


def _area(drawn: pypdfium2.PdfObject) -> float:
    """Square points."""
    left, bottom, right, top = drawn.get_bounds()
    return float((right - left) * (top - bottom))


def _read_pictures(
    pdf: pypdfium2.PdfDocument,
    pages: list[list[Placed]],
    pictures: Sequence[int],
    on_page: OnPage | None,
) -> list[str]:
    """Put what OCR reads in place of these pages' lines; gives notes. One picture in memory."""
    read = []
    for done, index in enumerate(pictures, 1):
        pixels, scale = _rendered(pdf, index)
        page = read_picture_page(pixels, index + 1)
        pages[index] = [
            replace(p, left=p.left / scale, right=p.right / scale, size=p.size / scale)
            for p in page.lines
        ]
        read.append(page)
        if on_page:
            on_page(done, len(pictures))
    return notes_on(read)


def _rendered(pdf: pypdfium2.PdfDocument, index: int) -> tuple[Pixels, float]:
    """The page as a picture, and how many pixels of it a point is."""
    page = pdf[index]
    scale = min(_DOTS_PER_POINT, _LONGEST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    pixels = np.array(bitmap.to_numpy()[:, :, :3])  # a copy: the bitmap's memory is freed
    bitmap.close()
    page.close()
    return pixels, scale
