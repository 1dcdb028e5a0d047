"""What stands beside the rule that answers: what is agreed otherwise, the national rule."""

from __future__ import annotations

import pytest

from qa.answer import Answerer


def told(answerer: Answerer, question: str) -> str:
    return "\n".join(s.text for s in answerer.ask(question).sentences)


def test_the_national_rule_stands_beside_the_local_one_with_their_relation(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("甘肃省转让职务科技成果，奖励比例最低是多少？")
    relation = next(s for s in answer.sentences if "国家的标准" in s.text)

    assert "甘肃省同此" in relation.text
    assert "高于国家的标准（不低于百分之四十五）" in relation.text
    assert {c.document_id for c in answer.citations if c.n in relation.citations} == {
        "law",
        "gansu",
    }


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("推广券是指什么？", id="no number is asked for"),
        pytest.param("国家规定的转让奖励比例最低是多少？", id="no region is asked about"),
    ],
)
def test_nothing_is_set_beside_where_nothing_is_to_tell(answerer: Answerer, question: str) -> None:
    assert "同此" not in told(answerer, question)
