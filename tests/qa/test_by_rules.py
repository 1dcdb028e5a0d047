"""Questions of several sentences: each is answered, in its own time and from its own act."""

from __future__ import annotations

import pytest

from qa.answer import Answerer


def _quoted(answerer: Answerer, question: str) -> list[tuple[str, str]]:
    return [(c.document_id, c.locator) for c in answerer.ask(question).citations]


def test_two_times_with_a_question_each_are_two_versions(answerer: Answerer) -> None:
    quoted = _quoted(
        answerer,
        "甘肃旧的技术交易管理条例里，登记费是合同金额的多少？"
        "2025年修订后，技术交易登记费是合同金额的多少？",
    )

    assert [q for q in quoted if q[1] == "第五条"] == [
        ("market-2012", "第五条"),
        ("market-2024", "第五条"),
    ]
    assert {("market-2012", "第十条"), ("market-2024", "第十条")} <= set(quoted)


@pytest.mark.parametrize(
    "times",
    [
        pytest.param(("修订前", "现在"), id="before a revision and now"),
        pytest.param(("老的", "新的"), id="the old and the new one"),
        pytest.param(("现行的", "之前那版"), id="now and the version before"),
    ],
)
def test_times_that_are_told_without_a_day_are_told_by_their_versions(
    answerer: Answerer, times: tuple[str, str]
) -> None:
    first, second = times
    answer = answerer.ask(f"甘肃{first}技术交易管理条例，登记费是合同金额的多少？{second}是多少？")

    assert [c.document_id for c in answer.citations if c.locator == "第五条"] == (
        ["market-2024", "market-2012"] if first == "现行的" else ["market-2012", "market-2024"]
    )


def test_two_times_lead_to_two_acts_where_two_things_are_asked(answerer: Answerer) -> None:
    answer = answerer.ask(
        "2024年6月甘肃技术交易登记费收百分之几？2025年4月以后甘肃骗取推广补贴罚款多少？"
    )

    assert answer.sentences[0].text.startswith("2024年6月：技术交易登记费为合同金额的百分之二（")
    assert ("gansu", "第十五条") in [(c.document_id, c.locator) for c in answer.citations]


def test_a_second_question_in_the_same_act_is_answered_too(answerer: Answerer) -> None:
    quoted = _quoted(answerer, "甘肃骗取推广补贴的罚多少？推广服务机构能不能向完成人收介绍费？")

    assert {("gansu", "第十五条"), ("gansu", "第十一条")} <= set(quoted)


def test_two_days_of_a_story_are_no_two_times_of_the_law(answerer: Answerer) -> None:
    answer = answerer.ask(
        "甘肃的完成人2020年8月申请自行实施，到2025年4月单位还没答复，几天内要答复？"
    )

    assert "三十日内" in answer.sentences[0].text
    assert not any(s.text.startswith(("2020年8月：", "2025年4月：")) for s in answer.sentences)
