"""Measures: printed and unprinted force, where a clause ends, who acts and for whom."""

from __future__ import annotations

import pytest

from graph.model import Predicate
from tests.ingest.extract.invented import extracted


def _read(text: str) -> list[tuple[str, str]]:
    """Force and words of every measure in a point of a normative document."""
    heading = "临江省人民政府关于数据转化的意见\n一、主要任务\n（一）"
    found = extracted(heading + text, title="临江省人民政府关于数据转化的意见").measures
    return [(m.modality.value, m.evidence.quote) for m in found if m.name not in "主要任务"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        pytest.param(
            "将数据登记审核权限下放至各试验园区。",
            [("promote", "将数据登记审核权限下放至各试验园区")],
            id="an object in front of its verb",
        ),
        pytest.param(
            "选择部分园区开展数据转化试点。",
            [("promote", "选择部分园区开展数据转化试点")],
            id="a bare verb",
        ),
        pytest.param(
            "同意临江园区享受数据转化政策。",
            [("may", "同意临江园区享受数据转化政策")],
            id="assent",
        ),
        pytest.param(
            "省数据局要建立台账，定期通报进度，确保任务落地。",
            [("must", "省数据局要建立台账，定期通报进度，确保任务落地")],
            id="要 governs its chain",
        ),
        pytest.param(
            "以上工作要在2031年3月底前完成。",
            [("must", "以上工作要在2031年3月底前完成")],
            id="a duty without a body",
        ),
        pytest.param(
            "鼓励园区共享数据，建立数据评价人员培养机制。",
            [("encourage", "鼓励园区共享数据"), ("promote", "建立数据评价人员培养机制")],
            id="an instrument behind an encouragement",
        ),
        pytest.param(
            "鼓励园区共享数据，建立数据车间。",
            [("encourage", "鼓励园区共享数据，建立数据车间")],
            id="what is encouraged goes on",
        ),
    ],
)
def test_points_of_a_normative_document_are_measures(
    text: str, measures: list[tuple[str, str]]
) -> None:
    assert _read(text) == measures


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("数据转化是高质量发展的重要任务。", id="meaning"),
        pytest.param("数据分为公共数据和企业数据。", id="division"),
        pytest.param("各园区主要需求仍然存在差异。", id="主要 is no 要"),
    ],
)
def test_what_only_explains_is_no_measure(text: str) -> None:
    assert _read(text) == []


def test_a_preamble_leads_up_to_the_points_and_states_none() -> None:
    opening = "为推广数据转化，建立良好生态，提出如下意见。"
    text = f"临江省数据转化意见\n{opening}\n一、建立数据转化平台体系。\n"

    found = extracted(text, title="临江省数据转化意见").measures

    assert [m.evidence.quote for m in found] == ["建立数据转化平台体系"]


_ABOUT = "\n第二条 鼓励设立科技成果转化基金、中试基地、技术转移机构、概念验证中心。"
"""Makes the act one about such measures, so that every clause of it counts."""


def _in_act(text: str) -> list[tuple[str, str, str]]:
    """Force, actor and words of every measure of the first article."""
    found = extracted(f"临江省数据转化条例\n第一条 {text}{_ABOUT}\n").measures
    return [
        (m.modality.value, m.actor, m.evidence.quote)
        for m in found
        if "设立科技成果转化基金、" not in m.name
    ]


def test_a_grant_in_an_act_binds_without_a_word_of_force() -> None:
    text = "省数据主管部门对科技成果转化成效突出的单位，给予一次性奖励。"

    assert [(m, a) for m, a, _ in _in_act(text)] == [("must", "省数据主管部门")]


def test_a_penalty_is_an_order_of_its_own_and_about_nothing_that_was_granted() -> None:
    text = "骗取科技成果转化奖励的，责令退回，给予警告。"
    says = extracted(f"某条例\n\n第一条 {text}\n")
    names = {n.id: n.name for n in says.nodes}

    assert [(m.modality.value, m.name) for m in says.measures] == [("must", text[:-1])]
    assert {names[o] for o in says.objects(Predicate.HAS_CONCEPT)} == {"法律责任与处罚"}


def test_the_means_of_an_order_is_not_cut_from_it() -> None:
    text = "省人民政府应当通过设立科技成果转化基金等方式，支持企业转化成果。"

    assert [m for m, _, _ in _in_act(text)] == ["must"]


def test_a_refusal_keeps_its_condition() -> None:
    text = "已有设备可以满足科技成果转化需要的，不予批准其购置申请。"

    assert [(m, q) for m, _, q in _in_act(text)] == [("must_not", text[:-1])]


def test_only_bodies_and_persons_act() -> None:
    text = "科技成果评价结果应当向社会公布。省科技主管部门应当定期公布科技成果目录。"

    assert [a for _, a, _ in _in_act(text)] == ["", "省科技主管部门"]


@pytest.mark.parametrize(
    ("clause", "group"),
    [
        pytest.param(
            "鼓励高等院校、科研机构和其他企业事业单位开展成果转化公益宣传。",
            "高等院校、科研机构和其他企业事业单位",
            id="a list goes to its end",
        ),
        pytest.param("为申请人免费提供技术转移咨询。", "申请人", id="without how it is provided"),
        pytest.param(
            "对成果转化成效明显的省（区、市），在分配资金时予以倾斜。",
            "成果转化成效明显的省（区、市）",
            id="a whole clause",
        ),
        pytest.param("推动降低企业制度性交易成本和转化成本。", "", id="降低 is no group"),
    ],
)
def test_a_measure_says_whom_it_is_for(clause: str, group: str) -> None:
    says = extracted(
        f"临江省方案\n\n一、任务\n\n{clause}\n", title="临江省方案", doc_type="规范性文件"
    )

    assert [m.target_group for m in says.measures] == [group]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        pytest.param("受让单位报经数据主管部门同意，方可再行转让成果。", "may", id="only then"),
        pytest.param("转让和受让双方可以直接交易成果。", "may", id="both parties may"),
        pytest.param("对尽职的负责人，不因成果价值变化追究责任。", "must", id="an exemption"),
        pytest.param("未按期报送成果信息的，责令限期改正。", "must", id="a sanction"),
        pytest.param(
            "省级财政每年安排不少于二千万元的转化资金。", "must", id="what the treasury pays"
        ),
    ],
)
def test_permissions_sanctions_and_means_of_an_act_are_measures(text: str, force: str) -> None:
    assert [m for m, _, _ in _in_act(text)] == [force]
