"""What makes one sentence of a library a better answer than another, and how it is shown."""

import pytest

from qa.answer import Answerer
from qa.asked.focus import find_focus
from qa.asked.names import KnownNames
from qa.asked.question import parse_question
from qa.search.rank import weights
from qa.search.worded import signs_of
from qa.shelf.text import ReadUnit
from qa.shelf.units import Unit


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        pytest.param("登记时要交哪些材料？", ["材料"], id="after the interrogative"),
        pytest.param("协会的主席是谁？", ["主席"], id="before it"),
        pytest.param("备案要交多少钱？", [], id="none"),
    ],
)
def test_a_question_hangs_on_a_noun(question: str, focus: list[str]) -> None:
    assert [term.text for term in find_focus(question)] == focus


@pytest.mark.parametrize(
    ("words", "owns"),
    [
        pytest.param("模具的登记权属于制作人。", True, id="whose it is"),
        pytest.param("模具的登记权归制作人和委托人共有。", True, id="of both"),
        pytest.param("登记权属于单位的,由承受其权利的单位登记。", False, id="a case"),
        pytest.param("制作人可以转让登记权。", False, id="something else of it"),
    ],
)
def test_what_belongs_to_whom_is_looked_for_where_it_is_asked(words: str, *, owns: bool) -> None:
    question = parse_question("模具的登记权归谁？", KnownNames(()))
    sign = dict(signs_of(question, question.terms))["owns"]

    assert bool(sign(ReadUnit(Unit(0, len(words), None, 0), words, "", words))) is owns


@pytest.mark.parametrize(
    ("asked", "words", "for_some"),
    [
        pytest.param("奖励至少多少", "提取百分之十用于技术转移机构的绩效奖励。", True, id="a body"),
        pytest.param(
            "奖励至少多少", "主要贡献人员获得奖励的份额不低于百分之七十。", True, id="the main ones"
        ),
        pytest.param("奖励至少多少", "提取百分之七十奖励完成人。", False, id="all"),
        pytest.param(
            "主要贡献人员的奖励至少多少",
            "主要贡献人员获得奖励的份额不低于百分之七十。",
            False,
            id="the main ones who are asked about",
        ),
    ],
)
def test_a_share_for_some_is_no_reward_for_all(asked: str, words: str, *, for_some: bool) -> None:
    question = parse_question(f"学校卖了模具，{asked}？", KnownNames(()))
    sign = dict(signs_of(question, question.terms)).get("for_some")
    unit = ReadUnit(Unit(0, len(words), None, 0), words, "", words)

    assert bool(sign and sign(unit)) is for_some


def test_words_held_count_most_and_a_number_that_is_asked_for_too() -> None:
    counts = weights()

    assert counts["words_held"] >= max(v for k, v in counts.items() if k != "match_plain")
    assert counts["kind_held"] > 0


def test_a_title_and_its_note_are_no_rule_that_answers(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的技术成果推广工作有多少年历史？")

    assert not any("甘肃省第十三届" in sentence.text for sentence in answer.sentences)


def test_a_list_is_shown_whole_where_its_cases_are_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构在什么情形下可以从事成果评价、供需对接？")

    assert any(
        "（一）成果评价" in c.quote and "（三）人员培训" in c.quote for c in answer.citations
    )


def test_a_case_without_gain_is_answered_by_the_fine_for_it(answerer: Answerer) -> None:
    answer = answerer.ask("在甘肃骗取推广补贴，没有骗到补贴的，罚多少？")

    assert answer.sentences[0].text.startswith("没有骗取到补贴的，处二万元以下的罚款（")
