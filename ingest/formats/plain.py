"""Plain text: one line is one line; what is a paragraph is found in ``ingest.clean``."""

from __future__ import annotations

from ingest.formats.encoding import decode
from ingest.formats.raw import RawLine, RawText

_PAGE_BREAK = "\f"


def read_plain(raw: bytes) -> RawText:
    """Raises UnreadableDocument where the bytes are no text."""
    return RawText(tuple(text_lines(decode(raw))), "txt")


def text_lines(text: str) -> list[RawLine]:
    """The lines with words in them; a form feed starts a new page."""
    paged = _PAGE_BREAK in text
    lines: list[RawLine] = []
    for number, page in enumerate(text.split(_PAGE_BREAK), 1):
        gap = False
        for line in page.splitlines():
            if not line.strip():
                gap = True
                continue
            number_or_none = number if paged else None
            indented = line[0].isspace()
            lines.append(RawLine(line, page=number_or_none, indent=indented, gap=gap))
            gap = False
    return lines
