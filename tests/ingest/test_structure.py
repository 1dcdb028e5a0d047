"""What a document's structure tells of itself: what is missing, and what is said in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.disagreement import COUNTS
from ingest.source import Source
from ingest.structure import read_structure

CUT = "云湖市设备共享办法\n\n第一章 总则\n\n第一条 为了共享设备，制定本办法。\n\n{}"


def notes(text: str, **metadata: str) -> tuple[str, ...]:
    return read_structure(Source("cut", Path("cut.txt"), metadata), text.encode()).notes


def test_a_text_that_ends_inside_of_a_sentence_is_told() -> None:
    told = notes(CUT.format("第二条 设备由市科学技术局登记，登记之后使用单位应当在三日"))

    assert "the text ends in the middle of a sentence, after “记之后使用单位应当在三日”" in told


def test_a_list_of_names_at_the_end_is_no_broken_sentence() -> None:
    told = notes(CUT.format("第二条 本办法自2024年1月1日起施行。\n\n审判员 甲某某 书记员 乙某某"))

    assert not any("middle of a sentence" in note for note in told)


def test_chapters_that_are_passed_over_or_stand_twice_are_told() -> None:
    article = "第{}条 设备由登记单位保管。\n\n"
    text = CUT.format(
        "第三章 使用\n\n" + article.format("二") + "第三章 监督\n\n" + article.format("三")
    )

    assert "no chapter between 第一章 and 第三章" in notes(text)
    assert "two chapters are called 第三章" in notes(text)


ACT = (
    "云湖市设备共享办法\n\n（2019年3月5日云湖市人民政府公布）\n\n"
    "第一条 为了共享设备，制定本办法。\n\n"
    "第二条 本办法自2019年5月1日起施行。"
)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        pytest.param("effective", "2018-05-01", True, id="another day"),
        pytest.param("effective", "2019-05-01", False, id="the same day"),
        pytest.param("title", "云湖市设备管理办法", True, id="another title"),
        pytest.param("title", "《云湖市设备共享办法》", False, id="the title in 书名号"),
        pytest.param("issuing_body", "云湖市财政局", True, id="another issuer"),
    ],
)
def test_metadata_that_contradicts_the_text_is_told(name: str, value: str, *, told: bool) -> None:
    found = [note for note in notes(ACT, **{name: value}) if note.endswith(COUNTS)]

    assert bool(found) is told
    assert all(value.strip("《》") in note for note in found)
