"""Lines of a printed page become paragraphs again, by what the lines themselves show."""

from __future__ import annotations

from itertools import pairwise

from ingest.captions import is_credit
from ingest.columns import halves_apart, reordered
from ingest.formats.raw import LineKind, RawLine
from ingest.interruptions import interrupting
from ingest.order import (
    Order,
    Places,
    blocks_in_order,
    columns_in_order,
    without_rivals,
)
from ingest.printed_shape import OPENS, STOP, Shape, ends_sentence, of_one_print, width
from ingest.words import crossing

_SHOWN = 12
"""Characters of a broken sentence that the report shows."""


def joined(lines: list[RawLine]) -> tuple[list[list[RawLine]], list[str]]:
    """The lines of each paragraph in reading order, and notes on torn sentences.

    A caption that interrupts a sentence stands behind the paragraph, as one of its own.
    """
    captions = interrupting(lines, Shape.of(lines))
    beside = {n for first, last in captions for n in range(first, last)}
    groups, notes = _joined([line for n, line in enumerate(lines) if n not in beside])
    for first, last in captions:
        before = next(lines[n] for n in range(first - 1, -1, -1) if n not in beside)
        place = next(n for n, group in enumerate(groups) if any(g is before for g in group))
        groups[place + 1 : place + 1] = [[line] for line in lines[first:last]]
    if captions:
        notes.append(f"{len(captions)} captions taken out of sentences that they interrupted")
    return groups, notes


def _joined(lines: list[RawLine]) -> tuple[list[list[RawLine]], list[str]]:
    shape = Shape.of(lines)
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


def _places(lines: list[RawLine], shape: Shape) -> Places:
    return Places(
        texts=[line.text for line in lines],
        breaks_off=[shape.breaks_off(line) for line in lines],
        may_go_on=[shape.may_go_on(line) for line in lines],
        breaks=_breaks(lines, shape),
        pages=[line.page for line in lines],
    )


def _breaks(lines: list[RawLine], shape: Shape) -> list[bool]:
    """Of each line but the last, whether a page or column may end behind it."""
    breaks = [shape.breaks(a, b) for a, b in pairwise(lines)]
    # A line without any stop at the foot of a page may be a caption.
    return [
        broken or (n + 1 < len(breaks) and breaks[n + 1] and not STOP.search(lines[n + 1].text))
        for n, broken in enumerate(breaks)
    ]


def _grouped(lines: list[RawLine], shape: Shape, order: Order) -> tuple[list[list[RawLine]], int]:
    """Lines that were put in order, by paragraphs, and how many halves a word told besides."""
    joins = [_continues(a, b, shape) for a, b in pairwise(lines)]
    breaks = _breaks(lines, shape)
    may_end = [shape.breaks_off(line) for line in lines]
    may_start = [shape.may_go_on(line) for line in lines]
    texts = [line.text for line in lines]
    known = _known(order)
    for n, halves in known.items():
        may_end[n], may_start[n + 1] = may_end[n] and not halves, may_start[n + 1] and not halves
    # Where lines were put in order, what fits by accident outweighs what is left to be found.
    told = not order.halves
    apart = halves_apart(texts, joins, breaks, may_end, may_start) if told else {}
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


def _continues(before: RawLine, line: RawLine, shape: Shape) -> bool:
    if before.kind is not LineKind.TEXT or line.kind is not LineKind.TEXT:
        return False
    apart = OPENS.match(line.text) or is_credit(line.text) or is_credit(before.text)
    if apart or not of_one_print(before, line) or (shape.indents and line.indent):
        return False
    if not ends_sentence(before.text):
        return _reaches_on(before, shape)
    return shape.reaches(before) and _goes_on_after_stop(line, shape)


def _reaches_on(before: RawLine, shape: Shape) -> bool:
    """A title or caption stops short of the column's edge; running text does not."""
    return bool(before.full) or width(before.text) >= shape.column * 0.75


def _goes_on_after_stop(line: RawLine, shape: Shape) -> bool:
    """Whether the line goes on with the paragraph whose last line ends with a full stop."""
    if shape.indents:
        return not line.indent
    reach = width(line.text)
    if reach < shape.column - 3:
        return ends_sentence(line.text) and not line.text.endswith(tuple("：:"))
    # Without indents: a paragraph's first line holds two characters less than the others.
    return reach > shape.column - 1.5
