"""How far an act is off the field of a question."""

from __future__ import annotations

import pytest

from qa.fields import off_field


def test_an_act_on_another_right_is_off_the_field() -> None:
    assert off_field("卖的货侵犯了专利，要赔吗？", "甘肃省商标条例") > 0


def test_an_act_of_a_narrow_field_that_is_not_asked_about_is_farther_off() -> None:
    hospitals = off_field("净收入怎么算？", "关于考核甘肃公立医院的通知")

    assert hospitals > off_field("侵犯专利要赔吗？", "甘肃省商标条例")


@pytest.mark.parametrize(
    ("question", "title"),
    [
        pytest.param("卖的货侵犯了专利，要赔吗？", "甘肃省专利条例", id="its own"),
        pytest.param("侵犯专利要赔吗？", "甘肃省知识产权条例", id="one that covers it"),
        pytest.param("门诊费怎么算？", "关于考核甘肃公立医院的通知", id="narrow and asked"),
        pytest.param("奖金最低多少？", "甘肃省专利条例", id="a question of no field"),
    ],
)
def test_an_act_that_may_speak_of_the_matter_is_not_off(question: str, title: str) -> None:
    assert off_field(question, title) == 0
