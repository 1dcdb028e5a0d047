"""The annotated set is what its README promises, and fits the documents byte for byte."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from ingest.annotations import read_annotated, read_annotations

FOLDER = Path(__file__).resolve().parent.parent / "annotations"
SETS = [FOLDER, *sorted(FOLDER.glob("heldout*"))]
_ROW = re.compile(r"^\| `(?P<kind>\w+)` \| (?P<statements>[\d,]+) \|", re.MULTILINE)


def _rows(pattern: str = "*.jsonl") -> list[dict[str, object]]:
    return [
        json.loads(line)
        for file in sorted(FOLDER.glob(pattern))
        for line in file.read_text(encoding="utf-8").splitlines()[1:]
    ]


def test_the_readme_counts_the_statements_of_each_kind() -> None:
    promised = {
        row["kind"]: int(row["statements"].replace(",", ""))
        for row in _ROW.finditer((FOLDER / "README.md").read_text(encoding="utf-8"))
    }

    assert Counter(str(row["kind"]) for row in _rows()) == promised


def test_the_set_is_large_enough_and_leaves_the_founding_documents_out() -> None:
    ids = {file.stem for file in FOLDER.glob("*.jsonl")}

    assert len(ids) >= 12
    assert not ids & {"seed-000", "seed-004"}
    assert not ids & {file.stem for file in FOLDER.glob("heldout*/*.jsonl")}
    assert sum(1 for row in _rows() if not row.get("optional")) >= 600


def test_annotations_are_offsets_and_values_without_sentences() -> None:
    named = {"title", "values", "names", "target"}
    free = [
        str(value) for row in _rows("**/*.jsonl") for key, value in row.items() if key not in named
    ]

    assert not [value for value in free if re.search(r"[，。；]", value)]
    assert max(map(len, free)) <= 64


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_every_span_holds_the_annotated_words(folder: Path, shared_corpus: Path) -> None:
    documents = read_annotations(folder, shared_corpus)

    assert len(documents) == len(list(folder.glob("*.jsonl")))
    for document in documents:
        for annotation in document.annotations:
            places = dict(document.sections)
            start, end = places[annotation.section]
            assert start <= annotation.span[0] < annotation.span[1] <= end


@pytest.fixture
def annotated(tmp_path: Path) -> tuple[Path, Path]:
    """An invented document and its annotation."""
    path = tmp_path / "x-1.md"
    path.write_text("第一条 由甲市科技局负责。", encoding="utf-8")
    lines = [
        {
            "kind": "document",
            "document": "x-1",
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "sections": [["第一条", 0, 13]],
            "kinds": ["institution"],
            "unmeasured": {"region": ["第一条"]},
            "measure_sections": [],
        },
        {
            "kind": "institution",
            "section": "第一条",
            "span": [5, 10],
            "sha256": sha256("甲市科技局".encode()).hexdigest(),
            "names": ["甲市科技局"],
        },
    ]
    file = tmp_path / "x-1.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file, path


def test_sections_know_which_kinds_were_annotated(annotated: tuple[Path, Path]) -> None:
    document = read_annotated(*annotated)

    assert document.section_of(6, "institution") == "第一条"
    assert document.section_of(6, "region") is None
    assert document.section_of(6, "measure") is None
    assert document.section_of(99, "institution") is None


def test_another_text_than_the_annotated_one_is_refused(annotated: tuple[Path, Path]) -> None:
    file, path = annotated
    path.write_text("第一条 由乙市科技局负责。", encoding="utf-8")

    with pytest.raises(InvalidInput, match="not the bytes"):
        read_annotated(file, path)


def test_words_with_another_digest_are_refused(annotated: tuple[Path, Path]) -> None:
    file, path = annotated
    file.write_text(file.read_text(encoding="utf-8").replace("[5, 10]", "[5, 9]"), encoding="utf-8")

    with pytest.raises(InvalidInput, match="at 5-9"):
        read_annotated(file, path)


def test_a_missing_document_and_an_empty_folder_are_refused(
    annotated: tuple[Path, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(InvalidInput, match="is not at"):
        read_annotated(annotated[0], tmp_path / "gone.md")
    with pytest.raises(InvalidInput, match="no annotations"):
        read_annotations(empty, tmp_path)
