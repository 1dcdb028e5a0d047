"""Questions on the command line: a conversation, and a file of them that is evaluated."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FIRST = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"


def zhengtu(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from api.command import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "100"}
    return subprocess.run(
        command, capture_output=True, text=True, input=typed, env=environment, check=True
    )


def test_a_chat_takes_over_what_the_next_question_leaves_out(acts_url: str) -> None:
    shown = zhengtu("chat", "--store", acts_url, typed=f"{FIRST}\n那宁夏呢？\n\n").stdout

    assert "承接：地区：青海省换成宁夏回族自治区" in shown
    assert "nx-001" in shown.partition("那宁夏呢")[2]


def test_a_chat_ends_with_its_input(acts_url: str) -> None:
    assert zhengtu("chat", "--store", acts_url, typed=f"{FIRST}\n").returncode == 0


def test_a_question_may_name_the_one_before(acts_url: str) -> None:
    shown = zhengtu("ask", "那宁夏呢？", "--after", FIRST, "--store", acts_url).stdout

    assert f"承接：上一问：{FIRST}" in shown
    assert "nx-001" in shown


def test_the_report_of_an_evaluation_is_written_where_it_is_wanted(
    acts_url: str, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "q1", "type": "unanswerable", "question": "江苏省的转让奖励比例是多少？", '
        '"answer": "", "answerable": false, "evidence": []}\n',
        encoding="utf-8",
    )
    report = tmp_path / "report.md"

    zhengtu("evaluate", "answers", str(gold), "--store", acts_url, "--report", str(report))

    assert report.read_text(encoding="utf-8").startswith("# 1 questions, 100.0% right")
