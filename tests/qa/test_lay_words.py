"""Words of the asker that no rule repeats."""

from __future__ import annotations

import pytest

from qa.search.lay_words import actors


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("我们学校一个教授想带着专利出去创业", {"学校", "教授"}, id="both"),
        pytest.param("我们单位有个老师想兼职", {"单位", "老师"}, id="有个"),
        pytest.param("教授职务设哪几级？", set(), id="asked about itself"),
    ],
)
def test_who_is_told_of_is_known_by_the_words_before(question: str, told: set[str]) -> None:
    assert actors(question) == told
