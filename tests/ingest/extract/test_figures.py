"""Targets and observations. All sentences are invented."""

from __future__ import annotations

import pytest

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


def rows_of(text: str) -> list[tuple[str, float | None, float | None]]:
    says = extracted(f"临江省工作回顾\n\n{text}\n", doc_type="地区案例报道")
    return [(o.name, o.value, o.growth) for o in says.observations]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "2022年，高校、科研院所技术合同成交额分别为69亿元、146亿元，分别占总成交额的2.5%、4.8%。",
            [
                ("高校技术合同成交额", 6.9e9, None),
                ("科研院所技术合同成交额", 1.46e10, None),
                ("高校技术合同成交额占总成交额", 2.5, None),
                ("科研院所技术合同成交额占总成交额", 4.8, None),
            ],
            id="names and values one to one, then their shares",
        ),
        pytest.param(
            "截至2023年3月，临江已有85名高校、研究所的技术骨干人员带着成果创办企业，"
            "共310名成果转化服务人才取得职称，含高级工程师44人。",
            [
                ("高校、研究所的技术骨干人员", 85.0, None),
                ("成果转化服务人才", 310.0, None),
                ("成果转化服务人才，高级工程师", 44.0, None),
            ],
            id="people are counted by 名, whatever things and bodies stand in front of them",
        ),
        pytest.param(
            "目前全区已有26家校地成果转化人才联合培养基地，已将海水淡化相关19件专利许可给企业使用。",
            [("校地成果转化人才联合培养基地", 26.0, None), ("海水淡化相关专利", 19.0, None)],
            id="bodies are counted by 家, and what is done with things is not their name",
        ),
        pytest.param(
            "2022年，平台达到9个，临江省创新能力指数连续五年排名全国第七位。",
            [("平台", 9.0, None), ("临江省创新能力指数全国排名", 7.0, None)],
            id="a rank kept for years is that of what stands before it",
        ),
        pytest.param(
            "临江医院成为全省唯一一所进入试点的医院。", [], id="the only one is no count of eleven"
        ),
        pytest.param(
            "研发指数和产出指数增速较慢，分别同比增长12.9%和2.1%。",
            [("研发指数", None, 12.9), ("产出指数", None, 2.1)],
            id="growth of two, named in the part before",
        ),
        pytest.param(
            "服务合同成交额为2309亿元，占总额的75.6%，同比增长31.6%。",
            [("服务合同成交额", 2.309e11, 31.6), ("服务合同成交额占总额", 75.6, None)],
            id="growth goes to the level, not to the share",
        ),
        pytest.param(
            "甲、乙、丙三市分别培训800人、500人。",
            [],
            id="not as many names as values: nothing is guessed",
        ),
        pytest.param(
            "机构负责人今年53岁，工作分为三个方面，以80万元作价入股。",
            [],
            id="age, aspects and price are no indicators",
        ),
    ],
)
def test_rows_growth_and_shares_keep_to_their_indicator(
    text: str, rows: list[tuple[str, float | None, float | None]]
) -> None:
    assert sorted(rows_of(text), key=str) == sorted(rows, key=str)


def test_an_observation_keeps_how_the_text_bounds_it() -> None:
    says = extracted(
        "临江省工作回顾\n\n2022年全省技术合同成交额超过900亿元。\n", doc_type="地区案例报道"
    )

    assert [(o.comparator, o.value_text) for o in says.observations] == [
        (Comparator.MORE_THAN, "超过900亿元")
    ]


def test_the_year_of_a_paragraph_dates_its_figures_and_is_quoted_with_them() -> None:
    says = extracted(
        "临江省工作回顾\n\n2022年，全省登记合同1200份。其中，技术服务合同成交额为80亿元。"
        "目前，服务机构有60家。\n",
        doc_type="地区案例报道",
    )

    assert [(o.value, o.period) for o in says.observations] == [
        (1200.0, "2022"),
        (8e9, "2022"),
        (60.0, ""),
    ]
    assert all(o.period in o.evidence.quote for o in says.observations)


def test_a_deadline_goes_on_counting_in_its_paragraph() -> None:
    says = extracted(
        "临江省行动方案\n\n到2027年，转化生态基本形成。全省技术合同成交额超过800亿元；"
        "技术合同交易额、服务业总收入分别达到400亿元和1000亿元，年均增长15%以上。\n",
        title="临江省行动方案",
        doc_type="规范性文件",
    )

    assert [(t.name, t.value, t.deadline) for t in says.targets] == [
        ("全省技术合同成交额", 8e10, "2027"),
        ("技术合同交易额", 4e10, "2027"),
        ("服务业总收入", 1e11, "2027"),
        ("服务业总收入年均增长", 15.0, "2027"),
    ]
    assert all("2027" in t.evidence.quote for t in says.targets)
    assert says.norms == []


def test_what_a_report_calls_planned_is_a_target_and_no_observation() -> None:
    says = extracted(
        "临江省出台方案\n\n临江省日前印发方案，提出目标：到2027年，培养技术经理人3000名以上。\n",
        title="临江省出台方案",
        doc_type="地区案例报道",
    )

    assert [(t.value, t.deadline) for t in says.targets] == [(3000.0, "2027")]
    assert says.observations == []


def test_from_where_an_indicator_is_to_rise_is_no_target() -> None:
    says = extracted(
        "临江省措施\n\n力争将全省成果就地转化率从目前的42.2%提高到50%。\n",
        title="临江省措施",
        doc_type="规范性文件",
    )

    assert [(t.name, t.value) for t in says.targets] == [("全省成果就地转化率", 50.0)]


def test_a_part_of_a_target_is_a_target_of_the_whole() -> None:
    says = extracted(
        "临江省方案\n\n到2027年，培育技术经理人1000名，其中高级100名。\n",
        title="临江省方案",
        doc_type="规范性文件",
    )

    assert [(t.name, t.value) for t in says.targets] == [
        ("培育技术经理人", 1000.0),
        ("培育技术经理人，高级", 100.0),
    ]
