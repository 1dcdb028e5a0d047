"""``zhengtu evaluate extraction`` reads annotated documents and tells how well."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.command import app

TEXT = "# 临河市试验条例\n\n第一条 根据《临河法》，制定本条例。\n"


@pytest.fixture
def annotated(tmp_path: Path) -> tuple[str, str]:
    """Folders of one annotation and its invented document."""
    words = "《临河法》"
    start = TEXT.index(words)
    lines = [
        {
            "kind": "document",
            "document": "lh-1",
            "sha256": sha256(TEXT.encode()).hexdigest(),
            "sections": [["第一条", TEXT.index("第一条"), len(TEXT)]],
            "kinds": ["policy"],
            "unmeasured": {},
            "measure_sections": [],
        },
        {
            "kind": "policy",
            "section": "第一条",
            "span": [start, start + len(words)],
            "sha256": sha256(words.encode()).hexdigest(),
            "title": "临河法",
        },
    ]
    gold, docs = tmp_path / "gold", tmp_path / "docs"
    gold.mkdir()
    docs.mkdir()
    (gold / "lh-1.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (docs / "lh-1.md").write_text(TEXT, encoding="utf-8")
    return str(gold), str(tmp_path)


def test_it_prints_a_table_of_kinds(annotated: tuple[str, str]) -> None:
    done = CliRunner().invoke(app, ["evaluate", "extraction", *annotated])

    assert done.exit_code == 0
    assert "policy           1     1     1 1.000 1.000 1.000" in done.stdout


def test_its_json_has_the_counts(annotated: tuple[str, str]) -> None:
    done = CliRunner().invoke(app, ["evaluate", "extraction", *annotated, "--json"])

    assert json.loads(done.stdout)["kinds"]["policy"]["right"] == 1
