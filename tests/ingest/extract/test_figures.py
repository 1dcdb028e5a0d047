"""Targets and observations. All sentences are invented."""

from __future__ import annotations

from graph.model import Comparator
from tests.ingest.extract.invented import extracted

PLAN = """临江省技术转移行动方案

一、目标

到2027年，全省研发投入强度达到3.2%左右，技术合同成交额突破1800亿元，培养技术经理人不少于5000人。

力争到“十五五”末，高新技术企业超过2万家。

2026年底前，建成不少于40人的顾问队伍。
"""
REPORT = """临江省工作回顾

截至2023年6月，全省共有技术转移机构312家，同比增长8.5%，其中国家级25家。

2022年，临江省技术合同成交额达1234.5亿元、增长21.3%，位居全国第八位。

当年专利授权量同比下降3.1%。
"""


def test_each_part_of_a_sentence_is_a_target_with_the_sentences_deadline() -> None:
    rows = [
        (t.name, t.comparator, t.value, t.unit, t.deadline)
        for t in extracted(PLAN, doc_type="规范性文件").targets
    ]

    assert rows == [
        ("全省研发投入强度", Comparator.AT_LEAST, 3.2, "%", "2027"),
        ("技术合同成交额", Comparator.MORE_THAN, 1.8e11, "元", "2027"),
        ("培养技术经理人", Comparator.AT_LEAST, 5000.0, "人", "2027"),
        ("高新技术企业", Comparator.MORE_THAN, 20000.0, "家", "2030"),
        ("建成顾问队伍", Comparator.AT_LEAST, 40.0, "人", "2026"),
    ]


def test_a_target_quotes_its_deadline_and_its_value() -> None:
    for target in extracted(PLAN, doc_type="规范性文件").targets:
        assert target.value_text in target.evidence.quote
        assert any(year in target.evidence.quote for year in ("2027", "十五五", "2026"))


def test_a_ratio_that_an_act_wants_by_a_year_is_a_target_and_no_rule() -> None:
    says = extracted(
        "某条例\n\n第一条 到2028年，科技经费占财政支出的比例应当分别达到百分之五、百分之四和"
        "百分之三以上。\n"
    )

    assert says.norms == []
    assert [(t.value, t.comparator, t.deadline) for t in says.targets] == [
        (5.0, Comparator.AT_LEAST, "2028"),
        (4.0, Comparator.AT_LEAST, "2028"),
        (3.0, Comparator.AT_LEAST, "2028"),
    ]


def test_observations_keep_level_growth_part_and_rank_apart() -> None:
    rows = [
        (o.name, o.period, o.value, o.unit, o.growth)
        for o in extracted(REPORT, doc_type="地区案例报道").observations
    ]

    assert ("技术转移机构", "2023-06", 312.0, "家", 8.5) in rows
    assert ("技术转移机构，国家级", "2023-06", 25.0, "家", None) in rows
    assert any(r[1:] == ("2022", 1.2345e11, "元", 21.3) for r in rows)
    assert any(r[1:4] == ("2022", 8.0, "位") for r in rows)
    assert any(r[2:] == (None, "", -3.1) for r in rows)


def test_what_is_counted_may_stand_behind_the_value_or_in_front_of_a_bracket() -> None:
    says = extracted(
        "临江省工作回顾\n\n截至2023年6月，临江已有120名教师离岗创业。\n\n"
        "2022年，高新技术企业首次破千家（1207家）、增长12.5%。\n",
        doc_type="地区案例报道",
    )
    rows = [(o.name, o.value, o.growth) for o in says.observations]

    assert rows == [("教师", 120.0, None), ("高新技术企业", 1207.0, 12.5)]


def test_rules_and_dates_are_neither_targets_nor_observations() -> None:
    says = extracted(
        "某条例\n\n第一条 单位应当在2025年1月31日前报告，罚款不超过五万元。\n",
        doc_type="地方性法规",
    )

    assert says.targets == []
    assert says.observations == []
