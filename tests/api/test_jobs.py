"""Uploads and second readings run as jobs: watched, cancelled, reported, whole or not at all."""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from reportlab.pdfgen.canvas import Canvas

from api.http import create_app
from api.ingestion import Ingestion
from api.job import JobKind, JobState
from api.jobs import Jobs
from api.originals import Originals
from api.settings import Settings
from graph.library import Library, open_library
from graph.locks import write_private
from ingest.source import Source
from tests.api.invented import NINGXIA, QINGHAI, TIBET

PATIENCE = 60.0
MAX_UPLOAD = 200_000


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    store = tmp_path_factory.mktemp("uploads")
    return create_app(Settings(store=f"embedded:{store}", max_upload=MAX_UPLOAD))


@pytest.fixture(scope="module")
def opened(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def client(opened: TestClient) -> TestClient:
    """A library without documents."""
    for item in opened.get("/v1/documents").json()["items"]:
        opened.delete(f"/v1/documents/{item['id']}")
    return opened


def send(client: TestClient, files: Mapping[str, bytes | str], **form: str) -> Any:
    sent = [
        ("files", (name, content if isinstance(content, bytes) else content.encode()))
        for name, content in files.items()
    ]
    return client.post("/v1/uploads", files=sent, data=form)


def ended(client: TestClient, job: Mapping[str, Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while True:
        told = client.get(f"/v1/jobs/{job['id']}").json()
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        assert time.monotonic() < deadline, told
        time.sleep(0.05)


def uploaded(client: TestClient, files: Mapping[str, bytes | str], **form: str) -> Any:
    response = send(client, files, **form)
    assert response.status_code == 202, response.text
    return ended(client, response.json())


def ids(client: TestClient) -> list[str]:
    return [item["id"] for item in client.get("/v1/documents").json()["items"]]


def archive(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def scores(client: TestClient) -> list[tuple[str, float]]:
    found = client.get("/v1/search", params={"q": "转让净收入中提取的比例"}).json()["items"]
    return [(hit["provision_id"], hit["score"]) for hit in found]


def settled_scores(client: TestClient, awaited: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The scores as awaited, or what they are when the patience is at its end."""
    deadline = time.monotonic() + PATIENCE
    while (found := scores(client)) != awaited and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


# --- Uploads ----------------------------------------------------------------------------------


def test_uploaded_documents_are_read_and_reported(client: TestClient) -> None:
    response = send(client, {"办法.md": QINGHAI, "规定.txt": NINGXIA})
    job = ended(client, response.json())

    assert response.status_code == 202
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["state"], job["done"], job["problem"]) == ("done", 2, None)
    assert job["report"]["written"] == ["办法", "规定"]
    assert job["report"]["coverage"]["placed"] > 100
    assert ids(client) == ["办法", "规定"]


def test_metadata_names_and_describes_a_file(client: TestClient) -> None:
    metadata = {"甲.md": {"id": "nx-001", "region": "宁夏回族自治区", "doc_type": "规范性文件"}}
    uploaded(client, {"甲.md": NINGXIA}, metadata=json.dumps(metadata))

    assert client.get("/v1/documents/nx-001").json()["head"]["doc_type"] == "规范性文件"


def test_a_file_of_the_same_name_does_not_replace_another_text(client: TestClient) -> None:
    uploaded(client, {"通知.md": QINGHAI})
    uploaded(client, {"通知.md": NINGXIA})
    again = uploaded(client, {"通知.md": QINGHAI})

    first, second = ids(client)
    assert first == "通知"
    assert second.startswith("通知-")
    assert again["report"]["unchanged"] == ["通知"]


def test_what_was_held_once_does_not_stay_in_the_scores(client: TestClient) -> None:
    uploaded(client, {"a.md": NINGXIA, "b.md": QINGHAI})
    before = scores(client)
    uploaded(client, {"c.md": TIBET})
    client.delete("/v1/documents/c")

    assert settled_scores(client, before) == before


def test_an_id_that_is_given_replaces_what_was_under_it(client: TestClient) -> None:
    for text in (QINGHAI, NINGXIA):
        uploaded(client, {"a.md": text}, metadata='{"a.md": {"id": "one"}}')

    assert ids(client) == ["one"]
    assert "宁夏" in client.get("/v1/documents/one").json()["head"]["title"]


def test_an_archive_is_unpacked_with_its_manifest(client: TestClient) -> None:
    rows = json.dumps(
        {"id": "qh-9", "file": "法规/青海.md", "region": "青海省"}, ensure_ascii=False
    )
    packed = archive(
        {
            "manifest.jsonl": rows,
            "法规/青海.md": QINGHAI,
            "法规/宁夏.md": NINGXIA,
            "读我.xlsx": "no",
            "__MACOSX/._x.md": "no",
        }
    )
    job = uploaded(client, {"all.zip": packed})

    assert ids(client) == ["qh-9", "宁夏"]
    assert job["passed_over"] == ["读我.xlsx"]


def test_names_in_archives_are_read_in_the_encoding_of_chinese_systems(client: TestClient) -> None:
    uploaded(client, {"all.zip": gbk_archive("办法.md", QINGHAI)})

    assert ids(client) == ["办法"]


def gbk_archive(name: str, text: str) -> bytes:
    """As an old Chinese Windows makes it: the name in GBK, without the flag of UTF-8."""
    encoded = name.encode("gbk")
    stand_in = "x" * len(encoded)
    return archive({stand_in: text}).replace(stand_in.encode(), encoded)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../outside.md", id="up"),
        pytest.param("/etc/outside.md", id="from the root"),
        pytest.param("C:\\temp\\outside.md", id="a drive"),
        pytest.param("a/../../outside.md", id="hidden in the middle"),
    ],
)
def test_no_name_leads_out_of_the_folder(
    client: TestClient, tmp_path: Path, app: FastAPI, name: str
) -> None:
    before = {path for path in everything(app) if path.suffix == ".md"}
    uploaded(client, {"a.zip": archive({name: QINGHAI})})

    (id_,) = ids(client)
    assert id_.endswith("outside")
    new = {path for path in everything(app) if path.suffix == ".md"} - before
    assert {path.name for path in new} == {"original.md"}
    assert not list(tmp_path.iterdir())


def everything(app: FastAPI) -> list[Path]:
    originals: Originals = app.state.originals
    return [path for path in originals.home.parent.parent.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("files", "form", "complaint"),
    [
        pytest.param({"a.exe": "x"}, {}, "format '.exe'", id="an unknown format"),
        pytest.param({"a.zip": b"PK\x03\x04rest"}, {}, "not a readable zip", id="a broken archive"),
        pytest.param({"a.zip": archive({"x.exe": "x"})}, {}, "no document", id="nothing in it"),
        pytest.param({"a.md": QINGHAI}, {"metadata": "{"}, "metadata", id="metadata is no JSON"),
        pytest.param(
            {"a.md": QINGHAI}, {"metadata": '{"b.md": {}}'}, "not among the files", id="of no file"
        ),
        pytest.param(
            {"a.md": QINGHAI}, {"metadata": '{"a.md": {"idd": "x"}}'}, "idd", id="a misspelt field"
        ),
        pytest.param({"a.md": QINGHAI}, {"metadata": '{"a.md": {"id": "a/b"}}'}, "a/b", id="no id"),
        pytest.param(
            {"a.md": QINGHAI, "b.md": NINGXIA},
            {"metadata": '{"a.md": {"id": "x"}, "b.md": {"id": "x"}}'},
            "stands twice",
            id="an id twice",
        ),
        pytest.param(
            {"a.zip": archive({"a.md": "法" * MAX_UPLOAD})},
            {},
            "unpacked",
            id="an archive that swells",
        ),
    ],
)
def test_an_upload_that_cannot_be_read_is_refused_at_once(
    client: TestClient,
    app: FastAPI,
    files: Mapping[str, bytes | str],
    form: Mapping[str, str],
    complaint: str,
) -> None:
    jobs = app.state.originals.home.parent / "jobs"
    before = sorted(jobs.iterdir())
    response = send(client, files, **form)

    assert response.status_code == 422, response.text
    assert complaint in response.json()["detail"]
    assert sorted(jobs.iterdir()) == before


def test_an_upload_beyond_the_limit_is_refused(client: TestClient) -> None:
    response = send(client, {"a.md": b"x" * (MAX_UPLOAD + 1)})

    assert response.status_code == 413
    assert response.json()["type"] == "urn:zhengtu:problem:too-large"
    assert "ZHENGTU_MAX_UPLOAD" in response.json()["detail"]


def test_a_file_that_is_not_what_it_says_fails_its_job_and_names_the_file(
    client: TestClient,
) -> None:
    job = uploaded(client, {"扫描.pdf": b"not a pdf"})

    assert job["state"] == "failed"
    assert job["report"]["unreadable"][0].startswith("扫描: ")
    assert job["problem"]["status"] == 422
    assert ids(client) == []


def test_one_unreadable_file_does_not_stop_the_others(client: TestClient) -> None:
    job = uploaded(client, {"a.pdf": b"not a pdf", "b.md": QINGHAI})

    assert job["state"] == "done"
    assert job["report"]["written"] == ["b"]
    assert len(job["report"]["unreadable"]) == 1


# --- Documents --------------------------------------------------------------------------------


def test_a_document_is_read_again_from_its_original(client: TestClient) -> None:
    uploaded(client, {"a.md": QINGHAI}, metadata='{"a.md": {"region": "青海省"}}')
    response = client.post("/v1/documents/a/reingest")
    job = ended(client, response.json())

    assert (job["kind"], job["state"]) == ("reingest", "done")
    assert job["report"]["unchanged"] == ["a"]


def test_what_has_no_original_cannot_be_read_again(client: TestClient, app: FastAPI) -> None:
    uploaded(client, {"a.md": QINGHAI})
    app.state.originals.forget("a")
    response = client.post("/v1/documents/a/reingest")

    assert response.status_code == 404
    assert "upload" in response.json()["detail"]


def test_a_removed_document_is_gone_with_its_original(client: TestClient, app: FastAPI) -> None:
    uploaded(client, {"a.md": QINGHAI, "b.md": NINGXIA})
    response = client.delete("/v1/documents/a")

    assert response.json()["documents"] == 1
    assert ids(client) == ["b"]
    assert client.get("/v1/documents/a").status_code == 404
    assert client.delete("/v1/documents/a").status_code == 404
    assert "青海" not in client.get("/v1/search", params={"q": "成果目录"}).text


def test_pages_of_a_kept_pdf_are_shown(client: TestClient) -> None:
    uploaded(client, {"a.pdf": pdf_of_two_pages()})
    page = client.get("/v1/documents/a/pages/2.png")

    assert page.headers["content-type"] == "image/png"
    assert page.content.startswith(b"\x89PNG")
    assert client.get("/v1/documents/a/pages/3.png").status_code == 404
    assert client.get("/v1/documents/a/pages/0.png").status_code == 422


def test_the_lines_of_a_kept_pdf_are_told_with_their_places(client: TestClient) -> None:
    uploaded(client, {"a.pdf": pdf_of_two_pages()})
    document = client.get("/v1/documents/a", params={"text": True}).json()
    pages = client.get("/v1/documents/a/pages").json()
    first = pages["items"][0]["lines"][0]

    assert (document["pages"], document["pictures"], pages["pictures"]) == (2, True, True)
    assert [page["number"] for page in pages["items"]] == [1, 2]
    assert document["text"][first["start"] : first["end"]].startswith("Article 1.")
    assert all(0 <= edge <= 10_000 for edge in first["box"])


def test_a_page_is_not_drawn_again_for_who_has_it(client: TestClient) -> None:
    uploaded(client, {"a.pdf": pdf_of_two_pages()})
    tag = client.get("/v1/documents/a/pages/2.png").headers["etag"]
    again = client.get("/v1/documents/a/pages/2.png", headers={"If-None-Match": tag})
    other = client.get("/v1/documents/a/pages/1.png", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_pages_of_another_file_are_not_shown_beside_a_text(
    client: TestClient, app: FastAPI, tmp_path: Path
) -> None:
    uploaded(client, {"a.pdf": pdf_of_two_pages()})
    other = tmp_path / "a.pdf"
    other.write_bytes(pdf_of_two_pages() + b"\n% newer")
    app.state.originals.keep(Source("a", other))

    assert client.get("/v1/documents/a").json()["pictures"] is False


def test_a_text_has_no_pages_to_show(client: TestClient) -> None:
    uploaded(client, {"a.md": QINGHAI})

    assert client.get("/v1/documents/a/pages/1.png").status_code == 422
    assert client.get("/v1/documents/a/pages").json() == {"items": [], "pictures": False}


def pdf_of_two_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for words in ("Article 1. Transfer of results is encouraged.", "Article 2. In force."):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


# --- Jobs -------------------------------------------------------------------------------------


def test_jobs_are_listed_newest_first_and_page_by_page(client: TestClient) -> None:
    made = [uploaded(client, {f"{n}.md": NINGXIA})["id"] for n in range(3)]
    page = client.get("/v1/jobs", params={"limit": 2}).json()
    rest = client.get("/v1/jobs", params={"limit": 2, "cursor": page["next_cursor"]}).json()

    assert [job["id"] for job in (*page["items"], *rest["items"])][:3] == made[::-1]


def test_a_job_is_watched_until_it_ends(client: TestClient) -> None:
    job = send(client, {"a.md": QINGHAI, "b.md": NINGXIA, "c.md": TIBET}).json()
    with client.stream("GET", f"/v1/jobs/{job['id']}/events") as stream:
        lines = [line for line in stream.iter_lines() if line]

    assert stream.headers["content-type"].startswith("text/event-stream")
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert lines.count("event: job") == len(told)
    assert told[-1]["state"] == "done"
    assert [t["done"] for t in told] == sorted(t["done"] for t in told)


@pytest.mark.parametrize("path", ["/v1/jobs/none", "/v1/jobs/none/events"])
def test_an_unknown_job_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_job_that_has_ended_cannot_be_cancelled(client: TestClient) -> None:
    job = uploaded(client, {"a.md": NINGXIA})

    assert client.delete(f"/v1/jobs/{job['id']}").status_code == 422


# --- Without a server -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(f"embedded:{tmp_path_factory.mktemp('jobs')}") as opened:
        yield opened


class Gate:
    """Opens the library when told to: a job waits at it as it would for a slow document."""

    def __init__(self, library: Library, home: Path) -> None:
        self.reached = threading.Event()
        self.go = threading.Event()
        self._ingestion = Ingestion(library, Originals(home / "originals"), 1)

    def __call__(self) -> Ingestion:
        self.reached.set()
        assert self.go.wait(PATIENCE)
        return self._ingestion


def make(jobs: Jobs, *texts: str) -> str:
    id_, folder = jobs.folder()
    rows = []
    for n, text in enumerate(texts):
        (folder / f"{n}.md").write_text(text, "utf-8")
        rows.append(json.dumps({"id": f"{id_}-{n}", "file": f"{n}.md"}))
    (folder / "manifest.jsonl").write_text("\n".join(rows), "utf-8")
    documents = tuple(f"{id_}-{n}" for n in range(len(texts)))
    return jobs.submit(id_, JobKind.UPLOAD, author="", documents=documents).id


def until(jobs: Jobs, id_: str, *states: JobState) -> JobState:
    deadline = time.monotonic() + PATIENCE
    while jobs.get(id_).state not in states:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return jobs.get(id_).state


ENDS = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


def test_jobs_run_one_at_a_time_and_what_waits_can_be_cancelled(
    library: Library, tmp_path: Path
) -> None:
    gate = Gate(library, tmp_path)
    jobs = Jobs(tmp_path / "jobs", gate)
    first, second = make(jobs, QINGHAI), make(jobs, NINGXIA)
    assert gate.reached.wait(PATIENCE)

    assert jobs.get(second).state is JobState.QUEUED
    assert jobs.cancel(second).state is JobState.CANCELLED

    gate.go.set()
    assert until(jobs, first, *ENDS) is JobState.DONE
    jobs.close(10)
    assert f"{second}-0" not in {entry.id for entry in library.documents()}


def test_a_cancelled_job_stops_before_its_next_document(library: Library, tmp_path: Path) -> None:
    gate = Gate(library, tmp_path)
    jobs = Jobs(tmp_path / "jobs", gate)
    id_ = make(jobs, QINGHAI, NINGXIA, TIBET)
    assert gate.reached.wait(PATIENCE)
    jobs.cancel(id_)
    gate.go.set()

    assert until(jobs, id_, *ENDS) is JobState.CANCELLED
    report = jobs.get(id_).report
    assert report is not None
    held = {entry.id for entry in library.documents() if entry.id.startswith(id_)}
    assert held == set(report["written"])
    assert len(held) < 3
    assert not (tmp_path / "jobs" / id_ / "files").exists()
    jobs.close(10)


def test_what_waited_goes_on_after_a_restart_and_what_ran_is_told_as_failed(
    library: Library, tmp_path: Path
) -> None:
    gate = Gate(library, tmp_path)
    jobs = Jobs(tmp_path / "jobs", gate)
    running, waiting = make(jobs, QINGHAI), make(jobs, NINGXIA)
    assert gate.reached.wait(PATIENCE)
    threading.Timer(0.2, gate.go.set).start()
    jobs.close(10)

    assert jobs.get(running).state is JobState.DONE
    assert jobs.get(waiting).state is JobState.QUEUED

    card = tmp_path / "jobs" / running / "job.json"
    write_private(card, card.read_text("utf-8").replace('"done"', '"running"', 1))
    gate.go.set()
    again = Jobs(tmp_path / "jobs", gate)
    again.start()

    assert until(again, waiting, *ENDS) is JobState.DONE
    assert again.get(running).state is JobState.FAILED
    assert "stopped" in str(again.get(running).problem)
    again.close(10)


def test_a_job_of_another_server_is_left_alone(library: Library, tmp_path: Path) -> None:
    gate = Gate(library, tmp_path)
    one = Jobs(tmp_path / "jobs", gate)
    make(one, QINGHAI)
    waiting = make(one, NINGXIA)
    other = Jobs(tmp_path / "jobs", gate)
    other.start()

    assert waiting not in {job.id for job in other.list()}
    gate.go.set()
    assert until(one, waiting, *ENDS) is JobState.DONE
    for jobs in (one, other):
        jobs.close(10)
