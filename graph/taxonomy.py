"""The taxonomy of measures: its concepts, and where a text or a question speaks of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import Concept, NodeKind
from graph.names import node_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptEntry:
    """One concept of ``data/measures_taxonomy.json``."""

    notation: str
    """A … R for groups, A1, C1 … for concepts."""
    zh: str
    en: str
    definition: str
    alternatives: tuple[str, ...]
    """Other Chinese labels."""
    broader: str | None
    """Notation of the group; None for a group."""
    stip: tuple[tuple[str, str], ...]
    """(SKOS mapping, code of the STIP survey codebook)."""
    slots: tuple[str, ...]
    """Parameters that a measure of this concept usually has."""

    @property
    def node(self) -> Concept:
        """The shared node of the graph."""
        return Concept(
            id=node_id(NodeKind.CONCEPT, self.notation),
            name=self.zh,
            notation=self.notation,
            name_en=self.en,
            broader=self.broader,
        )


@dataclass(frozen=True, slots=True)
class ConceptMention:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    concept: ConceptEntry


@dataclass(frozen=True, slots=True)
class _Patterns:
    concept: ConceptEntry
    triggers: re.Pattern[str] | None
    negatives: re.Pattern[str] | None
    asked_as: re.Pattern[str] | None


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(
        files("graph").joinpath("data", "measures_taxonomy.json").read_text("utf-8")
    )
    return raw


def taxonomy_version() -> str:
    return str(_raw()["version"])


@cache
def _patterns() -> tuple[_Patterns, ...]:
    return tuple(_read(entry) for entry in _raw()["concepts"])


def _read(entry: dict[str, Any]) -> _Patterns:
    concept = ConceptEntry(
        notation=entry["notation"],
        zh=entry["zh"],
        en=entry["en"],
        definition=entry["definition_zh"],
        alternatives=tuple(entry.get("alt_zh", ())),
        broader=entry.get("broader"),
        stip=tuple((mapping, code) for mapping, code in entry.get("stip", ())),
        slots=tuple(entry.get("slots", ())),
    )
    # The label without its explaining bracket is a way to ask for the concept too.
    labels = [re.escape(re.sub(r"（.*?）", "", n)) for n in (concept.zh, *concept.alternatives)]
    return _Patterns(
        concept,
        _any_of(entry.get("trigger_patterns", [])),
        _any_of(entry.get("negative_patterns", [])),
        _any_of([*labels, *entry.get("asked_as", [])]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None


@cache
def concepts() -> tuple[ConceptEntry, ...]:
    """All groups and concepts, in the order of the file."""
    return tuple(patterns.concept for patterns in _patterns())


@cache
def _by_notation() -> dict[str, ConceptEntry]:
    return {entry.notation: entry for entry in concepts()}


def concept(notation: str) -> ConceptEntry:
    """Raises KeyError where the taxonomy has no such notation."""
    return _by_notation()[notation]


def find_concepts(text: str) -> list[ConceptMention]:
    """Where policy text speaks of concepts; sorted by place, then by notation."""
    found = []
    for patterns in _patterns():
        if patterns.triggers is None:
            continue
        hits = [match.span() for match in patterns.triggers.finditer(text)]
        if hits and patterns.negatives:
            barred = [match.span() for match in patterns.negatives.finditer(text)]
            hits = [h for h in hits if not any(h[0] < b and a < h[1] for a, b in barred)]
        found += [ConceptMention(start, end, patterns.concept) for start, end in hits]
    return sorted(found, key=lambda m: (m.start, m.end, m.concept.notation))


def find_asked(question: str) -> list[ConceptMention]:
    """Concepts that a question asks for: by label, in lay words, or in the words of policy.

    One mention per concept, its longest; the longest mention first.
    """
    best: dict[str, ConceptMention] = {m.concept.notation: m for m in find_concepts(question)}
    for patterns in _patterns():
        matches = patterns.asked_as.finditer(question) if patterns.asked_as else ()
        for match in matches:
            known = best.get(patterns.concept.notation)
            if match[0] and (known is None or len(match[0]) > known.end - known.start):
                best[patterns.concept.notation] = ConceptMention(*match.span(), patterns.concept)
    return sorted(best.values(), key=lambda m: (m.start - m.end, m.concept.notation))
