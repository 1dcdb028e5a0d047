"""Sums that a question asks for and no rule prints; lists counted; how far two acts lie apart."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.quantities import Quantity, find_quantities
from qa.answer import Answerer
from qa.checks.check import failures, stands
from qa.claims.arithmetic import step, work_out
from qa.claims.claim import Claim, Operator, Quote
from qa.claims.quoting import ground_of_list
from tests.qa.conftest import answering

KELP = """# 海南省海带养殖条例

2021年3月1日 海南省第六届人民代表大会常务委员会第二十次会议通过

第一条 为了海带养殖，制定本条例。

第四条 养殖企业应当重视养殖技术员，改善养殖技术员的工作条件。

第五条 申请养殖企业登记，应当有自己的苗种场，其中养殖技术员的比例达到百分之三十以上。

第六条 渔业部门应当自收到海域确认请求之日起四十日内书面答复；涉及航道的，可以延长二十五日。

第七条 违反规定向养殖户收取看护费的，责令退还，并处以二倍罚款。

第八条 有下列情形之一的，撤销养殖登记：

（一）苗种检疫不合格；

（二）连续两年弃养；

（三）擅自改变海域用途。

第九条 养殖户转让海域，从转让净收入中提取不低于百分之三十五的比例用于修复海床。

第十条 养殖考核的指标如下：

12.苗种成活率

计算方法：成活苗种株数/投放苗种总株数×100%。

13.收入增幅

计算方法：（本年度养殖收入－上一年度养殖收入）/上一年度养殖收入×100%。

第十一条 养殖企业海域金按产值的百分之十二缴纳；出口海带的产值达到当年总产值百分之六十以上的，减按百分之八缴纳海域金。

第十二条 养殖站代管网箱的纯收入不超过上年管护费百分之二十的，全部留给养殖站；超过部分，一半上缴财政，一半留给养殖站。

第十三条 海带基金用于下列事项：

（一）苗种改良；

（二）其他海带事业。

用于前款第二项的资金不得超过海带基金总额的百分之九。

第十四条 补助期不超过四年，病害户总扶持年限不超过七年。

第十五条 2020年，全省有海带站30个，其中一级站4个、二级站9个。

第十六条 本条例自2021年6月1日起施行。
"""

PEARL = """# 海南省珍珠养殖条例

2020年3月1日 海南省第六届人民代表大会常务委员会第十八次会议通过

第一条 为了珍珠养殖，制定本条例。

第九条 珍珠户转让海域，从转让净收入中提取不低于百分之二十的比例用于修复海床。

第十条 本条例自2020年6月1日起施行。
"""


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    head = {"region": "海南省", "doc_type": "地方性法规"}
    acts = {"kelp": (head, KELP), "pearl": (head, PEARL)}
    with answering(tmp_path_factory.mktemp("islands"), acts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param(
            "海南的海域确认请求涉及航道，渔业部门最长多少天答复？",
            "最长65日：40日+25日=65日（",
            id="a period with its extension",
        ),
        pytest.param(
            "海南有人向8户养殖户每户收了300元看护费，除了退还还要罚多少？",
            "4800元：300元×8户=2400元，2400元×2倍=4800元（",
            id="a share of what was taken from each",
        ),
        pytest.param(
            "海南投放苗种总株数20000株，成活苗种株数15000株，苗种成活率是多少？",
            "75%：1.5万株÷2万株×100%=75%（",
            id="a formula",
        ),
        pytest.param(
            "海南一家今年养殖收入60万元，上一年度养殖收入50万元，收入增幅是多少？",
            "20%：60万元－50万元=10万元，10万元÷50万元×100%=20%（",
            id="a formula of a growth",
        ),
        pytest.param(
            "海南一家50人的养殖企业，养殖技术员至少多少人？",
            "至少15人：50人×30%=15人（",
            id="a share in another rule than the one that says most of the words",
        ),
        pytest.param(
            "海南一家养殖企业当年总产值500万元、出口海带产值350万元，海域金按多少比例缴纳？",
            "百分之八，350万元÷500万元×100%=70%，达到当年总产值百分之六十以上（",
            id="the case that two figures make",
        ),
        pytest.param(
            "海南一家养殖企业当年总产值500万元、出口海带产值200万元，海域金按多少比例缴纳？",
            "200万元÷500万元×100%=40%，条文的界限是达到当年总产值百分之六十以上（",
            id="two figures that do not make the case",
        ),
        pytest.param(
            "海南一家养殖企业职工总数80人、养殖技术员20人，养殖技术员的比例够不够登记？",
            "不符合：20人÷80人×100%=25%，规定的是",
            id="whether two figures keep a share",
        ),
        pytest.param(
            "海南养殖站上年管护费50万元，代管网箱纯收入16万元，养殖站自己能留多少？",
            "13万元：50万元×20%=10万元，16万元－10万元=6万元，6万元×50%=3万元，10万元+3万元=13万元（",
            id="all within a share of a figure, and a half of what lies above",
        ),
        pytest.param(
            "海南哪些情形要撤销养殖登记？",
            "《海南省海带养殖条例》第八条规定了3项：",
            id="the points of a list counted",
        ),
        pytest.param(
            "海南的海带养殖条例规定转让海域要提取多少比例修复海床？比珍珠养殖条例规定的比例高几个百分点？",
            "相差15个百分点：35%－20%=15个百分点（",
            id="how far two acts lie apart",
        ),
    ],
)
def test_what_a_rule_comes_to_is_worked_out(
    islands: Answerer, question: str, beginning: str
) -> None:
    answer = islands.ask(question)

    assert answer.sentences[0].text.startswith(beginning)


def test_a_point_of_the_paragraph_before_is_told_with_the_rule_that_sends_to_it(
    islands: Answerer,
) -> None:
    answer = islands.ask("海南的海带基金用于其他海带事业的最多占多少比例？")

    assert "（二）其他海带事业" in answer.text


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param("海南的病害户最长补几年？", "补助期不超过四年（", id="by the verb"),
        pytest.param(
            "海南有多少个海带站，其中一级的几个？",
            "全省有海带站30个，其中一级站4个（",
            id="without the rest of the row",
        ),
    ],
)
def test_of_several_numbers_only_those_asked_for_are_told(
    islands: Answerer, question: str, beginning: str
) -> None:
    assert islands.ask(question).sentences[0].text.startswith(beginning)


def test_a_formula_without_all_its_figures_is_not_reckoned(islands: Answerer) -> None:
    answer = islands.ask("海南投放苗种总株数20000株，苗种成活率是多少？")

    assert "=" not in answer.text.split("“")[0]


def one(text: str) -> Quantity:
    return find_quantities(text)[0]


def test_so_much_for_every_hundred_is_in_the_unit_of_the_left_side() -> None:
    made = step(one("600万元"), Operator.PER_HUNDRED, one("1200人"))

    assert (made.result.value, made.result.unit) == (500_000, "元")


def test_a_share_is_of_two_of_one_kind() -> None:
    with pytest.raises(ValueError, match="no share"):
        work_out(one("600万元"), Operator.PERCENT, one("1200人"))


@pytest.fixture(scope="module")
def listed(islands: Answerer) -> Quote:
    """The list of 撤销养殖登记 with its three points."""
    edition = islands._shelf.edition()
    document = edition.text("kelp").document
    start = document.text.index("有下列情形之一的")
    end = document.text.index("（三）擅自改变海域用途") + 11
    return Quote(edition.entries["kelp"], document, "第八条", ((start, end),))


def test_the_number_of_points_is_counted_in_the_quote(listed: Quote) -> None:
    told = ground_of_list(listed)

    assert failures(told) == []
    assert not stands(replace(told, text=told.text.replace("3项", "4项")))


def test_a_share_that_was_tampered_with_falls(islands: Answerer, listed: Quote) -> None:
    start = listed.document.text.index("计算方法")
    formula = replace(listed, spans=((start, listed.document.text.index("。", start)),))
    made = step(one("20万元"), Operator.PERCENT, one("80万元"))
    true = Claim(
        "25%：20万元÷80万元×100%=25%。", (formula,), premise="20万元，80万元", steps=(made,)
    )
    wrong = replace(made, result=replace(made.result, value=26.0))

    assert failures(true) == []
    assert not stands(replace(true, text=true.text.replace("25%", "26%"), steps=(wrong,)))
