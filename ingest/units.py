"""A frozen text cut into units: each a paragraph, or a part of one that has a label of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.model import Document
from ingest.formats.raw import CELL
from ingest.numbering import Label, Mark, read_label

HEADINGS = frozenset({Mark.PART, Mark.SUBPART, Mark.CHAPTER, Mark.SECTION})
_LONGEST_HEADING = 60
"""Characters; a longer line is no heading, whatever its label."""
_LONGEST_QUOTE = 80
"""Lines; a quotation mark that is not closed within so many lines was never opened."""

_ARTICLE_INSIDE = re.compile(
    r"(?<=[。；）”]) ?(?=第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?)"
)
_ITEM_INSIDE = re.compile(r"(?<=[。；：;:]) ?(?=[（(][一二三四五六七八九十]{1,3}[）)])")
# 第一章 总则……1, 第一章 总则 | 1 (a row of a PDF)
_TOC_LEADER = re.compile(r"(?:[.·．]{3,}|…+|[.…·．\s]{4,}| \|) ?[-—(（]?\d{1,4}[)）]?[-—]?$")
# 第一章 总则 1: a page number only where the heading comes again without it
_PAGE = re.compile(r" \d{1,4}$")
_SENTENCE_END = re.compile(r"[。；：;:，,]$")


@dataclass(frozen=True, slots=True)
class Unit:
    start: int
    """Code points into the document's text."""
    end: int
    label: Label | None
    words: str
    """The unit's text without its label."""
    toc: bool = False
    """Whether it is a line of a table of contents."""
    quoted: bool = False
    """Whether it begins inside of a quotation."""

    @property
    def mark(self) -> Mark:
        return self.label.mark if self.label else Mark.NONE

    @property
    def is_row(self) -> bool:
        return CELL in self.words

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as running text does."""
        return self.words.rstrip("”’）)》")[-1:] in tuple("。；：;:！？…")


def units(document: Document) -> list[Unit]:
    """Every stretch of the text between line ends, in order; nothing lies between but line ends
    and blanks.
    """
    lines = list(_lines(document.text))
    quoted = _quoted_lines([text for _, text in lines])
    found: list[Unit] = []
    state = _Numbers()
    for n, (start, text) in enumerate(lines):
        if n in quoted:
            found.append(Unit(start, start + len(text), None, text, quoted=True))
            continue
        for offset, part in _parts(start, text, state):
            label = _accepted(part, state)
            words = part[label.end :] if label else part
            found.append(Unit(offset, offset + len(part), label, words))
            state.see(label)
    return _without_contents(found)


class _Numbers:
    """The article and item numbers read so far, against which the next label is weighed."""

    def __init__(self) -> None:
        self.article: Label | None = None
        self.row: int | None = None
        """The last serial number of a flattened table; None outside annexes."""

    def see(self, label: Label | None) -> None:
        if label and label.mark is Mark.ARTICLE:
            self.article = label
        elif label and label.mark is Mark.ANNEX:
            self.article = None
            self.row = 0
        elif label and label.mark is Mark.ROW:
            self.row = label.number

    def next_row(self, text: str) -> Label | None:
        """The label of a row, where the text is the next serial number and nothing else."""
        if self.row is None or not text.isdigit() or int(text) not in (1, self.row + 1):
            return None
        return Label(Mark.ROW, f"序号{text}", int(text), end=len(text), spaced=True)

    def follows(self, label: Label) -> bool:
        """Whether an article of this number may stand here."""
        if self.article is None:
            return True
        last = self.article
        if label.extra:
            return (label.number == last.number and label.extra == last.extra + 1) or label.spaced
        return label.number in (1, last.number + 1)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _quoted_lines(lines: list[str]) -> set[int]:
    """Lines that begin inside a quotation: the new wording in a decision to amend.

    Only “ ” count, which tell opening from closing.
    """
    quoted: set[int] = set()
    opened = -1
    for n, line in enumerate(lines):
        if opened >= 0 and n - opened > _LONGEST_QUOTE:
            quoted -= set(range(opened + 1, n))
            opened = -1
        if opened >= 0:
            quoted.add(n)
        balance = line.count("“") - line.count("”")
        if balance > 0 and opened < 0:
            opened = n
        elif balance < 0 and opened >= 0:
            opened = -1
    return quoted - (set(range(opened + 1, len(lines))) if opened >= 0 else set())


def _parts(start: int, text: str, state: _Numbers) -> Iterator[tuple[int, str]]:
    """The line, or its parts where articles or items were run together on it."""
    cuts = [0, *_article_cuts(text, state), len(text)]
    for begin, end in pairwise(cuts):
        inner = [0, *_item_cuts(text[begin:end]), end - begin]
        for first, last in pairwise(inner):
            part = text[begin + first : begin + last]
            blank = len(part) - len(part.lstrip())
            if part.strip():
                yield start + begin + first + blank, part.strip()


def _article_cuts(text: str, state: _Numbers) -> list[int]:
    """Where 第二条 follows 第一条 on one line: after a sentence's end and next in number."""
    own = read_label(text)
    last = own if own and own.mark is Mark.ARTICLE else state.article
    cuts = []
    for match in _ARTICLE_INSIDE.finditer(text):
        label = read_label(text[match.end() :])
        if label and last and label.number == last.number + 1 and not label.extra:
            cuts.append(match.end())
            last = label
    return cuts


def _item_cuts(text: str) -> list[int]:
    """Where （一） … （二） … stand on one line: at least two, each after a stop, counting up."""
    places = [m.end() for m in _ITEM_INSIDE.finditer(text)]
    own = read_label(text)
    number = own.number if own and own.mark is Mark.COUNT_BRACKET else 0
    cuts = []
    for place in places:
        label = read_label(text[place:])
        if label and label.mark is Mark.COUNT_BRACKET and label.number == number + 1:
            cuts.append(place)
            number += 1
    return cuts if number >= 2 else []


def _accepted(text: str, state: _Numbers) -> Label | None:
    """The label of the text, unless what it opens can't be a provision."""
    label = read_label(text)
    if label is None:
        return state.next_row(text)
    rest = text[label.end :]
    if label.mark in HEADINGS:
        heading = len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)
        return label if heading else None
    if label.mark is Mark.ARTICLE:
        return label if label.spaced or state.follows(label) else None
    if label.mark is Mark.ANNEX:
        return label if label.spaced and not rest else None
    return label


def _without_contents(found: list[Unit]) -> list[Unit]:
    """Mark the lines of tables of contents: headings without a body that come again later."""
    listed = {
        n
        for n, u in enumerate(found)
        if u.label and (u.mark in HEADINGS or not u.is_row) and _TOC_LEADER.search(u.words)
    }
    headings = [n for n, u in enumerate(found) if u.mark in {*HEADINGS, Mark.COUNT}]
    places: dict[tuple[Mark, int, str], list[int]] = {}
    for n in headings:
        unit = found[n]
        key = (unit.mark, unit.label.number if unit.label else 0, _bare(unit.words))
        places.setdefault(key, []).append(n)
    for again in places.values():
        for first, later in pairwise(again):
            between = found[first:later]
            if later - first >= 2 and all(_is_heading(u) for u in between):
                listed.update(range(first, later))
    if listed and found[min(listed) - 1].words.replace(" ", "") in ("目录", "目次"):
        listed.add(min(listed) - 1)
    return [replace(u, toc=n in listed) for n, u in enumerate(found)]


def _bare(words: str) -> str:
    return _PAGE.sub("", _TOC_LEADER.sub("", words)).replace(" ", "")


def _is_heading(unit: Unit) -> bool:
    bare = unit.mark in {*HEADINGS, Mark.COUNT, Mark.COUNT_BRACKET} and not unit.is_sentence
    return bare and len(unit.words) <= _LONGEST_HEADING
