"""Institutions by their official names: national bodies, and departments behind a region's name.

省科技厅 is resolved by the region of the document, and only by the rule of
``data/institutions.toml``; nothing is merged because it looks alike.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.regions import COUNTY, PREFECTURE, PROVINCE, ancestors, find_regions, region_by_name


@dataclass(frozen=True, slots=True)
class InstitutionMention:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    name: str
    """The official name."""


@dataclass(frozen=True, slots=True)
class _Data:
    """What ``data/institutions.toml`` says; the file tells what each table is for."""

    national: dict[str, list[str]]
    local: dict[str, str]
    generic: frozenset[str]


@cache
def _data() -> _Data:
    raw = files("graph").joinpath("data", "institutions.toml").read_text("utf-8")
    read = tomllib.loads(raw)
    return _Data(read["national"], read["local"], frozenset(read["generic"]["words"]))


@cache
def _national() -> dict[str, str]:
    """Every written name → the official name."""
    names: dict[str, str] = {}
    for official, shorts in _data().national.items():
        names.update(dict.fromkeys([official, *shorts], official))
    return names


def _longest_first(names: Sequence[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


# 知识产权局 alone may be anybody's; a national name is not the tail of a longer one.
@cache
def _national_pattern() -> re.Pattern[str]:
    # 国务院科学技术行政部门 and 国务院有关部门 are classes within the State Council.
    return re.compile(
        rf"(?<![省市区县厅])(?P<name>{_longest_first(list(_national()))})"
        r"(?![\u4e00-\u9fff]{0,14}(?:行政|主管|有关|相关|管理)[\u4e00-\u9fff]{0,4}(?:部门|机关|机构))"
        r"(?!门|长(?!期)|分|属|级|院|[^，。；、《》的]{0,10}(?:附属|医院|研究所|研究院|学院))"
    )


@cache
def _local_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<level>省|市|自治区|区|县|本省|本市)?(?P<body>{_longest_first(list(_data().local))})"
        r"(?![长员内们])"
    )


_OWN_LEVELS = {"省": PROVINCE, "自治区": PROVINCE, "本省": PROVINCE}


def find_institutions(text: str, *, within: Sequence[str] = ()) -> list[InstitutionMention]:
    """Institutions that the text names and that have one official name; ascending, disjoint.

    ``within`` names the regions of the document: 省科技厅 is the one of its province.
    """
    found = [*_by_region(text, within), *_nationals(text)]
    kept: list[InstitutionMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _nationals(text: str) -> Iterator[InstitutionMention]:
    for match in _national_pattern().finditer(text):
        yield InstitutionMention(*match.span("name"), _national()[match["name"]])


def _by_region(text: str, within: Sequence[str]) -> Iterator[InstitutionMention]:
    """陕西省科技厅, 西安市人民政府, 省科技厅."""
    matches = list(_local_pattern().finditer(text))
    if not matches:
        return
    ends = {m.end: m for m in find_regions(text, within=within)}
    for match in matches:
        official = _data().local[match["body"]]
        region = ends.get(match.start("body")) or ends.get(match.start())
        if region is not None and region.region.code:
            yield InstitutionMention(region.start, match.end(), region.region.name + official)
        elif match["level"] and _is_free(text, match.start(), match["body"]):
            owner = _owner(match["level"], within)
            if owner and not (match["body"] == "人民政府" and match["level"] in ("区", "县")):
                yield InstitutionMention(*match.span(), owner + official)


def _is_free(text: str, start: int, body: str) -> bool:
    """Whether 省 or 市 opens the name: 省科技厅, not 各省科技厅 or 省、市人民政府."""
    barred = "各的全外本该上级同跨" + ("、和及或" if body.startswith("人民") else "")
    return start == 0 or text[start - 1] not in barred


def _owner(level: str, within: Sequence[str]) -> str | None:
    """The one region of this level among the document's regions and those that hold them."""
    wanted = {
        "市": (PREFECTURE,),
        "本市": (PREFECTURE,),
        "区": (COUNTY,),
        "县": (COUNTY,),
    }.get(level, (PROVINCE,))
    names = set()
    for name in within:
        region = region_by_name(name)
        if region is None:
            continue
        for one in (region, *ancestors(region)):
            fits = one.level in wanted or (
                level in ("市", "本市") and one.level == PROVINCE and one.name.endswith("市")
            )
            if fits and not (level == "省" and one.name.endswith("市")):
                names.add(one.name)
    return names.pop() if len(names) == 1 else None


def official_name(name: str, *, within: Sequence[str] = ()) -> str | None:
    """The official name of an institution that is written like this; None where it is unknown.

    >>> official_name("科技部"), official_name("陕西省科技厅")
    ('科学技术部', '陕西省科学技术厅')
    """
    mentions = find_institutions(name, within=within)
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(name)):
        return mentions[0].name
    return None


def generic_words() -> frozenset[str]:
    """Words for classes of bodies: 高等院校, 主管部门. They name no institution."""
    return _data().generic
