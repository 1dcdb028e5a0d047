"""A server that is told to stop: streams end, the running job ends whole, nothing half remains."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import Settings
from graph.errors import MissingExtra
from graph.library import open_library
from tests.api.invented import NINGXIA, QINGHAI, TIBET

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
SERVING = re.compile(r"serving on (http://\S+)/ ")


@contextmanager
def serving(
    store: str, cwd: Path, **setting: str
) -> Iterator[tuple[str, subprocess.Popen[str], list[str]]]:
    """A server of its own: address, process, lines on stderr as they come."""
    command = [sys.executable, "-c", "from api.command import main; main()", "serve"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ZHENGTU_LOG_FORMAT": "json", **setting}
    process = subprocess.Popen(
        [*command, "--port", "0", "--store", store],
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env=environment,
    )
    lines: list[str] = []
    assert process.stderr is not None
    for line in process.stderr:
        lines.append(line)
        if read := SERVING.search(line):
            break
    else:
        pytest.fail("".join(lines))
    rest = threading.Thread(target=lambda: lines.extend(process.stderr or ()), daemon=True)
    rest.start()
    try:
        yield read[1], process, lines
    finally:
        process.kill()
        process.wait()
        rest.join()
        process.stderr.close()


def until_it_answers(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("the server does not answer")


def acts(number: int) -> list[tuple[str, tuple[str, bytes]]]:
    texts = (QINGHAI, NINGXIA, TIBET)
    return [
        ("files", (f"act-{n}.md", f"{texts[n % 3]}\n\n第{n}份。\n".encode())) for n in range(number)
    ]


def test_streams_end_at_once_and_the_running_job_ends_whole(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path / 'store'}"
    with open_library(store), serving(store, tmp_path) as (address, process, lines):
        until_it_answers(address)
        job = httpx.post(f"{address}/v1/uploads", files=acts(6), timeout=PATIENCE).json()
        other = httpx.post(f"{address}/v1/uploads", files=acts(1), timeout=PATIENCE).json()
        with httpx.stream("GET", f"{address}/v1/jobs/{job['id']}/events") as stream:
            events = stream.iter_lines()
            assert next(events).startswith("event: job")
            process.send_signal(signal.SIGTERM)
            last = [line for line in events if line.startswith("data: ")]
        process.wait(PATIENCE)

    cards = {
        id_: json.loads((tmp_path / f"store/files/jobs/{id_}/job.json").read_text("utf-8"))
        for id_ in (job["id"], other["id"])
    }
    assert process.returncode in (0, -signal.SIGTERM)
    assert last
    assert cards[job["id"]]["state"] == "done"
    assert cards[other["id"]]["state"] in ("queued", "done")
    assert not any("Traceback" in line for line in lines)
    requests = [json.loads(line) for line in lines if line.startswith("{")]
    assert {r["route"] for r in requests if r.get("event") == "request"} >= {"/v1/uploads"}
    with open_library(store) as library:
        assert len(library.documents()) >= 6
        assert library.behind() == 0


def test_a_job_that_takes_too_long_stops_before_its_next_document(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path / 'store'}"
    with open_library(store), serving(store, tmp_path, ZHENGTU_GRACE="0") as started:
        address, process, _ = started
        until_it_answers(address)
        job = httpx.post(f"{address}/v1/uploads", files=acts(8), timeout=PATIENCE).json()
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)

    card = json.loads((tmp_path / f"store/files/jobs/{job['id']}/job.json").read_text("utf-8"))
    with open_library(store) as library:
        held = {entry.id for entry in library.documents()}
    assert card["state"] in ("cancelled", "queued", "done")
    assert held == set((card["report"] or {"written": []})["written"])


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        pytest.param({"ZHENGTU_HOST": "0.0.0.0"}, "keys create", id="open to all"),  # noqa: S104
        pytest.param({"ZHENGTU_RATE_LIMIT": "often"}, "600/minute", id="no rate"),
    ],
)
def test_a_server_that_must_not_start_says_so_in_one_line(
    acts_url: str, tmp_path: Path, setting: Mapping[str, str], complaint: str
) -> None:
    command = [sys.executable, "-c", "from api.command import main; main()", "serve"]
    done = subprocess.run(
        [*command, "--port", "0", "--store", acts_url],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **setting},
        check=False,
        timeout=PATIENCE,
    )

    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_stopping_is_not_ready(acts_url: str) -> None:
    app = create_app(Settings(store=acts_url))
    with TestClient(app) as client:
        before = client.get("/health/ready")
        app.state.jobs.announce_stop()
        after = client.get("/health/ready")
        alive = client.get("/health/live")

    assert (before.status_code, after.status_code, alive.status_code) == (200, 503, 200)
    assert before.json()["documents"] == 3


class _Collector(BaseHTTPRequestHandler):
    """Keeps what is sent to it, as an OpenTelemetry collector does."""

    received: ClassVar[list[tuple[str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.received.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


def test_traces_name_the_route(acts_url: str, tmp_path: Path) -> None:
    _Collector.received.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Collector) as collector:
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{collector.server_address[1]}"
        setting = {"ZHENGTU_TELEMETRY": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": place}
        with serving(acts_url, tmp_path, **setting) as (address, process, _):
            until_it_answers(address)
            httpx.get(f"{address}/v1/documents/qh-001", params={"on": "2024-01-01"})
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
        collector.shutdown()

    assert {path for path, _ in _Collector.received} == {"/v1/traces"}
    sent = b"".join(body for _, body in _Collector.received)
    assert b"GET /v1/documents/{document_id}" in sent


def test_traces_need_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)
    with pytest.raises(MissingExtra, match=r"zhengtu\[telemetry\]"):
        create_app(Settings(store="embedded:none", telemetry=True))
