"""Which encoding a Chinese text file is in: its own mark, UTF-8, or the national GB18030."""

from __future__ import annotations

import codecs

from graph.errors import UnreadableDocument

_LOST = "\ufffd"
_MOST_LOST = 0.002
"""Of the characters."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(raw: bytes, *, declared: str = "") -> str:
    """The text of the bytes. ``declared`` is tried after a byte order mark and UTF-8.

    UTF-8 before the declaration: a GBK text is hardly ever valid UTF-8, while pages that
    were converted keep their old declaration. GB18030 holds GBK and GB2312.

    Raises UnreadableDocument where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _plain(raw, (encoding,))
    if b"\0" in raw[:4096]:
        raise UnreadableDocument("binary data, not a text; is the file's extension right?")
    return _plain(raw, ("utf-8", *([declared] if _known(declared) else []), "gb18030", "big5"))


def _plain(raw: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    # One byte in thousands is damaged: the rest is kept, and the reading tells each lost place.
    for encoding in encodings:
        text = raw.decode(encoding, errors="replace")
        if text.count(_LOST) <= _MOST_LOST * len(text):
            return text
    raise UnreadableDocument(
        f"not a text in {', '.join(encodings)}; convert the file to UTF-8 and try again"
    )


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
