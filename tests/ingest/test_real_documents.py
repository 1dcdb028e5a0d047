"""What was seen of the real documents beside the checkout, held as facts and figures."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graph.model import ProvisionKind, Validity
from graph.store import DocumentEntry
from graph.validity import ValidityTable
from graph.versions import same_versions
from ingest.coverage import coverage
from ingest.source import find_sources, read_bytes
from ingest.structure import Structure, read_structure

Structures = dict[str, Structure]
FIRST_ARTICLES = {"nat-019": 463}
"""Texts that begin in the middle of an act: the manifest counts from the act's beginning."""


@pytest.fixture(scope="module")
def rows(shared_corpus: Path) -> dict[str, dict[str, object]]:
    lines = (shared_corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def structures(shared_corpus: Path) -> Structures:
    sources = find_sources([shared_corpus])
    return {s.id: read_structure(s, read_bytes(s)) for s in sources}


@pytest.fixture(scope="module")
def bare(shared_corpus: Path) -> Structures:
    """Read without any metadata."""
    sources = find_sources([shared_corpus / "docs"])
    return {s.id: read_structure(s, read_bytes(s)) for s in sources}


def test_every_character_has_its_place(structures: Structures) -> None:
    counted = [coverage(s.document, s.provisions) for s in structures.values()]

    assert len(counted) >= 134
    assert all(c.share == 1.0 for c in counted)
    assert sum(c.leftover for c in counted) < 0.002 * sum(c.characters for c in counted)


def test_as_many_articles_are_read_as_the_manifest_counts(
    structures: Structures, rows: dict[str, dict[str, object]]
) -> None:
    wrong = []
    for identity, structure in structures.items():
        articles = sum(p.rank is ProvisionKind.ARTICLE for p in structure.provisions)
        first = FIRST_ARTICLES.get(identity, 1)
        if articles and articles + first - 1 != rows[identity]["articles"]:
            wrong.append(identity)

    assert wrong == []


def test_titles_are_read_from_the_text_alone(
    bare: Structures, rows: dict[str, dict[str, object]]
) -> None:
    wrong = [i for i, s in bare.items() if s.head.title != rows[i]["title"]]

    # Part of a code, and a report of two articles, whose common title only the manifest gives.
    assert set(wrong) <= {"nat-019", "seed-000"}


def test_commencement_agrees_with_the_manifest_where_a_clause_gives_it(
    bare: Structures, rows: dict[str, dict[str, object]]
) -> None:
    """The manifest keeps the first act's day for amended acts; there it is ``first_effective``."""
    wrong = []
    for identity, structure in bare.items():
        row = rows[identity]
        if row.get("effective_basis") != "text clause":
            continue
        names = ("effective", "first_effective")
        read = {f.value for f in structure.head.facts if f.field in names and f.evidence}
        if row["effective"] not in read:
            wrong.append(identity)

    # Approved, not published: 自发布之日起 without a day of publication in the text.
    assert set(wrong) <= {"nat-032"}


def test_amended_acts_do_not_claim_the_first_acts_day(bare: Structures) -> None:
    for structure in bare.values():
        revised = [f.value for f in structure.head.facts if f.field == "written" and f.evidence]
        first = [f.value for f in structure.head.facts if f.field == "first_effective"]
        if first and structure.head.effective:
            assert structure.head.effective.isoformat() >= revised[0] > first[0]


def test_the_act_filed_under_an_old_date_is_the_new_one(structures: Structures) -> None:
    head = structures["ha-003"].head

    assert (head.written, head.effective) == (date(2019, 9, 27), date(2020, 1, 1))


def test_the_force_of_known_acts(structures: Structures) -> None:
    entries = [
        DocumentEntry(i, s.document.sha256, s.head, 0, "", "") for i, s in structures.items()
    ]
    table = ValidityTable(entries, [])
    day = date(2026, 11, 1)

    assert table.on("nat-060", day).status is Validity.NOT_YET
    assert table.on("nat-060", date(2027, 1, 1)).status is Validity.IN_FORCE
    assert table.on("nat-021", day).valid_to == date(2026, 12, 31)
    assert table.on("nat-030", day).status is Validity.AMENDED
    assert table.on("nat-029", day).status is Validity.IN_FORCE
    assert table.on("nat-059", day).status is Validity.IN_FORCE
    assert table.on("bj-004", day).status is Validity.REPEALED
    assert table.on("nat-053", day).status is Validity.UNKNOWN
    assert table.on("bj-005", day).basis.startswith("附则第")


def test_the_broken_report_is_read_in_its_order(structures: Structures) -> None:
    structure = structures["seed-000"]
    text = structure.document.text

    assert any("halves stood apart" in note for note in structure.notes)
    assert any("breaks off" in note for note in structure.notes)
    assert sum(p.label == "图注" for p in structure.provisions) >= 3
    # No paragraph but captions, titles and what breaks off ends in the middle of a sentence.
    loose = [line for line in text.split("\n") if len(line) > 45 and line[-1] not in "。：）！？”"]
    assert len(loose) <= 2


def test_a_table_of_contents_is_no_chapter(structures: Structures) -> None:
    found = structures["sn-001"].provisions

    assert sum(p.rank is ProvisionKind.CHAPTER for p in found) == 7
    assert sum(p.label == "目录" for p in found) == 1


def test_flattened_tables_are_cut_at_their_serial_numbers(structures: Structures) -> None:
    rows = [p.label for p in structures["nat-054"].provisions if p.label.startswith("序号")]

    assert rows == [f"序号{n}" for n in [*range(1, 15), *range(21, 24)]] or len(rows) >= 14


def test_texts_cut_short_are_told(structures: Structures) -> None:
    for identity in ("ha-008", "ha-014"):
        assert any("cut short" in note for note in structures[identity].notes)


def test_one_act_from_two_sources_is_told_and_no_other(structures: Structures) -> None:
    entries = [
        DocumentEntry(i, s.document.sha256, s.head, 0, "", "") for i, s in structures.items()
    ]

    assert same_versions(entries) == [("nat-029", "nat-059")]


def test_a_day_that_no_text_carries_is_not_made_up(structures: Structures) -> None:
    """Old texts of one city print no day of adoption; their last article tells the first day."""
    old = [s.head for i, s in structures.items() if i.startswith("sh-") and not s.head.written]

    assert len(old) >= 8
    assert all(head.effective for head in old)
    assert not any(f.field in ("written", "published") for head in old for f in head.facts)


def test_cells_of_a_flattened_table_are_no_headings(structures: Structures) -> None:
    for identity in ("nat-053", "nat-054"):
        titles = [p.title for p in structures[identity].provisions if p.title]

        assert not [title for title in titles if title.isdigit()]
