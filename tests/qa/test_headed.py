"""What stands under a heading that is asked for by its name is listed by the titles below it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

_PLAN = """# 甘肃省温泉人才行动方案

为加强温泉人才队伍建设，制定本方案。

一、总体目标

到2027年，培养温泉人才超过2000人。

二、重点任务

（一）扩大温泉人才培养广度

支持温泉学校面向全省招生，开设温泉管理课程。

（二）畅通温泉师职业发展路径

推动温泉企业设立温泉师岗位。

（三）建设温泉人才基地3处

鼓励各地建设温泉人才培养基地，分享经验。

三、保障措施

凝聚各方合力。参与温泉人才培养的各类机构要深化合作，建立工作协同机制。

做好宣传推广。鼓励各地以现场观摩等方式加强交流，推广重点任务的经验。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {"gs-plan": ({"region": "甘肃省", "doc_type": "规范性文件"}, _PLAN)}
    with answering(tmp_path_factory.mktemp("plan"), acts) as opened:
        yield opened


def test_numbered_titles_under_the_heading_are_all_listed(plan: Answerer) -> None:
    answer = plan.ask("甘肃温泉人才行动方案的重点任务有哪三项？")

    told = answer.sentences[0].text
    assert told.startswith("《甘肃省温泉人才行动方案》二、规定了3项：")
    assert "扩大温泉人才培养广度" in told
    assert "建设温泉人才基地" in told


def test_what_is_asked_of_a_title_below_is_no_list_of_its_neighbours(plan: Answerer) -> None:
    told = (
        plan.ask("甘肃温泉人才行动方案的重点任务里，建设温泉人才基地3处有哪些？").sentences[0].text
    )

    assert "规定了3项" not in told


def test_paragraphs_that_begin_with_their_titles_are_listed_by_them(plan: Answerer) -> None:
    told = plan.ask("甘肃温泉人才行动方案的保障措施有哪几条？").sentences[0].text

    assert "凝聚各方合力……做好宣传推广" in told


def test_a_thing_that_the_heading_does_not_name_is_no_list_of_titles(plan: Answerer) -> None:
    told = plan.ask("甘肃温泉人才行动方案的重点任务要建设哪些基地？").sentences[0].text

    assert "规定了3项" not in told
