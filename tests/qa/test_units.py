"""Rules are cut into what can be quoted alone."""

from __future__ import annotations

import pytest

from qa.units import split_units


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
