"""Which reader a file goes to: by its first bytes where they tell, else by its extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from graph.errors import UnreadableDocument
from ingest.formats.docx import read_docx
from ingest.formats.html import read_html
from ingest.formats.markdown import read_markdown
from ingest.formats.pdf import read_pdf
from ingest.formats.plain import read_plain
from ingest.formats.raw import RawText

Reader = Callable[[bytes], RawText]

_READERS: Mapping[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
# First bytes that no other format has, and the extensions that they fit.
_SIGNATURES: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (b"%PDF-", "a PDF", frozenset({".pdf"})),
    (b"PK\x03\x04", "a zip archive or Office file", frozenset({".docx"})),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", frozenset({".docx"})),
    (b"{\\rtf", "an RTF file", frozenset()),
    (b"\x89PNG", "a picture", frozenset()),
    (b"\xff\xd8\xff", "a picture", frozenset()),
)


def read_raw(name: str | PurePath, raw: bytes) -> RawText:
    """The lines of a file's bytes; ``name`` is looked at for its extension only.

    Raises UnreadableDocument with one line that says what is wrong.
    """
    suffix = PurePath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        known = ", ".join(_READERS)
        raise UnreadableDocument(f"format {suffix or 'unknown'!r} is not one of {known}")
    if not raw.strip():
        raise UnreadableDocument("an empty file")
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for signature, what, fits in _SIGNATURES:
        if head.startswith(signature) and suffix not in fits:
            raise UnreadableDocument(f"{what} under the extension {suffix}; rename or convert it")
    if suffix == ".pdf" and b"%PDF-" not in raw[:1024]:
        raise UnreadableDocument("not a PDF, though its extension says so; rename or convert it")
    text = reader(raw)
    if not any(line.text.strip() for line in text.lines):
        raise UnreadableDocument("a file without words")
    return text
