"""A rule cut into what can be quoted alone: sentences, and points of a list with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.dates import small_number
from graph.model import Span

_STOP = re.compile(r"[。！？；;](?:[”’」』）)])*|\n+")
_LABEL = re.compile(
    r"\s*(?:第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十]+)?"
    r"|[一二三四五六七八九十]+、|\d{1,3}[.、．])[\s　]*"
)
# （一）, (2): a point of a list where the numbers before it have been seen, and not 第（一）项.
_POINT = re.compile(r"(?<![第款条])[（(](?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[）)](?!项)")
_ENDS = "。！？；;：:”’」』）)"
# （二）强化市场选择功能，打造职业队伍, with the text on the next line: a heading, no sentence.
_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百〇零]+[章节])"
    r"[^。；：;:！？]{4,44}"
)
# 序号, 改革举措, 指导部门: one name a line
_COLUMNS = re.compile(
    r"(?:^|\n)序号\n(?P<names>(?:(?!\d|[一二三四五六七八九十]+、)[^\n。，；：]{2,10}\n){1,8})"
)
_ROW_NUMBER = re.compile(r"\s*\d{1,3}[.、．]?\s*\n")
_LONGEST_ROW = 260
_LINE_START = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.、．]|第[零一二三四五六七八九十百〇]+[条章节])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or one point. Offsets are code points into the document's text."""

    start: int
    end: int
    lead: Span | None
    """The words up to the colon that the point completes; None for a sentence of its own."""
    paragraph: int
    """Number of its 款 within the rule, from 0."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is quoted: the lead-in, where there is one, and the unit."""
        if self.lead is None:
            return ((self.start, self.end),)
        return (
            (self.lead, (self.start, self.end))
            if self.lead[1] < self.start
            else ((self.lead[0], self.end),)
        )


def split_units(text: str, start: int, end: int) -> list[Unit]:
    """Units of ``text[start:end]`` in order; labels such as 第三条 stand in none of them."""
    units: list[Unit] = []
    lead: Span | None = None
    points = 0
    for number, (first, last) in enumerate(_paragraphs(text, start, end)):
        places = _points(text, first, last, points)
        if not places and points and lead and not _is_open(text, lead):
            lead, points = None, 0
        if not places:
            lead, points = None, 0
            found = list(_sentences(text, first, last, None, number))
            units += found
            if text[first:last].rstrip().endswith(("：", ":")) and found:
                lead = (found[-1].start, found[-1].end)
            continue
        head_end = places[0][0]
        if head_end > first and text[first:head_end].strip():
            before = list(_sentences(text, first, head_end, None, number))
            units += before
            if before:
                lead = (before[-1].start, before[-1].end)
        for (point, _), following in zip(places, [*(p for p, _ in places[1:]), last], strict=True):
            units += _point_units(text, point, following, lead, number)
        points = places[-1][1]
    return units


def with_rows(text: str, start: int, end: int, rows: Sequence[Span]) -> list[Unit]:
    """Units of a stretch in which rows of a table stand: a short row is one unit, without its
    number, since a cell alone tells nothing of whom or what; a long one has texts for cells.
    """
    units: list[Unit] = []
    at = start
    for first, last in rows:
        units += _later(split_units(text, at, first) if at < first else [], units)
        units += _later(_row(text, first, last), units)
        at = last
    return units + _later(split_units(text, at, end) if at < end else [], units)


def _row(text: str, start: int, end: int) -> list[Unit]:
    number = _ROW_NUMBER.match(text, start, end)
    first, last = _trimmed(text, number.end() if number else start, end)
    return (
        [Unit(first, last, None, 0)]
        if last - first <= _LONGEST_ROW
        else split_units(text, start, end)
    )


def _later(units: Sequence[Unit], before: Sequence[Unit]) -> list[Unit]:
    """The units with their paragraphs counted on."""
    seen = before[-1].paragraph + 1 if before else 0
    return [replace(unit, paragraph=unit.paragraph + seen) for unit in units]


def columns(text: str, row: int) -> list[str]:
    """The names of the columns of the numbered table whose row starts here: the head that stands
    last before it; empty without one.
    """
    heads = list(_COLUMNS.finditer(text, 0, row))
    return heads[-1]["names"].split() if heads else []


def _is_open(text: str, lead: Span) -> bool:
    return text[lead[0] : lead[1]].rstrip().endswith(("：", ":"))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines, joined where a line breaks off in the middle of a sentence."""
    label = _LABEL.match(text, start, end)
    position = label.end() if label else start
    begin = position
    for match in re.finditer(r"\n+", text[position:end]):
        at = position + match.start()
        before = text[begin:at].rstrip()
        after = text[position + match.end() : end]
        broken = before and before[-1] not in _ENDS and not _LINE_START.match(after)
        if broken and len(before) > 15 and not _is_heading(before, after):
            continue
        if before.strip():
            yield _trimmed(text, begin, at)
        begin = position + match.end()
    if text[begin:end].strip():
        yield _trimmed(text, begin, end)


def _is_heading(line: str, after: str) -> bool:
    """Whether a line is a numbered heading: a broken line would be as long as the next one."""
    following = after.lstrip("\n").partition("\n")[0]
    return bool(_HEADING.fullmatch(line)) and len(following) > 1.15 * len(line.strip())


def _points(text: str, start: int, end: int, seen: int) -> list[tuple[int, int]]:
    """``(offset, number)`` of the points of a list that start here; numbers go up by one."""
    places: list[tuple[int, int]] = []
    wanted = seen + 1
    for match in _POINT.finditer(text, start, end):
        number = small_number(match["n"])
        if number == wanted or (number == 1 and not places):
            places.append((match.start(), number))
            wanted = number + 1
    alone = len(places) == 1 and places[0][0] > start
    return [] if alone and not re.search(r"[：:；。]\s*$", text[start : places[0][0]]) else places


def opens_point(text: str, unit: Unit) -> bool:
    """Whether a point of a list begins with the unit, and not only goes on in it."""
    return _POINT.match(text, unit.start) is not None


def points_in(text: str) -> int:
    """How many points a list has that stands in the text, labelled from 1 on; 0 for none."""
    return max((number for _, number in _points(text, 0, len(text), 0)), default=0)


def _point_units(
    text: str, start: int, end: int, lead: Span | None, paragraph: int
) -> Iterator[Unit]:
    """A point is one unit where it is short, else one for each of its sentences."""
    first, last = _trimmed(text, start, end)
    if last - first <= 160:
        yield Unit(first, last, lead, paragraph)
        return
    yield from _sentences(text, first, last, lead, paragraph)


def _sentences(
    text: str, start: int, end: int, lead: Span | None, paragraph: int
) -> Iterator[Unit]:
    """Sentences; one with a colon and semicolons gives its clauses with the words before it."""
    begin = start
    clauses: list[Span] = []
    for match in [*_STOP.finditer(text, start, end), None]:
        at = match.end() if match else end
        if match and match.group().startswith("\n"):
            continue
        if text[begin:at].strip():
            clauses.append(_trimmed(text, begin, at))
        begin = at
        if match is None or match.group()[0] not in "；;":
            yield from _clause_units(text, clauses, lead, paragraph)
            clauses = []


def _clause_units(
    text: str, clauses: list[Span], lead: Span | None, paragraph: int
) -> Iterator[Unit]:
    if len(clauses) > 1 and lead is None:
        first, last = clauses[0]
        colon = max(text.rfind("：", first, last), text.rfind(":", first, last))
        if first < colon < last - 1:
            lead = (first, colon + 1)
            clauses = [_trimmed(text, colon + 1, last), *clauses[1:]]
    for start, end in clauses:
        yield Unit(start, end, lead, paragraph)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end
