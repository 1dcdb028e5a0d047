"""Zhengtu inside a LangChain program: the retriever, the tool, and the documented example."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.library import Library, open_library
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.answer import Answerer
from qa.langchain_tools import PolicyRetriever, ask_tool
from tests.qa.acts import ACTS

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"```python\n(.+?)```", re.DOTALL)


def test_the_retriever_gives_passages_at_their_place(library: Library) -> None:
    found = PolicyRetriever(library=library, limit=4).invoke("收取介绍费")
    best = found[0]
    text = library.store.document(best.metadata["document_id"])[0].text

    assert 1 <= len(found) <= 4
    assert "不得向完成人收取介绍费" in best.page_content
    assert best.metadata["title"] == "甘肃省技术成果推广条例"
    assert best.metadata["locator"] == "第十一条"
    assert text[best.metadata["start"] : best.metadata["end"]] == best.page_content


def test_the_retriever_keeps_to_its_regions(library: Library) -> None:
    found = PolicyRetriever(library=library, regions=("全国",)).invoke("转让净收入 奖励 比例")

    assert {passage.metadata["document_id"] for passage in found} == {"law"}


def test_the_tool_gives_the_checked_answer(answerer: Answerer) -> None:
    told = json.loads(
        ask_tool(answerer).invoke(
            {"question": "甘肃的推广目录由哪个部门编制？", "as_of": "2024-01-01"}
        )
    )

    assert told["status"] == "answered"
    assert "省科学技术行政部门" in told["text"]
    assert [c["document_id"] for c in told["citations"]] == ["gansu"]


def test_the_tool_says_what_is_wrong_with_a_question(answerer: Answerer) -> None:
    assert "empty" in ask_tool(answerer).invoke({"question": " "})


def test_the_tool_describes_what_it_takes(answerer: Answerer) -> None:
    assert set(ask_tool(answerer).args) == {"question", "as_of", "regions"}


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A folder with a store where the documented example looks for one."""
    with open_library(f"embedded:{tmp_path / 'build' / 'demo'}") as library:
        metadata, text = ACTS["law"]
        source = Source("law", Path("law.md"), metadata)
        library.replace(read_fragment(source, text.encode()).fragment)
    return tmp_path


def test_the_documented_example_runs(demo: Path) -> None:
    (program,) = EXAMPLE.findall((ROOT / "docs" / "models.md").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=demo,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert "技术成果推广法" in done.stdout
    assert '"status": "answered"' in done.stdout
