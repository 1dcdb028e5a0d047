"""Which encoding a Chinese text file is in: its own mark, UTF-8, or the national GB18030."""

from __future__ import annotations

import codecs

from graph.errors import UnreadableDocument

_LOST = "\ufffd"
_MOST_LOST = 0.002
"""Of the characters."""
_MOST_PRIVATE = 0.02
"""Of the characters: beyond it the encoding was another one."""
_LEAST_CHINESE = 0.5
"""Of the characters of a text whose encoding nothing but its characters tells."""
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
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_chinese(text := raw.decode(encoding, errors="replace")):
                return text
        raise UnreadableDocument("binary data, not a text; is the file's extension right?")
    text = _plain(raw, ("utf-8", *([declared] if _known(declared) else []), "gb18030", "big5"))
    if _share(text, "\ue000", "\uf8ff") > _MOST_PRIVATE:  # BIG5 read as GB18030 is full of them
        other = raw.decode("big5", errors="replace")
        return other if _is_chinese(other) else text
    return text


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


def _is_chinese(text: str) -> bool:
    """Whether nearly nothing is lost, most characters are Chinese ones or their marks, and there
    is a comma or a stop, which no other bytes give by accident.
    """
    lost = text.count(_LOST) > _MOST_LOST * len(text)
    chinese = _share(text, "\u4e00", "\u9fff") + _share(text, "\u3000", "\u301f")
    return not lost and chinese >= _LEAST_CHINESE and any(mark in text for mark in "，。")


def _share(text: str, first: str, last: str) -> float:
    """Of the characters: how many lie in this range; 0 to 1."""
    return sum(first <= character <= last for character in text) / max(1, len(text))


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
