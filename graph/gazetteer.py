"""The gazetteer: regions of China, their GB/T 2260 codes, and the ways to write their names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from graph.model import NodeKind, Region
from graph.names import canonical_name, node_id

COUNTRY, PROVINCE, PREFECTURE, COUNTY, ZONE = "国家", "省级", "地级", "县级", "功能区"
NATION = "全国"


# Peoples' names inside the names of autonomous prefectures and counties: 延边朝鲜族自治州 → 延边.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|"
    "保安|裕固|独龙|鄂伦春|各"
)
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族?)+自治(?:州|县|旗)$")
_ENDING = re.compile(r"(?:省|市|地区|盟|自治州|特别行政区)$")
_COUNTY_ENDING = re.compile(r"(?:市|区|县|旗|林区|特区)$")


@dataclass(frozen=True, slots=True)
class Writing:
    """One way to write the names of some regions."""

    codes: tuple[str, ...]
    full: bool
    needs_parent: bool
    """Counts only right after the region that holds it."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """What ``data/region_names.toml`` says; the file tells what each table is for."""

    letters: dict[str, str]
    province_short: dict[str, str]
    zones: dict[str, str]
    not_before: dict[str, str]
    not_after: dict[str, str]
    words: dict[str, list[str]]


@cache
def name_tables() -> NameTables:
    return NameTables(**tomllib.loads(_data("region_names.toml")))


def _data(name: str) -> str:
    return files("graph").joinpath("data", name).read_text("utf-8")


@cache
def gazetteer() -> dict[str, Region]:
    """GB/T 2260 code → region."""
    rows = [
        line.split("\t") for line in _data("regions.tsv").splitlines() if not line.startswith("#")
    ]
    names = {code: name for code, name, _ in rows}
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = seen.get(name, 0) + 1
    nation = new_region(NATION, code="100000", level=COUNTRY)
    regions = {"100000": nation}
    for code in sorted(names):
        parent = _parent_code(code, names)
        name = names[code]
        if seen[name] > 1 and _level(code) == COUNTY:
            name = regions[parent].name + name
        regions[code] = new_region(name, code=code, level=_level(code), parent=regions[parent].name)
    return regions


def new_region(name: str, *, code: str | None, level: str, parent: str | None = None) -> Region:
    """A region whose id follows from its name."""
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
def writings() -> dict[str, Writing]:
    """Every written name → the regions it may mean."""
    written: list[tuple[str, str, bool, bool]] = []
    for code, region in gazetteer().items():
        if region.level == COUNTRY:
            continue
        printed = _printed_name(region)
        weak = printed in name_tables().words["full"] or len(printed) == 2
        written.append((printed, code, True, weak))
        for short in _short_names(printed, region.level):
            lone = region.level == PROVINCE or (
                region.level == PREFECTURE and short not in name_tables().words["short"]
            )
            written.append(
                (short, code, False, not (lone or short in name_tables().words["counties"]))
            )
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
        entries[name] = Writing(codes, best[0][2], all(row[3] for row in best))
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
        return [name_tables().province_short.get(name) or _ENDING.sub("", name)]
    short = _AUTONOMOUS.sub("", name)
    if short == name:
        short = (_ENDING if level == PREFECTURE else _COUNTY_ENDING).sub("", name)
    else:
        kind = name[-1]
        return [s for s in (short, short + kind) if len(s) >= 2]
    return [short] if len(short) >= 2 and short != name else []


@cache
def by_opening() -> dict[str, tuple[str, ...]]:
    """First two characters → names that start with them, longest first."""
    starts: dict[str, list[str]] = {}
    for name in (*writings(), *name_tables().zones):
        starts.setdefault(name[:2], []).append(name)
    return {
        key: tuple(sorted(set(names), key=lambda name: (-len(name), name)))
        for key, names in starts.items()
    }


_PROVINCIAL = re.compile(r"(?:省|市|自治区|特别行政区)$")


@cache
def provinces() -> tuple[str, ...]:
    """Names of the regions of provincial level, in the order of their codes."""
    held = sorted((r.code or "", r.name) for r in gazetteer().values() if r.level == PROVINCE)
    return tuple(name for _, name in held if _PROVINCIAL.search(name))


@cache
def city_names() -> frozenset[str]:
    """Every written name of a province or prefecture, short and full: 陕西, 西安市, 绍兴."""
    return frozenset(
        name
        for region in gazetteer().values()
        if region.level in (PROVINCE, PREFECTURE)
        for name in (region.name, *_short_names(region.name, region.level))
        if len(name) >= 2
    )


@cache
def regions_by_name() -> dict[str, Region]:
    return {region.name: region for region in gazetteer().values()}
