"""Lines of a printed page become paragraphs again, by what the lines themselves show."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from ingest.formats.raw import LineKind, RawLine

_ENDS = "。！？；：…"
_CLOSERS = '”’）》」』】)"'
# What opens a paragraph of its own: labels, dashes, bullets.
_OPENS = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]+(?:分编|[编章节条])(?:之[一二三四五六七八九十]+)?(?=[ \u3000]|$)"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|——|[•●◆■□▲★·①-⑳]|附[件录表]?\d{0,2}[：:]|附件$|注[：:])"
)
_LEAST_LINES = 12
_SHORTEST = 12
"""Width in full-width characters below which no printed column is expected."""


def is_wrapped(lines: list[RawLine]) -> bool:
    """Whether the lines are those of a printed column: many of one width, broken mid-sentence."""
    texts = [line.text for line in lines if line.kind is LineKind.TEXT]
    if len(texts) < _LEAST_LINES:
        return False
    column = column_width(texts)
    if column < _SHORTEST:
        return False
    full = [t for t in texts if column - 2 <= width(t) <= column + 1]
    broken = [t for t in full if not ends_sentence(t)]
    return len(full) >= 0.4 * len(texts) and len(broken) >= 0.6 * len(full)


def width(text: str) -> float:
    """In full-width characters: a Chinese character is 1, a Latin letter or digit 0.5.

    >>> width("2021年")
    3.0
    """
    wide = sum(1 for c in text if c > "\u007f" and unicodedata.east_asian_width(c) in "WFA")
    return wide + (len(text) - wide) / 2


def column_width(texts: list[str]) -> float:
    """The width that most lines come near: within 1 above and 2 below."""
    counts = Counter(round(width(t)) for t in texts)
    near = {w: sum(counts[w + d] for d in (-2, -1, 0, 1)) for w in counts}
    return max(near, key=lambda w: (near[w], w), default=0)


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)


def joined(lines: list[RawLine]) -> list[list[RawLine]]:
    """The lines of each paragraph."""
    column = column_width([line.text for line in lines if line.kind is LineKind.TEXT])
    indents = sum(line.indent for line in lines) >= max(3, len(lines) / 40)
    groups: list[list[RawLine]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, column, indents=indents):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(before: RawLine, line: RawLine, column: float, *, indents: bool) -> bool:
    if before.kind is not LineKind.TEXT or line.kind is not LineKind.TEXT:
        return False
    if _OPENS.match(line.text):
        return False
    reach = width(before.text)
    if before.full is False and ends_sentence(before.text):
        return False
    if not ends_sentence(before.text):
        # A title or caption stops short of the column's edge; running text does not.
        return reach >= column * 0.75 if before.full is None else before.full
    if reach < column - 2.5:
        return False
    if indents:
        return not line.indent
    # Without indents: a paragraph's first line holds two characters less than the others.
    return not column - 3 <= width(line.text) <= column - 1.5
