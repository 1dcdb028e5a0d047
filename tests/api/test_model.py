"""The method model on the command line and over HTTP, set by the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api import schemas
from api.http import create_app
from api.settings import load_settings
from graph.errors import InvalidInput
from tests.api.serving import served
from tests.model_server import ModelServer, Said, serving_model

SHARE = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"


def honest(told: dict[str, Any]) -> Said:
    cited = next(e["n"] for e in told["evidence"] if "百分之六十五" in e["quote"])
    return [("应当从转让净收入中提取不低于65%的比例，奖励完成成果的人员", [cited])]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with serving_model() as serving:
        monkeypatch.setenv("ZHENGTU_MODEL", "openai:invented")
        monkeypatch.setenv("ZHENGTU_MODEL_BASE_URL", serving.url)
        monkeypatch.setenv("ZHENGTU_MODEL_RETRIES", "0")
        yield serving


def test_the_command_line_asks_the_model_that_is_set(acts_url: str, server: ModelServer) -> None:
    server.behaviour.speak = honest
    program = "from api.command import main; main()"
    arguments = ("ask", SHARE, "--method", "model", "--store", acts_url, "--json")
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    told = json.loads(done.stdout)

    assert told["method"] == "model"
    assert told["status"] == "answered"
    assert "65%" in told["text"]


def test_http_asks_the_model_that_is_set(acts_url: str, server: ModelServer) -> None:
    server.behaviour.speak = honest
    with TestClient(create_app(load_settings(store=acts_url))) as client:
        told = client.post("/v1/answers", json={"question": SHARE, "method": "model"}).json()

    assert schemas.Answer.model_validate(told).method == "model"
    assert "65%" in told["text"]


@pytest.fixture
def held(server: ModelServer) -> threading.Event:
    """Set when the first sentence was seen: until then the model does not write on."""
    seen = threading.Event()
    server.behaviour.speak = lambda told: [*honest(told), ("不低于65%", honest(told)[0][1])]
    server.behaviour.before = lambda sent: waited(seen) if "}" in sent else None
    return seen


def waited(seen: threading.Event) -> None:
    assert seen.wait(30), "the first sentence was kept back until the last was written"


def test_http_streams_each_sentence_while_the_model_writes(
    acts_url: str, held: threading.Event
) -> None:
    names = []
    asked = {"question": SHARE, "method": "model"}
    accept = {"Accept": "text/event-stream", "Accept-Encoding": "gzip"}
    with (
        served(acts_url) as address,
        httpx.stream(
            "POST", f"{address}/v1/answers", json=asked, headers=accept, timeout=60
        ) as reply,
    ):
        for line in reply.iter_lines():
            if line.startswith("event: "):
                names.append(line.removeprefix("event: "))
            if "sentence" in names:
                held.set()

    assert names == ["searched", "evidence", "sentence", "sentence", "answer"]


def test_the_command_line_shows_each_sentence_while_the_model_writes(
    acts_url: str, held: threading.Event
) -> None:
    program = "from api.command import main; main()"
    arguments = ("ask", SHARE, "--method", "model", "--store", acts_url)
    lines = []
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    ) as asking:
        assert asking.stdout
        for line in asking.stdout:
            lines.append(line)
            if "不低于65%" in line:
                held.set()

    assert asking.returncode == 0
    assert ["不低于65%" in line for line in lines].count(True) == 2
    assert "已答" in "".join(lines)


def test_a_day_whose_tokens_are_used_up_is_429_until_the_next(
    acts_url: str, server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENGTU_FILES", str(tmp_path))
    monkeypatch.setenv("ZHENGTU_MODEL_TOKENS_PER_DAY", "2")
    server.behaviour.speak = honest
    asked = {"question": SHARE, "method": "model"}
    with TestClient(create_app(load_settings(store=acts_url))) as client:
        first, second = (client.post("/v1/answers", json=asked) for _ in range(2))
        plain = client.post("/v1/answers", json={"question": SHARE})
    line = command("ask", SHARE, "--method", "model", "--store", acts_url)

    assert [first.status_code, second.status_code, plain.status_code] == [200, 429, 200]
    assert second.json()["type"] == "urn:zhengtu:problem:model-budget-spent"
    assert 0 < int(second.headers["retry-after"]) <= 24 * 60 * 60
    assert line.returncode == 8
    assert "ZHENGTU_MODEL_TOKENS_PER_DAY" in line.stderr


def test_a_model_that_does_not_answer_is_502(acts_url: str, server: ModelServer) -> None:
    server.behaviour.status = 500
    with TestClient(create_app(load_settings(store=acts_url))) as client:
        reply = client.post("/v1/answers", json={"question": SHARE, "method": "model"})

    assert reply.status_code == 502
    assert reply.json()["type"] == "urn:zhengtu:problem:model-unavailable"


def test_no_model_set_is_bad_input_that_names_the_setting(client: TestClient) -> None:
    reply = client.post("/v1/answers", json={"question": SHARE, "method": "model"})

    assert reply.status_code == 422
    assert "ZHENGTU_MODEL" in reply.json()["detail"]


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from api.command import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


ARTICLE = "# 云溪市登记规定\n\n第一条 项目库随时开放。\n\n第二条 本规定自2022年1月1日起施行。\n"


def test_ingest_has_the_model_read_and_tells_what_fell(tmp_path: Path, server: ModelServer) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    server.behaviour.reply = lambda _: {
        "statements": [
            {"kind": "problem", "quote": "项目库随时开放", "words": "随时开放"},
            {"kind": "problem", "quote": "项目库从不开放", "words": "从不开放"},
        ]
    }
    store = ("--store", f"embedded:{tmp_path / 'store'}")
    plain = command("ingest", str(tmp_path / "a.md"), *store, "--json")
    asked_by_then = len(server.behaviour.asked)
    read = command("ingest", str(tmp_path / "a.md"), *store, "--extractor", "model", "--json")
    told = json.loads(read.stdout)["by_model"]

    assert json.loads(plain.stdout)["by_model"] is None
    assert asked_by_then == 0
    assert told["kept"] == {"problem": 1}
    assert [(d["kind"], d["number"]) for d in told["dropped"]] == [("problem", 1)]


def test_ingest_with_a_dead_model_reads_by_the_rules_and_exits_with_8(
    tmp_path: Path, server: ModelServer
) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    server.behaviour.status = 500
    store = ("--store", f"embedded:{tmp_path / 'store'}")
    read = command("ingest", str(tmp_path / "a.md"), *store, "--extractor", "model")

    assert read.returncode == 8
    assert "1 documents by the rules alone" in " ".join(read.stdout.split())
    assert "ZHENGTU_MODEL" in read.stderr


def test_a_provider_that_is_not_known_is_told_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHENGTU_MODEL", "oracle:delphi")
    settings = load_settings()

    with pytest.raises(InvalidInput, match="ZHENGTU_MODEL"):
        settings.model_choice()
