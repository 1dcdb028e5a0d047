"""Captions, credits and bylines that stand between the halves of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.captions import is_credit
from ingest.formats.raw import RawLine
from ingest.printed_shape import STOP, Shape, of_one_print
from ingest.words import crossing

_MOST_BESIDE = 3
"""Lines of a caption, a byline or a box that interrupt a sentence."""


def interrupting(lines: Sequence[RawLine], shape: Shape) -> list[tuple[int, int]]:
    """Half-open stretches of credits, with their captions, behind a line that breaks off; and of
    lines in another print between two lines of one.
    """
    found: list[tuple[int, int]] = [
        (n, n + length)
        for length in range(1, _MOST_BESIDE + 1)
        for n in range(1, len(lines) - length)
        if _of_other_print(lines[n - 1 : n + length + 1], shape)
    ]
    taken = {n for first, last in found for n in range(first, last)}
    for n, line in enumerate(lines):
        if not is_credit(line.text) or n in taken or not n or n + 1 == len(lines):
            continue
        captioned = n > 1 and (
            shape.is_caption(lines[n - 1]) or _parts_a_word(lines[n - 2 : n + 2])
        )
        first = n - 1 if captioned else n
        first = found.pop()[0] if found and found[-1][1] == first else first
        if first and shape.breaks_off(lines[first - 1]) and shape.may_go_on(lines[n + 1]):
            found.append((first, n + 1))
    return sorted(found)


def _of_other_print(lines: Sequence[RawLine], shape: Shape) -> bool:
    """Whether all lines but the first and the last are in another print, and part a sentence."""
    first, *between, last = lines
    sized = first.height and last.height and of_one_print(first, last)
    if not sized or not (shape.breaks_off(first) and shape.may_go_on(last)):
        return False
    return all(line.height and not of_one_print(first, line) for line in between)


def _parts_a_word(around: Sequence[RawLine]) -> bool:
    """Whether the second of four lines, the third of which is a credit, is a caption although it is
    as long as the column: a word crosses from the first line into the fourth.
    """
    before, caption, _, after = (line.text for line in around)
    crosses = bool(crossing(before, after)) and not crossing(before, caption)
    return crosses and not STOP.search(caption)
