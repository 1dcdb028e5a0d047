"""A question of change is told what each version of the act says, and from when."""

from __future__ import annotations

import pytest

from qa.answer import Answerer


def test_each_version_tells_what_it_says_and_from_when(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的技术交易登记费改了没有，有什么变化？")
    cited = {(c.document_id, c.locator) for c in answer.citations}

    assert {("market-2012", "第五条"), ("market-2024", "第五条")} <= cited
    assert {("market-2012", "第十条"), ("market-2024", "第十条")} <= cited


@pytest.mark.parametrize("asked", ["动过哪几次", "改过几回", "历次修订是哪年"])
def test_how_often_an_act_was_changed_is_told_by_the_lines_of_its_note(
    answerer: Answerer, asked: str
) -> None:
    answer = answerer.ask(f"甘肃的技术交易管理条例从通过到现在{asked}？")

    assert "2024年11月29日" in answer.sentences[0].text
    assert "2012年4月6日" in answer.sentences[1].text


def test_the_version_of_each_day_is_told_by_its_day(answerer: Answerer) -> None:
    answer = answerer.ask("2020年3月在甘肃登记技术交易，按哪版管理条例走？2025年6月呢？")

    first, second = answer.sentences[:2]
    assert first.text.startswith("2020年3月：")
    assert "2012年6月1日" in first.text
    assert second.text.startswith("2025年6月：")
    assert "2025年3月1日" in second.text


def test_an_act_of_one_version_is_told_without_a_day(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃骗取推广补贴的罚款改了没有？")

    assert "施行" not in answer.text
