"""A number answers only for the receiver, the base and the matter that were asked for."""

import pytest

from graph.names import fold
from qa.names import KnownNames
from qa.of_another import of_another
from qa.question import parse_question
from qa.quoting import ground
from qa.refusal import past_the_last
from tests.qa.conftest import TODAY
from tests.qa.test_check import make_quote


@pytest.mark.parametrize(
    ("question", "words", "lost"),
    [
        pytest.param(
            "推广站的技术人员少于八成，要罚多少钱？",
            "技术人员不少于编制的百分之八十。",
            "罚款",
            id="a share and no fine",
        ),
        pytest.param(
            "甘肃有多少所院校设了推广站？",
            "院校的推广人员达到120名。",
            "院校的数",
            id="persons for bodies",
        ),
        pytest.param(
            "合同成交额里，转让合同占多少亿元？",
            "合同成交额达到37亿元。",
            "转让合同的数",
            id="the whole",
        ),
        pytest.param(
            "服务机构至少要有几个专职人员？", "服务机构的专职人员不少于五人。", "", id="人 for 个"
        ),
        pytest.param("冒领补助的罚多少？", "责令退还，并处补助金额一倍的罚款。", "", id="a fine"),
        pytest.param(
            "研发投入占GDP多少？",
            "成果作价可以达到注册资本的百分之七十。",
            "占GDP的比例",
            id="another base",
        ),
        pytest.param(
            "研发投入占GDP多少？",
            "研发投入占地区生产总值的百分之三。",
            "",
            id="the base in other words",
        ),
        pytest.param(
            "科普经费占财政支出的比例不低于多少？",
            "科普经费不低于本级财政支出的千分之二。",
            "",
            id="the base",
        ),
        pytest.param(
            "转让收入提几成给服务机构？",
            "从净收入中提取百分之六十奖励完成人。",
            "给服务机构的数",
            id="another receiver",
        ),
        pytest.param(
            "转让收入提几成给服务机构？",
            "从净收入中提取百分之五给服务机构。",
            "",
            id="the receiver",
        ),
        pytest.param(
            "按条例，转让收入里拿百分之几养本单位的转化部门？",
            "从净收入中提取百分之六十奖励完成人。",
            "给本单位的转化部门的数",
            id="a purpose",
        ),
        pytest.param(
            "自己转化赚的钱要交给学校多少？",
            "从年净收入中提取百分之十返还本单位。",
            "",
            id="the asker's own unit",
        ),
        pytest.param(
            "成果贷款的贴息率是多少？",
            "收回资金的三分之一用作贷款的贴息资金。",
            "贴息率",
            id="a share and no rate",
        ),
        pytest.param("成果贷款的贴息率是多少？", "按百分之三的贴息率给予补助。", "", id="a rate"),
        pytest.param(
            "甘肃有多少名技术经理人？",
            "全省有推广站41个，院士20人。技术经理人队伍不断壮大。",
            "技术经理人的数",
            id="other people",
        ),
        pytest.param(
            "甘肃的推广站有多少个？", "全省有推广站41个，院士20人。", "", id="the things themselves"
        ),
        pytest.param("目录每几年更新一次？", "目录每两年更新一次。", "", id="none of these"),
    ],
)
def test_a_number_of_another_thing_is_named_as_lacking(
    question: str, words: str, lost: str
) -> None:
    asked = parse_question(question, KnownNames(()), today=TODAY)

    assert of_another(asked, fold(words)) == lost


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("撤销的第六个站叫什么？", "条文只写了4个，没有第六个", id="past the last"),
        pytest.param("撤销的第三个站叫什么？", "", id="one of them"),
        pytest.param("撤销的站叫什么？", "", id="none by its place"),
    ],
)
def test_there_is_none_past_the_last_of_a_row(question: str, reason: str) -> None:
    claim = ground(make_quote("第二条 撤销4个推广站，名单另发。"))

    assert past_the_last(parse_question(question, KnownNames(()), today=TODAY), [claim]) == reason
