"""Questions of a day: from when the act that answers is in force, and where it was not yet."""

from __future__ import annotations

from qa.answer import Answerer


def test_an_act_that_began_later_is_told_first(answerer: Answerer) -> None:
    answer = answerer.ask("2018年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert answer.sentences[0].text.endswith("自2020年7月1日起施行，2018年5月还没有施行。")


def test_an_act_that_had_begun_is_cited_with_its_commencement(answerer: Answerer) -> None:
    answer = answerer.ask("2023年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert "还没有施行" not in answer.text
    assert "2020年7月1日" in answer.text


def test_a_question_of_no_day_is_told_no_commencement(answerer: Answerer) -> None:
    assert "施行" not in answerer.ask("甘肃对骗取推广补贴的处多少罚款？").text
