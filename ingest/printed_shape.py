"""What the lines of one printed text have in common: the width of its column, indents, gaps."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Self

from ingest.formats.raw import LineKind, RawLine

_ENDS = "。！？；：…"
_CLOSERS = '”’）》」』】)"'
# What opens a paragraph of its own: labels, dashes, bullets.
OPENS = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]+(?:分编|[编章节条])"
    r"(?:之[一二三四五六七八九十]+)?(?=[ \u3000]|$)"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|——|[•●◆■□▲★·①-⑳]|附[件录表]?\d{0,2}[：:]|附件$|注[：:])"
)
STOP = re.compile(r"[，。；：、！？]")
_LEAST_LINES = 12
_LEAST_LIKE = 0.87
"""The height of the smaller of two lines, in that of the larger, where both are one print."""
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


def of_one_print(before: RawLine, line: RawLine) -> bool:
    """Whether both are printed as large, as far as that is known: a title is not, or a caption."""
    if before.height is None or line.height is None:
        return True
    return _LEAST_LIKE * before.height <= line.height <= before.height / _LEAST_LIKE


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines of one text have in common."""

    column: float
    """Width of the column in full-width characters."""
    indents: bool
    """Whether first lines of paragraphs are indented."""
    gaps: bool
    """Whether an empty line stands before nearly every line, so that its absence means a break."""

    @classmethod
    def of(cls, lines: list[RawLine]) -> Self:
        texts = [line.text for line in lines if line.kind is LineKind.TEXT]
        return cls(
            column=column_width(texts),
            indents=sum(line.indent for line in lines) >= max(3, len(lines) / 40),
            gaps=sum(line.gap for line in lines) >= 0.8 * len(lines),
        )

    def reaches(self, line: RawLine) -> bool:
        """Whether the line comes near the column's edge."""
        return width(line.text) >= self.column - 2.5 if line.full is None else line.full

    def breaks(self, before: RawLine, line: RawLine) -> bool:
        """Whether a page or column may end between the lines."""
        too_wide = line.full is None and width(line.text) > self.column + 2.5
        stands_out = (self.gaps and not line.gap) or (line.indent and not self.indents)
        return self.turns(before, line) or stands_out or too_wide

    def turns(self, before: RawLine, line: RawLine) -> bool:
        """Whether the page is turned between the lines."""
        return before.page != line.page

    def breaks_off(self, line: RawLine) -> bool:
        return line.kind is LineKind.TEXT and self.reaches(line) and not ends_sentence(line.text)

    def may_go_on(self, line: RawLine) -> bool:
        """Whether the line may begin in the middle of a sentence."""
        indented = line.indent and self.indents
        return line.kind is LineKind.TEXT and not OPENS.match(line.text) and not indented

    def is_caption(self, line: RawLine) -> bool:
        """Whether a line before a credit may be the caption: short, and without a stop."""
        short = width(line.text) < 0.9 * self.column and not self.reaches(line)
        return line.kind is LineKind.TEXT and short and not STOP.search(line.text)

    def is_title(self, line: RawLine) -> bool:
        return width(line.text) < 0.75 * self.column and not line.text.endswith(
            tuple("。；，、！？")
        )
