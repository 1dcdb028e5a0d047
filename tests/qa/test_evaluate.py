"""Answers are scored against gold passages and numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from qa.answer import Answerer
from qa.evaluation.evaluate import evaluate
from qa.evaluation.judge import Verdict
from qa.evaluation.stages import Stage


def write_gold(path: Path, **changes: object) -> Path:
    gold = {
        "id": "q1",
        "type": "who",
        "question": "甘肃的推广目录由哪个部门编制？",
        "answer": "省科学技术行政部门。",
        "answerable": True,
        "evidence": [
            {
                "doc_id": "gansu",
                "title": "甘肃省技术成果推广条例",
                "locator": "第四条",
                "quote": "省科学技术行政部门负责编制技术成果推广目录",
            }
        ],
    }
    path.write_text(json.dumps(gold | changes, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({}, Verdict.RIGHT, id="cited"),
        pytest.param({"answer": "每九年一次。"}, Verdict.PARTLY, id="a number lost"),
        pytest.param(
            {
                "evidence": [
                    {"doc_id": "x", "title": "别的条例", "locator": "第一条", "quote": "另一句话"}
                ]
            },
            Verdict.WRONG,
            id="another passage",
        ),
        pytest.param(
            {"answerable": False, "evidence": []}, Verdict.WRONGLY_ANSWERED, id="should be refused"
        ),
        pytest.param(
            {"question": "云南省技术成果推广条例规定奖励多少？"},
            Verdict.WRONGLY_REFUSED,
            id="should be answered",
        ),
    ],
)
def test_an_answer_gets_its_verdict(
    answerer: Answerer, tmp_path: Path, changes: dict[str, object], verdict: Verdict
) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl", **changes), answerer)

    assert [outcome.verdict for outcome in report.outcomes] == [verdict]
    assert report.citation_validity == 1.0


def test_the_report_lists_failures(answerer: Answerer, tmp_path: Path) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl", answer="每九年一次。"), answerer)

    assert report.as_json()["failures"][0]["lost_numbers"] == ["九年"]
    assert "`q1` partly" in report.as_markdown()
    assert "| all | " in report.as_markdown()
    assert "| 100.0% |" in report.as_markdown()


def test_a_line_without_evidence_is_named(answerer: Answerer, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "q1"}\n', encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"gold\.jsonl:1: no 'evidence'"):
        evaluate(path, answerer)


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        pytest.param({"answer": "每九年一次。"}, Stage.SAID, id="a number lost"),
        pytest.param({"answerable": False, "evidence": []}, Stage.REFUSED, id="not refused"),
        pytest.param(
            {
                "evidence": [
                    {"doc_id": "x", "title": "别的条例", "locator": "第一条", "quote": "另一句话"}
                ]
            },
            Stage.UNDERSTOOD,
            id="a document outside of the scope",
        ),
        pytest.param(
            {
                "evidence": [
                    {
                        "doc_id": "gansu",
                        "title": "甘肃省技术成果推广条例",
                        "locator": "第二十条",
                        "quote": "供小微企业购买技术服务的凭证",
                    }
                ]
            },
            Stage.CHOSEN,
            id="another rule that was found",
        ),
    ],
)
def test_a_failure_is_told_with_the_stage_that_lost_it(
    tmp_path: Path, answerer: Answerer, changes: dict[str, object], stage: Stage
) -> None:
    report = evaluate(write_gold(tmp_path / "gold.jsonl", **changes), answerer)

    assert report.stages == {"q1": stage}
    assert report.by_stage() == {"who": {stage: 1}}
    assert f"at {stage.value}" in report.as_markdown()
    assert report.as_json()["failures"][0]["lost_at"] == stage.value
