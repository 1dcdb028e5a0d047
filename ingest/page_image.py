"""A page of a source as a picture, for showing a scan beside what was read from it."""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import PurePath

import pypdfium2

from graph.errors import InvalidInput, MissingExtra, NotFound
from ingest.formats.pdf import open_pdf
from ingest.source import PICTURES

DOTS_PER_INCH = 110
"""Sharp enough to read on a screen; an A4 page is 900 × 1,290 pixels."""
_LONGEST_SIDE = 3000
_POINTS_PER_INCH = 72


def page_image(name: str | PurePath, raw: bytes, number: int) -> bytes:
    """Page ``number``, from 1, as PNG; ``name`` is looked at for its extension only.

    Raises NotFound for a page that is not there, InvalidInput for a format without pages,
    UnreadableDocument for a damaged file, and MissingExtra without the extra ``ocr``.
    """
    suffix = PurePath(name).suffix.lower()
    if not has_pages(name):
        raise InvalidInput(f"a {suffix or 'nameless'} file has no pages to show")
    if find_spec("PIL") is None:
        raise MissingExtra("pictures of pages need more packages: pip install 'zhengtu[ocr]'")
    return _of_pdf(raw, number) if suffix == ".pdf" else _of_picture(raw, number)


def has_pages(name: str | PurePath) -> bool:
    """Whether files of this name's format have pages that can be shown."""
    suffix = PurePath(name).suffix.lower()
    return suffix == ".pdf" or suffix in PICTURES


def _of_pdf(raw: bytes, number: int) -> bytes:
    pdf = open_pdf(raw)
    try:
        _check(number, len(pdf))
        page = pdf[number - 1]
        scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, _LONGEST_SIDE / max(page.get_size()))
        bitmap: pypdfium2.PdfBitmap = page.render(scale=scale)
        out = io.BytesIO()
        bitmap.to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        pdf.close()


def _of_picture(raw: bytes, number: int) -> bytes:
    from ingest.formats.picture import frame_count, show_frame  # noqa: PLC0415 - of the extra ocr

    _check(number, frame_count(raw))
    return show_frame(raw, number - 1, longest_side=_LONGEST_SIDE)


def _check(number: int, pages: int) -> None:
    if not 1 <= number <= pages:
        raise NotFound(f"no page {number}; the file has {pages}")
