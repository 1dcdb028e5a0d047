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

from graph.regions import (
    COUNTY,
    NATION,
    PREFECTURE,
    PROVINCE,
    ancestors,
    find_regions,
    region_by_name,
)


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
    nationwide: dict[str, str]
    generic: frozenset[str]


@cache
def _data() -> _Data:
    raw = files("graph").joinpath("data", "institutions.toml").read_text("utf-8")
    read = tomllib.loads(raw)
    words = frozenset(read["generic"]["words"])
    return _Data(read["national"], read["local"], read["nationwide"], words)


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
    return re.compile(
        rf"(?<![省市区县厅])(?P<name>{_longest_first(list(_national()))})"
        r"(?!门|长(?!期)|分局|属|级|院|[^，。；、《》的]{0,10}(?:附属|医院|研究所|研究院|学院))"
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
    found = [*_by_region(text, within), *_nationals(text), *_roles(text, within)]
    if tuple(within) == (NATION,):
        found += _nationwide(text)
    kept: list[InstitutionMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _nationwide(text: str) -> Iterator[InstitutionMention]:
    for match in _nationwide_pattern().finditer(text):
        yield InstitutionMention(*match.span(), _data().nationwide[match[0]])


@cache
def _nationwide_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?:{_longest_first(list(_data().nationwide))})(?![\u4e00-\u9fff])"
    )


# 国务院专利行政部门, 省科技主管部门, 市专利管理部门: one body fills the role.
# Not read: 国务院有关部门, 省、市科技主管部门, 县级以上人民政府科技主管部门.
_ROLE = re.compile(
    r"(?P<owner>国务院|省|市|自治区)(?:人民政府)?"
    r"(?P<role>[\u4e00-\u9fff]{2,12}?(?:行政主管部门|行政管理部门|主管部门|行政部门|管理部门|部门))"
    r"(?![、和及]?[\u4e00-\u9fff]{0,2}等部门)"
)
_NO_ROLE = re.compile(
    r"应当|可以|负责|按照|依法|会同|的|在|由|对|与|将|人民政府|或者|有关|其他|相关|各|直属|所属|下属|级|文件|等部门"
    r"|^(?:主管|行政|管理|场)|^[和及]"
)


def _roles(text: str, within: Sequence[str]) -> Iterator[InstitutionMention]:
    regions = None
    for match in _ROLE.finditer(text):
        role = match["role"]
        if _NO_ROLE.search(role):
            continue
        if match["owner"] == "国务院":
            yield InstitutionMention(*match.span(), match[0])
            continue
        if regions is None:
            regions = {m.end: m for m in find_regions(text, within=within)}
        if region := regions.get(match.start("role")):
            yield InstitutionMention(region.start, match.end(), region.region.name + role)
        elif _is_free(text, match.start(), "人民") and (owner := _owner(match["owner"], within)):
            yield InstitutionMention(*match.span(), owner + role)


# 国务院有关部门, 国务院…联席会议: classes and bodies within, not the State Council itself.
_WITHIN = re.compile(
    r"(?![和与及、]|各项|办公厅)[\u4e00-\u9fff]{0,16}?(?:部门|机关|联席会议|领导小组|各部委)"
)
_HOLDERS = frozenset({"国务院", "中央人民政府", "中央军事委员会", "中央军委"})
# 中国人民银行某某分行 is a body of its own.
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,4}(?:分行|支行|分局)")


def _nationals(text: str) -> Iterator[InstitutionMention]:
    for match in _national_pattern().finditer(text):
        if match["name"] in _HOLDERS and _WITHIN.match(text, match.end()):
            continue
        official = _national()[match["name"]]
        if branch := _BRANCH.match(text, match.end()):
            yield InstitutionMention(match.start(), branch.end(), official + branch[0])
        else:
            yield InstitutionMention(*match.span("name"), official)


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
    if start and text[start - 1] in "各的全外本该上级跨":
        return False
    return not (body.startswith("人民") and _SHARED.search(text, max(0, start - 6), start))


# 省、市人民政府: several bodies in one name.
_SHARED = re.compile(r"(?:省|市|区|县|自治区|自治州|国务院|乡|镇)(?:、|和|及|或者?|以及)$")


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
