"""Offsets of the cleaned text lead to the same words in the raw one."""

from __future__ import annotations

import pytest

from ingest.alignment import Alignment


@pytest.mark.parametrize(
    ("raw", "cleaned", "words", "there"),
    [
        pytest.param(
            "# 甲 规定\n\n第一条　试行。", "甲规定\n第一条 试行。", "试行", "试行", id="plain"
        ),
        pytest.param("期限为７日。", "期限为7日。", "7日", "７日", id="full-width digits"),
        pytest.param(
            "由市科\n技局负责。", "由市科技局负责。", "市科技局", "市科\n技局", id="broken line"
        ),
    ],
)
def test_words_are_found_across_blanks_and_width(
    raw: str, cleaned: str, words: str, there: str
) -> None:
    start = cleaned.index(words)

    place = Alignment(raw, cleaned).locate((start, start + len(words)))

    assert place is not None
    assert raw[slice(*place)] == there


def test_repeated_words_are_told_apart_by_their_surroundings() -> None:
    raw = "目录 奖励\n\n第一条 给予奖励。\n\n第二条 取消奖励。"
    cleaned = "第一条 给予奖励。\n第二条 取消奖励。"
    first, second = cleaned.index("奖励"), cleaned.rindex("奖励")
    alignment = Alignment(raw, cleaned)

    given = raw.index("给予奖励") + 2
    taken = raw.index("取消奖励") + 2
    assert alignment.locate((first, first + 2)) == (given, given + 2)
    assert alignment.locate((second, second + 2)) == (taken, taken + 2)


def test_words_that_only_the_cleaned_text_has_are_nowhere() -> None:
    assert Alignment("甲乙", "甲丙乙").locate((1, 2)) is None


def test_blanks_alone_are_nowhere() -> None:
    assert Alignment("甲 乙", "甲 乙").locate((1, 2)) is None
