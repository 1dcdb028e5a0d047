"""Invented reports: what they state against what is read of it, kind by kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model import (
    Case,
    Level,
    Person,
    Predicate,
    Problem,
    Recommendation,
)
from graph.names import canonical_name
from tests.ingest.extract.invented import Extracted, extracted

FOLDER = Path(__file__).parent / "reports"
Line = tuple[str, ...]
LEAST = {
    "authors": (1.0, 1.0),
    "persons": (0.9, 0.8),
    "programmes": (0.9, 0.7),
    "located": (1.0, 0.9),
    "succeeds": (1.0, 0.7),
    "cases": (0.9, 0.9),
    "problems": (0.9, 0.9),
    "recommendations": (0.9, 0.9),
    "addresses": (0.9, 0.8),
    "levels": (0.9, 0.9),
}
"""Precision and recall over all invented reports, below which a rule was broken."""


def _same(kind: str, wanted: Line, read: Line) -> bool:
    match kind:
        case "cases":
            return wanted[0] in read[0] and wanted[1] == read[1]
        case "problems":
            return wanted[0] in read[0]
        case "recommendations":
            who = (not wanted[1] and not read[1]) or (bool(wanted[1]) and wanted[1] in read[1])
            return wanted[0] in read[0] and who
        case "addresses":
            return wanted[0] in read[0] and wanted[1] in read[1]
        case _:
            return wanted == read


RELATIONS = {
    Predicate.PARTICIPATES_IN: "programmes",
    Predicate.OPERATES: "programmes",
    Predicate.DESIGNATES: "programmes",
    Predicate.LOCATED_IN: "located",
    Predicate.SUCCEEDS: "succeeds",
    Predicate.ADDRESSES: "addresses",
}


def read_of(says: Extracted, located: set[str]) -> Iterator[tuple[str, Line]]:
    """What was read, in the words of the annotations; ``located`` are the bodies they judge."""
    names = {n.id: n.name for n in says.nodes}
    yield from (("persons", line) for line in people_of(says, names))
    for r in says.relations:
        if r.predicate is Predicate.AUTHOR_OF:
            yield "authors", (names[r.subject],)
        elif r.predicate in RELATIONS:
            kind = RELATIONS[r.predicate]
            ends = (names[r.subject], names[r.object])
            if kind == "programmes":
                yield kind, (r.predicate.value, *ends)
            elif kind != "located" or ends[0] in located:
                yield kind, ends
    for n in says.nodes:
        if isinstance(n, Case):
            yield "cases", (n.name, "/".join(n.parties))
        elif isinstance(n, Problem):
            yield "problems", (n.name,)
        elif isinstance(n, Recommendation):
            yield "recommendations", (n.name, n.attributed_to)
        elif isinstance(n, Level):
            yield "levels", (n.ladder, n.name, n.audience)


def people_of(says: Extracted, names: dict[str, str]) -> Iterator[Line]:
    """Name, role and institution; authors and reporters of whom no more is told are left out."""
    mentioned = says.related(Predicate.MENTIONS) + says.related(Predicate.AUTHOR_OF)
    units = {r.subject: r for r in says.related(Predicate.AFFILIATED_WITH)}
    for one in (n for n in says.nodes if isinstance(n, Person)):
        told = [r.attribute("role") for r in mentioned if one.id in (r.subject, r.object)]
        role = next((r for r in told if r), "作者")
        unit = units.get(one.id)
        if unit is not None:
            yield one.name, unit.attribute("role") or role, names[unit.object]
        elif role not in ("作者", "记者", "通讯员"):
            yield one.name, role, ""


def short(kind: str, line: Line) -> Line:
    """Without the quotation marks that a programme's name has in the text."""
    if kind == "programmes":
        return tuple(canonical_name(p).replace("“", "").replace("”", "") for p in line)
    return line


def scores(pattern: str) -> dict[str, list[Any]]:
    """Per kind: right, missed lines, wrong lines."""
    told: dict[str, list[Any]] = {kind: [0, [], []] for kind in LEAST}
    for path in sorted(FOLDER.glob(pattern)):
        gold = tomllib.loads(path.read_text("utf-8"))
        says = extracted(
            gold["text"].strip() + "\n",
            title=gold["title"],
            doc_type=gold["doc_type"],
            regions=tuple(gold["regions"]),
        )
        left: dict[str, list[Line]] = {
            kind: [
                short(kind, (line,) if isinstance(line, str) else tuple(line))
                for line in gold[kind]
            ]
            for kind in LEAST
        }
        judged = {line[0] for line in left["located"]}
        for kind, words in read_of(says, judged):
            read = short(kind, words)
            match = next((w for w in left[kind] if _same(kind, w, read)), None)
            if match is None:
                told[kind][2].append((path.stem, read))
            else:
                left[kind].remove(match)
                told[kind][0] += 1
        for kind, missed in left.items():
            told[kind][1] += [(path.stem, line) for line in missed]
    return told


def rates(told: list[Any]) -> tuple[float, float]:
    right, missed, wrong = told[0], len(told[1]), len(told[2])
    precision = right / (right + wrong) if right + wrong else 1.0
    return precision, right / (right + missed) if right + missed else 1.0


@pytest.mark.parametrize("kind", LEAST)
def test_reports_are_read_as_they_were_annotated(kind: str) -> None:
    for pattern in ("dev-*.toml", "held-*.toml", "fresh-*.toml", "final-*.toml", "*.toml"):
        told = scores(pattern)[kind]
        precision, recall = rates(told)
        print(f"{pattern:<12} {kind:<16} P {precision:.2f} R {recall:.2f} of {told[0]}")
        for title, lines in (("missed", told[1]), ("wrong", told[2])):
            if pattern != "*.toml":
                for line in lines:
                    print("    ", title, *line)

    assert precision >= LEAST[kind][0]
    assert recall >= LEAST[kind][1]
