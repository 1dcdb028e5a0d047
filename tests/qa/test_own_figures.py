"""Stories with figures of the asker's own: bases formed of several, even shares, bounds kept."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status
from tests.qa.conftest import answering

HARVEST = """# 青海省盐湖成果条例

2021年5月8日 青海省第十三届人民代表大会常务委员会第三十次会议通过

第一条 为了促进盐湖成果的使用，制定本条例。

第四条 公办盐湖研究所出让盐湖成果的，应当从出让净收益中提取不低于百分之六十的比例奖励完成盐湖成果的人员。

前款所称净收益，是指出让合同的成交价款扣除税金、成果维持费用和鉴定费用后的余额，其中使用财政资金支付的维持费用不予扣除。

第五条 盐湖成果的出让所得由研究所自行使用。完成人员获得的份额不低于奖励总额的百分之五十，辅助人员获得的份额不低于奖励总额的百分之四。

第六条 盐湖成果完成人员自行开办企业的，应当自获利之日起连续四年，每年从企业的年利润中提取百分之五交回原研究所。

第七条 两家以上研究所共同使用盐湖试验船的，船舶停泊费由使用的研究所平均负担。

第八条 承租盐湖试验船应当交付押金，押金不得超过租船价款的百分之三十，超过部分不作为押金。出租人不交付试验船的，应当双倍返还押金。

第九条 盗采盐湖样品的，没收违法所得，并处违法所得二倍以上四倍以下的罚款；没有违法所得的，处二万元以上六万元以下的罚款。

第十条 租船价款应当自试验船交付之日起三个月内付清。

第二十条 本条例自2021年7月1日起施行。
"""


@pytest.fixture(scope="module")
def harvest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("harvest"),
        {"harvest": ({"region": "青海省", "doc_type": "地方性法规"}, HARVEST)},
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param(
            "青海一家公办盐湖研究所出让盐湖成果，成交价款200万，税金交了10万，维持费用花了20万，至少奖励完成的人多少万？",
            "至少102万元：10万元+20万元=30万元，200万元－30万元=170万元，170万元×60%=102万元",
            id="a net base after deductions",
        ),
        pytest.param(
            "青海一家公办盐湖研究所出让盐湖成果，成交价款200万，税金10万，维持费用20万，其中5万是财政资金付的，至少奖励完成的人多少万？",
            "至少105万元：10万元+20万元=30万元，30万元－5万元=25万元，200万元－25万元=175万元，"
            "175万元×60%=105万元",
            id="a part that is not deducted",
        ),
        pytest.param(
            "青海有人拿盐湖成果自己开企业，头三年利润10万、30万、20万，三年一共要交回研究所多少？",
            "3万元：10万元+30万元+20万元=60万元，60万元×5%=3万元",
            id="a share of several years",
        ),
        pytest.param(
            "青海甲乙丙三家研究所共用一条盐湖试验船，停泊费9万元，各家出多少？",
            "各3万元：9万元÷3份=3万元",
            id="even shares",
        ),
        pytest.param(
            "青海一家研究所租盐湖试验船交了4万元押金，船主不交付船，该返还押金多少钱？",
            "8万元：4万元×2倍=8万元",
            id="twice as much",
        ),
        pytest.param(
            "青海有人盗采盐湖样品，违法所得3万元，打算罚他15万，在规定的幅度内吗？",
            "不符合，6万元以上12万元以下：3万元×2倍=6万元，3万元×4倍=12万元",
            id="a figure against a bound that was worked out",
        ),
        pytest.param(
            "青海盐湖研究所的奖励总额30万元，只给完成人员12万，够吗？",
            "不符合，至少15万元：30万元×50%=15万元",
            id="what is given against a share of the rest",
        ),
        pytest.param(
            "青海有人盗采盐湖样品，没有违法所得，打算罚他5万，在规定的幅度内吗？",
            "符合：没有违法所得的，处二万元以上六万元以下的罚款",
            id="a figure against the bound of its case",
        ),
        pytest.param(
            "青海租盐湖试验船，船2024年3月5日交付，租船价款到8月1日还没付清，过期了吗？",
            "已经过期：最晚2024年6月5日：自2024年3月5日起三个月",
            id="a day that is past",
        ),
    ],
)
def test_a_story_is_reckoned_with_its_steps(
    harvest: Answerer, question: str, beginning: str
) -> None:
    answer = harvest.ask(question)

    assert answer.sentences, answer.text
    assert answer.sentences[0].text.startswith(beginning)


def test_each_of_two_figures_is_held_against_its_own_share(harvest: Answerer) -> None:
    answer = harvest.ask(
        "青海盐湖研究所的奖励总额50万元，打算给完成人员30万，给辅助人员1万，够吗？"
    )
    first, second, *_ = (sentence.text for sentence in answer.sentences)

    assert first.startswith("符合，")
    assert "50万元×50%=25万元" in first
    assert second.startswith("不符合，")
    assert "50万元×4%=2万元" in second


def test_what_lies_above_a_share_is_told_apart(harvest: Answerer) -> None:
    told = harvest.ask("青海租盐湖试验船价款10万元，交了5万元押金，最多多少算押金，超过的有几万？")

    assert "至多3万元：10万元×30%=3万元" in told.text
    assert "超过部分为2万元：10万元×30%=3万元，5万元－3万元=2万元" in told.text


def test_own_figures_do_not_make_up_for_a_figure_that_no_rule_gives(harvest: Answerer) -> None:
    answer = harvest.ask("青海一家研究所租盐湖试验船交了4万元押金，保险费要多少钱？")

    assert answer.status is Status.NOT_FOUND


def test_what_a_thing_cost_is_no_base_of_its_own(harvest: Answerer) -> None:
    told = harvest.ask("青海租盐湖试验船价款10万元，保险费花了2万元，押金最多多少？").text

    assert "至多3万元：10万元×30%=3万元" in told
    assert "2万元×" not in told
