"""Pages that are pictures: their lines in reading order, and what the report says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.formats.ocr import Pixels, as_shown, find_words
from ingest.formats.placed import Placed
from ingest.formats.raw import box_of
from ingest.formats.reading_order import in_reading_order

OnPage = Callable[[int, int], None]
"""Called after each page with the number of pages read by OCR and the number to read."""

_UNCERTAIN = 0.85
"""Certainty below which a page is named in the report; clean print is read with 0.97 and more."""


@dataclass(frozen=True, slots=True)
class PicturePage:
    number: int
    """From 1."""
    lines: tuple[Placed, ...]
    """Edges in pixels."""
    certainty: float
    """0 to 1."""


def read_picture_page(pixels: Pixels, number: int) -> PicturePage:
    """Raises MissingExtra without the extra ``ocr``."""
    found = find_words(pixels)
    lines = in_reading_order(found.words, page=number)
    boxed = tuple(_boxed(placed, pixels, found.slant) for placed in lines)
    return PicturePage(number, boxed, found.certainty)


def _boxed(placed: Placed, pixels: Pixels, slant: float) -> Placed:
    """The line with its box on the picture as it is shown, before it was laid straight."""
    height, width = pixels.shape[:2]
    edges = as_shown(placed.left, placed.top, placed.right, placed.bottom, slant=slant)
    return replace(
        placed, line=replace(placed.line, box=box_of(*edges, width=width, height=height))
    )


def notes_on(pages: Sequence[PicturePage]) -> list[str]:
    """Which pages were read by OCR, which of them badly, and which gave nothing."""
    told = [p.number for p in pages if p.lines]
    return [
        *note_on_pages("read by OCR", told),
        *note_on_pages("no words", [p.number for p in pages if not p.lines]),
        *note_on_pages(
            "OCR was not sure; compare with the picture",
            [p.number for p in pages if p.lines and p.certainty < _UNCERTAIN],
        ),
    ]


def note_on_pages(what: str, numbers: Sequence[int]) -> list[str]:
    """One note, as ``page 1, 3–7: read by OCR``; none for no pages."""
    if not numbers:
        return []
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return [f"page {', '.join('–'.join(map(str, run)) for run in runs)}: {what}"]
