"""Words answer only for the thing that was asked for: a fee, a body, a part, so many names."""

from collections.abc import Iterator

import pytest

from graph.names import fold
from qa.answer import Answerer
from qa.asked.kinds import unit_lacking
from qa.asked.names import KnownNames
from qa.asked.question import parse_question
from qa.claims.quoting import ground
from qa.refusals.refusal import past_the_last
from qa.refusals.supplied import unsupplied
from qa.told.reply import Status
from tests.qa.conftest import TODAY, answering
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
            "率",
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
        pytest.param(
            "目录的公示期最短几天？", "目录自公布起三十日内施行。", "公示期", id="another period"
        ),
        pytest.param(
            "目录的公示期最短几天？",
            "目录公示的时间不少于十日。",
            "",
            id="the period told as a verb",
        ),
        pytest.param(
            "推广指数得了多少分？", "推广指数连续六年居第四位。", "分", id="a place and no points"
        ),
        pytest.param("目录每几年更新一次？", "目录每两年更新一次。", "", id="none of these"),
        pytest.param("登记费是多少？", "登记有效期为十年。", "登记费", id="a fee that is a period"),
        pytest.param("登记费是多少？", "登记费每件三百元。", "", id="a fee"),
        pytest.param("抽检合格率是多少？", "合格率不低于百分之九十。", "", id="a share"),
        pytest.param("推广站的电话是多少？", "推广站负责培训。", "电话", id="a telephone number"),
        pytest.param("推广站的地址在哪里？", "地址变更的，应当备案。", "地址", id="an address"),
        pytest.param("经纪人最低学历是什么？", "经纪人应当诚信。", "学历", id="a degree"),
        pytest.param("经纪人最低学历是什么？", "经纪人应当有大专学历。", "", id="a degree told"),
        pytest.param("站由哪个部门牵头建？", "建设推广站。", "牵头单位", id="who leads"),
        pytest.param("谁牵头建站？", "科技部门会同财政部门建站。", "", id="a body that leads"),
        pytest.param("补贴由哪个银行兑付？", "补贴由科技部门发放。", "哪个银行", id="a bank"),
        pytest.param("补贴由哪个银行兑付？", "补贴由甘州银行兑付。", "", id="a bank by its name"),
        pytest.param("研究生的导师是谁？", "学校培养研究生。", "姓名", id="a teacher"),
        pytest.param("协会的会长是谁？", "协会设会长一名。", "姓名", id="a name"),
        pytest.param("协会的会长是谁？", "会长由周望舒担任。", "", id="a name that is known"),
        pytest.param("年会的票友学费是多少？", "票友每年二千元。", "学费", id="no such noun"),
        pytest.param(
            "三百名站员里，助理技师有多少人？",
            "站员三百人，含高级技师20人。",
            "助理技师的数",
            id="a grade of another name",
        ),
        pytest.param(
            "专利交给了哪一家新能源公司？",
            "专利已交新能源公司实施。",
            "哪一家新能源公司",
            id="a body that the question names",
        ),
        pytest.param(
            "到2030年要建多少个站？", "到2025年建站41个。", "2030年的数", id="another aim"
        ),
        pytest.param(
            "2012年要建多少个站？换到2024年又是多少个站？", "应当建站41个。", "", id="two days"
        ),
    ],
)
def test_a_number_of_another_thing_is_named_as_lacking(
    question: str, words: str, lost: str
) -> None:
    asked = parse_question(question, KnownNames(()), today=TODAY)

    assert unsupplied(asked, fold(words), ["周望舒"]) == lost


@pytest.mark.parametrize(
    ("question", "words", "unit"),
    [
        pytest.param("推广站一共多少家？", "推广站分为三级。", "家", id="no such count"),
        pytest.param("推广站一共多少家？", "现有推广站十二家。", "", id="a count"),
        pytest.param("几个月内答复？", "三年内答复。", "个月", id="years for months"),
        pytest.param("几个月内答复？", "六十日内答复。", "", id="a span as short"),
        pytest.param("培训多少个学时？", "培训三十课时。", "", id="the unit by another name"),
        pytest.param("每站补多少钱？", "每站补助三人。", "钱", id="no money"),
        pytest.param("目录几年更新？", "目录每两年更新。", "", id="years"),
    ],
)
def test_a_number_is_given_in_the_unit_that_is_asked_for(
    question: str, words: str, unit: str
) -> None:
    assert unit_lacking(question, words, priced=False) == unit


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("撤销的第六个站叫什么？", "条文没有写到第六个", id="past the last"),
        pytest.param("撤销的第三个站叫什么？", "", id="one of them"),
        pytest.param("撤销的站叫什么？", "", id="none by its place"),
    ],
)
def test_there_is_none_past_the_last_of_a_row(question: str, reason: str) -> None:
    claim = ground(make_quote("第二条 撤销东站、南站、西站、北站4个推广站，其余另发。"))

    assert past_the_last(parse_question(question, KnownNames(()), today=TODAY), [claim]) == reason


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("甘肃的推广服务机构联系电话是多少？", id="telephone"),
        pytest.param("甘肃的推广服务机构现在一共有多少家？", id="how many there are"),
        pytest.param("甘肃的推广服务机构可以从事哪12项活动？", id="more than the text lists"),
        pytest.param("甘肃有多少项成果转让净收入超过1000万元？", id="a count of no share"),
    ],
)
def test_what_a_rule_cannot_know_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert answer.missing


WHOLE = """# 甘肃推广站建设纪实

甘肃的推广站建设走在前列。

截至2022年3月，共有474名推广员取得证书，其中高级推广员87名。东站招收15名学员，西站招收30名学员。
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    head = {"doc_type": "地区案例报道", "region": "甘肃省"}
    with answering(tmp_path_factory.mktemp("whole"), {"report": (head, WHOLE)}) as opened:
        yield opened


def test_a_number_of_the_question_is_no_answer(report: Answerer) -> None:
    answer = report.ask("甘肃东站招收的15名学员里，毕业后留站的有几名？")

    assert answer.status is Status.NOT_FOUND


def test_a_part_of_the_whole_that_the_question_gives_is_told(report: Answerer) -> None:
    answer = report.ask("甘肃474名取得证书的推广员里，高级推广员有多少名？")

    assert "87名" in answer.sentences[0].text
