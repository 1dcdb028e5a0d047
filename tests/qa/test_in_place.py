"""A word that turns a sentence is caught where its quote has another one, even if it holds both."""

from __future__ import annotations

import pytest

from qa.checks.in_place import exchanged

QUOTE = (
    "第九条 受理站应当自收到申报之日起十个工作日内，会同区县主管部门审核申报材料。"
    "申报人对不予备案的通知不服的，可以自收到通知之日起二十日内，向省级受理站申请复核；"
    "未经受理站同意，不得转交评审单位以外的人员或者机构。"
    "试验费不低于总额的百分之四十、不超过总额的百分之六十，由委托人在验收前支付。"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理站应当自收到申报之日起十个工作日内审核申报材料。", id="shortened"),
        pytest.param("不服的，可以在二十日内向省级受理站申请复核。", id="the verb moved up"),
        pytest.param("不低于总额的百分之四十、不超过总额的百分之六十。", id="two bounds"),
        pytest.param("试验费不低于总额的百分之四十，由委托人支付。", id="a clause left out"),
        pytest.param("可以：第九条规定“…”。", id="a verdict of its own words"),
        pytest.param("由委托人在验收前支付试验费。", id="told in another order"),
    ],
)
def test_words_in_their_place_stand(text: str) -> None:
    assert exchanged(text, QUOTE) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理站可以自收到申报之日起十个工作日内审核申报材料。", id="may for must"),
        pytest.param("不服的，应当自收到通知之日起二十日内申请复核。", id="must for may"),
        pytest.param("试验费不超过总额的百分之四十。", id="a bound of the other share"),
        pytest.param("不低于总额的百分之六十。", id="the other share"),
        pytest.param("申报人对不予备案的通知服的，可以申请复核。", id="a lost 不"),
        pytest.param("会同区县主管部门不审核申报材料。", id="a 不 too many"),
        pytest.param("未不经受理站同意，不得转交评审单位以外的人员。", id="a 不 beside a 未"),
        pytest.param("评审单位应当自收到申报之日起十个工作日内审核。", id="another body"),
        pytest.param("由委托人在验收后支付。", id="after for before"),
        pytest.param("不得转交评审单位以外的人员和机构。", id="and for or"),
    ],
)
def test_a_word_of_another_clause_is_caught(text: str) -> None:
    assert exchanged(text, QUOTE)
