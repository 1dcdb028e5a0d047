"""Sources: what a manifest lists, or every readable file, each under a stable id."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from graph.errors import InvalidInput, UnreadableDocument
from ingest.source import Source, find_sources, read_bytes

TEXT = "临河市办法\n第一条 甲。"


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def manifest(folder: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return write(folder / "manifest.jsonl", "\n".join(lines))


def test_a_folder_with_a_manifest_takes_ids_and_metadata_from_it(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "x.md")
    manifest(
        tmp_path,
        {"id": "lh-1", "file": "docs/x.md", "title": "临河市办法", "effective": None, "notes": []},
        {"id": "lh-2", "file": "docs/x.md", "category": "法律", "source": {"url": "u"}},
    )
    first, second = find_sources([tmp_path])

    assert (first.id, dict(first.metadata)) == ("lh-1", {"title": "临河市办法"})
    assert dict(second.metadata) == {"doc_type": "法律", "source_url": "u"}


def test_a_manifest_without_file_names_finds_the_file_called_like_the_id(tmp_path: Path) -> None:
    write(tmp_path / "r1.md")
    manifest(tmp_path, {"id": "r1"})

    assert find_sources([tmp_path])[0].path == tmp_path / "r1.md"


def test_a_file_that_a_manifest_lists_is_read_once_though_its_folder_is_named_too(
    tmp_path: Path,
) -> None:
    write(tmp_path / "docs" / "x.md")
    write(tmp_path / "docs" / "y.md", TEXT + "乙。")
    listing = manifest(tmp_path, {"id": "lh-1", "file": "docs/x.md"})

    assert [s.id for s in find_sources([tmp_path / "docs", listing])] == ["lh-1", "y"]


def test_files_without_a_manifest_are_named_after_themselves(tmp_path: Path) -> None:
    write(tmp_path / "b" / "临河 市#办法.txt")
    write(tmp_path / "a.md")
    write(tmp_path / "README.md")
    write(tmp_path / ".hidden" / "c.md")
    write(tmp_path / "d.csv")

    assert [s.id for s in find_sources([tmp_path])] == ["a", "临河-市-办法"]
    assert [s.id for s in find_sources([tmp_path / "a.md"])] == ["a"]


def test_a_name_that_two_files_share_gets_the_digest_of_the_contents(tmp_path: Path) -> None:
    for folder, text in (("x", "甲"), ("y", "乙"), ("z", "乙")):
        write(tmp_path / folder / "same.md", text)
    ids = [s.id for s in find_sources([tmp_path])]

    assert ids == sorted(f"same-{sha256(t.encode()).hexdigest()[:12]}" for t in ("甲", "乙"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(['{"id": "a"', "{}"], r"line 1: not JSON", id="broken JSON"),
        pytest.param(["", "[]"], r"line 2: not a JSON object", id="no object"),
        pytest.param([{"file": "a.md"}], r"line 1: no 'id'", id="no id"),
        pytest.param([{"id": "a", "file": "gone.md"}], r"gone\.md, which is not there", id="gone"),
        pytest.param([{"id": "a b", "file": "a.md"}], r"id 'a b' has a blank", id="bad id"),
    ],
)
def test_a_broken_manifest_names_its_line(tmp_path: Path, rows: list[object], message: str) -> None:
    write(tmp_path / "a.md")
    manifest(tmp_path, *rows)

    with pytest.raises(InvalidInput, match=message):
        find_sources([tmp_path])


def test_an_id_stands_once(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "b.md")
    manifest(tmp_path, {"id": "x", "file": "a.md"}, {"id": "x", "file": "b.md"})

    with pytest.raises(InvalidInput, match="'x' stands twice"):
        find_sources([tmp_path])


def test_what_is_not_there_or_not_readable_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no such file"):
        find_sources([tmp_path / "gone"])
    sheet = write(tmp_path / "a.xls")
    with pytest.raises(InvalidInput, match=r"'\.xls' is not one of"):
        find_sources([sheet])


def test_a_text_goes_before_a_picture_where_a_manifest_names_no_file(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.md", "b.tif"):
        write(tmp_path / name)
    (tmp_path / "manifest.jsonl").write_text('{"id": "a"}\n{"id": "b"}\n', "utf-8")

    assert [s.path.name for s in find_sources([tmp_path])] == ["a.md", "b.tif"]


def test_bytes_are_checked_against_the_manifest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    right = {"sha256": sha256(path.read_bytes()).hexdigest()}

    assert read_bytes(Source("a", path, right)).decode() == TEXT
    with pytest.raises(UnreadableDocument, match="the manifest says 00"):
        read_bytes(Source("a", path, {"sha256": "00"}))
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read_bytes(Source("b", tmp_path / "b.md"))


def test_the_digest_of_metadata_does_not_depend_on_its_order(tmp_path: Path) -> None:
    one = Source("a", tmp_path, {"title": "甲", "region": "乙"})
    other = Source("a", tmp_path, {"region": "乙", "title": "甲"})

    assert one.metadata_digest == other.metadata_digest
    assert one.metadata_digest != Source("a", tmp_path, {"title": "甲"}).metadata_digest
