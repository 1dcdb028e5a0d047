"""Rules with thresholds: condition, base, force and what they stand on. Sentences are invented."""

from __future__ import annotations

import pytest

from graph.model import Comparator, Modality, Predicate
from tests.ingest.extract.invented import extracted

LISTED = """临江省数据转化条例

第一条 完成单位未规定、也未与研究人员约定奖励数额的，按照下列标准对作出主要贡献的人员给予奖励：

（一）将成果转让给他人的，从成果转让净收入中提取不低于百分之五十五的比例；

（二）将成果自行实施的，应当在投产后连续四至六年，每年从营业利润中提取不低于百分之七的比例。

第二条 省属高等院校可以按照下列标准给予奖励：转让成果的，提取不低于净收入的百分之六十；作价入股的，\
提取不低于所得股份的百分之六十五。
"""


def test_an_item_takes_condition_and_beneficiary_from_its_lead_in() -> None:
    first, years, share, *_ = extracted(LISTED).norms

    assert (first.comparator, first.value, first.unit) == (Comparator.AT_LEAST, 55.0, "%")
    assert first.base == "成果转让净收入"
    assert first.subject == "完成单位"
    assert first.beneficiary == "作出主要贡献的人员"
    assert first.default_rule
    assert first.condition.startswith("完成单位未规定")
    assert first.condition.endswith("将成果转让给他人的")
    assert (years.comparator, years.value, years.value_max) == (Comparator.BETWEEN, 4.0, 6.0)
    assert (share.value, share.base) == (7.0, "营业利润")


def test_a_rule_of_a_list_stands_on_the_lead_in_and_its_item() -> None:
    says = extracted(LISTED)
    first = says.norms[0]

    assert len(first.evidence.spans) == 2
    assert first.evidence.quote.startswith("完成单位未规定")
    assert first.value_text in first.evidence.quote
    (stated,) = [r for r in says.related(Predicate.DEFINES) if r.object == first.id]
    assert stated.subject.endswith(".item")


def test_a_list_that_runs_on_in_one_sentence_keeps_its_force() -> None:
    sold, shares = extracted(LISTED).norms[3:]

    assert {sold.modality, shares.modality} == {Modality.MAY}
    assert (sold.base, shares.base) == ("净收入", "所得股份")
    assert sold.subject == shares.subject == "省属高等院校"
    assert not sold.default_rule


def test_penalties_keep_the_violation_as_their_condition() -> None:
    says = extracted(
        "罚则\n\n第一条 违反本条例规定，伪造登记证明的，由省科技主管部门责令改正，"
        "处二万元以上八万元以下的罚款；有违法所得的，可以并处违法所得一倍以上二倍以下的罚款。\n"
    )
    fine, double = says.norms

    assert (fine.value, fine.value_max, fine.unit) == (20000.0, 80000.0, "元")
    assert (fine.modality, double.modality) == (Modality.MUST, Modality.MAY)
    assert double.base == "违法所得"
    assert "伪造登记证明的" in double.condition
    assert double.condition.endswith("有违法所得的")


@pytest.mark.parametrize(
    ("sentence", "comparator", "value", "unit", "modality"),
    [
        ("公示时间不得少于十二日。", Comparator.AT_LEAST, 12.0, "日", Modality.MUST),
        ("延长期不得超过二十日。", Comparator.AT_MOST, 20.0, "日", Modality.MUST_NOT),
        (
            "受理机构应当自收到申请之日起九个工作日内答复。",
            Comparator.AT_MOST,
            9.0,
            "工作日",
            Modality.MUST,
        ),
        (
            "自登记之日起三年未实施的，完成人可以自行实施。",
            Comparator.AT_LEAST,
            3.0,
            "年",
            Modality.MAY,
        ),
        (
            "全省研发经费应当占地区生产总值的百分之三以上。",
            Comparator.AT_LEAST,
            3.0,
            "%",
            Modality.MUST,
        ),
        ("登记证书的有效期限为八年。", Comparator.EQUAL, 8.0, "年", Modality.MUST),
    ],
)
def test_a_sentence_of_an_article_is_one_rule(
    sentence: str, comparator: Comparator, value: float, unit: str, modality: Modality
) -> None:
    (norm,) = extracted(f"某条例\n\n第一条 {sentence}\n").norms

    assert (norm.comparator, norm.value, norm.unit) == (comparator, value, unit)
    assert norm.modality is modality


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("本条例自2024年5月1日起施行。", id="commencement"),
        pytest.param("依照第十二条第一项至第三项办理。", id="article labels"),
        pytest.param("省人民政府建设三个平台。", id="a count"),
        pytest.param("符合前两款规定的，予以登记。", id="paragraphs counted"),
        pytest.param("制定三年行动计划。", id="a plan's name"),
    ],
)
def test_figures_that_bind_nobody_are_no_rules(sentence: str) -> None:
    assert extracted(f"某条例\n\n第一条 {sentence}\n").norms == []


def test_a_report_states_no_rules_of_its_own() -> None:
    says = extracted("甲市案例\n\n当地提出奖励不低于百分之六十。\n", doc_type="地区案例报道")

    assert says.norms == []


def test_the_base_and_condition_are_words_of_the_quote() -> None:
    for norm in extracted(LISTED).norms:
        assert norm.base in norm.evidence.quote
        for part in norm.condition.split("，"):
            assert part in norm.evidence.quote


@pytest.mark.parametrize(
    ("rule", "base"),
    [
        pytest.param("决议由全体组成人员的过半数通过。", "全体组成人员", id="a majority of people"),
        pytest.param(
            "五分之一以上年满十八周岁的村民提议的，应当召集会议。",
            "年满十八周岁的村民",
            id="people behind the share",
        ),
        pytest.param(
            "应当由专有部分面积占比三分之二以上的业主参与表决。",
            "专有部分面积",
            id="a ratio of an area",
        ),
        pytest.param(
            "对责任人员处上一年度从本单位取得的收入百分之五十以下的罚款。",
            "上一年度从本单位取得的收入",
            id="an amount right in front, not the fine behind",
        ),
        pytest.param(
            "可以处不缴的税款百分之五十以上五倍以下的罚款。", "不缴的税款", id="可以 is no 以"
        ),
        pytest.param(
            "从该项技术转让净收入中提取不低于百分之三十的比例给予奖励。",
            "技术转让净收入",
            id="该项 is no part of it",
        ),
        pytest.param(
            "从该项目净收入中提取不低于百分之三十的比例给予奖励。",
            "项目净收入",
            id="项目 stays whole",
        ),
    ],
)
def test_a_share_says_of_what_it_is(rule: str, base: str) -> None:
    says = extracted(f"某条例\n\n第一条 {rule}\n")

    assert [n.base for n in says.norms if n.quantity == "比例"] == [base]


def test_a_range_from_a_share_to_a_multiple_is_one_range() -> None:
    says = extracted("某条例\n\n第一条 处违法所得百分之五十以上五倍以下的罚款。\n")

    assert [(n.value, n.value_max, n.unit) for n in says.norms] == [(50.0, 500.0, "%")]


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        pytest.param(
            "违反规定的，由住房建设、城市管理等部门，处一万元以上三万元以下的罚款。",
            "住房建设、城市管理等部门",
            id="由 opens it",
        ),
        pytest.param(
            "承办单位收到建议后，应当在三个月内答复。", "承办单位", id="who received something"
        ),
        pytest.param("责令停产的，限期改正，处二万元罚款。", "", id="限期改正 is nobody"),
    ],
)
def test_who_is_bound_is_a_body_and_no_phrase(rule: str, subject: str) -> None:
    says = extracted(f"某条例\n\n第一条 {rule}\n")

    assert {n.subject for n in says.norms} == {subject}


def test_what_is_handed_in_benefits_nobody_and_a_reward_its_receiver() -> None:
    handed = extracted("某条例\n\n第一条 单位应当在会议七日前向财经委员会提供材料。\n")
    paid = extracted("某条例\n\n第一条 单位应当在三十日内向完成人支付不低于百分之十的奖金。\n")

    assert {n.beneficiary for n in handed.norms} == {""}
    assert {n.beneficiary for n in paid.norms} == {"完成人"}


def test_a_plan_grants_without_a_bound_and_ownership_is_no_permission() -> None:
    says = extracted(
        "临江省方案\n\n一、支持高校赋予科研人员成果所有权或不低于10年的使用权。\n\n"
        "二、对首次购买技术的企业，给予交易额10%、最高50万元的一次性奖励。\n",
        title="临江省方案",
        doc_type="规范性文件",
    )

    assert [(n.modality.value, n.value, n.base) for n in says.norms] == [
        ("encourage", 10.0, ""),
        ("must", 10.0, "交易额"),
        ("must", 500000.0, ""),
    ]
    assert {n.subject for n in says.norms} == {""}


def test_a_day_so_long_before_another_bounds_from_below() -> None:
    says = extracted("某办法\n\n第一条 申报指南应当在受理开始之日25日前公布。\n")

    assert [(n.value, n.comparator) for n in says.norms] == [(25.0, Comparator.AT_LEAST)]
