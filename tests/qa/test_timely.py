"""Questions of a day: from when the act that answers is in force, and where it was not yet."""

from __future__ import annotations

import pytest

from qa.answer import Answerer
from qa.names import KnownNames
from qa.question import parse_question
from qa.timely import of_another_year


def test_an_act_that_began_later_is_told_first(answerer: Answerer) -> None:
    answer = answerer.ask("2018年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert answer.sentences[0].text.endswith("自2020年7月1日起施行，2018年5月还没有施行。")


def test_an_act_that_had_begun_is_cited_with_its_commencement(answerer: Answerer) -> None:
    answer = answerer.ask("2023年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert "还没有施行" not in answer.text
    assert "2020年7月1日" in answer.text


def test_a_question_of_no_day_is_told_no_commencement(answerer: Answerer) -> None:
    assert "施行" not in answerer.ask("甘肃对骗取推广补贴的处多少罚款？").text


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        pytest.param("2018年推广经费占多少？", 1, id="another year"),
        pytest.param("到2015年推广经费占多少？", 0, id="the year that is set"),
        pytest.param("推广经费占多少？", 0, id="no year"),
    ],
)
def test_a_value_set_for_one_year_is_not_that_of_another(question: str, reasons: int) -> None:
    parsed = parse_question(question, KnownNames([]))

    assert len(of_another_year(parsed, "到2015年,推广经费占比达到百分之二。")) == reasons
