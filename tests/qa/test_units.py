"""Rules are cut into what can be quoted alone."""

from __future__ import annotations

import pytest

from qa.shelf.units import columns, split_units, with_rows


def quoted(text: str) -> list[str]:
    return ["|".join(text[a:b] for a, b in u.spans) for u in split_units(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("第一条 甲办理。乙协助。", ["甲办理。", "乙协助。"], id="sentences"),
        pytest.param("第一条 甲办理；乙协助。", ["甲办理；", "乙协助。"], id="clauses"),
        pytest.param(
            "第二条 有下列情形的：\n（一）甲；\n（二）乙。",
            ["有下列情形的：", "有下列情形的：|（一）甲；", "有下列情形的：|（二）乙。"],
            id="a list with its lead-in",
        ),
        pytest.param(
            "第三条 含义是：（一）甲，是指子。（二）乙，是指丑。",
            ["含义是：", "含义是：（一）甲，是指子。", "含义是：|（二）乙，是指丑。"],
            id="a list run together",
        ),
        pytest.param(
            "第四条 按下列标准：转让的，五成；入股的，六成。",
            ["按下列标准：转让的，五成；", "按下列标准：|入股的，六成。"],
            id="clauses behind a colon",
        ),
        pytest.param(
            "第五条 依照本条第（二）项办理。",
            ["依照本条第（二）项办理。"],
            id="a point only mentioned",
        ),
    ],
)
def test_a_rule_is_cut_into_quotable_units(text: str, units: list[str]) -> None:
    assert quoted(text) == units


def test_a_paragraph_after_a_list_does_not_belong_to_it() -> None:
    text = "第六条 包括：\n（一）甲；\n（二）乙。\n前款由省厅解释。"

    assert quoted(text)[-1] == "前款由省厅解释。"


TABLE = """附件
推广清单
序号
举措
主要内容
指导部门
范围
一、服务方面
1
一站式登记
把登记的窗口合在一处。
省科技厅、省财政厅
全省
2
夜间受理
晚间也收材料。
省科技厅
三个试点县
"""


def test_a_short_row_of_a_table_is_one_unit_without_its_number() -> None:
    first, second = TABLE.index("1\n"), TABLE.index("2\n")

    units = with_rows(TABLE, first, len(TABLE), [(first, second), (second, len(TABLE))])

    assert [TABLE[u.start : u.end] for u in units] == [
        "一站式登记\n把登记的窗口合在一处。\n省科技厅、省财政厅\n全省",
        "夜间受理\n晚间也收材料。\n省科技厅\n三个试点县",
    ]
    assert [u.paragraph for u in units] == [0, 1]


def test_a_long_row_gives_its_sentences_and_what_stands_around_it_too() -> None:
    row = "1\n登记\n" + "把窗口合在一处。" * 40
    text = f"清单如下。\n{row}\n以上各项自即日起施行。"
    start = text.index("1\n")

    units = with_rows(text, 0, len(text), [(start, start + len(row))])

    assert [text[u.start : u.end] for u in (units[0], units[-1])] == [
        "清单如下。",
        "以上各项自即日起施行。",
    ]
    assert len(units) > 40


def test_a_row_knows_what_its_columns_are_called() -> None:
    assert columns(TABLE, TABLE.index("2\n")) == ["举措", "主要内容", "指导部门", "范围"]
    assert columns("1\n一站式登记\n", 0) == []
