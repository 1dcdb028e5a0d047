"""Shares chained, taken of a stake, of each of several figures, over years, and left alone."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

ORCHARD = """# 贵州省果树品种成果条例

2021年5月8日 贵州省第十三届人民代表大会常务委员会第二十六次会议通过

第一条 为了促进果树品种成果的使用，制定本条例。

第四条 公办果树研究所对完成果树品种成果的人员按照下列标准给予奖励：

（一）转让果树品种成果的，从转让净收入中提取不低于百分之六十的比例；

（二）以果树品种成果作价投资的，从形成的股份或者出资比例中提取不低于百分之四十的比例；

（三）自行实施果树品种成果的，在投产后连续四年，每年从实施该成果的营业利润中提取不低于百分之八的比例。

第五条 主要完成人员获得的份额不低于奖励总额的百分之五十。为转让出力的服务人员和管理人员获得的份额不低于奖励总额的百分之六。

第六条 种植单位每年应当从实施嫁接品种所得利润纳税后提取不低于百分之四，或者从实施扦插品种所得利润纳税后提取不低于百分之一，作为育种人的报酬。

第七条 擅自繁殖他人果苗出售的，可以并处每株30元或者违法所得一倍以上三倍以下的罚款。

第八条 果树研究所应当将年度经费的百分之十以上用于推广，其中用于山区的比例不低于百分之三十。

第九条 种植单位应当投入研发费用，科研型种植单位的研发费用应当占年销售收入的百分之六以上。普通种植单位的研发费用应当占年销售收入的百分之二以上。

第十条 出口型加工企业应当将年利润的百分之七以上用于推广。其他加工企业应当将年利润的百分之三以上用于推广。

第二十条 本条例自2021年7月1日起施行。
"""


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("orchard"),
        {"orchard": ({"region": "贵州省", "doc_type": "地方性法规"}, ORCHARD)},
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "贵州一家公办果树研究所转让品种成果，转让净收入100万元，奖励总额至少多少，其中为转让出力的服务人员和管理人员至少多少？",
            (
                "至少60万元：100万元×60%=60万元",
                "至少3.6万元：100万元×60%=60万元，60万元×6%=3.6万元",
            ),
            id="the share of those who are asked about, of the share",
        ),
        pytest.param(
            "贵州一家公办果树研究所以品种成果作价投资，占新公司30%的股份，至少拿出相当于新公司百分之几的股份奖励完成人员？",
            ("至少12%：30%×40%=12%",),
            id="a share of a stake",
        ),
        pytest.param(
            "贵州的公办果树研究所自行实施品种成果，投产后每年营业利润50万元，奖励四年合计至少多少？",
            ("至少16万元：50万元×8%=4万元，4万元×4年=16万元",),
            id="a share of each of so many years",
        ),
        pytest.param(
            "贵州一家种植单位实施嫁接品种，税后利润100万元；实施扦插品种，税后利润80万元。各自至少提取多少报酬给育种人？",
            ("至少4万元：100万元×4%=4万元", "至少8000元：80万元×1%=8000元"),
            id="each figure by the share whose clause names it",
        ),
        pytest.param(
            "贵州有人擅自繁殖他人果苗，卖了200株，按株并处罚款，罚多少？",
            ("6000元：30元×200株=6000元",),
            id="so much for each of the things",
        ),
        pytest.param(
            "贵州一家普通种植单位年销售收入1000万元，研发费用至少要投入多少？",
            ("至少20万元：1000万元×2%=20万元",),
            id="the sentence for the kind that is asked about",
        ),
        pytest.param(
            "贵州一家果树研究所年度经费500万元，只拿出30万元用于推广，够不够，还差多少？",
            ("不符合，至少50万元", "500万元×10%=50万元，50万元－30万元=20万元"),
            id="how far a figure stays behind",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果净收入100万元，按最低标准奖励，主要完成人员至少拿多少？",
            ("至少30万元：100万元×60%=60万元，60万元×50%=30万元",),
            id="some of the receivers, whose share another rule sets",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果净收入100万元，按标准奖励之后，研究所最多还剩多少？",
            ("余下至多40万元：100万元×60%=60万元，100万元－60万元=40万元",),
            id="what the reward leaves, with the bound turned",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果收入100万元，税费和成本一共20万元，至少奖励多少？",
            ("至少48万元：100万元－20万元=80万元，80万元×60%=48万元",),
            id="the net of what the asker calls costs",
        ),
        pytest.param(
            "贵州一家公办果树研究所以品种成果作价投资，占股30%，完成人员最少拿多少股？",
            ("至少12%：30%×40%=12%",),
            id="a stake told as 占股",
        ),
        pytest.param(
            "贵州的公办果树研究所自行实施品种成果，投产后每年营业利润50万元，发三年奖励至少多少？",
            ("至少12万元：50万元×8%=4万元，4万元×3年=12万元",),
            id="a share of as many years as are paid out",
        ),
        pytest.param(
            "贵州一家本地的加工企业年利润100万元，至少要拿多少用于推广？",
            ("至少3万元：100万元×3%=3万元",),
            id="the share of the others where no kind is named",
        ),
    ],
)
def test_shares_are_taken_of_what_they_are_shares_of(
    orchard: Answerer, question: str, told: tuple[str, ...]
) -> None:
    answer = orchard.ask(question).text

    assert all(words in answer for words in told), answer


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        pytest.param(
            "贵州有人擅自繁殖他人果苗，卖了200个品种，罚款按违法所得算是几倍？",
            "200个×",
            id="a number of things has no 违法所得",
        ),
        pytest.param(
            "贵州的公办果树研究所自行实施品种成果，投产后每年营业利润50万元，奖励六年合计至少多少？",
            "6年=",
            id="more years than the rule sets",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果，转让净收入100万元，主要完成人员和服务人员各至少多少？",
            "：100万元×6%",
            id="a share of the reward is none of the income",
        ),
        pytest.param(
            "贵州的公办果树研究所自行实施品种成果，五年营业利润一共50万元，合计至少奖励多少？",
            "×5年",
            id="what several years brought together",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果的收入100万元，至少奖励多少？",
            "100万元×60%",
            id="an income of which no cost is told is not the net",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果净收入100万元，经纪人至少拿多少？",
            "100万元×60%",
            id="a receiver whom no rule names",
        ),
        pytest.param(
            "贵州的公办果树研究所自行实施品种成果，投产后每年营业利润50万元，头三年的奖励和满四年的奖励至少是多少？",
            "50万元×8%=4万元（",
            id="the share of one year is none of several",
        ),
        pytest.param(
            "贵州一家公办果树研究所转让品种成果净收入100万元，打算奖励50万元，够不够？给完研究所还剩多少？",
            "余下",
            id="the least that a rule leaves is not what the asker's own figure leaves",
        ),
        pytest.param(
            "贵州一家公办果树研究所以品种成果作价投资，占股30%，奖励之后研究所还持有多少股份？",
            "30%×40%",
            id="the stake that is left is not the stake that is given",
        ),
    ],
)
def test_no_share_is_taken_of_another_base(orchard: Answerer, question: str, untold: str) -> None:
    assert untold not in orchard.ask(question).text
