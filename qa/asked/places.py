"""The places a question names, in the looser way people name them: 浦东, 京、沪、浙, 深圳特区."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.regions import RegionMention, ancestors, find_regions, region_by_name

NATION = "全国"

# 京、沪、浙、鲁: letters that stand for provinces, listed; written together they are read.
_LETTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘青宁新港澳台"
_LETTER_LIST = re.compile(rf"(?<![\u3400-\u9fff])?[{_LETTERS}](?:、[{_LETTERS}])+")
_LETTER = re.compile(rf"[{_LETTERS}]")
_SUFFIX = re.compile(r"(?:省|市|新区|自治区|特别行政区|区|县)$")
# 河南大学 is a name, 河南的大学 and 河南公办大学 are places.
_NAME_AFTER = re.compile(
    r"(?:[\u3400-\u9fff]{0,2}(?:理工|师范|科技|工业|农业|交通|财经|医科)?大学|学院|路|街)"
)
_PLACE_AFTER = re.compile(r"[的省市]|公办|公立|念|读|上|一|有|某|哪|各|地方|高校|企业")


def find_places(text: str, known: Collection[str]) -> list[RegionMention]:
    """Regions that a question names, in order and disjoint.

    ``known`` are the regions of the library: their short names count where a document's reader
    would be more careful. 全国 is no place here.
    """
    found = [m for m in find_regions(text, within=tuple(known)) if m.region.name != NATION]
    found += _listed(text, found)
    found += _known(text, known, found)
    return sorted(found, key=lambda m: m.start)


def _listed(text: str, found: Sequence[RegionMention]) -> list[RegionMention]:
    mentions = []
    for run in _LETTER_LIST.finditer(text):
        for letter in _LETTER.finditer(text, run.start(), run.end()):
            region = region_by_name(letter.group())
            if region and not _covered(letter.start(), found):
                mentions.append(RegionMention(*letter.span(), region))
    return mentions


def _known(
    text: str, known: Collection[str], found: Sequence[RegionMention]
) -> list[RegionMention]:
    mentions: list[RegionMention] = []
    for name in sorted(known, key=len, reverse=True):
        short = _SUFFIX.sub("", name)
        region = region_by_name(name) if len(short) > 1 and short in text else None
        if region is None:
            continue
        for match in re.finditer(re.escape(short), text):
            behind = text[match.end() :]
            whole_name = _NAME_AFTER.match(behind) and not _PLACE_AFTER.match(behind)
            if not whole_name and not _covered(match.start(), [*found, *mentions]):
                mentions.append(RegionMention(*match.span(), region))
    return mentions


def _covered(start: int, mentions: Sequence[RegionMention]) -> bool:
    return any(m.start <= start < m.end for m in mentions)


def chain(name: str) -> tuple[str, ...]:
    """The region and those that hold it, nearest first, without 全国."""
    region = region_by_name(name)
    if region is None:
        return (name,)
    above = (r.name for r in ancestors(region))
    return tuple(n for n in (region.name, *above) if n != NATION)
