"""An English question gets English frames and reasons around the words of the source."""

import pytest

from qa.answer import Answerer
from qa.english import in_english, reason_in_english
from qa.reply import Status


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
    ],
)
def test_a_reason_is_given_in_english(reason: str, english: str) -> None:
    assert reason_in_english(reason) == english


def test_an_english_refusal_has_no_chinese_frame(answerer: Answerer) -> None:
    answer = answerer.ask("In Jiangsu, what is the minimum percentage of the award?")

    assert answer.status is Status.NOT_FOUND
    assert "the library holds no document of 江苏省" in answer.text
