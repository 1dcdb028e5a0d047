"""What every format reader gives: lines in reading order, with what the format knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Box = tuple[int, int, int, int]
"""Left, top, right and bottom on a page: ten-thousandths of its width and height, from the top
left of the page as it is shown."""


class LineKind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    """Marked as a heading by the format; never joined to the line after it."""
    ROW = "row"
    """A table row: cells joined by `` | ``."""


@dataclass(frozen=True, slots=True)
class RawLine:
    text: str
    kind: LineKind = LineKind.TEXT
    page: int | None = None
    """From 1; None for formats without pages."""
    indent: bool = False
    """Whether the line starts with blanks, as the first line of a Chinese paragraph does."""
    gap: bool = False
    """Whether an empty line stands before it."""
    full: bool | None = None
    """Whether it reaches the column's right edge; None for formats that do not know edges."""
    aside: str = ""
    """What it is where it stands beside the running text: 脚注, 尾注, 文本框, 页眉, 页脚."""
    height: float | None = None
    """Of its print, in points; None for formats that do not know, or not for each line."""
    box: Box | None = None
    """Where it is printed on its page; None for formats that do not know."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A source as its format reader gave it: not yet cleaned, no offsets."""

    lines: tuple[RawLine, ...]
    source_format: str
    """md, txt, html, docx, pdf, png, jpeg or tiff."""
    visual: bool = False
    """Whether the lines are those of a printed page, whatever their paragraphs are."""
    title: str = ""
    """Title that stands outside the text, e.g. in the head of an HTML page."""
    notes: tuple[str, ...] = ()
    """What the reader could not take over, for the report."""


def box_of(
    left: float, top: float, right: float, bottom: float, *, width: float, height: float
) -> Box | None:
    """The box of these edges on a page of that size; None where nothing of it is on the page."""
    across = [_share(edge, width) for edge in (left, right)]
    down = [_share(edge, height) for edge in (top, bottom)]
    if across[0] >= across[1] or down[0] >= down[1]:
        return None
    return across[0], down[0], across[1], down[1]


def _share(edge: float, size: float) -> int:
    return round(10_000 * min(max(edge / size, 0.0), 1.0))


CELL = " | "
"""Between the cells of a table row."""


def row_text(cells: list[str]) -> str:
    """One line for a table row; empty where all its cells are.

    Cells that a merged cell repeats are given once.
    """
    words = [" ".join(cell.split()) for cell in cells]
    kept = [w for n, w in enumerate(words) if n == 0 or w != words[n - 1]]
    return CELL.join(kept) if any(kept) else ""
