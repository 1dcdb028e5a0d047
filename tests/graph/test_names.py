"""Two spellings of one name meet in one node, two names never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import NodeKind
from graph.names import (
    canonical_name,
    canonical_title,
    fold,
    node_id,
    policy,
    policy_id,
    short_title,
)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        pytest.param("《云溪省技术转移条例》", "云溪省技术转移条例", id="in brackets"),
        pytest.param("云溪省技术转移条例（2021修正）", "云溪省技术转移条例", id="with its version"),
        pytest.param(
            "《云溪省技术转移条例》(修订)", "云溪省技术转移条例", id="version outside brackets"
        ),
        pytest.param("云溪省 技术转移\n条例", "云溪省技术转移条例", id="broken over lines"),
        pytest.param("〈云溪省技术转移条例〉", "云溪省技术转移条例", id="other brackets"),
        pytest.param(
            "云溪省技术转移办法(试行)", "云溪省技术转移办法（试行）", id="试行 belongs to the name"
        ),
        pytest.param(
            "关于修改《甲条例》和《乙条例》的决定",
            "关于修改《甲条例》和《乙条例》的决定",
            id="brackets inside",
        ),
        pytest.param(
            "《甲条例》和《乙条例》",
            "《甲条例》和《乙条例》",
            id="two titles are not one in brackets",
        ),
    ],
)
def test_a_title_is_the_same_however_it_is_printed(printed: str, title: str) -> None:
    assert canonical_title(printed) == title


def test_a_law_is_known_with_and_without_the_name_of_the_country() -> None:
    assert policy_id("中华人民共和国云溪法") == policy_id("《云溪法》")
    assert policy("中华人民共和国云溪法") == policy("云溪法")


def test_different_works_have_different_ids() -> None:
    titles = ["云溪省条例", "云溪市条例", "云溪省条例（试行）", "云溪省条例实施细则"]

    assert len({policy_id(title) for title in titles}) == len(titles)


@pytest.mark.parametrize("title", ["", "  ", "《》", "（2020修正）"])
def test_no_title_gives_no_id(title: str) -> None:
    with pytest.raises(ValueError, match="no title"):
        policy_id(title)


def test_a_name_without_characters_gives_no_id() -> None:
    with pytest.raises(ValueError, match="no name"):
        node_id(NodeKind.INSTITUTION, " \u3000")


def test_full_width_and_half_width_names_meet() -> None:
    assert canonical_name("云溪大学(ＡＩ) 学院") == canonical_name("云溪大学（AI）学院")


def test_a_short_title_leaves_out_the_version_and_the_country_before_a_name() -> None:
    assert short_title("《中华人民共和国堤坝法》（2015修正）") == "堤坝法"
    assert short_title("中华人民共和国") == "中华人民共和国"


@given(st.text(max_size=30))
def test_a_canonical_name_is_its_own_canonical_name(name: str) -> None:
    once = canonical_name(name)

    assert canonical_name(once) == once


@given(st.text(alphabet="《》〈〉()（）云溪2020年修正 试行", max_size=20))
def test_a_canonical_title_is_its_own_canonical_title(title: str) -> None:
    once = canonical_title(title)

    assert canonical_title(once) == once


def test_folding_passes_over_case_blanks_width_and_quotation_marks() -> None:
    assert fold("“ＡＢ” 中 心") == fold("ab中心")
