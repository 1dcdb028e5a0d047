"""Characters that only their font can read: never part of a figure, never kept, always told."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Norm
from graph.quantities import find_quantities
from ingest.formats.raw import RawLine
from ingest.pipeline import read_fragment
from ingest.private_use import private_notes, without_private
from ingest.source import Source


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        pytest.param("人均1\ue01020元", "人均1□20元", id="inside of a figure"),
        pytest.param("增长5\ue010。", "增长5□。", id="behind a figure"),
        pytest.param("紧缺人\ue5f9才", "紧缺人□才", id="inside of a word"),
        pytest.param("\uf06c 申报条件", " 申报条件", id="a bullet"),
        pytest.param("成果产业化。\ue5f9\ue5f9", "成果产业化。", id="behind a sentence"),
        pytest.param("没有这样的字", "没有这样的字", id="none"),
    ],
)
def test_a_private_character_leaves_a_mark_where_words_are_lost(printed: str, kept: str) -> None:
    assert without_private(printed) == kept


def test_a_figure_with_a_lost_character_is_no_quantity() -> None:
    assert find_quantities("投入不少于1□20元") == []
    assert [q.value for q in find_quantities("投入不少于1□20元，每年增加300元")] == [300.0]


def test_each_place_is_told_with_page_and_code_point() -> None:
    notes = private_notes([RawLine("甲。", page=1), RawLine("人均1\ue01020元以上", page=2)])

    assert notes[0].startswith("1 characters of private fonts or lost")
    assert notes[1].startswith("page 2: “人均1□20元以上” (U+E010)")


def test_a_document_with_private_characters_tells_and_makes_up_no_number() -> None:
    text = (
        "# 沙洲市投入规定\n\n第一条 每年投入不得少于人均1\ue01020元。\n\n"
        "第二条 奖励不得低于百分之六十。\n\n第三条 本规定自2022年1月1日起施行。\n"
    )
    reading = read_fragment(Source("a", Path("a.md")), text.encode())
    values = {n.value for n in reading.fragment.nodes if isinstance(n, Norm)}

    assert values == {60.0}
    assert any("U+E010" in gap for gap in reading.gaps)
    assert not any("\ue000" <= c <= "\uf8ff" for c in reading.fragment.document.text)
