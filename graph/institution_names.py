"""Official names of institutions and the short names that texts give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class InstitutionMention:
    start: int
    """Code points into the searched text, from 0."""
    end: int
    name: str
    """The official name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What ``data/institutions.toml`` says; the file tells what each table is for."""

    national: dict[str, list[str]]
    local: dict[str, str]
    nationwide: dict[str, str]
    generic: frozenset[str]


@cache
def listed() -> Listed:
    """The file, read once."""
    raw = files("graph").joinpath("data", "institutions.toml").read_text("utf-8")
    read = tomllib.loads(raw)
    words = frozenset(read["generic"]["words"])
    return Listed(read["national"], read["local"], read["nationwide"], words)


@cache
def national_names() -> dict[str, str]:
    """Every written name → the official name."""
    names: dict[str, str] = {}
    for official, shorts in listed().national.items():
        names.update(dict.fromkeys([official, *shorts], official))
    return names


def longest_first(names: Sequence[str]) -> str:
    """Pattern text of any of the names, the longest first."""
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


def generic_words() -> frozenset[str]:
    """Words for classes of bodies: 高等院校, 主管部门. They name no institution."""
    return listed().generic
