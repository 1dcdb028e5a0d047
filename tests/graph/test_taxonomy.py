"""Concepts of measures in policy text and in lay questions. All sentences are invented."""

from __future__ import annotations

import pytest

from graph.taxonomy import concept, concepts, find_asked, find_concepts


def spoken(text: str) -> set[str]:
    return {m.concept.notation for m in find_concepts(text)}


def test_every_concept_has_a_group_and_both_names() -> None:
    notations = {entry.notation for entry in concepts()}

    assert len(notations) == len(concepts()) > 100
    assert all(entry.broader in notations for entry in concepts() if entry.broader)
    assert all(entry.zh and entry.en and entry.definition for entry in concepts())


def test_a_concept_becomes_a_shared_node() -> None:
    node = concept("C1").node

    assert node.id == "concept:C1"
    assert (node.notation, node.broader) == ("C1", "C")


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("可以从许可净收入中拿出不少于六成奖给团队", "C1"),
        ("赋予完成人科技成果长期使用权", "B1"),
        ("不受本单位绩效工资总量的限制", "C3"),
        ("向小微企业发放科技创新券", "J7"),
        ("履行勤勉尽责义务的，免除其决策责任", "D2"),
        ("经同意可以离岗创业", "G3"),
        ("按规定享受研发费用加计扣除", "K2"),
        ("净收入可将不低于八成奖励给成果完成人", "C1"),
        ("增设技术经纪专业职称", "F1"),
        ("转化实绩作为职称评审的重要依据", "F4"),
        ("通过协议方式确定价格的，应当公示成果名称", "B3"),
        ("弄虚作假的，取消申报资格并追回补助", "D4"),
    ],
)
def test_policy_text_speaks_of_a_concept(text: str, notation: str) -> None:
    assert notation in spoken(text)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        pytest.param("由国有资产管理部门负责", "B4", id="a department's name"),
        pytest.param("利用财政资金设立的项目", "J1", id="money that was spent already"),
        pytest.param("加强市场监督管理部门的协作", "P5", id="a department's name with 监督管理"),
        pytest.param("取消骗取的奖励和荣誉称号", "C8", id="an award taken back"),
        pytest.param("报销医疗保险费用", "J6", id="health insurance"),
        pytest.param("牵头单位出资比例不得低于60%", "C1", id="a share that is paid in"),
        pytest.param("具有高级职称的技术人员", "F1", id="a title that somebody has"),
        pytest.param("评审结果向社会公示五日", "B3", id="a review made public"),
        pytest.param("通过科技管理信息系统提交材料", "H8", id="a system to apply by"),
    ],
)
def test_words_that_only_look_like_a_concept_are_none(text: str, notation: str) -> None:
    assert notation not in spoken(text)


@pytest.mark.parametrize(
    ("question", "notation"),
    [
        ("发明人能分多少钱？", "C1"),
        ("单位没有事先约定怎么办", "C2"),
        ("转让专利还要不要报批？", "B2"),
        ("老师可以自己开公司吗", "G3"),
        ("弄虚作假会罚多少", "D4"),
        ("公示期要多少天", "B3"),
        ("成果一直没转化，完成人能自己实施吗", "B6"),
    ],
)
def test_lay_wording_finds_the_concept_first(question: str, notation: str) -> None:
    assert find_asked(question)[0].concept.notation == notation


def test_mentions_lie_in_the_text_in_order() -> None:
    text = "鼓励设立概念验证中心和中试基地，给予贷款贴息。"

    mentions = find_concepts(text)

    assert mentions == sorted(mentions, key=lambda m: m.start)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
