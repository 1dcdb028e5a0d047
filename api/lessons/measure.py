"""How much room words take, so that no text runs over its box: Chinese type is one em wide."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

LINE_HEIGHT = 1.35
"""Of the size of the type."""
_WIDE = frozenset("WFA")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$")
_PHRASE = re.compile(r"[^，、：。；]*[，、：。；]+|[^，、：。；]+$")


def em(text: str) -> float:
    """Width in ems: 1 for a Chinese character, 0.55 for a letter or digit."""
    return sum(1.0 if unicodedata.east_asian_width(c) in _WIDE else 0.55 for c in text)


def line_count(text: str, size: float, width: float) -> int:
    """Lines that the text takes at ``size`` points in a box ``width`` points wide."""
    room = max(
        1.0, width / size - 0.6
    )  # a mark that may not begin a line takes its neighbour along
    return sum(max(1, math.ceil(em(line) / room)) for line in text.split("\n"))


def height(text: str, size: float, width: float) -> float:
    """Points that the text takes downwards."""
    return line_count(text, size, width) * size * LINE_HEIGHT


def largest(text: str, sizes: Sequence[float], width: float, room: float) -> float | None:
    """The first of the sizes at which the text fits; None where it fits at none."""
    return next((size for size in sizes if height(text, size, width) <= room), None)


def pieces(text: str, size: float, width: float, room: float) -> Iterator[str]:
    """The text in parts that each fit into ``room`` points downwards.

    Cut between sentences; one that alone is too long at a comma, and else where the room ends.
    """
    held = ""
    for part in _parts(text, size, width, room):
        if held and height((held + part).rstrip(), size, width) > room:
            yield held.strip()
            held = ""
        held += part
    if held.strip():
        yield held.strip()


def _parts(text: str, size: float, width: float, room: float) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if height(sentence.rstrip(), size, width) <= room:
            yield sentence
            continue
        for phrase in _PHRASE.findall(sentence):
            yield from _forced(phrase, size, width, room)


def _forced(phrase: str, size: float, width: float, room: float) -> Iterator[str]:
    while height(phrase.rstrip(), size, width) > room:
        most = len(phrase)
        while height(phrase[:most], size, width) > room:
            most -= 1
        yield phrase[:most]
        phrase = phrase[most:]
    yield phrase
