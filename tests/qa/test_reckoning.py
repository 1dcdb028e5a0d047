"""Sums with their steps, days counted on, and sums that are left alone because bases differ."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.quantities import find_quantities
from qa.answer import Answerer
from qa.claims.arithmetic import work_out
from qa.claims.claim import Operator
from tests.qa.conftest import answering

BONUS = """# 甘肃省创新奖金条例

2020年5月8日 甘肃省第十三届人民代表大会常务委员会第十六次会议通过

第一条 为了发放创新奖金，制定本条例。

第四条 单位应当发给设计者奖金。一项新型机具的奖金不少于五千元；一项改进工法的奖金不少于八百元。

第五条 财政用于创新奖金的经费占本级财政支出的比例，市和县人民政府应当分别不低于百分之三和百分之二。

第六条 创新奖金专项资金的增长幅度，应当高于财政收入增长幅度二到四个百分点。

第七条 冒领创新奖金，冒领金额十万元以上的，处冒领金额三倍以下的罚款；冒领金额不足十万元的，处二十万元以下的罚款。

第八条 单位许可他人使用机具的，从许可净收入中提取不低于百分之四十的比例奖励设计者。

第九条 创新奖金评审结果应当自评审结束之日起三十日内公布。

第十条 机具登记的保护期为设计者死亡后三十年，截止于设计者死亡后第三十年的12月31日。

第十一条 对评审结果的异议，应当在收到异议之日起十个工作日内答复。

第二十条 本条例自2020年7月1日起施行。
"""


@pytest.fixture(scope="module")
def bonus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("bonus"),
        {"bonus": ({"region": "甘肃省", "doc_type": "地方性法规"}, BONUS)},
    ) as opened:
        yield opened


def first(answerer: Answerer, question: str) -> str:
    return answerer.ask(question).sentences[0].text


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param(
            "甘肃一家单位有三项新型机具、两项改进工法，最少要发设计者多少奖金？",
            "至少1.66万元：5000元×3项=1.5万元，800元×2项=1600元，1.5万元+1600元=1.66万元",
            id="a sum over items",
        ),
        pytest.param(
            "甘肃某县本级财政支出10亿元，用于创新奖金的经费至少要多少？",
            "至少2000万元：10亿元×2%=2000万元",
            id="the share that 分别 gives to a county",
        ),
        pytest.param(
            "甘肃财政收入增长6%，创新奖金专项资金的增幅应当到多少？",
            "8%以上10%以下：6%+2个百分点=8%，6%+4个百分点=10%",
            id="points on top of a growth",
        ),
        pytest.param(
            "甘肃有人冒领创新奖金，冒领金额20万元，最多罚多少？",
            "20万元属于“冒领金额十万元以上的”的情形：至多60万元：20万元×3倍=60万元",
            id="the case that the amount falls under",
        ),
        pytest.param(
            "甘肃有人冒领创新奖金，冒领金额4万元，最多罚多少？",
            "4万元属于“冒领金额不足十万元的”的情形：二十万元以下",
            id="the other case",
        ),
        pytest.param(
            "甘肃的单位许可机具净收入50万，那至少奖励设计者25万对吧？",
            "不对，至少20万元：50万元×40%=20万元",
            id="a result that the asker expects wrongly",
        ),
        pytest.param(
            "甘肃创新奖金评审2024年3月1日结束，结果最晚哪天公布？",
            "最晚2024年3月31日：自2024年3月1日起三十日",
            id="days from the day that is asked about",
        ),
        pytest.param(
            "甘肃一位机具设计者2001年6月去世，机具登记的保护期到哪一天？",
            "到2031年12月31日：2001年之后三十年，止于当年年底",
            id="years to the end of a year",
        ),
    ],
)
def test_a_sum_is_told_with_its_steps(bonus: Answerer, question: str, beginning: str) -> None:
    assert first(bonus, question).startswith(beginning)


def test_working_days_say_what_was_not_taken_out(bonus: Answerer) -> None:
    told = first(bonus, "甘肃的单位2024年3月1日收到对评审结果的异议，最晚哪天答复？")

    assert told.startswith("最晚2024年3月15日")
    assert "没有计入法定节假日" in told


def test_nothing_is_reckoned_from_another_base(bonus: Answerer) -> None:
    told = first(bonus, "甘肃的单位许可他人使用机具，合同额50万，至少奖励设计者多少？")

    assert "20万元" not in told
    assert "以“净收入”为基数；问题给的是合同额" in told


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        pytest.param("4000元", Operator.TIMES, "2件", (8000.0, None), id="items"),
        pytest.param("8%", Operator.PLUS, "三到五个百分点", (11.0, 13.0), id="points"),
        pytest.param("0.2%", Operator.TIMES, "30日", (6.0, None), id="a share of each day"),
        pytest.param(
            "2000元以上5000元以下", Operator.TIMES, "3株", (6000.0, 15000.0), id="a range"
        ),
        pytest.param("90万元", Operator.TIMES, "三分之二", (600000.0, None), id="a fraction"),
        pytest.param("70%", Operator.MINUS, "20%", (50.0, None), id="a difference"),
        pytest.param("10万元", Operator.OVER, "4万元", (2.5, None), id="a quotient"),
    ],
)
def test_steps_are_worked_out(
    left: str, operator: Operator, right: str, result: tuple[float, float | None]
) -> None:
    worked = work_out(find_quantities(left)[0], operator, find_quantities(right)[0])

    assert (worked.value, worked.value_max) == result


@pytest.mark.parametrize(
    ("left", "operator", "right", "reason"),
    [
        pytest.param("9万元", Operator.PLUS, "3年", "two units", id="two units"),
        pytest.param(
            "2万元以上5万元以下", Operator.MINUS, "1万元", "several results", id="a range"
        ),
    ],
)
def test_what_has_no_one_result_is_not_worked_out(
    left: str, operator: Operator, right: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        work_out(find_quantities(left)[0], operator, find_quantities(right)[0])
