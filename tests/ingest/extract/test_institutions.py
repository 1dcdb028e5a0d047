"""Institutions, regions, programmes and measures. All sentences are invented."""

from __future__ import annotations

import pytest

from graph.model import Modality, NodeKind, Predicate
from tests.ingest.extract.invented import extracted


def mentioned(text: str, *regions: str, doc_type: str = "规范性文件") -> set[str]:
    says = extracted(f"某意见\n\n一、任务\n\n{text}\n", doc_type=doc_type, regions=regions)
    return {n.name for n in says.nodes if n.kind is NodeKind.INSTITUTION}


@pytest.mark.parametrize(
    ("text", "region", "names"),
    [
        ("请科技部、国家发展改革委研究。", "全国", {"科学技术部", "国家发展和改革委员会"}),
        ("由省科技厅会同省财政厅负责。", "陕西省", {"陕西省科学技术厅", "陕西省财政厅"}),
        ("市教委负责培训。", "上海市", {"上海市教育委员会"}),
        ("国务院专利行政部门负责受理。", "全国", {"国务院专利行政部门"}),
        ("省科技主管部门应当公布。", "浙江省", {"浙江省科技主管部门"}),
        ("清华大学、北京理工大学开展试点。", "北京市", {"清华大学", "北京理工大学"}),
        ("北京市卫生健康委员会制定指标。", "北京市", {"北京市卫生健康委员会"}),
        ("报市经济委员会和市环境保护局审查。", "上海市", {"上海市经济委员会", "上海市环境保护局"}),
        (
            "青岛市人民政府根据国家科学技术委员会的建议确定。",
            "青岛市",
            {"青岛市人民政府", "国家科学技术委员会"},
        ),
        ("（负责部门：知识产权局、商务部）支持开展试点。", "全国", {"国家知识产权局", "商务部"}),
    ],
)
def test_bodies_are_named_by_their_official_names(text: str, region: str, names: set[str]) -> None:
    assert mentioned(text, region) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("高校院所、央企国企和有关部门应当参加。", id="classes of bodies"),
        pytest.param("县级以上人民政府科技主管部门负责。", id="a role at many levels"),
        pytest.param("国务院有关部门应当协作。", id="departments of the State Council"),
        pytest.param("设区的市人民政府可以补助。", id="many cities"),
        pytest.param("落实《国务院关于某事的意见》。", id="a body inside a title"),
        pytest.param("支持企业建立研究院、工程中心。", id="kinds of institutes"),
    ],
)
def test_classes_of_bodies_are_no_institutions(text: str) -> None:
    assert mentioned(text, "陕西省") == set()


def test_a_body_that_the_text_names_keeps_its_short_name() -> None:
    says = extracted(
        "某办法\n\n第一条 省政府设立临江数据交易管理委员会（以下简称交管委会），负责交易。\n\n"
        "第二条 交管委会应当公布目录。\n"
    )

    (alias,) = says.related(Predicate.ALIAS_OF)
    assert alias.attribute("alias") == "交管委会"
    assert len([r for r in says.related(Predicate.MENTIONS) if r.object == alias.object]) == 2


def test_a_region_inside_a_bodys_name_or_a_title_is_not_mentioned() -> None:
    says = extracted(
        "某意见\n\n一、任务\n\n支持西安先行。北京市人民政府负责。落实《上海市某某办法》。\n",
        doc_type="规范性文件",
    )

    assert [o for o in says.objects(Predicate.MENTIONS) if o.startswith("region:")] == [
        "region:西安市"
    ]


def test_a_programme_needs_a_name_of_its_own() -> None:
    says = extracted(
        "某意见\n\n一、任务\n\n实施“飞燕计划”，落实年度计划，参与“英才”人才计划。\n",
        doc_type="规范性文件",
    )

    assert says.objects(Predicate.ESTABLISHES) == ["programme:飞燕计划"]


def test_measures_are_cut_at_each_word_of_force() -> None:
    says = extracted(
        "某条例\n\n第一条 省人民政府应当设立科技成果转化引导基金，鼓励企业参与中试。"
        "高等院校可以向中小企业开放仪器设备，不得收取押金。\n",
        regions=("陕西省",),
    )

    assert [(m.modality, m.name) for m in says.measures] == [
        (Modality.MUST, "应当设立科技成果转化引导基金"),
        (Modality.ENCOURAGE, "鼓励企业参与中试"),
        (Modality.MAY, "可以向中小企业开放仪器设备"),
        (Modality.MUST_NOT, "不得收取押金"),
    ]
    first, second, third, _ = says.measures
    assert first.actor == "省人民政府"
    assert second.target_group == "企业"
    assert (third.actor, third.target_group) == ("高等院校", "中小企业")
    assert "institution:陕西省人民政府" in says.objects(Predicate.ACTOR)


def test_measures_and_norms_point_to_their_concepts() -> None:
    says = extracted(
        "某条例\n\n第一条 单位应当从许可净收入中提取不低于百分之六十的比例奖励完成人。\n"
    )

    tied = {(r.subject, r.object) for r in says.related(Predicate.HAS_CONCEPT)}
    assert {(s.id, "concept:C1") for s in (*says.norms, *says.measures)} <= tied


def test_the_bracket_of_charges_names_who_acts_for_the_measures_of_its_point() -> None:
    text = (
        "国务院关于数据转化的意见\n一、主要任务\n（一）建立数据登记平台。完善数据评价机制。"
        "（科技部牵头，财政部、卫生健康委等负责）\n（二）推广数据评价试点。（教育部负责）\n"
    )

    found = extracted(text, title="国务院关于数据转化的意见", regions=("全国",))

    acting = {
        (r.evidence.quote, r.attribute("role"))
        for r in found.related(Predicate.ACTOR)
        if "数据登记平台" in next(m.name for m in found.measures if m.id == r.subject)
    }
    assert acting == {("科技部", "牵头"), ("财政部", None), ("卫生健康委", None)}
    assert len(found.related(Predicate.ACTOR)) == 7


def test_a_short_alias_counts_where_it_stands_alone() -> None:
    text = (
        "临江省数据转化条例\n第一条 省人民政府设立临江数据新区管理委员会（以下简称管委会）。\n"
        "第二条 管委会应当公布目录。\n第三条 各园区管委会应当公布目录。\n"
    )

    mentions = extracted(text).related(Predicate.MENTIONS)

    assert [r.evidence.quote for r in mentions if "管委会" in r.evidence.quote] == ["管委会"]


def test_the_number_of_a_document_mentions_nobody() -> None:
    says = extracted("某通知\n\n一、落实国办发〔2018〕117号文件，由财政部负责。\n")

    assert says.objects(Predicate.MENTIONS) == ["institution:财政部"]
