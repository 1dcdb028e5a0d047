"""Regions of China in a text: the gazetteer with GB/T 2260 codes, short names, and zones.

Free-text matchers take 入海口 for 海口市. Here a full name counts where it stands whole, a short
name only where it is no ordinary word, and a county's name that several counties share only where
the text says whose it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby

from graph.model import NodeKind, Region
from graph.names import canonical_name, node_id

COUNTRY, PROVINCE, PREFECTURE, COUNTY, ZONE = "国家", "省级", "地级", "县级", "功能区"
NATION = "全国"


@dataclass(frozen=True, slots=True)
class RegionMention:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    region: Region


# Peoples' names inside the names of autonomous prefectures and counties: 延边朝鲜族自治州 → 延边.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|"
    "保安|裕固|独龙|鄂伦春|各"
)
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族?)+自治(?:州|县|旗)$")
_ENDING = re.compile(r"(?:省|市|地区|盟|自治州|特别行政区)$")
_COUNTY_ENDING = re.compile(r"(?:市|区|县|旗|林区|特区)$")

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to write the names of some regions."""

    codes: tuple[str, ...]
    full: bool
    needs_parent: bool
    """Counts only right after the region that holds it."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What ``data/region_names.toml`` says; the file tells what each table is for."""

    letters: dict[str, str]
    province_short: dict[str, str]
    zones: dict[str, str]
    not_before: dict[str, str]
    not_after: dict[str, str]
    words: dict[str, list[str]]


@cache
def _names() -> _Names:
    return _Names(**tomllib.loads(_data("region_names.toml")))


def _data(name: str) -> str:
    return files("graph").joinpath("data", name).read_text("utf-8")


@cache
def _gazetteer() -> dict[str, Region]:
    """GB/T 2260 code → region."""
    rows = [
        line.split("\t") for line in _data("regions.tsv").splitlines() if not line.startswith("#")
    ]
    names = {code: name for code, name, _ in rows}
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = seen.get(name, 0) + 1
    nation = _region(NATION, code="100000", level=COUNTRY)
    regions = {"100000": nation}
    for code in sorted(names):
        parent = _parent_code(code, names)
        name = names[code]
        if seen[name] > 1 and _level(code) == COUNTY:
            name = regions[parent].name + name
        regions[code] = _region(name, code=code, level=_level(code), parent=regions[parent].name)
    return regions


def _region(name: str, *, code: str | None, level: str, parent: str | None = None) -> Region:
    return Region(
        id=node_id(NodeKind.REGION, name),
        name=canonical_name(name),
        code=code,
        level=level,
        parent=parent,
    )


def _level(code: str) -> str:
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else COUNTY


def _parent_code(code: str, names: dict[str, str]) -> str:
    if code.endswith("0000"):
        return "100000"
    prefecture = code[:4] + "00"
    return prefecture if code != prefecture and prefecture in names else code[:2] + "0000"


@cache
def _entries() -> dict[str, _Entry]:
    """Every written name → the regions it may mean."""
    written: list[tuple[str, str, bool, bool]] = []
    for code, region in _gazetteer().items():
        if region.level == COUNTRY:
            continue
        printed = _printed_name(region)
        weak = printed in _names().words["full"] or len(printed) == 2
        written.append((printed, code, True, weak))
        for short in _short_names(printed, region.level):
            lone = region.level == PROVINCE or (
                region.level == PREFECTURE and short not in _names().words["short"]
            )
            written.append((short, code, False, not (lone or short in _names().words["counties"])))
    entries = {}
    written.sort(key=lambda row: (row[0], not row[2], row[1]))
    for name, rows in groupby(written, key=lambda row: row[0]):
        found = list(rows)
        best = [row for row in found if not row[3]] or found
        # 吉林, 海南, 朝阳: the province before the prefecture, the prefecture before the county.
        rank = min(_rank(code) for _, code, _, _ in best)
        codes = tuple(code for _, code, _, _ in best if _rank(code) == rank)
        if all(row[3] for row in best):
            codes = tuple(code for _, code, _, _ in found)
        entries[name] = _Entry(codes, best[0][2], all(row[3] for row in best))
    return entries


def _rank(code: str) -> int:
    return (PROVINCE, PREFECTURE, COUNTY).index(_level(code))


def _printed_name(region: Region) -> str:
    """As the standard prints it, without the parent that tells it from its namesakes."""
    prefix = region.parent or ""
    if region.level == COUNTY and region.name.startswith(prefix) and region.name != prefix:
        return region.name[len(prefix) :]
    return region.name


def _short_names(name: str, level: str) -> list[str]:
    if level == PROVINCE:
        return [_names().province_short.get(name) or _ENDING.sub("", name)]
    short = _AUTONOMOUS.sub("", name)
    if short == name:
        short = (_ENDING if level == PREFECTURE else _COUNTY_ENDING).sub("", name)
    else:
        kind = name[-1]
        return [s for s in (short, short + kind) if len(s) >= 2]
    return [short] if len(short) >= 2 and short != name else []


@cache
def _starts() -> dict[str, tuple[str, ...]]:
    """First two characters → names that start with them, longest first."""
    starts: dict[str, list[str]] = {}
    for name in (*_entries(), *_names().zones):
        starts.setdefault(name[:2], []).append(name)
    return {
        key: tuple(sorted(set(names), key=lambda name: (-len(name), name)))
        for key, names in starts.items()
    }


def region_by_name(name: str) -> Region | None:
    """The region with this name: full, short (西安, 京), with its parents in front, or a zone.

    None where no region or more than one has it.
    """
    name = canonical_name(name)
    if name in (NATION, "中国", "国家", "中华人民共和国"):
        return _gazetteer()["100000"]
    if name in _names().letters:
        name = _names().letters[name]
    by_name = _by_name()
    if name in by_name:
        return by_name[name]
    if name in _names().zones:
        return _zone(name, _names().zones[name])
    entry = _entries().get(name)
    if entry and len(entry.codes) == 1:
        return _gazetteer()[entry.codes[0]]
    mentions = find_regions(name)
    ends = [0, *(m.end for m in mentions)]
    if mentions and [m.start for m in mentions] == ends[:-1] and ends[-1] == len(name):
        return mentions[-1].region
    return None


_PROVINCIAL = re.compile(r"(?:省|市|自治区|特别行政区)$")


@cache
def provinces() -> tuple[str, ...]:
    """Names of the regions of provincial level, in the order of their codes."""
    held = sorted((r.code or "", r.name) for r in _gazetteer().values() if r.level == PROVINCE)
    return tuple(name for _, name in held if _PROVINCIAL.search(name))


@cache
def city_names() -> frozenset[str]:
    """Every written name of a province or prefecture, short and full: 陕西, 西安市, 绍兴."""
    return frozenset(
        name
        for region in _gazetteer().values()
        if region.level in (PROVINCE, PREFECTURE)
        for name in (region.name, *_short_names(region.name, region.level))
        if len(name) >= 2
    )


@cache
def _by_name() -> dict[str, Region]:
    return {region.name: region for region in _gazetteer().values()}


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
    found = _region(name, code=None, level=ZONE, parent=parent)
    if _names().zones.get(name) == parent or parent in _opening(name):
        return found
    return replace(found, id=node_id(NodeKind.REGION, f"{parent}{name}"))


def _opening(name: str) -> set[str]:
    """The one region that the name begins with, by the longest of its names; none where several
    are called so.
    """
    first = next((n for n in _starts().get(name[:2], ()) if name.startswith(n)), None)
    codes = _entries()[first].codes if first in _entries() else ()
    return {_gazetteer()[codes[0]].name} if len(codes) == 1 else set()


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
            yield RegionMention(n, n + 1, _by_name()[_names().letters[letter]])
        taken = match.end()
    for match in _ONE.finditer(text, taken):
        start = match.start("place")
        yield RegionMention(start, start + 1, _by_name()[_names().letters[match["place"]]])
    for match in _WHOLE_COUNTRY.finditer(text):
        yield RegionMention(match.start(), match.end(), _gazetteer()["100000"])


def _at(
    text: str, start: int, before: Sequence[RegionMention], about: set[str]
) -> RegionMention | None:
    if text.startswith("中国", start) and (match := _FREE_TRADE.match(text, start)):
        place = region_by_name(match["place"])
        if place:
            whole = _region(match[0], code=None, level=ZONE, parent=place.name)
            return RegionMention(start, match.end(), whole)
    for name in _starts().get(text[start : start + 2], ()):
        if not text.startswith(name, start):
            continue
        end = start + len(name)
        if name in _names().zones:
            return RegionMention(start, end, _zone(name, _names().zones[name]))
        region = _meant(text, start, name, before, about)
        if region is None:
            continue
        # 甲、乙、丙高新区 is a row of places; 甲高新区、乙高新区 a row of zones.
        joined = bool(before) and text[before[-1].end : start] in ("、", "和", "及")
        # 甲市乙区、丙高新区: a full name and a short one are no row.
        alike = joined and (text[before[-1].end - 1] in _ENDINGS) == _entries()[name].full
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
    entry = _entries()[name]
    if not _stands_free(text, start, name, entry):
        return None
    regions = [_gazetteer()[code] for code in entry.codes]
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
    if name in _names().words["short"] or name in _names().words["full"]:
        return False
    if _COUNTED_ROW.match(text, start + len(name)):
        return True
    row = bool(before) and text[before[-1].end : start] in ("、", "和")
    return row and len(name) >= 3


def _stands_free(text: str, start: int, name: str, entry: _Entry) -> bool:
    """Whether the name is not cut out of longer words."""
    end = start + len(name)
    if start and text[start - 1] in _names().not_before.get(name[:2], ""):
        return False
    if text[end : end + 1] and text[end] in _names().not_after.get(name, ""):
        return False
    if _TAIL_OF_NEXT_WORD.match(text, end - 1):
        return False
    return entry.full or not _PART_OF_NAME.match(text, end)


@cache
def _holders_by_name() -> dict[str, frozenset[str]]:
    return {
        region.name: frozenset(a.name for a in ancestors(region))
        for region in _gazetteer().values()
    }


def _holders(region: Region) -> frozenset[str]:
    return _holders_by_name()[region.name]
