"""Regions of China in a text, by full and short names, in rows, by letters, and zones.

Free-text matchers take 入海口 for 海口市. Here a full name counts where it stands whole, a short
name only where it is no ordinary word, and a county's name that several counties share only where
the text says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.gazetteer import (
    NATION,
    ZONE,
    Writing,
    by_opening,
    gazetteer,
    name_tables,
    new_region,
    regions_by_name,
    writings,
)
from graph.model import NodeKind, Region
from graph.names import canonical_name, node_id


@dataclass(frozen=True, slots=True)
class RegionMention:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    region: Region


# 市 of 市场, 省 of 省级 and so on: then the name is the short one in front.
_TAIL_OF_NEXT_WORD = re.compile(
    r"市(?:场|民|值|面|区|县|级|属)|省(?:级|份|会|属|内|外)|区(?:域|间|块|别|划|位|分)|县(?:级|域|属)"
)
# 北京大学, 西安交通大学, 上海路: the region is only part of another name.
_PART_OF_NAME = re.compile(
    r"[^，。；、：（）《》“”\s的和与及或各有所在等]{0,4}(?:大学|学院)"
    r"|(?:路|街|大道|银行|牌|话|菜)(?![线径])"
)
_ZONE_WORDS = (
    "国家自主创新示范区|国家级?高新技术产业开发区|高新技术产业开发区|国家级?经济技术开发区|"
    "经济技术开发区|自由贸易试验区|自由贸易港|自贸试验区|自贸区|自贸港|高新区|经开区|自创区|"
    "综合保税区|保税港区|保税区|出口加工区|农业高新技术产业示范区|科技成果转移转化示范区|"
    "航空港经济综合实验区|临空经济区|新技术产业开发试验区|新兴技术开发区|知识城|科学城|科技城"
)
# 武汉东湖新技术开发区: the zone may have a name of its own behind its city's.
_OWN_NAME = (
    r"(?!建设|推进|创建|设立|发展|加快|支持|国家|等|的|和|与|及|现有|全市|各|省级|市级|打造|推动|深化|促进)"
    r"[\u4e00-\u9fff]{2,3}?"
)
_ZONE_AFTER = re.compile(
    rf"(?:{_ZONE_WORDS})|{_OWN_NAME}(?:国家级?)?(?:自主创新示范区|高新技术产业开发区|经济技术开发区|新技术开发区|"
    r"高新区|经开区|综合保税区|科学城|科技城|知识城|生态城)"
)
# 中新广州知识城, 中德青岛生态园: two countries in front.
_PARTNERS = re.compile("中[新德日韩意法俄英瑞奥]")
# 中国（上海）自由贸易试验区
_FREE_TRADE = re.compile(
    r"中国[（(](?P<place>[\u4e00-\u9fff]{2,8})[）)](?:自由贸易试验区|自由贸易港|跨境电子商务综合试验区)"
)
# 京沪, 苏浙皖: two or more in a row; 在京, 驻沪: one behind a word of place.
_LETTERS = "京津沪渝冀豫湘皖鲁苏浙赣鄂陕闽黔粤川"
_NOT_LETTERS = "(?![剧东都戏郊迅联绣菜商味杭州])"
_RUN = re.compile(
    rf"(?<![\u4e00-\u9fff])[{_LETTERS}辽桂琼]{{2,}}{_NOT_LETTERS}"
    rf"|[京津沪渝][{_LETTERS}]+{_NOT_LETTERS}"
    r"|[苏浙皖沪川粤]{2,3}(?=两|三|四|地|省|等|、)"
)
_ONE = re.compile(rf"(?:在|驻|来|赴|离|返)(?P<place>[{_LETTERS}琼]){_NOT_LETTERS}")
_WHOLE_COUNTRY = re.compile(r"全国(?!人民代表大会|人大|政协|性|各|一|最|首|统)")


def region_by_name(name: str) -> Region | None:
    """The region with this name: full, short (西安, 京), with its parents in front, or a zone.

    None where no region or more than one has it.
    """
    name = canonical_name(name)
    if name in (NATION, "中国", "国家", "中华人民共和国"):
        return gazetteer()["100000"]
    if name in name_tables().letters:
        name = name_tables().letters[name]
    if name in regions_by_name():
        return regions_by_name()[name]
    if name in name_tables().zones:
        return _zone(name, name_tables().zones[name])
    entry = writings().get(name)
    if entry and len(entry.codes) == 1:
        return gazetteer()[entry.codes[0]]
    mentions = find_regions(name)
    ends = [0, *(m.end for m in mentions)]
    if mentions and [m.start for m in mentions] == ends[:-1] and ends[-1] == len(name):
        return mentions[-1].region
    return None


def ancestors(region: Region) -> tuple[Region, ...]:
    """The regions that hold this one, nearest first, 全国 last; empty for 全国 itself."""
    held = []
    while region.parent:
        above = region_by_name(region.parent)
        if above is None:
            break
        held.append(above)
        region = above
    return tuple(held)


def zone(name: str, within: Sequence[str]) -> Region | None:
    """A functional zone that only a text names, held by the one region the text is about."""
    held = [region for given in within if (region := region_by_name(given))]
    return _zone(name, held[0].name) if len(held) == 1 else None


def _zone(name: str, parent: str) -> Region:
    """Its id tells the region that holds it where its name does not: every city may have a 高新区,
    and a node is the same whatever document names it.
    """
    found = new_region(name, code=None, level=ZONE, parent=parent)
    if name_tables().zones.get(name) == parent or parent in _opening(name):
        return found
    return replace(found, id=node_id(NodeKind.REGION, f"{parent}{name}"))


def _opening(name: str) -> set[str]:
    """The one region that the name begins with, by the longest of its names; none where several
    are called so.
    """
    first = next((n for n in by_opening().get(name[:2], ()) if name.startswith(n)), None)
    codes = writings()[first].codes if first in writings() else ()
    return {gazetteer()[codes[0]].name} if len(codes) == 1 else set()


def find_regions(text: str, *, within: Sequence[str] = ()) -> list[RegionMention]:
    """Regions that the text names, ascending and disjoint; 本市 and 本省 are left to the caller.

    ``within`` names the regions that the text is about; they tell namesakes apart (朝阳区).
    """
    mentions: list[RegionMention] = []
    about = set(within)
    position = 0
    while position < len(text) - 1:
        found = _at(text, position, mentions, about)
        if found is None:
            position += 1
            continue
        mentions.append(found)
        about.update((found.region.name, *(a.name for a in ancestors(found.region))))
        position = found.end
    rest = [m for m in _by_letters(text) if not _overlaps(m, mentions)]
    return sorted((*mentions, *rest), key=lambda m: (m.start, m.end))


def _overlaps(mention: RegionMention, others: Sequence[RegionMention]) -> bool:
    return any(mention.start < o.end and o.start < mention.end for o in others)


def _by_letters(text: str) -> Iterator[RegionMention]:
    """京沪, 在粤, 全国."""
    taken = 0
    for match in _RUN.finditer(text):
        for n, letter in enumerate(match[0], match.start()):
            yield RegionMention(n, n + 1, regions_by_name()[name_tables().letters[letter]])
        taken = match.end()
    for match in _ONE.finditer(text, taken):
        start = match.start("place")
        yield RegionMention(
            start, start + 1, regions_by_name()[name_tables().letters[match["place"]]]
        )
    for match in _WHOLE_COUNTRY.finditer(text):
        yield RegionMention(match.start(), match.end(), gazetteer()["100000"])


def _at(
    text: str, start: int, before: Sequence[RegionMention], about: set[str]
) -> RegionMention | None:
    if text.startswith("中国", start) and (match := _FREE_TRADE.match(text, start)):
        place = region_by_name(match["place"])
        if place:
            whole = new_region(match[0], code=None, level=ZONE, parent=place.name)
            return RegionMention(start, match.end(), whole)
    for name in by_opening().get(text[start : start + 2], ()):
        if not text.startswith(name, start):
            continue
        end = start + len(name)
        if name in name_tables().zones:
            return RegionMention(start, end, _zone(name, name_tables().zones[name]))
        region = _meant(text, start, name, before, about)
        if region is None:
            continue
        # 甲、乙、丙高新区 is a row of places; 甲高新区、乙高新区 a row of zones.
        joined = bool(before) and text[before[-1].end : start] in ("、", "和", "及")
        # 甲市乙区、丙高新区: a full name and a short one are no row.
        alike = joined and (text[before[-1].end - 1] in _ENDINGS) == writings()[name].full
        row = alike and before[-1].region.level != ZONE
        if not row and (zone := _ZONE_AFTER.match(text, end)):
            first = start - 2 if _PARTNERS.match(text, max(0, start - 2)) else start
            named = text[first : zone.end()]
            return RegionMention(first, zone.end(), _zone(named, region.name))
        return RegionMention(start, end, region)
    return None


_ENDINGS = "省市区县州盟旗"


def _meant(
    text: str, start: int, name: str, before: Sequence[RegionMention], about: set[str]
) -> Region | None:
    """The one region that ``name`` means at this place, if any."""
    entry = writings()[name]
    if not _stands_free(text, start, name, entry):
        return None
    regions = [gazetteer()[code] for code in entry.codes]
    if before and before[-1].end == start:
        holder = before[-1].region.name
        inside = [r for r in regions if holder in _holders(r)]
        if len(inside) == 1:
            return inside[0]
    if entry.needs_parent:
        return regions[0] if len(regions) == 1 and _in_row(text, start, name, before) else None
    if len(regions) == 1:
        return regions[0]
    inside = [r for r in regions if about & (_holders(r) - {NATION})]
    return inside[0] if len(inside) == 1 else None


# 乌鲁木齐、昌吉、石河子; 平潭口岸: a short name among regions, or in front of a place's kind.
_PLACE_AFTER = re.compile(rf"口岸|机场|综合实验区|港区?(?![澳台])|(?:{_ZONE_WORDS})")


# 长丰、肥西两县: a row of short names that ends with what they are.
_COUNTED_ROW = re.compile(
    r"(?:[、和与及][\u4e00-\u9fff]{2,3})*[两二三四五六七八九十](?:个)?(?:区?县|市|区)(?![一-龥]*?[道路])"
)


def _in_row(text: str, start: int, name: str, before: Sequence[RegionMention]) -> bool:
    if len(name) < 2:
        return False
    if _PLACE_AFTER.match(text, start + len(name)):
        return True
    if name in name_tables().words["short"] or name in name_tables().words["full"]:
        return False
    if _COUNTED_ROW.match(text, start + len(name)):
        return True
    row = bool(before) and text[before[-1].end : start] in ("、", "和")
    return row and len(name) >= 3


def _stands_free(text: str, start: int, name: str, entry: Writing) -> bool:
    """Whether the name is not cut out of longer words."""
    end = start + len(name)
    if start and text[start - 1] in name_tables().not_before.get(name[:2], ""):
        return False
    if text[end : end + 1] and text[end] in name_tables().not_after.get(name, ""):
        return False
    if _TAIL_OF_NEXT_WORD.match(text, end - 1):
        return False
    return entry.full or not _PART_OF_NAME.match(text, end)


@cache
def _holders_by_name() -> dict[str, frozenset[str]]:
    return {
        region.name: frozenset(a.name for a in ancestors(region)) for region in gazetteer().values()
    }


def _holders(region: Region) -> frozenset[str]:
    return _holders_by_name()[region.name]
