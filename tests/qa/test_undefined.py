"""A thing that no text defines: said so, with where it stands."""

from __future__ import annotations

from qa.answer import Answerer


def test_a_word_that_is_only_used_is_said_to_have_no_definition(answerer: Answerer) -> None:
    answer = answerer.ask("什么是推广补贴？")

    assert answer.sentences[0].text.startswith("库中的条文没有给“推广补贴”下定义")
    assert answer.sentences[0].citations


def test_a_word_that_is_defined_is_answered_with_its_definition(answerer: Answerer) -> None:
    answer = answerer.ask("什么是技术成果推广？")

    assert "是指" in answer.text
    assert "没有给" not in answer.text
