"""A file that holds two acts: the articles of the second are not taken for those of the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.source import Source
from ingest.structure import Structure, read_structure

FIRST = """临河市技术市场条例
（2020年3月5日临河市第八届人民代表大会常务委员会第八次会议通过）
第一条 为了规范技术市场，制定本条例。
第二条 市科学技术局负责本条例的实施。
第三条 本条例自2020年5月1日起施行。
"""
SECOND = """临河市专利促进条例
（2021年6月5日临河市第八届人民代表大会常务委员会第十六次会议通过）
第一章 总则
第一条 为了促进专利转化，制定本条例。
第二章 附则
第二条 本条例自2021年9月1日起施行。
"""
DECISION = """临河市人民代表大会常务委员会关于修改《临河市科技进步条例》的决定
（2024年3月5日临河市第九届人民代表大会常务委员会第八次会议通过）
一、将第二条修改为：“第二条 本条例适用于本市的科技进步活动。”
二、删去第三条。
本决定自2024年5月1日起施行。
临河市科技进步条例
（2010年1月1日临河市第六届人民代表大会常务委员会第二次会议通过）
第一条 为了促进科技进步，制定本条例。
第二条 本条例自2010年3月1日起施行。
"""
NOTICE = """临河市人民政府关于印发《临河市技术市场办法》的通知
临政发〔2024〕3号
各县（区）人民政府：
现将《临河市技术市场办法》印发给你们，请抓好下列工作。
一、加强宣传。各单位要组织学习。
二、加强督查。市科学技术局要定期督查。
临河市人民政府
2024年3月5日
临河市技术市场办法
第一条 为了规范技术市场，制定本办法。
第二条 本办法自2024年6月1日起施行。
"""


def read(text: str) -> Structure:
    return read_structure(Source("file", Path("file.txt")), text.encode())


def locators(structure: Structure) -> list[str]:
    return [p.locator for p in structure.provisions]


def test_articles_of_a_further_act_are_cited_with_its_title() -> None:
    found = locators(read(FIRST + SECOND))

    assert found.count("第一条") == found.count("第三条") == 1
    assert "《临河市专利促进条例》第一条" in found


def test_each_act_begins_by_its_own_clause() -> None:
    assert read(FIRST + SECOND).head.effective == date(2020, 5, 1)
    assert read(DECISION).head.effective == date(2024, 5, 1)


def test_a_further_act_is_told() -> None:
    notes = read(FIRST + SECOND).notes

    assert any("《临河市专利促进条例》" in note and "part the file" in note for note in notes)
    assert not any("further act" in note for note in read(FIRST).notes)


def test_the_amended_act_behind_a_decision_is_set_apart() -> None:
    found = locators(read(DECISION))

    assert "一、" in found
    assert "《临河市科技进步条例》第二条" in found


def test_what_a_notice_issues_is_its_own() -> None:
    structure = read(NOTICE)

    assert structure.head.effective == date(2024, 6, 1)
    assert "第一条" in locators(structure)
    assert not any("further act" in note for note in structure.notes)


def test_an_act_that_begins_on_an_unknown_day_of_publication_is_told() -> None:
    text = "临河市某某办法\n第一条 为了方便群众，制定本办法。\n第二条 本办法自公布之日起施行。\n"
    notes = read(text).notes

    assert any("the day of its publication" in note for note in notes)
    assert not any("cut short" in note for note in notes)
