"""What a comparison lays side by side: regions, those the library lacks too, or named acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.gazetteer import provinces
from graph.regions import region_by_name
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.search.retrieve import valid_versions
from qa.shelf.shelf import Edition

# 国家和甘肃各是多少; not 国家科委, 国家科学技术奖
_NATION_ASKED = re.compile(
    r"国家(?=法(?![院官律])|层面|立法)|国家(?!级|科委|计委|重[点大]|机关|工作人员|基金|实验室|标准(?!是|和|与|高|低)|[\u3400-\u9fff]{1,8}(?:局|部门|部|委员会|委|院|署|总局|中心|奖|计划|基金|机构))"
    r"|全国(?!各|人大|人民代表)|国务院(?![\u3400-\u9fff]{1,12}部门)|中央|上位法"
)
# 各地 and 哪些地方 mean cities too, 哪些省 does not, 哪些城市 means nothing else.
_CITIES_TOO = re.compile(r"(?:各|哪些|哪几个?|所有|不同)(?:地(?!级)|地方|地区)|全国各地")
_CITIES_ONLY = re.compile(r"(?:各|哪些|哪几个?|哪个|所有)(?:城市|地级市|设区的市|市(?!场))")


class SideOf(StrEnum):
    """What one side is, as the table's first column calls it."""

    REGION = "地区"
    ACT = "文件"
    KIND = "对象"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    name: str
    """Region, or act or kind of thing as the question names it."""
    documents: tuple[str, ...]
    """Its own documents, as they stand on the day."""
    in_library: bool
    """Whether the library holds any document of it, on that day or not, named or not."""
    of: SideOf = SideOf.REGION
    narrowed: bool = False
    """Whether its documents are only acts that the question names."""
    asked: bool = True
    """Whether it has a row even without a rule: not so a city beside provinces."""


def any_side_held(question: Question, edition: Edition) -> bool:
    """Whether the library holds a document of any region or act that is to be compared."""
    held = [r for name in question.regions for r in chain(name) if r in edition.names.regions]
    asked = question.every_region or nation_asked(question) or not question.regions
    return bool(held) or asked or any(m.policy_ids for m in question.policies)


def sides_of(question: Question, edition: Edition, on: date) -> list[Side]:
    """The sides in the order of the question; for 各省 in the order of the regions' codes."""
    current = valid_versions(edition, on) - edition.needless_digests
    acts = _acts(question, edition, current)
    if len(acts) > 1 and len(question.regions) < 2 and not question.every_region:
        return acts
    named = {i for act in acts for i in act.documents}
    everywhere = question.every_region and len(question.regions) < 2
    regions = _every_region(question, edition) if everywhere else _asked(question.regions)
    if nation_asked(question):
        regions.insert(0, (NATION, True))
    sides = []
    for region, asked in regions:
        documents = set(edition.names.regions.get(region, ())) & current
        narrowed = not everywhere and bool(named & documents)
        if named and everywhere:
            documents = {i for i in documents if i in named or _titled(question, edition, i)}
        elif narrowed:
            documents &= named
        held = region in edition.names.regions
        sides.append(
            Side(region, tuple(sorted(documents)), in_library=held, narrowed=narrowed, asked=asked)
        )
    return sides


def _titled(question: Question, edition: Edition, document_id: str) -> bool:
    """Whether a document is of the name that the question gives to acts of many regions."""
    title = edition.entries[document_id].head.title
    names = (m.text.strip("《》").rpartition("的")[2] for m in question.policies)
    return any(name in title for name in names)


def nation_asked(question: Question) -> bool:
    return bool(_NATION_ASKED.search(question.chinese))


def national_side(edition: Edition, on: date) -> Side:
    """The national rules, laid beside local ones that nobody asked to lay them beside."""
    documents = set(edition.names.regions.get(NATION, ())) & valid_versions(edition, on)
    documents -= edition.needless_digests
    return Side(NATION, tuple(sorted(documents)), in_library=bool(documents), asked=False)


def provinces_lacking(question: Question, edition: Edition) -> tuple[str, ...]:
    """Provinces of which the library holds nothing, where the question asks of all."""
    if not question.every_region or len(question.regions) > 1:
        return ()
    held = {name for region in edition.names.regions for name in chain(region)}
    return tuple(name for name in provinces() if name not in held)


def _acts(question: Question, edition: Edition, current: frozenset[str]) -> list[Side]:
    sides: dict[tuple[str, ...], Side] = {}
    for mention in question.policies:
        held = {e.id for p in mention.policy_ids for e in edition.versions[p]} & current
        if held:
            documents = tuple(sorted(held))
            sides.setdefault(documents, _act(mention.text, documents))
    return list(sides.values())


def _act(name: str, documents: tuple[str, ...]) -> Side:
    return Side(name, documents, in_library=True, of=SideOf.ACT, narrowed=True)


def _asked(names: Sequence[str]) -> list[tuple[str, bool]]:
    return [(name, True) for name in names]


def _every_region(question: Question, edition: Edition) -> list[tuple[str, bool]]:
    """Regions of the library by code, each with whether it is shown without a rule too."""
    held = sorted((n for n in edition.names.regions if n != NATION), key=_code)
    of_province = [n for n in held if len(chain(n)) == 1]
    cities = [n for n in held if len(chain(n)) > 1]
    if question.regions:
        inside = [n for n in cities if question.regions[0] in chain(n)]
        return _asked(inside or [question.regions[0]])
    if _CITIES_ONLY.search(question.chinese):
        return _asked(cities or of_province)
    beside = cities if _CITIES_TOO.search(question.chinese) else []
    return [*_asked(of_province), *((name, False) for name in beside)]


def _code(name: str) -> tuple[str, str]:
    region = region_by_name(name)
    return (region.code if region and region.code else "9", name)
