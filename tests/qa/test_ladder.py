"""Levels of a ladder from the graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

PLAN = """# 技术经理人培养方案

一、主要任务

（一）分级培训技术经理人。初级培训面向新入行的人员；中级培训面向有三年经验的人员；高级培训旨在提高执业能力。

（二）设立培训点。到2027年，设立培训点不少于20个，聘请顾问不少于90人。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("ladder"),
        {"plan": ({"region": "全国", "doc_type": "规范性文件"}, PLAN)},
    ) as opened:
        yield opened


def test_the_levels_are_told_by_name_with_their_words(answerer: Answerer) -> None:
    answer = answerer.ask("培训分几个等级？")

    first = answer.sentences[0].text
    assert "初级、中级、高级" in first
    assert "新入行的人员" in first


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        pytest.param("方案提出设立多少个培训点？", "20个", "90人", id="things"),
        pytest.param("方案提出聘请多少名顾问？", "90人", "20个", id="people"),
    ],
)
def test_a_number_is_of_the_noun_and_the_measure_word_asked_for(
    answerer: Answerer, question: str, told: str, other: str
) -> None:
    first = answerer.ask(question).sentences[0].text

    assert told in first
    assert other not in first
