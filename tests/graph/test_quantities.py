"""Quantities, their units and the words that bound them. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.quantities import find_quantities

Row = tuple[str, str, float, float | None, str]


def read(text: str) -> list[Row]:
    return [
        (q.text, q.comparator.value, q.value, q.value_max, q.unit) for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("留给发明人的份额不低于百分之六十五", [("百分之六十五", ">=", 65.0, None, "%")]),
        ("研发投入占收入的百分之三点五以上", [("百分之三点五", ">=", 3.5, None, "%")]),
        ("自筹部分不得超过40%", [("40%", "<=", 40.0, None, "%")]),
        ("按30%至45%计提", [("30%至45%", "between", 30.0, 45.0, "%")]),
        (
            "按百分之三十至百分之四十五计提",
            [("百分之三十至百分之四十五", "between", 30.0, 45.0, "%")],
        ),
        ("不超过股东人数的三分之二", [("三分之二", "<=", 66.6667, None, "%")]),
        ("获得的份额不低于奖金总额的60%", [("60%", ">=", 60.0, None, "%")]),
        ("公告期不得少于二十日", [("二十日", ">=", 20.0, None, "日")]),
        ("应在7个工作日内答复", [("7个工作日", "<=", 7.0, None, "工作日")]),
        ("连续四至六年每年提取", [("四至六年", "between", 4.0, 6.0, "年")]),
        ("试用期为一个半月", [("一个半月", "=", 1.5, None, "月")]),
        ("满五年的可以续聘", [("五年", ">=", 5.0, None, "年")]),
        ("处5万元人民币以下罚款", [("5万元", "<=", 50000.0, None, "元")]),
        ("不满三年的不得续聘", [("三年", "<", 3.0, None, "年")]),
        (
            "处三万元以上九万元以下的罚款",
            [("三万元以上九万元以下", "between", 30000.0, 90000.0, "元")],
        ),
        (
            "处违法所得二倍以上四倍以下的罚款",
            [("二倍以上四倍以下", "between", 2.0, 4.0, "倍")],
        ),
        ("最高不超过600万元", [("600万元", "<=", 6e6, None, "元")]),
        ("补助20—80万元", [("20—80万元", "between", 2e5, 8e5, "元")]),
        ("总额达 12.5 亿元", [("12.5 亿元", ">=", 1.25e9, None, "元")]),
        ("引进人才超过3万人", [("3万人", ">", 30000.0, None, "人")]),
        ("现有机构900余家", [("900余家", ">", 900.0, None, "家")]),
        ("年满二十周岁的", [("二十周岁", ">=", 20.0, None, "岁")]),
        ("每半年通报情况", [("半年", "=", 0.5, None, "年")]),
        ("提高2个百分点", [("2个百分点", "=", 2.0, None, "百分点")]),
        ("约四成企业尚未设机构", [("四成", "=", 40.0, None, "%")]),
        ("按损失额的三成给予补偿", [("三成", "=", 30.0, None, "%")]),
        ("租金按市场价的八五折收取", [("八五折", "=", 85.0, None, "%")]),
        ("停业整顿六个月至一年", [("六个月至一年", "between", 6.0, 12.0, "月")]),
        ("处六个月以上一年以下", [("六个月以上一年以下", "between", 6.0, 12.0, "月")]),
        ("门前200米半径内不得设置", [("200米", "<=", 200.0, None, "米")]),
        ("补充调查以二次为限", [("二次", "<=", 2.0, None, "次")]),
        ("每校限推2家", [("2家", "<=", 2.0, None, "家")]),
        ("走访企业860余家次", [("860余家次", ">", 860.0, None, "家次")]),
        ("连任不得超过两届", [("两届", "<=", 2.0, None, "届")]),
        (
            "押金5000块，工本费三块钱",
            [("5000块", "=", 5000.0, None, "元"), ("三块钱", "=", 3.0, None, "元")],
        ),
        (
            "发放贷款236笔，推出12款产品",
            [("236笔", "=", 236.0, None, "笔"), ("12款", "=", 12.0, None, "款")],
        ),
        ("不低于转让费、许可费净收入的20%", [("20%", ">=", 20.0, None, "%")]),
        ("规模突破百亿元", [("百亿元", ">", 1e10, None, "元")]),
        ("百人以上的企业", [("百人", ">=", 100.0, None, "人")]),
    ],
)
def test_a_quantity_has_value_unit_and_bound(text: str, rows: list[Row]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("自2023年4月1日起施行", id="a date"),
        pytest.param("二〇二三年四月一日", id="a date in Chinese numerals"),
        pytest.param("2021—2025年期间", id="a span of years"),
        pytest.param("每年五月三十一日前", id="a day of every year"),
        pytest.param("依照第二十三条第一项至第三项、第五项办理", id="article labels"),
        pytest.param("本款第二、四、五项规定", id="labels in a row"),
        pytest.param("前两款规定的情形", id="the two paragraphs before"),
        pytest.param("临政发〔2023〕15号", id="a 发文字号"),
        pytest.param("第三批名单", id="an ordinal"),
        pytest.param("“十四五”期间", id="a five-year plan's name"),
        pytest.param("三年行动计划", id="a plan's name"),
        pytest.param("三级医院", id="a grade"),
        pytest.param("设立一个机构", id="一个 is an article"),
        pytest.param("样机有七成熟", id="成 of another word"),
        pytest.param("大众创业、万众创新", id="a slogan"),
        pytest.param("引进数十家机构，服务几百人", id="some tens"),
        pytest.param("坚持“三个融合”", id="a slogan in quotation marks"),
        pytest.param("统一、一般、一律", id="words that hold 一"),
        pytest.param("百名专家进百企，万名党员下基层", id="many, and no count"),
        pytest.param("千方百计争创一等奖和双一流", id="numerals inside of words"),
        pytest.param("挂两块牌子，一起推进", id="pieces and together"),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_the_outer_span_holds_the_bounding_words() -> None:
    text = "提取比例不低于百分之六十，三年以内付清"

    outer = [text[slice(*q.outer)] for q in find_quantities(text)]

    assert outer == ["不低于百分之六十", "三年以内"]


@given(
    st.text(
        alphabet="不低于超过以上下内至百分之一二三十万亿元年个月日人家%0123456789第条项、，。 ",
        max_size=40,
    )
)
def test_quantities_are_disjoint_ascending_and_literal(text: str) -> None:
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.outer[0] <= quantity.start
        assert quantity.end <= quantity.outer[1]
        last = quantity.end
