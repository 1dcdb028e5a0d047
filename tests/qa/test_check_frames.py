"""Sentences that no text has are held against what they were made from: texts, days, cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.quantities import find_quantities
from qa.checks.check import failures
from qa.claims.claim import Claim, Quote, Stood
from tests.qa.test_check import make_quote
from tests.qa.test_check_sides import of_place

NATION = replace(
    of_place("全国", "未规定、也未与科技人员约定奖酬的，提取不低于百分之三十的比例。"),
    locator="第四条",
)
BESIDE = (
    NATION,
    of_place("甘肃省", "没有约定奖酬的，提取不低于百分之四十的比例。"),
    of_place("青海省", "单位可以提取不低于百分之五十的比例。"),
    of_place("贵州省", "提取不低于百分之五十的比例。"),
)
TOLD = (
    "国家的标准只在未规定、也未约定时适用（《全国成果条例》第四条）；甘肃省同此；"
    "青海省写的是单位可以采用，不以未约定为前提；贵州省直接定了标准，不以未约定为前提；"
    "甘肃省、青海省、贵州省的数值高于国家的标准（不低于百分之三十）。"
)


def test_how_local_rules_stand_to_the_national_one_stands_as_it_is() -> None:
    assert failures(Claim(TOLD, BESIDE)) == []


@pytest.mark.parametrize(
    ("words", "other"),
    [
        pytest.param("不以未约定为前提", "不以未约定为后提", id="a word of the frame"),
        pytest.param("单位可以采用", "单位应当采用", id="another force"),
        pytest.param("单位可以采用", "企业可以采用", id="another body"),
        pytest.param("只在未规定", "只在已规定", id="a lost 未"),
        pytest.param("甘肃省同此", "贵州省同此", id="a place told in two ways"),
        pytest.param("甘肃省同此；青海省写", "青海省同此；甘肃省写", id="two places exchanged"),
        pytest.param("甘肃省、青海省、贵州省的", "甘肃省、甘肃省、贵州省的", id="a place twice"),
    ],
)
def test_how_they_stand_to_it_is_caught_when_it_is_falsified(words: str, other: str) -> None:
    assert words in TOLD
    assert failures(Claim(TOLD.replace(words, other, 1), BESIDE))


def test_that_nothing_ends_an_act_is_told_whole() -> None:
    text = (
        "没有查到它已经废止或者失效：库中没有废止《甘肃省技术成果推广条例》的文件，"
        "它自2024年3月1日起施行。"
    )

    assert failures(Claim(text, (make_quote(),))) == []
    assert failures(Claim(text.replace("或者", "和"), (make_quote(),)))


def of_day(quote: Quote, id_: str, day: date) -> Quote:
    entry = replace(quote.entry, id=id_, head=replace(quote.entry.head, effective=day))
    return replace(quote, entry=entry)


OLD = of_day(make_quote(), "gansu-2018", date(2018, 5, 1))
NEW = of_day(make_quote(), "gansu-2024", date(2024, 3, 1))
SHARE = "不低于百分之六十五（《甘肃省技术成果推广条例》第七条）。"


def told_under(label: str, quote: Quote, beside: Quote, on: date | None = None) -> list[str]:
    stood = Stood(label, quote.entry, (beside.entry,), on)
    text = f"{label}：{SHARE}"
    return failures(Claim(text, (quote,), premise="2015年、2019年和2025年", stood=stood))


def test_each_text_is_told_under_its_time() -> None:
    assert told_under("修改前", OLD, NEW) == []
    assert told_under("修改后", NEW, OLD) == []
    assert told_under("2019年", OLD, NEW, date(2019, 12, 31)) == []
    assert told_under("2025年", NEW, OLD, date(2025, 12, 31)) == []
    assert told_under("2015年", OLD, NEW, date(2015, 12, 31)) == []


def test_a_text_under_another_time_is_caught() -> None:
    assert told_under("修改后", OLD, NEW)
    assert told_under("修改前", NEW, OLD)
    assert told_under("2025年", OLD, NEW, date(2025, 12, 31))
    assert told_under("2019年", NEW, OLD, date(2019, 12, 31))
    assert failures(Claim(f"修改前：{SHARE}", (OLD,)))
    after = Stood("修改后", NEW.entry, (OLD.entry,), None)
    assert failures(Claim(f"修改前：{SHARE}", (NEW,), stood=after))
    assert failures(Claim(f"修改后：{SHARE}", (OLD,), stood=after))


TIERS = make_quote(
    "第九条 展会应占用场地的百分之八以上。大型展会应占用场地的百分之六以上。"
    "其他展会应占用场地的百分之三以上。"
)
VALUES = tuple(q for q in find_quantities(TIERS.text) if q.unit == "%")
IN_TURN = (
    "展会应占用场地的百分之八以上；大型展会应占用场地的百分之六以上；"
    "其他展会应占用场地的百分之三以上（第七条）。"
)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        pytest.param("之八", "之六", id="one told twice"),
        pytest.param("之三", "之八", id="the last told as the first"),
    ],
)
def test_the_numbers_that_are_asked_for_are_told_in_turn(words: str, other: str) -> None:
    assert failures(Claim(IN_TURN, (TIERS,), values=VALUES)) == []
    assert failures(Claim(IN_TURN.replace(words, other), (TIERS,), values=VALUES))
