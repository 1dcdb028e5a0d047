"""An English question gets English frames and reasons around the words of the source."""

import re
from pathlib import Path

import pytest

from qa.answer import Answerer
from qa.asked.wording import chinese_of
from qa.told.english import in_english, reason_in_english
from qa.told.reply import Status

QA = Path(__file__).parents[2] / "qa"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param(
            "《甲》第七条规定：“应当奖励”。",
            "《甲》第七条 provides: “应当奖励”.",
            id="a ground",
        ),
        pytest.param(
            "不低于百分之六十（《甲》第七条）。",
            "“不低于百分之六十”, by 《甲》第七条.",
            id="a number",
        ),
        pytest.param(
            "不低于六成（《甲》第七条第（二）项；未规定、也未约定时适用）。",
            "“不低于六成”, by 《甲》第七条第（二）项, where nothing was laid down or agreed.",
            id="a number of a point, for those who agreed on nothing",
        ),
        pytest.param(
            "不可以：《甲》第七条规定“不得收费”。",
            "No, that is not allowed: 《甲》第七条 provides: “不得收费”.",
            id="a ban",
        ),
        pytest.param("依据是《甲》第七条。", "This rests on 《甲》第七条.", id="a basis"),
    ],
)
def test_a_frame_is_english_and_a_quote_is_not(text: str, english: str) -> None:
    assert in_english(text) == english


@pytest.mark.parametrize(
    ("reason", "english"),
    [
        ("库中没有江苏省的文件", "the library holds no document of 江苏省"),
        ("库中没有《甲法》的文本", "the library does not hold 《甲法》"),
        ("《甲法》没有第九条", "《甲法》 has no 第九条"),
        ("检索到的条文没有给出所问的数值", "the rules found give no such figure"),
        ("检索到的条文没有给出以“家”计的数值", "the rules found give no figure in “家”"),
        (
            "库中没有1998年的文本，最早的一版2015-10-01起施行",
            "the library holds no text of 1998年; its earliest one is in force from 2015-10-01",
        ),
        (
            "甘肃省：库中其3份文件里未见这样的规定",
            "甘肃省: no such rule in the 3 documents of it that the library holds",
        ),
        (
            "模型另有2句与所引条文不符，未予采用",
            "2 more sentences of the model did not stand against their sources",
        ),
    ],
)
def test_a_reason_is_given_in_english(reason: str, english: str) -> None:
    assert reason_in_english(reason, "How?") == english


def test_a_reason_speaks_of_the_matter_in_the_words_of_the_question() -> None:
    question = "Is there an age limit for a technology broker by 《技术经纪人办法》?"

    assert (
        reason_in_english("检索到的条文没有说明：技术经纪人、《技术经纪人办法》", question)
        == "the rules found do not speak of technology broker、《技术经纪人办法》"
    )


# What a reason of a refusal or a gap begins or ends with, in the modules that give one.
_REASON = re.compile(
    r"[^\"]*(?:库中|检索到|没有认出|没有找到|所问的是|没有写明|模型的|模型在|模型另)[^\"]*"
)
_GIVERS = "refusal gaps supplied by_rules compare drafting from_heads timely chain model_answer"


def test_every_reason_of_the_code_has_an_english_form() -> None:
    told = [
        re.sub(r"\{[^{}]*\}", "9", text)
        for name in (*_GIVERS.split(), "assemble")
        for module in QA.rglob(f"{name}.py")
        for text in re.findall(r'"([^"\n]*)"', module.read_text("utf-8"))
        if _REASON.fullmatch(text) and not text.startswith(("^", "r"))
    ]
    left = [reason for reason in told if reason_in_english(reason, "") == reason]

    assert len(told) > 25
    assert left == []


def test_an_english_refusal_has_no_chinese_frame(answerer: Answerer) -> None:
    answer = answerer.ask("In Jiangsu, what is the minimum percentage of the award?")

    assert answer.status is Status.NOT_FOUND
    assert "the library holds no document of Jiangsu;" in answer.text


def test_what_is_worked_out_is_no_quote_in_english() -> None:
    told = in_english("不符合，至少2万元：4万元×50%=2万元（《甘肃省条例》第四条）。")

    assert told == (
        "No, that does not keep the rule: 至少2万元：4万元×50%=2万元, by 《甘肃省条例》第四条."
    )


def test_numbers_of_an_english_question_are_read_with_their_units() -> None:
    asked = "A firm made RMB 2.5 million in five working days. Is a fine of 30,000 yuan enough?"

    assert {"2500000元", "5个工作日", "30000元"} <= set(chinese_of(asked).split("，"))
