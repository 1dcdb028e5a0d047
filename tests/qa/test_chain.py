"""Questions that lead from one act, or one clause, to another: 依哪部法？那部法怎么说？"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status
from tests.qa.conftest import answering

ACTS = {
    "law": (
        {"region": "全国", "doc_type": "法律"},
        """# 中华人民共和国样品保藏法

2015年6月1日 第十二届全国人民代表大会常务委员会第十五次会议通过

第一条 为了保藏样品，制定本法。

第四条 样品保藏的期限为十二年。

第九条 违反本法第六条规定，擅自销毁样品的，由主管部门处二万元以上八万元以下的罚款。

第六条 任何单位不得擅自销毁保藏的样品。

第十二条 运输样品应当使用恒温车辆。

第二十条 本法自2015年9月1日起施行。本法第十二条自2028年1月1日起施行。
""",
    ),
    "local": (
        {"region": "甘肃省", "doc_type": "地方性法规"},
        """# 甘肃省样品管理条例

2018年5月8日 甘肃省第十三届人民代表大会常务委员会第三次会议通过

第一条 为了管理样品，制定本条例。

第五条 擅自销毁样品的，依照《中华人民共和国样品保藏法》的规定处罚。

第三条 省科学技术厅是本省的样品主管部门，负责样品的登记。

第六条 样品主管部门应当每年公布样品目录。

第八条 样品运输损坏的赔偿，依照运输安全法第三十条的规定确定。

第十条 不得出借珍贵样品。

第十七条 违反本条例第十条规定的，处六千元以下的罚款。

第二十一条 本条例自2018年8月1日起施行。
""",
    ),
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("linked"), ACTS) as opened:
        yield opened


def test_the_act_that_a_clause_sends_to_answers_what_is_asked_of_it(linked: Answerer) -> None:
    answer = linked.ask("甘肃对擅自销毁样品的依哪部法处罚？那部法规定罚多少？")

    assert [c.document_id for c in answer.citations][:2] == ["local", "law"]
    assert any("二万元以上八万元以下" in s.text for s in answer.sentences)


def test_by_what_it_is_dealt_with_asks_for_an_act_too(linked: Answerer) -> None:
    answer = linked.ask("甘肃对擅自销毁样品的依什么处罚？那部法规定罚多少？")

    assert [c.document_id for c in answer.citations][:2] == ["local", "law"]


def test_the_next_question_may_point_at_the_act_that_was_asked_for(linked: Answerer) -> None:
    answer = linked.ask("那部法规定罚多少？", after=["甘肃对擅自销毁样品的依哪部法处罚？"])

    assert [c.document_id for c in answer.citations][:2] == ["local", "law"]
    assert any("二万元以上八万元以下" in s.text for s in answer.sentences)


def test_a_clause_that_is_only_described_is_found_and_followed(linked: Answerer) -> None:
    answer = linked.ask("甘肃样品条例说销毁样品照国家的法来罚，那部法规定样品保藏多少年？")

    assert {c.document_id for c in answer.citations} == {"local", "law"}
    assert any("十二年" in s.text for s in answer.sentences)


def test_what_an_act_says_that_is_not_held_is_refused_with_the_clause_that_names_it(
    linked: Answerer,
) -> None:
    answer = linked.ask("甘肃样品运输损坏的赔偿依照运输安全法第三十条，那一条规定最多赔多少？")

    assert answer.status is Status.NOT_FOUND
    assert "《运输安全法》" in answer.missing[0]
    assert "第八条" in [c.locator for c in answer.citations]


def test_what_follows_from_breaking_a_clause_is_found_by_its_number(linked: Answerer) -> None:
    answer = linked.ask("在甘肃，出借珍贵样品罚多少？")

    assert "六千元以下" in answer.sentences[0].text
    assert {"第十条", "第十七条"} <= {c.locator for c in answer.citations}


def test_the_body_behind_a_general_name_is_told(linked: Answerer) -> None:
    answer = linked.ask("甘肃每年公布样品目录的，具体是哪个局？")

    assert {"第三条", "第六条"} <= {c.locator for c in answer.citations}


def test_a_provision_with_a_day_of_its_own_is_told_not_to_hold_yet(linked: Answerer) -> None:
    answer = linked.ask("运输样品应当使用什么车辆？")

    assert answer.sentences[0].text.startswith(
        "《中华人民共和国样品保藏法》第十二条现在还没有施行："
    )
    assert "第十二条" in [c.locator for c in answer.citations]


def test_a_provision_with_a_day_of_its_own_holds_after_it(linked: Answerer) -> None:
    answer = linked.ask("2029年运输样品应当使用什么车辆？")

    assert "还没有施行" not in answer.text
    assert "2028年1月1日" in answer.text
