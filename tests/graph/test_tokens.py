"""What counts as a word of search."""

from __future__ import annotations

import pytest

from graph.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("，。 —", [], id="marks only"),
        pytest.param("中试", ["中", "试", "中试"], id="characters and pairs"),
        pytest.param(
            "中试、基地", ["中", "试", "中试", "基", "地", "基地"], id="no pair over a mark"
        ),
        pytest.param("ＰＣＴ申", ["pct", "申"], id="Latin words whole, half width, lower case"),
        pytest.param("第二十五条", ["第25条"], id="an article's label whole"),
        pytest.param("第25条", ["第25条"], id="the same label in digits"),
        pytest.param("第三条之一", ["第3条之1"], id="an inserted article"),
        pytest.param("3.14", ["3.14"], id="a decimal number"),
    ],
)
def test_tokens_of_a_text(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "token"),
    [
        pytest.param("百分之七十", "70%", "70%", id="a share"),
        pytest.param("百分之二点五", "2.5％", "2.5%", id="a decimal share"),
        pytest.param("三十日内", "30日", "30", id="a period"),
        pytest.param("满五年", "5年", "5", id="a single numeral before its unit"),
        pytest.param("二万元", "2万元", "20000", id="an amount"),
    ],
)
def test_a_number_is_the_same_word_however_it_is_printed(one: str, other: str, token: str) -> None:
    assert token in tokens(one)
    assert token in tokens(other)


@pytest.mark.parametrize("text", ["统一", "第一项目", "万一", "一般"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert not [t for t in tokens(text) if any(c.isdigit() for c in t)]
