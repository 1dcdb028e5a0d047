"""What a sentence leans on in its rule: the deed whose case it goes on with, the 款 before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.names import fold
from graph.references import Reference, ReferenceKind, find_references
from qa.search.rank import Scored

_LONGEST = 320
"""Characters up to which the whole of what a sentence leans on is shown, else its beginning."""
_ON_THE_MATTER = 0.1
"""Share of the question's words that a point must hold to which 前款第六项 sends."""
# 情节严重的，给予通报批评: what was done stands before the semicolon
_GOES_ON = re.compile(r"[^,。;:]{2,30}的,")
# 前款所称净收入，是指…: a definition is understood by itself
_DEFINES = re.compile(r"所称|是指")


def leant_on(unit: Scored, rule: Sequence[Scored], text: str) -> list[Scored]:
    """Of the units of its rule, in the order of ``text``, those without which one is not clear."""
    before = [s for s in rule if s.read.unit.end <= unit.read.unit.start]
    lead = unit.read.unit.lead  # the sentence of a point is that which leads its list in
    opening = next((s for s in before if (s.read.unit.start, s.read.unit.end) == lead), unit)
    found = _sentence_before(opening, before, text)
    for reference in find_references(unit.read.words):
        if reference.kind is ReferenceKind.PRECEDING and reference.name.startswith("前"):
            found += _pointed_at(unit, before, reference)
    length = sum(s.read.unit.end - s.read.unit.start for s in found)
    return found if length <= _LONGEST else found[:1]


def _sentence_before(unit: Scored, before: Sequence[Scored], text: str) -> list[Scored]:
    """What its sentence says before it, where it opens with a further case of that."""
    found: list[Scored] = []
    before = [s for s in before if s.read.unit.end <= unit.read.unit.start]
    if unit.read.unit.lead is None and _GOES_ON.match(unit.read.words):
        for scored in reversed(before):
            own = scored.read.unit
            if own.lead is not None or not text[own.start : own.end].rstrip().endswith(("；", ";")):
                break
            found.insert(0, scored)
    return found


def _pointed_at(unit: Scored, before: Sequence[Scored], reference: Reference) -> list[Scored]:
    """The paragraph before, or of its points those that are named and asked about."""
    labels = tuple(fold(place[-1]) for place in reference.locators if place)
    if labels:
        named = [s for s in before if s.read.words.startswith(labels)]
        return [s for s in named if s.close >= _ON_THE_MATTER][:1]
    if reference.name != "前款" or _DEFINES.search(unit.read.words):
        return []
    return [s for s in before if s.read.unit.paragraph == unit.read.unit.paragraph - 1]
