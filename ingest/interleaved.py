"""Pages whose columns were read line by line across, put back into columns.

Told by the words that lines make with each other: on such a page a line goes on two (or three)
lines further down far more often than in the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ingest.formats.raw import LineKind, RawLine
from ingest.words import crossing

_MOST_COLUMNS = 3
_LEAST_LINES = 12
"""Of a page; on a shorter one accidents decide."""
_LEAST_WORDS = 4
"""Across the breaks between lines that would follow each other."""


def in_columns(lines: Sequence[RawLine]) -> tuple[list[RawLine], int]:
    """The lines, each page column by column, and how many pages were put right.

    Pages must be known: without them nothing tells where the columns end.
    """
    ordered: list[RawLine] = []
    mended = 0
    for page, group in groupby(lines, key=lambda line: line.page):
        own = list(group)
        columns = 1 if page is None else _columns([line.text for line in own], own)
        mended += columns > 1
        ordered += [line for n in range(columns) for line in own[n::columns]]
    return ordered, mended


def _columns(texts: Sequence[str], lines: Sequence[RawLine]) -> int:
    if len(lines) < _LEAST_LINES or any(line.kind is not LineKind.TEXT for line in lines):
        return 1
    words = {n: _words_across(texts, n) for n in range(1, _MOST_COLUMNS + 1)}
    best = max(words, key=lambda n: (words[n], -n))
    is_sure = words[best] >= _LEAST_WORDS and words[best] >= 2 * words[1] + 2
    return best if is_sure else 1


def _words_across(texts: Sequence[str], step: int) -> int:
    """How many words cross from a line into the one ``step`` further down."""
    return sum(bool(crossing(texts[n], texts[n + step])) for n in range(len(texts) - step))
