"""Sources into a library: what is new is read, what is unchanged is not, what is broken is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import Library, open_library
from graph.model import Predicate
from ingest.pipeline import Report, ingest, read_fragment
from ingest.reading import reader_of
from ingest.source import Source, find_sources

ACT = (
    "# 临河市技术市场条例\n\n2021年11月5日 杭州市第九届人民代表大会常务委员会第三次会议通过\n\n"
    "第一条 为了规范技术市场，根据《中华人民共和国促进科技成果转化法》，制定本条例。\n\n"
    "第二条 本条例自2022年1月1日起施行。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(f"embedded:{tmp_path / 'library'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "texts"
    path.mkdir()
    (path / "a.md").write_text(ACT, encoding="utf-8")
    (path / "b.md").write_text(ACT.replace("条例", "办法"), encoding="utf-8")
    return path


def run(folder: Path, library: Library, workers: int = 1) -> Report:
    return ingest(find_sources([folder]), library, workers=workers)


def test_a_reading_is_a_pure_function_of_bytes_and_metadata(folder: Path) -> None:
    source = Source("a", folder / "a.md", {"region": "杭州市"})
    raw = (folder / "a.md").read_bytes()
    one = read_fragment(source, raw)

    assert one == read_fragment(source, raw)
    assert one.fragment.reader == reader_of(source) != reader_of(Source("a", folder / "a.md"))
    assert one.coverage.characters == one.coverage.placed + one.coverage.leftover


def test_a_reading_holds_the_work_its_issuer_and_its_region(folder: Path) -> None:
    source = Source("a", folder / "a.md", {"issuing_body": "某委员会"})
    fragment = read_fragment(source, (folder / "a.md").read_bytes()).fragment
    said = {(r.predicate, r.object) for r in fragment.relations if r.subject == "a"}

    assert fragment.head.policy_id in {n.id for n in fragment.nodes}
    assert (Predicate.ISSUED_BY, "institution:杭州市人民代表大会常务委员会") in said
    assert (Predicate.JURISDICTION, "region:杭州市") in said
    assert "institution:某委员会" not in {r.object for r in fragment.relations}


def test_what_is_unchanged_is_not_read_again(folder: Path, library: Library) -> None:
    first = run(folder, library)
    build = library.build()
    second = run(folder, library)

    assert (first.written, first.unchanged) == (("a", "b"), ())
    assert (second.written, second.unchanged) == ((), ("a", "b"))
    assert library.build() == build


def test_what_a_killed_run_left_unsearchable_is_searchable_after_the_next(
    folder: Path, library: Library
) -> None:
    for source in find_sources([folder]):
        # The store had it, the index had not committed it yet.
        library.store.replace(read_fragment(source, source.path.read_bytes()).fragment)
    left_behind = library.behind()

    again = run(folder, library)

    assert left_behind == 2
    assert again.unchanged == ("a", "b")
    assert library.behind() == 0


def test_changed_bytes_or_metadata_are_read_again(folder: Path, library: Library) -> None:
    run(folder, library)
    (folder / "a.md").write_text(ACT.replace("规范", "发展"), encoding="utf-8")
    rows = [{"id": name, "file": f"{name}.md"} for name in ("a", "b")]
    assert run(folder, library).written == ("a",)
    rows[1]["region"] = "杭州市"
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "manifest.jsonl").write_text(lines, encoding="utf-8")

    assert run(folder, library).written == ("b",)


def test_an_unreadable_file_is_one_line_and_stops_nothing(folder: Path, library: Library) -> None:
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "d.md").write_bytes(b"")
    report = run(folder, library)

    assert report.written == ("a", "b")
    assert [line.split(": ")[0] for line in report.unreadable] == [
        str(folder / "c.pdf"),
        str(folder / "d.md"),
    ]


def test_a_document_whose_file_is_gone_stays_and_is_told(folder: Path, library: Library) -> None:
    run(folder, library)
    (folder / "b.md").unlink()
    report = run(folder, library)

    assert report.gone == ("b",)
    assert [entry.id for entry in library.documents()] == ["a", "b"]


def test_the_number_of_workers_makes_no_difference(folder: Path, library: Library) -> None:
    for n in range(6):
        (folder / f"n{n}.md").write_text(ACT.replace("临河", "临海") + f"\n附件{n}\n", "utf-8")
    steps: list[tuple[int, int]] = []
    sources = find_sources([folder])
    ingest(sources, library, workers=2, on_progress=lambda done, of, _: steps.append((done, of)))
    build = library.build()
    for source in sources:
        library.remove(source.id)
    run(folder, library)

    assert library.build() == build
    assert steps == [(n, 8) for n in range(1, 9)]


def test_the_report_tells_what_was_not_understood(folder: Path, library: Library) -> None:
    (folder / "a.md").write_text(ACT.replace("第二条 本条例自2022年1月1日起施行。", ""), "utf-8")
    report = run(folder, library)

    assert any(name == "a" and "commencement" in gap for name, gap in report.gaps)
    assert report.coverage.characters > 0
    assert report.coverage.provisions >= report.coverage.without_statement


def test_one_act_from_two_sources_is_told(folder: Path, library: Library) -> None:
    (folder / "again.md").write_text(ACT.replace("# ", "## "), encoding="utf-8")
    report = run(folder, library)

    assert report.same == (("a", "again"),)
