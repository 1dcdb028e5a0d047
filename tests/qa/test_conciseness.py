"""What an answer shows is set beside what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer import Answerer
from qa.evaluation.conciseness import Conciseness
from qa.evaluation.evaluate import evaluate
from tests.qa.test_evaluate import write_gold

OTHER_PASSAGE = {"doc_id": "x", "title": "别的条例", "locator": "第一条", "quote": "另一句话"}


def test_an_answer_of_the_one_sentence_asked_for_shows_nothing_beside_it(
    answerer: Answerer, tmp_path: Path
) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl"), answerer)
    found = Conciseness.of(report.outcomes)

    assert (found.answers, found.opening) == (1, 1)
    assert found.proving == found.citations == 1
    assert 0.5 < found.shares()[2] <= 1.0


def test_an_answer_on_another_passage_opens_beside_the_point(
    answerer: Answerer, tmp_path: Path
) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl", evidence=[OTHER_PASSAGE]), answerer)

    assert Conciseness.of(report.outcomes).shares() == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"answerable": False, "evidence": []}, id="cannot be answered"),
        pytest.param({"question": "云南省技术成果推广条例规定奖励多少？"}, id="was refused"),
    ],
)
def test_what_has_no_answer_is_not_counted(
    answerer: Answerer, tmp_path: Path, changes: dict[str, object]
) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl", **changes), answerer)

    assert Conciseness.of(report.outcomes).answers == 0
    assert report.as_json()["conciseness"]["citations_per_answer"] == 0.0


def test_the_report_tells_it_by_type_of_question(answerer: Answerer, tmp_path: Path) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl"), answerer)

    assert report.as_json()["conciseness"]["first_sentence_on_gold"] == 1.0
    assert "| who | 1 | 100.0% | 100.0% |" in report.as_markdown()
