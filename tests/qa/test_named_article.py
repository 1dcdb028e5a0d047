"""A question that names an article is answered from it, and from what speaks of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status
from tests.qa.conftest import answering

ACT = """# 云南省咨询服务条例

2018年3月2日 云南省第十三届人民代表大会常务委员会第二次会议通过

第一条 为了规范咨询服务，制定本条例。

第五条 咨询机构出具的报告应当真实，不得夸大结论。咨询机构应当在合理期限内答复委托人。

第七条 有下列情形之一的，咨询机构可以拒绝出具报告：
（一）委托人拒绝提供资料的；
（二）委托人要求作出虚假结论的；
（三）所托事项依法不得公开的。

第六条 委托人拖欠费用超过三年的，咨询机构可以停止服务。

第十一条 咨询机构违反本条例第五条规定的，没收违法所得；没有违法所得的，处三千元以上八千元以下罚款。

第十二条 咨询机构违反本条例第六条规定的，处一万元以下罚款。

第十三条 咨询机构违反本条例第九条规定的，责令限期补正；逾期不补正的，处四百元以上九百元以下罚款。

第九条 咨询机构对委托人的底稿应当封存备查。

第二十条 本条例自2018年5月1日起施行。
"""


GUIDE = """# 云南省涉诉咨询若干规定

2019年3月2日 云南省第十三届人民代表大会常务委员会第九次会议通过

第一条 为了规范涉诉咨询，制定本规定。

第三条 咨询机构主张有云南省咨询服务条例第七条规定情形，受理法院查证属实的，应当驳回委托人请求。

第九条 本规定自2019年5月1日起施行。
"""

_ABOUT = {"region": "云南省"}
ACTS = {"y": (_ABOUT, ACT), "z": (_ABOUT, GUIDE)}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("articles"), ACTS) as opened:
        yield opened


def test_the_article_itself_is_told_whole_in_one_sentence(answerer: Answerer) -> None:
    answer = answerer.ask("云南省咨询服务条例第五条规定了什么？")

    assert [c.locator for c in answer.citations] == ["第五条"]
    assert "不得夸大结论" in answer.sentences[0].text
    assert "答复委托人" in answer.sentences[0].text


def test_the_penalty_stands_in_the_article_that_punishes_the_named_one(answerer: Answerer) -> None:
    answer = answerer.ask("违反云南省咨询服务条例第五条，没有违法所得的罚多少？")

    assert answer.citations[0].locator == "第十一条"
    assert "三千元以上八千元以下" in answer.sentences[0].text


def test_what_the_article_leaves_open_is_taken_from_no_other(answerer: Answerer) -> None:
    answer = answerer.ask("云南省咨询服务条例第五条说的合理期限是几年？")

    assert answer.status is Status.NOT_FOUND
    assert answer.citations[0].locator == "第五条"


def test_an_article_that_is_not_there_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("云南省咨询服务条例第四十条规定了什么？")

    assert answer.status is Status.NOT_FOUND
    assert "第四十条" in answer.text


def test_of_an_article_only_the_item_is_told_that_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("云南省咨询服务条例第七条第二项说的是什么情形？")

    assert [c.locator for c in answer.citations] == ["第七条第（二）项"]


def test_an_article_that_is_only_told_of_is_not_what_is_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask(
        "咨询服务条例的第五条我看过了。委托人拖欠费用（第六条）多久，咨询机构可以停止服务？"
    )

    assert "三年" in answer.text
    assert answer.citations[0].locator == "第六条"


def test_what_is_asked_beyond_the_named_article_is_answered_too(answerer: Answerer) -> None:
    answer = answerer.ask(
        "云南省咨询服务条例第七条第二项说的是什么情形？受理法院查证属实怎么判委托人的诉讼请求？"
    )

    assert [c.locator for c in answer.citations] == ["第七条第（二）项", "第三条"]


def test_a_penalty_for_delay_is_told_with_what_was_to_be_done(answerer: Answerer) -> None:
    answer = answerer.ask("云南的咨询机构底稿没封存，逾期不补正罚多少？")

    assert "四百元以上九百元以下" in answer.sentences[0].text
    assert {c.locator for c in answer.citations} >= {"第十三条", "第九条"}
