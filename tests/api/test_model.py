"""The method model on the command line and over HTTP, set by the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import schemas
from api.http import create_app
from api.settings import load_settings
from graph.errors import InvalidInput
from tests.qa.model_server import ModelServer, Said, serving_model

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


def test_a_provider_that_is_not_known_is_told_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHENGTU_MODEL", "oracle:delphi")
    settings = load_settings()

    with pytest.raises(InvalidInput, match="ZHENGTU_MODEL"):
        settings.model_choice()
