"""Words found on a page come in the order in which a reader takes them."""

from __future__ import annotations

import pytest

from ingest.formats.raw import CELL, LineKind
from ingest.formats.reading_order import Word, in_reading_order

SIZE = 10.0
"""Width of a character in the pages of these tests."""


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, top, left + SIZE * len(text), top + SIZE)


def column(letter: str, left: float, top: float, lines: int) -> list[Word]:
    """Running text: full lines, the last one short."""
    lengths = [12] * (lines - 1) + [5]
    return [word(letter * n, left, top + 15 * i) for i, n in enumerate(lengths)]


def texts(words: list[Word]) -> list[str]:
    shuffled = sorted(words, key=lambda w: (w.text, w.top))
    return [placed.line.text for placed in in_reading_order(shuffled, page=1)]


def test_a_page_without_words_has_no_lines() -> None:
    assert in_reading_order([], page=1) == []


@pytest.mark.parametrize("shift", [0, 7], ids=["level", "off by half a line"])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    left, right = column("甲", 0, 100, 6), column("乙", 140, 100 + shift, 6)
    title = word("横跨两栏的一个标题", 80, 70)

    assert texts([title, *left, *right]) == [w.text for w in (title, *left, *right)]


def test_three_columns_and_a_title_between_two_bands() -> None:
    upper = [w for n, c in enumerate("甲乙丙") for w in column(c, 140 * n, 100, 4)]
    title = word("下面是另一篇文章的标题跨过三栏一共二十二个字", 100, 180)
    lower = [w for n, c in enumerate("丁戊己") for w in column(c, 140 * n, 210, 4)]

    assert texts([*upper, title, *lower]) == [w.text for w in (*upper, title, *lower)]


def test_lines_know_the_column_that_they_are_of() -> None:
    words = [
        word("横跨两栏的一个标题", 80, 70),
        *column("甲", 0, 100, 4),
        *column("乙", 140, 100, 4),
    ]
    columns = [placed.column for placed in in_reading_order(words, page=1)]

    assert columns == ["", *["0"] * 4, *["1"] * 4]


def test_rows_of_a_table_are_read_across() -> None:
    cells = [
        ("任务", "单位"),
        ("建设市场", "科技局"),
        ("培育队伍", "人才办"),
        ("设立基金", "财政局"),
    ]
    words = [word(c, 100 * x, 20 * y) for y, row in enumerate(cells) for x, c in enumerate(row)]
    lines = [placed.line for placed in in_reading_order(words, page=3)]

    assert [line.text for line in lines] == [CELL.join(row) for row in cells]
    assert {(line.kind, line.page) for line in lines} == {(LineKind.ROW, 3)}


def test_a_label_stays_with_its_line_and_a_date_stands_alone() -> None:
    words = [
        word("第一章", 100, 0),
        word("总则", 140, 1),
        *column("甲", 0, 20, 3),
        word("某年某月", 200, 80),
    ]

    assert texts(words) == ["第一章 总则", "甲" * 12, "甲" * 12, "甲" * 5, "某年某月"]
