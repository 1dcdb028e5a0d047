"""A document as it was read, on the terminal, as one page and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from api.inspect.kinds import NAMES, STATEMENTS
from graph.model import NodeKind, Statement
from graph.record import NODE_TYPES
from tests.api.test_command import told, zhengtu

HOSTILE = """\
# 青海省<script>alert(1)</script>落地办法

第一条 为了让成果落地，根据《科学技术进步法》，制定本办法。

第二条 成果由单位转让的，应当从转让净收入中提取不低于百分之六十五的比例，奖励完成成果的人员。

第三条 不知情的"单位"<img src=x onerror=alert(2)>不受处罚。
"""


def words(inspected: Any, kind: str) -> set[str]:
    return {
        inspected["text"][m["start"] : m["end"]] for m in inspected["marks"] if m["kind"] == kind
    }


def test_every_kind_of_statement_has_a_look() -> None:
    stated = {kind for kind, type_ in NODE_TYPES.items() if issubclass(type_, Statement)}

    assert stated == set(STATEMENTS)
    assert not stated & set(NAMES)
    assert {NodeKind.POLICY, NodeKind.INSTITUTION, NodeKind.REGION} < set(NAMES)


def test_a_document_of_the_store_is_told_in_json(acts_url: str) -> None:
    inspected = told("inspect", "qh-001", "--store", acts_url)
    effective = next(f for f in inspected["facts"] if f["field"] == "effective")
    missed = inspected["not_understood"]

    assert any("百分之六十五" in quote for quote in words(inspected, "Norm"))
    assert "《中华人民共和国科学技术进步法》" in words(inspected, "Policy")
    assert (effective["value"], effective["basis"]) == ("2021-07-01", "附则第六条")
    assert [p["label"] for p in inspected["outline"] if p["rank"] == "chapter"] == [
        "第一章",
        "第二章",
        "第三章",
    ]
    assert missed["gaps"] is None
    assert missed["characters"] == missed["placed"]
    assert all(p["text"].strip() for p in missed["without_statement"])


def test_a_file_is_read_without_a_store_as_the_store_read_it(
    acts: Path, acts_url: str, tmp_path: Path
) -> None:
    stored = told("inspect", "qh-001", "--store", acts_url)
    unused = tmp_path / "unused"
    read = told("inspect", str(acts / "qh.md"), "--store", f"embedded:{unused}")
    gaps = read["not_understood"].pop("gaps")
    stored["not_understood"].pop("gaps")

    assert isinstance(gaps, list)
    assert {k: read[k] for k in ("id", "text", "marks", "facts", "not_understood")} == {
        k: stored[k] for k in ("id", "text", "marks", "facts", "not_understood")
    }
    assert not unused.exists()


def test_the_terminal_shows_structure_text_facts_and_what_was_missed(acts: Path) -> None:
    done = zhengtu("inspect", str(acts / "qh.md"))
    shown = done.stdout

    assert done.returncode == 0, done.stderr
    assert re.search(r"effective +2021-07-01 +附则第六条", shown)
    assert re.search(r"── 第三条 +\d+–\d+", shown)
    assert re.search(r"Norm 规则 +第三条", shown)
    assert "← no statement" in shown
    assert re.search(r"BASED_ON +科学技术进步法", shown)
    assert "without a statement" in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.fixture
def page(tmp_path: Path) -> LexborHTMLParser:
    (tmp_path / "act.md").write_text(HOSTILE, "utf-8")
    done = zhengtu("inspect", "act.md", "--html", "act.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return LexborHTMLParser((tmp_path / "act.html").read_text("utf-8"))


def test_the_page_shows_the_text_and_runs_nothing_of_it(page: LexborHTMLParser) -> None:
    text = "".join(node.text() for node in page.css(".text p"))
    tags = {node.tag for node in page.css("*")}
    attributes = {name for node in page.css("*") for name in node.attributes}

    assert "<script>alert(1)</script>" in text
    assert '"单位"<img src=x onerror=alert(2)>' in text
    assert not tags & {"script", "img", "iframe", "link", "object"}
    assert attributes <= {"lang", "charset", "name", "content", "http-equiv", "id", "class"} | {
        "style",
        "title",
        "href",
        "aria-label",
    }


def test_the_page_marks_statements_and_names_and_needs_nothing_else(
    page: LexborHTMLParser,
) -> None:
    html = page.html or ""
    norm = "".join(node.text() for node in page.css(".text .s-Norm"))
    links = [node.attributes["href"] or "" for node in page.css("a")]
    anchors = {f"#{node.attributes['id']}" for node in page.css("[id]")}

    assert "百分之六十五" in norm
    assert "《科学技术进步法》" in [node.text() for node in page.css(".text .n-Policy")]
    assert links
    assert set(links) <= anchors
    assert "prefers-color-scheme: dark" in html
    assert "url(" not in html
    assert "@import" not in html


def test_an_unknown_document_is_not_found(acts_url: str) -> None:
    done = zhengtu("inspect", "zz-999", "--store", acts_url, "--json")

    assert done.returncode == 3
    assert "zz-999" in json.loads(done.stdout)["detail"]


def test_a_page_that_cannot_be_written_is_bad_input(acts: Path, tmp_path: Path) -> None:
    done = zhengtu("inspect", str(acts / "qh.md"), "--html", str(tmp_path / "no" / "a.html"))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [("manifest.jsonl", "no single document"), ("gone.md", "no such file")],
)
def test_what_is_no_document_is_bad_input(acts: Path, name: str, message: str) -> None:
    done = zhengtu("inspect", str(acts / name))

    assert done.returncode == 2
    assert message in done.stderr
