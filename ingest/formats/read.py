"""Which reader a file goes to: by its first bytes where they tell, else by its extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from graph.errors import UnreadableDocument
from ingest.formats.docx import read_docx
from ingest.formats.html import read_html
from ingest.formats.markdown import read_markdown
from ingest.formats.ocr import require_ocr
from ingest.formats.pdf import read_pdf
from ingest.formats.picture_pages import OnPage
from ingest.formats.plain import read_plain
from ingest.formats.raw import RawText

_MOST_CHARACTERS = 3_000_000
"""Of one document: thirty times the longest code of law."""

Reader = Callable[[bytes], RawText]
PagedReader = Callable[[bytes, OnPage | None], RawText]


def _read_picture(raw: bytes, on_page: OnPage | None) -> RawText:
    require_ocr("a picture")
    from ingest.formats.picture import read_picture

    return read_picture(raw, on_page)


_READERS: Mapping[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}
_PAGED_READERS: Mapping[str, PagedReader] = {
    ".pdf": read_pdf,
    ".png": _read_picture,
    ".jpg": _read_picture,
    ".jpeg": _read_picture,
    ".tif": _read_picture,
    ".tiff": _read_picture,
}
"""Of formats in which a page may be a picture, which takes seconds to read."""
_PICTURES = frozenset(_PAGED_READERS) - {".pdf"}
# First bytes that no other format has, and the extensions that they fit.
_SIGNATURES: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (b"%PDF-", "a PDF", frozenset({".pdf"})),
    (b"PK\x03\x04", "a zip archive or Office file", frozenset({".docx"})),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", frozenset({".docx"})),
    (b"{\\rtf", "an RTF file", frozenset()),
    (b"\x89PNG", "a picture", _PICTURES),
    (b"\xff\xd8\xff", "a picture", _PICTURES),
    (b"II*\0", "a picture", _PICTURES),
    (b"MM\0*", "a picture", _PICTURES),
)


def read_raw(name: str | PurePath, raw: bytes, on_page: OnPage | None = None) -> RawText:
    """The lines of a file's bytes; ``name`` is looked at for its extension only.

    ``on_page`` is told of pages that are read by OCR. Raises UnreadableDocument with one line that
    says what is wrong, and MissingExtra for pictures of pages without the extra ``ocr``.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS and suffix not in _PAGED_READERS:
        known = ", ".join((*_READERS, *_PAGED_READERS))
        raise UnreadableDocument(f"format {suffix or 'unknown'!r} is not one of {known}")
    if not raw.strip():
        raise UnreadableDocument("an empty file")
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for signature, what, fits in _SIGNATURES:
        if head.startswith(signature) and suffix not in fits:
            raise UnreadableDocument(f"{what} under the extension {suffix}; rename or convert it")
    if suffix == ".pdf" and b"%PDF-" not in raw[:1024]:
        raise UnreadableDocument("not a PDF, though its extension says so; rename or convert it")
    paged = _PAGED_READERS.get(suffix)
    text = paged(raw, on_page) if paged else _READERS[suffix](raw)
    if not any(line.text.strip() for line in text.lines):
        raise UnreadableDocument("a file without words")
    characters = sum(len(line.text) for line in text.lines)
    if characters > _MOST_CHARACTERS:
        raise UnreadableDocument(
            f"{characters:,} characters; at most {_MOST_CHARACTERS:,} are read as one document; "
            "part the file, as a rule into one act each"
        )
    return text
