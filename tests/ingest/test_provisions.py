"""The tree of provisions: complete, nested, and cited the way a lawyer cites."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Document, Provision, ProvisionKind
from ingest.coverage import coverage
from ingest.provisions import split


def provisions(text: str) -> tuple[Document, list[Provision]]:
    document = Document("d", "0" * 64, text)
    return document, split(document)


def outline(text: str) -> list[tuple[str, str]]:
    """(rank, locator) of every provision but the head."""
    found = provisions(text)[1]
    return [(p.rank.value, p.locator) for p in found if p.rank is not ProvisionKind.HEAD]


def locators(text: str) -> list[str]:
    return [locator for _, locator in outline(text)]


def place(text: str, locator: str) -> str:
    document, found = provisions(text)
    (one,) = [p for p in found if p.locator == locator]
    return document.text[one.start : one.end]


ACT = """临河市技术市场条例
2023年5月6日 临河市第九届人民代表大会常务委员会第三次会议通过
目录
第一章 总则
第二章 服务
第三章 附则
第一章 总则
第一条 为了规范技术市场，制定本条例。
第二条 本条例所称服务机构，是指下列机构：
（一）从事居间的机构；
（二）从事评估的机构，包括：
1.无形资产评估机构；
2．专利评估机构。
前款规定的机构应当登记。
第二条之一 机构应当公开收费标准。
第二章 服务
第一节 一般规定
第三条 市人民政府依照第二条第一款第（二）项和
第十条规定的程序支持服务机构。
第三章 附则
第四条 本条例自2023年9月1日起施行。"""


def test_an_act_is_cut_into_chapters_articles_paragraphs_items_and_subitems() -> None:
    assert outline(ACT) == [
        ("leftover", "目录"),
        ("chapter", "第一章"),
        ("article", "第一条"),
        ("article", "第二条"),
        ("paragraph", "第二条第一款"),
        ("item", "第二条第一款第（一）项"),
        ("item", "第二条第一款第（二）项"),
        ("subitem", "第二条第一款第（二）项第1目"),
        ("subitem", "第二条第一款第（二）项第2目"),
        ("paragraph", "第二条第二款"),
        ("article", "第二条之一"),
        ("chapter", "第二章"),
        ("section", "第二章第一节"),
        ("article", "第三条"),
        ("paragraph", "第三条第一款"),
        ("paragraph", "第三条第二款"),
        ("chapter", "第三章"),
        ("article", "第四条"),
    ]


def test_headings_carry_their_words() -> None:
    found = {p.locator: p.title for p in provisions(ACT)[1]}

    assert found["第一章"] == "总则"
    assert found["第二章第一节"] == "一般规定"


def test_items_of_an_article_with_one_paragraph_are_cited_without_it() -> None:
    text = "办法\n第一条 有下列情形之一的，不予登记：\n(一)材料不全；\n(二)弄虚作假。"

    assert locators(text) == ["第一条", "第一条第（一）项", "第一条第（二）项"]


def test_items_belong_to_the_paragraph_of_their_lead_in() -> None:
    text = "办法\n第一条 甲应当报告。\n报告应当包括：\n（一）名称；\n（二）金额。\n乙负责核对。"

    assert locators(text) == [
        "第一条",
        "第一条第一款",
        "第一条第二款",
        "第一条第二款第（一）项",
        "第一条第二款第（二）项",
        "第一条第三款",
    ]
    assert place(text, "第一条第二款").startswith("报告应当包括")
    assert place(text, "第一条第二款").endswith("金额。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "办法\n第一条 甲。第二条 乙应当依照第一条 办理。第三条 丙。",
            ["第一条", "第二条", "第三条"],
            id="articles run together",
        ),
        pytest.param(
            "办法\n第一条 用语的含义是：（一）甲，是指乙。（二）丙，是指丁。",
            ["第一条", "第一条第（一）项", "第一条第（二）项"],
            id="items run together",
        ),
        pytest.param(
            "办法\n第一条 甲应当依照第三条第（一）项；第（二）项办理。",
            ["第一条"],
            id="items that are mentioned",
        ),
        pytest.param(
            "办法\n第一条 甲。\n第五条规定的情形除外。\n第二条 乙。",
            ["第一条", "第一条第一款", "第一条第二款", "第二条"],
            id="an article that is mentioned at a line's start",
        ),
        pytest.param(
            "办法\n第一条 下列人员：\n（一）甲；\n（一）、（二）项所列人员另行规定。",
            ["第一条", "第一条第一款", "第一条第一款第（一）项", "第一条第二款"],
            id="items mentioned at a line's start",
        ),
        pytest.param(
            "办法\n第1章 总则\n第1条 甲。\n第2条 乙。",
            ["第1章", "第1条", "第2条"],
            id="Arabic numbers",
        ),
        pytest.param(
            "办法\n第四百六十三条 甲。\n第四百六十四条 乙。",
            ["第四百六十三条", "第四百六十四条"],
            id="a part of a code",
        ),
        pytest.param(
            "办法\n第一条【目的】\n为了甲，制定本办法。\n第二条 乙。",
            ["第一条", "第二条"],
            id="an article whose words begin on the next line",
        ),
    ],
)
def test_labels_are_told_from_mentions(text: str, expected: list[str]) -> None:
    assert locators(text) == expected


def test_a_decision_to_amend_keeps_the_new_wording_inside_its_point() -> None:
    text = (
        "关于修改办法的决定\n一、将第五条修改为：“第五条 甲应当报告。\n第六条 乙应当核对。”\n"
        "二、删去第九条。\n本决定自公布之日起施行。"
    )

    assert outline(text) == [
        ("heading_1", "一、"),
        ("heading_1", "二、"),
        ("paragraph", "结尾"),
    ]
    assert "第六条" in place(text, "一、")


NOTICE = """临河市人民政府关于发展技术市场的意见
临政发〔2024〕3号
各县（区）人民政府，市政府各部门：
为发展技术市场，提高服务水平，现提出如下意见。
一、总体要求
（一）指导思想。坚持市场导向，推动服务体系建设。
（二）主要目标
到2027年，服务机构达到一百家。
到2030年，技术合同成交额翻一番，专业人员超过五百人。
二、重点任务
1.培育机构。支持机构发展，按照规定给予补助。
（1）对新设机构给予补助；
（2）对服务成效突出的机构给予奖励。
本意见自2024年5月1日起施行。
附件：重点任务分工表
临河市人民政府
2024年3月1日
（此件公开发布）
附件
重点任务分工表
一、机构培育
1
引进机构
市科技局
2
培育人才
市人力资源社会保障局"""


def test_a_notice_is_cut_at_its_counted_headings() -> None:
    assert outline(NOTICE) == [
        ("paragraph", "引言"),
        ("heading_1", "一、"),
        ("heading_2", "一、（一）"),
        ("heading_2", "一、（二）"),
        ("heading_1", "二、"),
        ("heading_3", "二、1."),
        ("heading_4", "二、1.（1）"),
        ("heading_4", "二、1.（2）"),
        ("paragraph", "结尾"),
        ("leftover", "落款"),
        ("annex", "附件"),
        ("heading_1", "附件一、"),
        ("table", "附件一、序号1"),
        ("table", "附件一、序号2"),
    ]
    assert place(NOTICE, "附件一、序号2").endswith("人力资源社会保障局")
    assert "（此件公开发布）" in place(NOTICE, "落款")


def test_a_heading_may_begin_with_a_year() -> None:
    plan = (
        "临江市科技局工作总结\n\n一、2024年工作回顾\n\n完成项目5项。\n\n"
        "二、2025年工作打算\n\n抓好三件事。\n"
    )

    assert {"一、", "二、"} <= set(locators(plan))


def test_run_in_headings_give_the_title() -> None:
    found = {p.locator: p.title for p in provisions(NOTICE)[1]}

    assert found["一、（一）"] == "指导思想"
    assert found["二、1."] == "培育机构"


def test_a_report_without_numbers_is_cut_at_its_titles() -> None:
    text = (
        "临河：培育专业队伍\n近年来，临河市着力培育技术经理人队伍，出台了一批政策措施。\n"
        "主要做法\n全市设立了二十个专职岗位，引进了一批紧缺人才，形成了服务体系。\n"
        "——打通渠道。支持高校院所设立转移机构，采取特设岗位的方式引进人才。\n"
        "本报记者 王某 摄\n存在的不足\n专业人员数量还不能满足企业转化成果的需要。"
    )
    found = provisions(text)[1]

    assert [(p.rank.value, p.title) for p in found if p.rank is ProvisionKind.HEADING_1] == [
        ("heading_1", "主要做法"),
        ("heading_1", "存在的不足"),
    ]
    assert ("leftover", "图注") in outline(text)


def test_prose_in_front_of_the_first_number_of_a_report_is_no_head() -> None:
    text = (
        "云溪市技术转移评估报告\n云溪市评估中心\n第一部分 情况\n"
        "二〇二三年，全市登记技术合同三百项，成交额比上一年增加了一成。\n"
        "第二部分 成果\n1.甲大学的成果已经投产。\n2.乙学院的成果还在试验。\n"
    )

    document, found = provisions(text)

    head = next(p for p in found if p.rank is ProvisionKind.HEAD)
    assert document.text[head.start : head.end].strip().endswith("第一部分 情况")


def test_table_rows_are_one_table() -> None:
    text = "办法\n第一条 标准如下：\n方式 | 比例\n转让 | 70%\n第二条 乙。"

    assert outline(text) == [("article", "第一条"), ("table", "第一条"), ("article", "第二条")]


LINES = st.sampled_from(
    [
        "第一章 总则",
        "第二章 附则",
        "第一条 甲。",
        "第二条 乙如下：",
        "第二条之一 丙。",
        "（一）丁；",
        "(二)戊。",
        "1.己；",
        "（1）庚。",
        "一、总体要求",
        "二、保障",
        "附件",
        "附件2",
        "辛应当壬。",
        "甲 | 乙",
        "“第九条 癸",
        "子。”",
        "第三条规定的除外。",
        "3",
        "临河市人民政府",
        "2024年3月1日",
        "目录",
        "本报记者 王某 摄",
        "—— 丑",
    ]
)


@settings(max_examples=150)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_every_character_has_its_place_and_children_lie_in_their_parents(lines: list[str]) -> None:
    document, found = provisions("\n".join(lines))
    by_id = {p.id: p for p in found}

    assert coverage(document, found).share == 1.0
    assert len(by_id) == len(found)
    for one in found:
        if one.parent_id is not None:
            parent = by_id[one.parent_id]
            assert parent.start <= one.start
            assert one.end <= parent.end
            assert one.path[: len(parent.path)] == parent.path
    siblings: dict[str | None, int] = {}
    for one in found:
        assert siblings.get(one.parent_id, 0) <= one.start
        siblings[one.parent_id] = one.end


INDICATORS = """临河市医院考核办法
一、总体要求
考核每年进行一次。
附件
考核指标
一、运营
（一）
效率
1.每百张床位的药师人数
定量
计算方法：药师人数除以实际开放的床位数，再乘以一百，按年末数计算。
指标来源：医院填报，并与上一年度的统计年报相互核对。
2.预算管理
定性
查阅文件和账册，听取医院的说明，必要时到现场核对有关情况。"""


def test_an_indicator_is_one_provision_with_its_name_formula_and_source() -> None:
    found = {p.locator: p for p in provisions(INDICATORS)[1]}
    indicator = place(INDICATORS, "附件一、（一）1.")

    assert "药师人数除以" in indicator
    assert indicator.endswith("相互核对。")
    assert not any(locator.startswith("附件一、（一）1.第") for locator in found)
    assert found["附件一、（一）1."].title == "每百张床位的药师人数"


def test_a_label_alone_on_its_line_has_the_next_line_for_its_title() -> None:
    found = {p.locator: p.title for p in provisions(INDICATORS)[1]}

    assert found["附件一、（一）"] == "效率"


def test_the_cells_of_a_numbered_row_stay_in_it() -> None:
    text = (
        "推广办法\n一、总则\n按附件推广。\n附件\n清单\n序号\n举措\n1\n成果的权属改革\n"
        "单位可以同完成人约定成果的权属份额，约定之后再行实施转化。\n"
        "市科学技术局、市财政局、市国有资产监督管理委员会、市教育局\n全市"
    )

    assert [locator for locator in locators(text) if "序号" in locator] == ["附件序号1"]


@pytest.mark.parametrize("leader", ["……1", "...... 1", " | 1", " 1", "····(1)"])
def test_a_table_of_contents_with_page_numbers_is_no_structure(leader: str) -> None:
    contents = "".join(
        f"第{n}章 {title}{leader}\n" for n, title in zip("一二", ("总则", "附则"), strict=True)
    )
    text = f"办法\n目录\n{contents}第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。"

    assert locators(text) == ["目录", "第一章", "第一条", "第二章", "第二条"]
