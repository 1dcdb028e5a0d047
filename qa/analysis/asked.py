"""Which concepts and regions a caller means by the words given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import NotFound
from graph.gazetteer import NATION
from graph.names import canonical_name
from graph.regions import region_by_name
from graph.taxonomy import ConceptEntry, concepts
from qa.analysis.desk import Desk

_COUNTRY_CODE = "100000"


def asked_concepts(words: Sequence[str]) -> list[ConceptEntry]:
    """Concepts by notation (C1), node id (concept:C1) or Chinese or English label, each once.

    Raises NotFound for a word that names none.
    """
    return list({entry.notation: entry for word in words for entry in [_concept(word)]}.values())


def _concept(word: str) -> ConceptEntry:
    bare = word.strip().removeprefix("concept:")
    for entry in concepts():
        labels = (entry.notation, entry.zh, entry.en, *entry.alternatives)
        if bare.casefold() in {label.casefold() for label in labels}:
            return entry
    raise NotFound(f"the taxonomy has no concept {word!r}; GET /v1/taxonomy lists them")


def groups() -> list[ConceptEntry]:
    return [entry for entry in concepts() if entry.broader is None]


def narrower(notation: str) -> list[ConceptEntry]:
    return [entry for entry in concepts() if entry.broader == notation]


def with_narrower(notations: Iterable[str]) -> frozenset[str]:
    """The concepts and all below them."""
    found = set(notations)
    while more := {e.notation for e in concepts() if e.broader in found} - found:
        found |= more
    return frozenset(found)


def asked_regions(words: Sequence[str], desk: Desk) -> list[str]:
    """Names as in the gazetteer, each once, in the order given.

    Raises NotFound for a word that is no region; one that the library merely lacks is none.
    """
    return list(dict.fromkeys(_region(word, desk) for word in words))


def _region(word: str, desk: Desk) -> str:
    name = canonical_name(word)
    if name in desk.by_region:
        return name
    region = region_by_name(name)
    if region is None:
        raise NotFound(f"no region {word!r}; write 北京市, 浙江省杭州市 or 全国")
    return region.name


def held_regions(desk: Desk) -> list[str]:
    """Regions that documents of the library are about: 全国 first, then by code."""
    return sorted(desk.by_region, key=region_order)


def region_order(name: str) -> tuple[bool, str, str]:
    region = region_by_name(name)
    code = (region.code if region else None) or "999999"
    return name != NATION, code if code != _COUNTRY_CODE else "", name


def region_level(name: str) -> str:
    """国家, 省级, 地级, 县级 or 功能区; empty where the gazetteer does not know it."""
    region = region_by_name(name)
    return region.level if region else ""
