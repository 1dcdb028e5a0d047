"""Questions of several sentences: each is answered, in its own time and from its own act."""

from __future__ import annotations

from qa.answer import Answerer


def _quoted(answerer: Answerer, question: str) -> list[tuple[str, str]]:
    return [(c.document_id, c.locator) for c in answerer.ask(question).citations]


def test_two_times_with_a_question_each_are_two_versions(answerer: Answerer) -> None:
    quoted = _quoted(
        answerer,
        "甘肃旧的技术交易管理条例里，登记费是合同金额的多少？"
        "2025年修订后，技术交易登记费是合同金额的多少？",
    )

    assert quoted == [
        ("market-2012", "第五条"),
        ("market-2024", "第五条"),
        ("market-2024", "第十条"),
    ]


def test_two_times_lead_to_two_acts_where_two_things_are_asked(answerer: Answerer) -> None:
    answer = answerer.ask(
        "2024年6月甘肃技术交易登记费收百分之几？2025年4月以后甘肃骗取推广补贴罚款多少？"
    )

    assert answer.sentences[0].text.startswith("2024年6月：百分之二")
    assert ("gansu", "第十五条") in [(c.document_id, c.locator) for c in answer.citations]


def test_a_second_question_in_the_same_act_is_answered_too(answerer: Answerer) -> None:
    quoted = _quoted(answerer, "甘肃骗取推广补贴的罚多少？推广服务机构能不能向完成人收介绍费？")

    assert {("gansu", "第十五条"), ("gansu", "第十一条")} <= set(quoted)
