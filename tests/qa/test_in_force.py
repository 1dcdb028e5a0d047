"""Whether an act is in force: ended by another, begun by a day, or not begun yet."""

from __future__ import annotations

import pytest

from qa.answer import Answerer


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("《甘肃省技术推广奖励办法》现在作数吗？", id="title in marks"),
        pytest.param("甘肃以前的技术推广奖励办法是哪天废止的？", id="region apart from the title"),
        pytest.param("2022年3月《甘肃省技术推广奖励办法》还能当依据吗？", id="as a ground"),
        pytest.param("《甘肃省技术推广奖励办法》还能照着办吗？", id="to go by"),
    ],
)
def test_an_act_that_only_its_repeal_names_is_told_to_have_ended(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.ask(question)

    assert answer.sentences[0].text.startswith("《甘肃省技术推广奖励办法》已经废止：")
    assert "2020年7月1日" in answer.text
    assert {c.document_id for c in answer.citations} == {"gansu"}


def test_a_day_before_its_repeal_is_told_that_it_ended_later(answerer: Answerer) -> None:
    answer = answerer.ask("2019年5月《甘肃省技术推广奖励办法》还有效吗？")

    assert answer.sentences[0].text.startswith("《甘肃省技术推广奖励办法》到2020年7月1日才废止：")


def test_what_an_act_said_that_only_its_repeal_names_is_refused(answerer: Answerer) -> None:
    answer = answerer.ask("《甘肃省技术推广奖励办法》第三条怎么规定？")

    assert not answer.sentences
    assert answer.missing == ("库中没有《甘肃省技术推广奖励办法》的文本",)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("2020年5月甘肃的技术成果推广条例能用了吗？", "还没有施行", id="not yet"),
        pytest.param("2020年5月甘肃技术成果推广条例开始用了没有？", "还没有施行", id="in use yet"),
        pytest.param("2020年5月还适用甘肃的技术成果推广条例吗？", "还没有施行", id="applies yet"),
        pytest.param("2022年5月甘肃的技术成果推广条例施行了没有？", "已经施行", id="begun"),
    ],
)
def test_a_day_before_and_a_day_after_the_commencement(
    answerer: Answerer, question: str, told: str
) -> None:
    answer = answerer.ask(question)

    assert told in answer.sentences[0].text
    assert [c.locator for c in answer.citations] == ["第二十三条", "题注"]


def test_from_when_a_rule_holds_is_told_beside_the_rule(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃骗取推广补贴罚多少？这个规定从哪天开始？")

    assert {"第十五条", "第二十三条"} <= {c.locator for c in answer.citations}


def test_the_lines_of_a_note_are_told_from_the_first(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术交易管理条例最早是哪年通过的？")

    assert "2012年4月6日" in answer.text
    assert "2024年11月29日" in answer.text


def test_the_day_of_adoption_goes_before_the_commencement(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术成果推广条例是哪天通过的？")

    assert "2020年5月8日" in answer.sentences[0].text


def test_the_act_of_the_sentence_that_asks_for_a_day_is_told_of(answerer: Answerer) -> None:
    answer = answerer.ask(
        "青海省技术成果推广条例要求企业按哪部法奖励？其中《技术成果推广法》从哪天起施行？"
    )

    assert "2016年7月1日" in answer.sentences[0].text
