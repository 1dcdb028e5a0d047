"""A character that sounds like the right one is read as that one, and the answer says so."""

import pytest

from qa.answer import Answerer
from qa.reply import Status
from qa.slips import Lexicon, Slip, find_slips, mended, sound_alike

TEXTS = [
    "对完成人给予奖励。奖励与转化挂钩，转化收入用于奖励。" * 4,
    "没收违法所得，处违法所得的罚款。" * 4,
]
WORDS = Lexicon(TEXTS)


def slips(question: str) -> list[Slip]:
    def knows(stretch: str) -> bool:
        pairs = [stretch[n : n + 2] for n in range(len(stretch) - 1)]
        return all(any(pair in text for text in TEXTS) for pair in pairs)

    return find_slips(question, knows, WORDS.meant_by)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        pytest.param("奖厉多少？", "奖励多少？", id="a word of two characters"),
        pytest.param("成果转话的奖厉呢？", "成果转化的奖励呢？", id="two slips"),
        pytest.param("怎么奖励？", "怎么奖励？", id="nothing to mend"),
        pytest.param("奖台多高？", "奖台多高？", id="another word, which sounds otherwise"),
        pytest.param("领奖要多久？", "领奖要多久？", id="a word of the dictionary"),
    ],
)
def test_a_slip_is_read_as_the_word_that_sounds_alike(question: str, read: str) -> None:
    assert mended(question, slips(question)) == read


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("厉", "励", True, id="alike"),
        pytest.param("话", "化", True, id="alike but for the tone"),
        pytest.param("绿", "路", False, id="ü is no u"),
        pytest.param("厉", "a", False, id="no Chinese character"),
    ],
)
def test_characters_sound_alike_whatever_the_tone(one: str, other: str, *, alike: bool) -> None:
    assert sound_alike(one, other) is alike


def test_the_answer_says_what_was_mended(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃转让职务科技成果的净收入，完成人的奖利比例是多少？")

    assert answer.status is Status.ANSWERED
    assert "百分之六十五" in answer.sentences[0].text
    assert "“奖利”按“奖励”理解" in answer.text
    assert answer.follow_up
    assert "奖励比例" in answer.follow_up.question
    assert answer.question.endswith("奖利比例是多少？")


def test_a_question_without_slips_is_answered_as_written(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃转让职务科技成果的净收入，完成人的奖励比例是多少？")

    assert answer.follow_up is None
