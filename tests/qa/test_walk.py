"""Relations of the graph asked for by the nodes that they join, and what institutions have to do."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

LAW = """# 中华人民共和国种业振兴法

2012年5月1日 第十一届全国人民代表大会常务委员会第二十六次会议通过

第一条 为了振兴种业，制定本法。

第二条 本法自2012年9月1日起施行。
"""
GANSU = """# 甘肃省种业振兴条例

2014年3月5日 甘肃省第十二届人民代表大会常务委员会第七次会议通过

2021年7月28日 甘肃省第十三届人民代表大会常务委员会第二十五次会议《关于修改〈甘肃省种业振兴条例〉等三件地方性法规的决定》修正

第一条 为了振兴种业，根据《中华人民共和国种业振兴法》，结合本省实际，制定本条例。

第二条 本条例自2014年6月1日起施行。2003年4月2日甘肃省第十届人民代表大会常务委员会第三次会议通过的《甘肃省种子基地管理办法》同时废止。
"""
QINGHAI = """# 青海省种业推广办法

2016年9月30日 青海省人民政府令第31号公布

第一条 为了推广良种，根据《中华人民共和国种业振兴法》，制定本办法。

第二条 本办法自2016年12月1日起施行。
"""
NOTICE = """# 国务院办公厅关于推进种业创新的通知

国办发〔2022〕71号

为推进种业创新，现就有关事项通知如下。

一、主要任务

（一）支持建设育种试验站。（负责部门：农业农村部、财政部）

（二）请财政部研究制定育种试验站的经费标准。

（三）科技部要会同农业农村部发布育种技术目录。

国务院办公厅

2022年4月6日
"""
REPORT = """# 甘肃：以种业经理人带动良种落地／青海：以试验站服务农户（地区案例）

甘肃：以种业经理人带动良种落地

甘肃出台《打通良种下乡堵点若干措施》（以下简称《若干措施》），培育种业经理人。

种业经理人队伍的不足之处

目前，甘肃种业经理人数量不足，难以满足农户的需要。

政策建议

未来，甘肃应当建立种业经理人的培训体系。

青海：以试验站服务农户

青海省建成试验站十二个，推广良种三十种。
"""
_ACT = {"doc_type": "地方性法规"}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {
        "law": ({"region": "全国", "doc_type": "法律"}, LAW),
        "gansu": ({"region": "甘肃省", **_ACT}, GANSU),
        "qinghai": ({"region": "青海省", "doc_type": "地方政府规章"}, QINGHAI),
        "notice": ({"region": "全国", "doc_type": "规范性文件"}, NOTICE),
        "report": ({"region": "甘肃省、青海省", "doc_type": "地区案例报道"}, REPORT),
    }
    with answering(tmp_path_factory.mktemp("walk"), acts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "哪些文件是根据种业振兴法制定的？",
            "根据《种业振兴法》制定的有《甘肃省种业振兴条例》、《青海省种业推广办法》。",
            id="made by a law",
        ),
        pytest.param(
            "种业振兴法被哪些文件当作制定依据？",
            "根据《种业振兴法》制定的有《甘肃省种业振兴条例》、《青海省种业推广办法》。",
            id="taken for a basis",
        ),
        pytest.param(
            "依据种业振兴法制定的条例有哪几部？",
            "根据《种业振兴法》制定的有《甘肃省种业振兴条例》。",
            id="of one kind",
        ),
        pytest.param(
            "国务院办公厅关于推进种业创新的通知是谁印发的？",
            "《国务院办公厅关于推进种业创新的通知》由国务院办公厅发布。",
            id="by whom it was issued",
        ),
        pytest.param(
            "《甘肃省种子基地管理办法》是用哪部条例废掉的？",
            "废止《甘肃省种子基地管理办法》的是《甘肃省种业振兴条例》。",
            id="what ended an act that is not held",
        ),
        pytest.param(
            "甘肃省种业振兴条例取代了哪份办法？",
            "《甘肃省种业振兴条例》废止了《甘肃省种子基地管理办法》。",
            id="what an act ended",
        ),
        pytest.param(
            "甘肃省种业振兴条例废止的第一份办法叫什么？",
            "《甘肃省种业振兴条例》废止了《甘肃省种子基地管理办法》。",
            id="by its place among those ended",
        ),
        pytest.param(
            "甘肃省种业振兴条例废止的第十十份办法叫什么？",
            "《甘肃省种业振兴条例》废止了《甘肃省种子基地管理办法》。",
            id="by what is no number",
        ),
        pytest.param(
            "甘肃省种业振兴条例废止的第0份办法叫什么？",
            "《甘肃省种业振兴条例》废止了《甘肃省种子基地管理办法》。",
            id="by a place before the first",
        ),
        pytest.param(
            "甘肃2021年7月28日的修改决定改了哪几部条例？",
            "《关于修改〈甘肃省种业振兴条例〉等三件地方性法规的决定》修改了《甘肃省种业振兴条例》。",
            id="what a decision of a day changed",
        ),
        pytest.param(
            "国务院办公厅2022年发了哪些通知？",
            "国务院办公厅发布的有《国务院办公厅关于推进种业创新的通知》。",
            id="what a body issued in a year",
        ),
        pytest.param(
            "甘肃有哪些关于种业的条例？",
            "库中甘肃省的有《甘肃省种业振兴条例》。",
            id="of a place, on a matter",
        ),
        pytest.param(
            "甘肃省种业振兴条例被哪份决定修改过？",
            "修改《甘肃省种业振兴条例》的有"
            "《关于修改〈甘肃省种业振兴条例〉等三件地方性法规的决定》。",
            id="what changed an act",
        ),
        pytest.param(
            "哪份决定修改了甘肃省种业振兴条例？",
            "修改《甘肃省种业振兴条例》的有"
            "《关于修改〈甘肃省种业振兴条例〉等三件地方性法规的决定》。",
            id="what changed an act, asked the other way round",
        ),
        pytest.param(
            "哪些文件引用了种业振兴法？",
            "引用《种业振兴法》的有《甘肃省种业振兴条例》、《青海省种业推广办法》。",
            id="what cites a law",
        ),
        pytest.param(
            "《若干措施》的全称是什么？",
            "“若干措施”的全称是《打通良种下乡堵点若干措施》。",
            id="the whole name",
        ),
    ],
)
def test_the_other_end_of_the_relation_is_named(
    answerer: Answerer, question: str, told: str
) -> None:
    assert answerer.ask(question).sentences[0].text == told


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("国务院办公厅2019年发了哪些通知？", id="another year"),
        pytest.param("甘肃省种业振兴条例废止的第二份办法叫什么？", id="one more than it ended"),
        pytest.param("国务院办公厅就渔业出过哪些通知？", id="another matter"),
        pytest.param("国务院办公厅关于推进种业创新的通知废止了哪些文件？", id="it ended nothing"),
    ],
)
def test_what_no_relation_says_is_not_answered_by_one(answerer: Answerer, question: str) -> None:
    assert not answerer.ask(question).sentences


def test_the_tasks_of_a_body_are_those_sentences_in_which_it_acts(answerer: Answerer) -> None:
    answer = answerer.ask("关于推进种业创新的通知给财政部派了哪些任务？")

    assert [c.locator for c in answer.citations] == ["一、（一）", "一、（二）"]
    assert "负责部门：农业农村部、财政部" in answer.text


def test_a_body_that_the_document_does_not_mention_has_no_task_in_it(answerer: Answerer) -> None:
    answer = answerer.ask("关于推进种业创新的通知给教育部派了哪些任务？")

    assert answer.missing == ("《国务院办公厅关于推进种业创新的通知》没有提到教育部",)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("甘肃案例里说种业经理人队伍有哪些不足？", "数量不足", id="what is lacking"),
        pytest.param("甘肃案例对种业经理人提了哪些建议？", "培训体系", id="what is recommended"),
    ],
)
def test_a_report_is_asked_for_what_it_states_of_one_kind(
    answerer: Answerer, question: str, words: str
) -> None:
    answer = answerer.ask(question)

    assert len(answer.sentences) == 1
    assert words in answer.text


def test_a_region_of_which_the_report_recommends_nothing_is_told_so(answerer: Answerer) -> None:
    answer = answerer.ask("青海案例提了哪些建议？")

    assert not answer.sentences
    assert answer.missing[0].endswith("说到青海省的部分没有写建议")
