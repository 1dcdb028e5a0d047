"""An act that no text ends, and one whose last revision is asked for."""

from __future__ import annotations

from qa.answer import Answerer


def test_an_act_that_nothing_ends_is_told_to_stand_with_its_commencement(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("甘肃省技术成果推广条例废止了吗？")

    first = answer.sentences[0].text
    assert first.startswith("没有查到它已经废止或者失效")
    assert "起施行" in first


def test_an_older_version_is_not_told_to_stand(answerer: Answerer) -> None:
    answer = answerer.ask("2012年通过的甘肃省技术交易管理条例现在还有效吗？")

    assert "没有查到它已经废止" not in answer.text


def test_the_last_revision_goes_first_where_it_is_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术交易管理条例是什么时候修订的，从哪天起施行？")

    assert "2024年11月29日" in answer.sentences[0].text
    assert "自2025年3月1日起施行" in answer.text
