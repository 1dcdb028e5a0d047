"""How sure an answer is told to be falls where another rule could as well be meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status
from tests.qa.conftest import answering

ONE = """# 贵州省标本馆条例

2018年3月2日 贵州省第十三届人民代表大会常务委员会第二次会议通过

第一条 为了建设标本馆，制定本条例。

第四条 标本馆的标本每三年清点一次。

第五条 借出标本的期限不超过六十日。

第九条 本条例自2018年5月1日起施行。
"""
OTHER = """# 贵州省植物园条例

2019年3月2日 贵州省第十三届人民代表大会常务委员会第九次会议通过

第一条 为了建设植物园，制定本条例。

第六条 借出标本的期限不超过三十日。

第九条 本条例自2019年5月1日起施行。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("confidence"), {"one": ({}, ONE), "other": ({}, OTHER)}
    ) as opened:
        yield opened


def test_a_rule_that_stands_alone_is_surer_than_one_with_a_rival(answerer: Answerer) -> None:
    alone = answerer.ask("贵州标本馆的标本多久清点一次？")
    rivalled = answerer.ask("贵州借出标本的期限最长多少日？")

    assert alone.status is not Status.NOT_FOUND
    assert alone.confidence > rivalled.confidence


def test_words_that_no_text_holds_make_an_answer_less_sure(answerer: Answerer) -> None:
    known = answerer.ask("贵州标本馆的标本多久清点一次？")
    unknown = answerer.ask("贵州标本馆的恐龙化石标本多久拍卖清点一次？")

    assert unknown.confidence < known.confidence
