"""An answer shows what was asked for, and what stands near it only where that adds to it."""

from __future__ import annotations

from qa.answer import Answerer


def test_one_point_of_a_list_is_quoted_without_the_others(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构能做人员培训吗？")

    assert "人员培训" in answer.text
    assert "成果评价" not in answer.text
    assert [len(c.spans) for c in answer.citations] == [2]  # the lead-in, and the point


def test_a_list_that_is_asked_for_is_quoted_whole(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构可以从事哪些活动？")

    assert all(point in answer.text for point in ("成果评价", "供需对接", "人员培训"))


def test_the_next_sentence_of_a_paragraph_that_limits_the_first_is_told(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("甘肃完成人申请自行实施成果的，单位要几日内答复？")

    assert "情况复杂的，可以延长十五日" in answer.text
