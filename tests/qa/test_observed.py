"""Several figures of one indicator of a report, in one sentence."""

from __future__ import annotations

from qa.answer import Answerer


def test_value_and_rank_of_one_indicator_are_told_together(answerer: Answerer) -> None:
    answer = answerer.ask("2022年青海推广合同额是多少，在西部排第几？")

    assert "12.5亿元，居西部第五位" in answer.sentences[0].text
    assert "41" not in answer.sentences[0].text


def test_a_figure_that_the_report_lacks_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("2022年甘肃推广合同额是多少，同比增长多少？")

    assert "同比增长8.6%" in answer.sentences[0].text
    assert "没有给出数额" in answer.sentences[0].text
    assert "12.5" not in answer.sentences[0].text
