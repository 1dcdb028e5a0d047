"""An answer as it comes: the steps in their order, and the same sentences as in the whole."""

from __future__ import annotations

import pytest

from graph.errors import InvalidInput
from qa.answer import Answerer
from qa.told.reply import Answer, Searched
from qa.told.steps import Evidence, Told, event_of

QUESTION = "甘肃转让职务科技成果的奖励比例最低是多少？"


def test_the_steps_come_in_their_order_and_end_with_the_whole(answerer: Answerer) -> None:
    steps = list(answerer.steps(QUESTION))

    assert isinstance(steps[0], Searched)
    assert isinstance(steps[1], Evidence)
    assert all(isinstance(step, Told) for step in steps[2:-1])
    assert isinstance(steps[-1], Answer)


def test_the_sentences_that_come_are_those_of_the_whole(answerer: Answerer) -> None:
    *steps, whole = answerer.steps(QUESTION)

    assert isinstance(whole, Answer)
    assert tuple(step.sentence for step in steps if isinstance(step, Told)) == whole.sentences


def test_each_sentence_brings_the_passages_it_stands_on(answerer: Answerer) -> None:
    told = [step for step in answerer.steps(QUESTION) if isinstance(step, Told)]

    assert told
    assert all(tuple(c.n for c in step.citations) == step.sentence.citations for step in told)


def test_the_evidence_is_told_before_the_sentences(answerer: Answerer) -> None:
    name, data = event_of(list(answerer.steps(QUESTION))[1])

    assert name == "evidence"
    assert "百分之六十五" in data["passages"][0]["quote"]


def test_a_refusal_has_no_sentence_on_the_way(answerer: Answerer) -> None:
    steps = list(answerer.steps("江苏省转让职务科技成果的奖励比例最低是多少？"))

    assert [event_of(step)[0] for step in steps] == ["searched", "evidence", "answer"]


def test_what_is_wrong_with_a_question_is_known_before_the_first_step(answerer: Answerer) -> None:
    steps = answerer.steps(" ")

    with pytest.raises(InvalidInput):
        next(steps)
