"""Which region a stretch of a text speaks of, where the whole speaks of several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.gazetteer import NATION, PREFECTURE, PROVINCE
from graph.model import Region
from graph.regions import ancestors, find_regions, region_by_name


@dataclass(frozen=True, slots=True)
class Area:
    """From ``start`` on, up to the next area, the text speaks of ``regions``."""

    start: int
    """Code points into the document's text."""
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a heading that stands alone. ``start`` counts in the document's text."""

    start: int
    text: str


# 一、北京：…, （二）陕西经验, 陕西: the region opens the heading.
_OPENS_HEADING = 6
_LONGEST_HEADING = 40
_CLOSED = re.compile(r"[。！？；，]$")
_LINE = re.compile(r"[^\s。！？；][^\n。！？；]*[。！？；]?")
_ITS = re.compile(
    r"[省市](?:委|政府|人民政府|[\u4e00-\u9fff]{2,14}(?:厅|局|委))|全[省市]|[我本该][省市]"
)


def lines_of(text: str) -> Iterator[Line]:
    """The sentences and the lines of a text, for a reader that has no sentences of its own."""
    for match in _LINE.finditer(text):
        yield Line(match.start(), match[0])


def areas(lines: Sequence[Line], regions: Sequence[str]) -> tuple[Area, ...]:
    """The areas of a document of ``regions``; one where it speaks of one region or of the nation.

    Headings that name one province each, or one city of it, cut the text; without them a document
    of several regions is cut where its sentences go over from one to the other. A document of no
    known region that names one province far more often than others is of that province.
    """
    whole = (Area(0, tuple(regions)),)
    if tuple(regions) == (NATION,):
        return whole
    cuts = list(_headed(lines))
    if len({area.regions for area in cuts}) > 1:
        return (*whole, *cuts) if cuts[0].start > 0 else tuple(cuts)
    if len(regions) > 1:
        return (*whole, *_spoken(lines, regions))
    if not regions and any(_ITS.search(line.text) for line in lines):
        return (Area(0, _mostly(lines)),)
    return whole


def at(found: Sequence[Area], offset: int) -> tuple[str, ...]:
    """The regions that the text speaks of at a place."""
    return found[area_at(found, offset)].regions


def area_at(found: Sequence[Area], offset: int) -> int:
    """Which of the areas, from 0, holds a place."""
    return max(0, bisect_right([area.start for area in found], offset) - 1)


def _headed(lines: Sequence[Line]) -> Iterator[Area]:
    for line in lines:
        if len(line.text) > _LONGEST_HEADING or _CLOSED.search(line.text):
            continue
        mentions = find_regions(line.text)
        named = {p for m in mentions if (p := _province(m.region))}
        if len(named) == 1 and mentions[0].start <= _OPENS_HEADING:
            yield Area(line.start, (_narrowest([m.region for m in mentions], named.pop()),))


def _narrowest(named: Sequence[Region], province: str) -> str:
    """The one city of a heading; its province where the heading names several, or a county."""
    cities = {r.name for r in named if r.level == PREFECTURE}
    others = {r.name for r in named if r.level not in (PREFECTURE, PROVINCE)}
    return cities.pop() if len(cities) == 1 and not others else province


def _spoken(lines: Sequence[Line], regions: Sequence[str]) -> Iterator[Area]:
    """By what each sentence, else the text before, last named."""
    known = {p for name in regions if (r := region_by_name(name)) and (p := _province(r))}
    last = ""
    for line in lines:
        named = [p for m in find_regions(line.text) if (p := _province(m.region)) in known]
        if named and named[0] != last:
            last = named[0]
            yield Area(line.start, (last,))


_FAR_MORE = 0.6
"""Share of the mentions of provinces that the document's own has."""


def _mostly(lines: Sequence[Line]) -> tuple[str, ...]:
    named = [p for line in lines for m in find_regions(line.text) if (p := _province(m.region))]
    cities = [
        m.region.name
        for line in lines
        for m in find_regions(line.text)
        if m.region.level == PREFECTURE
    ]
    for names in (cities, named):
        for name in sorted(set(names)):
            if names.count(name) >= max(2, _FAR_MORE * len(named)):
                return (name,)
    return ()


def _province(region: Region) -> str:
    """Its province, or itself where it is one; empty for the nation and for zones without one."""
    return next((r.name for r in (region, *ancestors(region)) if r.level == PROVINCE), "")
