"""Numbers read from Chinese and Arabic numerals."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.numerals import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之五十", 50.0),
        ("百分之二点五", 2.5),
        ("百分之百", 100.0),
        ("百分之一百五十", 150.0),
        ("千分之三", 0.3),
        ("5%", 5.0),
        ("２．５％", 2.5),
        ("3‰", 0.3),
        ("三分之一", 33.3333),
        ("三成五", 35.0),
        ("一半", 50.0),
        ("1.5万", 15000.0),
        ("1,200", 1200.0),
        ("二百", 200.0),
        ("一万二千", 12000.0),
        ("两", 2.0),
        ("二〇二一", 2021.0),
        ("半年", 0.5),
        ("一个半月", 1.5),
        ("两年半", 2.5),
    ],
)
def test_a_number_has_one_value_however_it_is_printed(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "十百", "第三", "若干", "分之", "甲", "三条", "%"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**11))
def test_every_whole_number_comes_back_from_its_chinese_numeral(number: int) -> None:
    assert parse_number(cn2an.an2cn(number)) == number


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点分之半个年%％.0123456789", max_size=9))
def test_no_run_of_numeral_characters_raises(text: str) -> None:
    value = parse_number(text)

    assert value is None or value >= 0
