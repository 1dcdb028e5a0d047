"""Dates are found where they stand, in every form that policy prints."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import find_dates, parse_date, small_number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("自2020年1月1日起施行", ["2020-01-01"], id="digits"),
        pytest.param("自2020年１月１日起施行", ["2020-01-01"], id="full-width digits"),
        pytest.param("1995年8月l日", ["1995-08-01"], id="a scanned 1"),
        pytest.param("2021 年 11 月 3 日", ["2021-11-03"], id="blanks"),
        pytest.param("二〇一九年九月二十七日", ["2019-09-27"], id="Chinese numerals"),
        pytest.param("二○一九年十月", ["2019-10"], id="another zero, no day"),
        pytest.param("到2025年，建成", ["2025"], id="a year"),
        pytest.param("2021—2025年累计", ["2021/2025"], id="a span of years"),
        pytest.param("2023年至2025年", ["2023/2025"], id="a span with 至"),
        pytest.param("“十四五”期间", ["2021/2025"], id="the fourteenth plan"),
        pytest.param("“十五五”期间", ["2026/2030"], id="the fifteenth plan"),
        pytest.param("“十五”期间", ["2001/2005"], id="the tenth plan"),
        pytest.param("“七五”计划", ["1986/1990"], id="the seventh plan"),
        pytest.param("十四五规划", ["2021/2025"], id="a plan without marks"),
        pytest.param("第二十四五组", [], id="no plan in a number"),
        pytest.param("2020-01-01公布", ["2020-01-01"], id="dashes"),
        pytest.param("2020年2月30日", [], id="no such day"),
        pytest.param("第2020号", [], id="a number"),
        pytest.param("2019年3月通过，2020年施行", ["2019-03", "2020"], id="two dates"),
    ],
)
def test_dates_are_found_in_every_printed_form(text: str, iso: list[str]) -> None:
    assert [d.iso for d in find_dates(text)] == iso


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2100, 12, 31)), st.text(max_size=8))
def test_a_printed_day_is_read_back_at_its_place(day: date, before: str) -> None:
    printed = f"，{day.year}年{day.month}月{day.day}日"
    text = before + printed

    found = find_dates(text)[-1]

    assert (found.value, found.iso) == (day, day.isoformat())
    assert text[found.start : found.end] == printed[1:]


@given(st.text(alphabet="年月日一二十五四“”〇0129-至— 期间规划自起", max_size=30))
def test_dates_never_overlap_and_lie_in_the_text(text: str) -> None:
    last = 0
    for found in find_dates(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@given(st.integers(min_value=1, max_value=99))
def test_small_numbers_are_read_in_both_scripts(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    chinese = ("" if tens < 2 else digits[tens]) + ("十" if tens else "")
    chinese += digits[ones] if ones else ""

    assert small_number(chinese) == small_number(str(number)) == number


def test_a_whole_text_is_a_day_or_none() -> None:
    assert parse_date("2020年1月1日") == parse_date(" 2020-01-01 ") == date(2020, 1, 1)
    assert parse_date("2020年1月") is None
    assert parse_date("自2020年1月1日起") is None
