"""Lines of a printed page become paragraphs again, by what the lines themselves show."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from ingest.captions import is_credit
from ingest.columns import halves_apart, reordered
from ingest.formats.raw import LineKind, RawLine
from ingest.order import (
    Order,
    Places,
    blocks_in_order,
    columns_in_order,
    without_rivals,
)
from ingest.words import crossing

_ENDS = "。！？；：…"
_CLOSERS = '”’）》」』】)"'
# What opens a paragraph of its own: labels, dashes, bullets.
_OPENS = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]+(?:分编|[编章节条])"
    r"(?:之[一二三四五六七八九十]+)?(?=[ \u3000]|$)"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|——|[•●◆■□▲★·①-⑳]|附[件录表]?\d{0,2}[：:]|附件$|注[：:])"
)
_STOP = re.compile(r"[，。；：、！？]")
_SHOWN = 12
"""Characters of a broken sentence that the report shows."""
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


def joined(lines: list[RawLine]) -> tuple[list[list[RawLine]], list[str]]:
    """The lines of each paragraph in reading order, and notes on torn sentences.

    A caption that interrupts a sentence stands behind the paragraph, as one of its own.
    """
    captions = _interrupting(lines, _Shape.of(lines))
    beside = {n for first, last in captions for n in range(first, last)}
    groups, notes = _joined([line for n, line in enumerate(lines) if n not in beside])
    for first, last in captions:
        before = next(lines[n] for n in range(first - 1, -1, -1) if n not in beside)
        place = next(n for n, group in enumerate(groups) if any(g is before for g in group))
        groups[place + 1 : place + 1] = [[line] for line in lines[first:last]]
    if captions:
        notes.append(f"{len(captions)} captions taken out of sentences that they interrupted")
    return groups, notes


def _interrupting(lines: list[RawLine], shape: _Shape) -> list[tuple[int, int]]:
    """Half-open stretches of credits, with their captions, behind a line that breaks off."""
    found: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        if not is_credit(line.text) or not n or n + 1 == len(lines):
            continue
        captioned = n > 1 and shape.is_caption(lines[n - 1])
        first = n - 1 if captioned else n
        first = found.pop()[0] if found and found[-1][1] == first else first
        if first and shape.breaks_off(lines[first - 1]) and shape.may_go_on(lines[n + 1]):
            found.append((first, n + 1))
    return found


def _joined(lines: list[RawLine]) -> tuple[list[list[RawLine]], list[str]]:
    shape = _Shape.of(lines)
    places = _places(lines, shape)
    order = columns_in_order(places)
    groups, apart = _grouped([lines[n] for n in order.lines], shape, order)
    if not apart and not order.halves:
        order = blocks_in_order(places)
        if order.halves:
            groups, apart = _grouped([lines[n] for n in order.lines], shape, order)
    reunited = apart + len(order.halves)
    notes = [f"{reunited} sentences whose halves stood apart were reunited"] if reunited else []
    notes += [
        f"a sentence breaks off after “{group[-1].text[-_SHOWN:]}”"
        for group in groups
        if shape.breaks_off(group[-1]) and len(group) > 1
    ]
    return groups, notes


def _places(lines: list[RawLine], shape: _Shape) -> Places:
    return Places(
        texts=[line.text for line in lines],
        breaks_off=[shape.breaks_off(line) for line in lines],
        may_go_on=[shape.may_go_on(line) for line in lines],
        breaks=_breaks(lines, shape),
        pages=[line.page for line in lines],
    )


def _breaks(lines: list[RawLine], shape: _Shape) -> list[bool]:
    """Of each line but the last, whether a page or column may end behind it."""
    breaks = [shape.breaks(a, b) for a, b in pairwise(lines)]
    # A line without any stop at the foot of a page may be a caption.
    return [
        broken or (n + 1 < len(breaks) and breaks[n + 1] and not _STOP.search(lines[n + 1].text))
        for n, broken in enumerate(breaks)
    ]


def _grouped(lines: list[RawLine], shape: _Shape, order: Order) -> tuple[list[list[RawLine]], int]:
    """Lines that were put in order, by paragraphs, and how many halves a word told besides."""
    joins = [_continues(a, b, shape) for a, b in pairwise(lines)]
    breaks = _breaks(lines, shape)
    may_end = [shape.breaks_off(line) for line in lines]
    may_start = [shape.may_go_on(line) for line in lines]
    texts = [line.text for line in lines]
    known = _known(order)
    for n, halves in known.items():
        may_end[n], may_start[n + 1] = may_end[n] and not halves, may_start[n + 1] and not halves
    apart = halves_apart(texts, joins, breaks, may_end, may_start)
    apart = without_rivals(apart, _places(lines, shape)) if apart else apart
    for n in range(len(joins)):
        sure = bool(crossing(texts[n], texts[n + 1])) if breaks[n] else False
        if n in apart or n + 1 in apart.values():
            joins[n] = False
        elif n in known:
            joins[n] = known[n]
        elif breaks[n] and may_end[n] and may_start[n + 1] and sure:
            joins[n] = True
        elif breaks[n] and not sure and not shape.turns(lines[n], lines[n + 1]):
            joins[n] = False
    groups: list[list[int]] = []
    for n in range(len(lines)):
        if n and joins[n - 1]:
            groups[-1].append(n)
        else:
            groups.append([n])
    titles = frozenset(n for n, line in enumerate(lines) if shape.is_title(line))
    if apart:
        groups = reordered(groups, apart, titles)
    return [[lines[n] for n in group] for group in groups], len(apart)


def _known(order: Order) -> dict[int, bool]:
    """Of places that came about by putting lines in order: whether two halves meet there."""
    return {
        place: (a, b) in order.halves
        for place, (a, b) in enumerate(pairwise(order.lines))
        if b != a + 1
    }


@dataclass(frozen=True, slots=True)
class _Shape:
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
        return line.kind is LineKind.TEXT and not _OPENS.match(line.text) and not indented

    def is_caption(self, line: RawLine) -> bool:
        """Whether a line before a credit may be the caption: short, and without a stop."""
        short = width(line.text) < 0.9 * self.column and not self.reaches(line)
        return line.kind is LineKind.TEXT and short and not _STOP.search(line.text)

    def is_title(self, line: RawLine) -> bool:
        return width(line.text) < 0.75 * self.column and not line.text.endswith(
            tuple("。；，、！？")
        )


def _continues(before: RawLine, line: RawLine, shape: _Shape) -> bool:
    if before.kind is not LineKind.TEXT or line.kind is not LineKind.TEXT:
        return False
    apart = _OPENS.match(line.text) or is_credit(line.text) or is_credit(before.text)
    if apart or (shape.indents and line.indent):
        return False
    if not ends_sentence(before.text):
        return _reaches_on(before, shape)
    return shape.reaches(before) and _goes_on_after_stop(line, shape)


def _reaches_on(before: RawLine, shape: _Shape) -> bool:
    """A title or caption stops short of the column's edge; running text does not."""
    return bool(before.full) or width(before.text) >= shape.column * 0.75


def _goes_on_after_stop(line: RawLine, shape: _Shape) -> bool:
    """Whether the line goes on with the paragraph whose last line ends with a full stop."""
    if shape.indents:
        return not line.indent
    reach = width(line.text)
    if reach < shape.column - 3:
        return ends_sentence(line.text) and not line.text.endswith(tuple("：:"))
    # Without indents: a paragraph's first line holds two characters less than the others.
    return reach > shape.column - 1.5
