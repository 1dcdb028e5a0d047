"""Questions that go on from the one before: what they take over, and that they say so."""

from __future__ import annotations

import pytest

from graph.library import Library
from qa.answer import Answerer
from qa.asked.names import KnownNames
from qa.claims.follow_up import FollowUp, follow_up
from qa.shelf.shelf import Shelf

FIRST = "甘肃的高校转让职务科技成果，奖励比例最低是多少？"


@pytest.fixture(scope="module")
def names(library: Library) -> KnownNames:
    return Shelf(library).edition().names


def after(text: str, before: str, names: KnownNames) -> FollowUp:
    return follow_up(text, before, names, lambda: "甘肃省技术成果推广条例")


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        pytest.param(
            "那青海呢？", FIRST, "青海省的高校转让职务科技成果，奖励比例最低是多少？", id="region"
        ),
        pytest.param(
            "那要是医院呢？", FIRST, "甘肃的医院转让职务科技成果，奖励比例最低是多少？", id="unit"
        ),
        pytest.param(
            "作价投资的话呢？",
            FIRST,
            "甘肃的高校作价投资职务科技成果，奖励比例最低是多少？",
            id="way",
        ),
        pytest.param("2015年以前呢?", FIRST, f"2015年以前，{FIRST}", id="date that was not given"),
        pytest.param(
            "那80万呢？",
            "甘肃转让净收入50万元，至少奖励多少？",
            "甘肃转让净收入80万，至少奖励多少？",
            id="amount",
        ),
        pytest.param(
            "宁夏呢",
            "甘肃、青海两省的登记费各是多少？",
            "宁夏回族自治区的登记费各是多少？",
            id="one region for several",
        ),
        pytest.param("公示要多少天？", FIRST, "甘肃省，高校，公示要多少天？", id="new matter"),
        pytest.param("国家对公示是怎么规定的？", FIRST, "国家对公示是怎么规定的？", id="elsewhere"),
        pytest.param(
            "《技术成果推广法》哪天施行？", FIRST, "《技术成果推广法》哪天施行？", id="an act"
        ),
        pytest.param(
            "这个条例什么时候施行的？",
            FIRST,
            "《甘肃省技术成果推广条例》什么时候施行的？",
            id="the act that was cited",
        ),
        pytest.param(
            "它现在还有效吗？",
            "《青海省技术成果推广条例》什么时候施行？",
            "《青海省技术成果推广条例》现在还有效吗？",
            id="the act that was asked for",
        ),
    ],
)
def test_a_follow_up_is_made_whole(text: str, before: str, whole: str, names: KnownNames) -> None:
    assert after(text, before, names).question == whole


@pytest.mark.parametrize("text", ["依据是哪条？", "法律依据呢？", "出处在哪里", "为什么？"])
def test_asking_for_the_grounds_asks_the_same_again(text: str, names: KnownNames) -> None:
    assert after(text, FIRST, names) == FollowUp(
        FIRST, (f"上一问的依据：{FIRST}",), wants_grounds=True
    )


def test_what_is_taken_over_is_said(names: KnownNames) -> None:
    assert after("那青海呢？", FIRST, names).inherited == (
        f"上一问：{FIRST}",
        "地区：甘肃省换成青海省",
    )


def test_an_answer_tells_how_a_follow_up_was_understood(answerer: Answerer) -> None:
    answer = answerer.ask("那青海呢？", after=[FIRST])

    assert answer.question == "那青海呢？"
    assert answer.follow_up is not None
    assert "青海省" in answer.follow_up.question
    assert {c.document_id for c in answer.citations} >= {"qinghai"}
    assert "百分之七十五" in answer.sentences[0].text


def test_a_conversation_goes_on_over_several_turns(answerer: Answerer) -> None:
    answer = answerer.ask("依据是哪条？", after=[FIRST, "那青海呢？"])

    assert answer.sentences[0].text.startswith("依据是《青海省技术成果推广条例》第六条")


def test_the_same_question_alone_takes_nothing_over(answerer: Answerer) -> None:
    assert answerer.ask(FIRST).follow_up is None
