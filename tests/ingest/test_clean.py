"""The frozen text: cleaned once, before any offset exists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean, clean_line
from ingest.formats.raw import RawLine, RawText


def cleaned(*lines: str, visual: bool = False) -> list[str]:
    raw = RawText(tuple(RawLine(line) for line in lines), "txt", visual=visual)
    return clean(raw).text.split("\n")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param("第一章　总　　则", "第一章 总则", id="a heading set apart"),
        pytest.param("第 一 条　甲", "第一条 甲", id="a label set apart"),
        pytest.param("目　录", "目录", id="two characters set apart"),
        pytest.param("２０２０年１月１日", "2020年1月1日", id="full-width digits"),
        pytest.param("2021 年 11 月 3 日", "2021年11月3日", id="blanks in a date"),
        pytest.param(
            "ＡＢｃ％，（１）", "ABc％，(1)".replace("(", "（").replace(")", "）"), id="marks stay"
        ),
        pytest.param("需要的 “双向” 机制 。", "需要的“双向”机制。", id="blanks beside marks"),
        pytest.param("中共中央 国务院", "中共中央 国务院", id="two bodies"),
        pytest.param("市长 王某某", "市长 王某某", id="office and name"),
        pytest.param("甲\u200b乙\ufeff丙\x07丁\uf06c", "甲乙丙丁", id="invisible characters"),
        pytest.param("甲\u00a0\u2003乙丙", "甲 乙丙", id="odd blanks"),
        pytest.param("( 一 ) 申请；", "(一) 申请；", id="a label in half width"),
        pytest.param("e\u0301", "é", id="NFC"),
    ],
)
def test_a_line_is_cleaned(line: str, text: str) -> None:
    assert clean_line(line) == text


@given(st.text(max_size=80))
def test_cleaning_a_line_twice_is_cleaning_it_once(line: str) -> None:
    once = clean_line(line)

    assert clean_line(once) == once
    assert "\n" not in once


def test_lines_of_whole_paragraphs_are_left_as_they_are() -> None:
    lines = ["临河市办法", "第一条 为了甲，制定本办法。", "第二条 乙应当报告：", "（一）丙；"]

    assert cleaned(*lines) == lines


COLUMN = [
    "近年来全市围绕产业发展需要着力培育专业队伍出",
    "台一批政策措施，形成了覆盖全链条的服务体系。",
    "——设立专职岗位，打通人才流动渠道。市里支持",
    "高校院所设立转移机构，采取特设岗位的方式引进",
    "紧缺人才，目前已有二十家单位完成了岗位设置工",
    "作。",
    "培育队伍的主要做法",
    "去年全市技术合同成交额比上年增长百分之十，其",
    "中技术转让合同的成交额增长最快，服务机构的数",
    "量也有明显增加，专业人员队伍的结构得到了优化",
    "调整，中高级人才所占的比重继续提高，带动转化",
    "效率稳步上升，企业对服务质量的评价普遍良好，",
    "形成了良好的工作氛围。",
]


def test_lines_of_a_printed_column_become_paragraphs() -> None:
    text = cleaned(*COLUMN)

    assert [p[:6] for p in text] == ["近年来全市围", "——设立专职", "培育队伍的主", "去年全市技术"]
    assert "服务机构的数量也有明显增加" in text[3]
    assert "".join(text) == "".join(COLUMN)


def test_halves_of_a_sentence_from_two_columns_are_reunited() -> None:
    right_column_first = [
        "接转化项目五百余项，已帮助多家企业实现了成果",
        "落地，走出了创新发展的先行棋，带动了产业升级",
        "和人才集聚，得到了企业的普遍好评和广泛认可。",
        "临河：",
        "培育队伍助力中心建设",
        "全市依托三个园区统筹联动服务中心建设，园区是",
        "科学技术的源头，基础创新与产业发展一盘棋，为",
        "人员干事创业提供了良好的平台，同时不断完善服",
        "务体系，提高服务能力，营造了良好的创新生态环",
        "境。目前，园区已经引入了数十家专业服务机构承",
    ]
    pages = [*((1, line) for line in right_column_first), *((2, line) for line in COLUMN[7:])]
    lines = tuple(RawLine(line, page=page) for page, line in pages)
    text = clean(RawText(lines, "pdf", visual=True)).text

    assert "数十家专业服务机构承接转化项目五百余项" in text
    assert text.index("临河：") < text.index("承接转化项目")


def test_a_caption_does_not_run_into_the_sentence_that_it_interrupts() -> None:
    lines = [*COLUMN[:5], "参观者在展示会上了解转化成果", "本报记者 王某 摄", *COLUMN[7:]]
    text = cleaned(*lines, visual=True)

    assert "本报记者 王某 摄" in text


def test_what_breaks_off_is_told() -> None:
    raw = RawText(tuple(RawLine(line) for line in COLUMN[:-1][:-1]), "txt", visual=True)

    assert any("breaks off" in note for note in clean(raw).notes)


def test_running_heads_and_page_numbers_are_taken_out_of_paged_text() -> None:
    lines = [
        RawLine(text, page=page)
        for page in (1, 2, 3)
        for text in (
            "临河市公报 2024年第2期",
            f"第{'一二三'[page - 1]}条 甲应当报告乙。",
            f"— {page} —",
        )
    ]
    result = clean(RawText(tuple(lines), "pdf", visual=True))

    assert result.text == "第一条 甲应当报告乙。\n第二条 甲应当报告乙。\n第三条 甲应当报告乙。"
    assert result.page_starts == (0, 12, 24)


def test_pages_without_text_keep_the_numbers_of_the_others() -> None:
    lines = (RawLine("第一条 甲应当报告乙。", page=1), RawLine("第二条 甲应当报告乙。", page=4))
    result = clean(RawText(lines, "pdf", visual=True))

    starts = result.page_starts
    assert sum(start <= result.text.index("第二条") for start in starts) == 4
    assert len(starts) == 4
