"""PNG, JPEG and TIFF: each frame is a page that is read by OCR. Needs the extra ``ocr``."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from graph.errors import UnreadableDocument
from ingest.formats.ocr import Pixels
from ingest.formats.picture_pages import OnPage, notes_on, read_picture_page
from ingest.formats.placed import with_edges
from ingest.formats.raw import RawText

_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)
"""What Pillow raises where the bytes are not the picture that they begin as."""
_MOST_PIXELS = 120_000_000
"""Of a frame: an A3 sheet at 600 dots an inch has 70 millions. More is no page but a trap."""


def read_picture(raw: bytes, on_page: OnPage | None = None) -> RawText:
    """Raises UnreadableDocument for damaged pictures. One frame is in memory at a time."""
    picture = _opened(raw)
    count = getattr(picture, "n_frames", 1)
    read = []
    for number, pixels in enumerate(_frames(picture, count), 1):
        read.append(read_picture_page(pixels, number))
        if on_page:
            on_page(number, count)
    lines = tuple(with_edges([line for page in read for line in page.lines]))
    return RawText(lines, str(picture.format).lower(), visual=True, notes=tuple(notes_on(read)))


def frame_count(raw: bytes) -> int:
    """Raises UnreadableDocument for damaged pictures."""
    return int(getattr(_opened(raw), "n_frames", 1))


def show_frame(raw: bytes, index: int, *, longest_side: int) -> bytes:
    """A frame, from 0, as PNG, as OCR sees it; made smaller where a side is longer than that."""
    try:
        pixels = _pixels(_opened(raw), index)
    except _DAMAGED as exc:
        raise UnreadableDocument(f"damaged on page {index + 1}: {_one_line(exc)}") from exc
    frame = Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))
    frame.thumbnail((longest_side, longest_side))
    out = io.BytesIO()
    frame.save(out, "PNG")
    return out.getvalue()


def _opened(raw: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have our own limit
        try:
            return Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "TIFF"))
        except _DAMAGED as exc:
            raise UnreadableDocument(f"not a readable picture: {_one_line(exc)}") from exc


def _frames(picture: Image.Image, count: int) -> Iterator[Pixels]:
    for index in range(count):
        try:
            pixels = _pixels(picture, index)
        except _DAMAGED as exc:
            raise UnreadableDocument(f"damaged on page {index + 1}: {_one_line(exc)}") from exc
        yield pixels


def _pixels(picture: Image.Image, index: int) -> Pixels:
    """Upright and on white, whatever the frame's colours are."""
    picture.seek(index)
    width, height = picture.size
    if width * height > _MOST_PIXELS:
        raise ValueError(f"{width} × {height} pixels; scan it at 300 dots an inch")
    frame = ImageOps.exif_transpose(picture)
    if frame.mode.startswith("I;16"):  # 16 bits of grey, of which convert() would cut the upper off
        frame = Image.fromarray((np.asarray(frame, np.uint16) >> 8).astype(np.uint8))
    if frame.has_transparency_data:
        paper = Image.new("RGBA", frame.size, "white")
        frame = Image.alpha_composite(paper, frame.convert("RGBA"))
    return np.ascontiguousarray(np.asarray(frame.convert("RGB"))[:, :, ::-1])


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
