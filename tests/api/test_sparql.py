"""The SPARQL protocol: every way of asking, every form of answer, every refusal as a problem."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rdflib import DCTERMS, RDF, Graph

from api.http import create_app
from api.settings import Settings
from graph.iris import Iris
from graph.library import open_library
from graph.sparql_build import make
from graph.vocabulary import SD
from tests.graph.fragments import make_fragment

TITLES = "SELECT ?title WHERE { ?d a ttp:PolicyVersion ; eli:title ?title } ORDER BY ?title"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"embedded:{tmp_path_factory.mktemp('store')}"
    with open_library(url) as library:
        library.replace(make_fragment())
        yield url


@pytest.fixture(scope="module")
def asked(url: str) -> Iterator[TestClient]:
    """A server whose dataset is made."""
    folder = Path(url.removeprefix("embedded:")) / "rdf"
    folder.mkdir()
    with open_library(url) as library:
        make(library.store, Iris(), folder)
    with TestClient(create_app(Settings(store=url))) as client:
        yield client


def test_without_a_query_the_service_describes_itself(asked: TestClient) -> None:
    answer = asked.get("/v1/sparql")
    told = Graph().parse(answer.content, format="turtle")
    (service,) = told.subjects(RDF.type, SD.Service)
    dataset = told.value(service, SD.defaultDataset)
    linked = asked.get("/v1/sparql", headers={"Accept": "application/ld+json"})

    assert answer.headers["content-type"].startswith("text/turtle")
    assert told.value(service, SD.supportedLanguage) == SD.SPARQL11Query
    build = asked.get("/v1/exports").json()["build"]
    assert str(told.value(dataset, DCTERMS.identifier)) == build
    assert str(service) in linked.text
    assert asked.get("/v1/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_the_three_ways_of_asking_give_the_same(asked: TestClient) -> None:
    answers = [
        asked.get("/v1/sparql", params={"query": TITLES}),
        asked.post("/v1/sparql", data={"query": TITLES}),
        asked.post(
            "/v1/sparql", content=TITLES, headers={"Content-Type": "application/sparql-query"}
        ),
    ]

    for answer in answers:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == JSON
        assert answer.headers["vary"].startswith("Accept")
        assert answer.headers["zhengtu-build"] == asked.get("/v1/exports").json()["build"]
        (row,) = answer.json()["results"]["bindings"]
        assert row["title"] == {
            "type": "literal",
            "value": "yunxi-1实施办法",
            "xml:lang": "zh",
        }


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        pytest.param(TITLES, "application/sparql-results+xml", None, id="XML"),
        pytest.param(TITLES, "text/csv", None, id="CSV"),
        pytest.param(TITLES, "text/tab-separated-values", None, id="TSV"),
        pytest.param(TITLES, "application/json", None, id="JSON by its plain name"),
        pytest.param("ASK { ?s ?p ?o }", "*/*", JSON, id="a yes or no"),
        pytest.param("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", "text/turtle", id="a graph"),
        pytest.param(
            "CONSTRUCT WHERE { ?s ?p ?o }", f"{JSON}, application/n-triples;q=0.5", None, id="both"
        ),
    ],
)
def test_an_answer_comes_in_the_form_that_is_liked(
    asked: TestClient, query: str, accept: str, media_type: str | None
) -> None:
    answer = asked.get("/v1/sparql", params={"query": query}, headers={"Accept": accept})

    assert answer.status_code == 200, answer.text
    wanted = media_type or accept.rpartition(", ")[2].partition(";")[0]
    assert answer.headers["content-type"].partition(";")[0] == wanted


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        pytest.param(TITLES, "text/turtle", 406, id="rows as a graph"),
        pytest.param("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406, id="a graph as a table"),
        pytest.param(TITLES, "image/png", 406, id="a picture"),
        pytest.param("CLEAR ALL", "*/*", 403, id="an update"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "*/*", 403, id="a call"),
        pytest.param("SELECT ?x {", "*/*", 422, id="misspelt"),
        pytest.param("", "*/*", 403, id="nothing"),
    ],
)
def test_what_is_not_answered_is_a_problem(
    asked: TestClient, query: str, accept: str, status: int
) -> None:
    answer = asked.get("/v1/sparql", params={"query": query}, headers={"Accept": accept})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param({"data": {"update": "CLEAR ALL"}}, 403, id="update as a form"),
        pytest.param({"content": "CLEAR ALL", "type": "application/sparql-update"}, 403, id="body"),
        pytest.param({"content": TITLES, "type": "text/plain"}, 415, id="of no known type"),
        pytest.param({"content": b"\xff", "type": "application/sparql-query"}, 422, id="no UTF-8"),
    ],
)
def test_what_is_no_query_is_a_problem(
    asked: TestClient, request_: dict[str, object], status: int
) -> None:
    kind = request_.pop("type", None)
    headers = {"Content-Type": str(kind)} if kind else {}
    answer = asked.post("/v1/sparql", headers=headers, **request_)  # type: ignore[arg-type]

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_while_the_dataset_is_made_a_client_is_told_when_to_come_back(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with open_library(url) as library:
        library.replace(make_fragment())
    with TestClient(create_app(Settings(store=url))) as client:
        first = client.get("/v1/sparql", params={"query": TITLES})
        deadline, last = time.monotonic() + 60, first
        while last.status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.1)
            last = client.get("/v1/sparql", params={"query": TITLES})

    assert first.status_code == 503
    assert int(first.headers["retry-after"]) > 0
    assert "being made" in first.json()["detail"]
    assert last.status_code == 200


def zhengtu(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from api.command import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_waits_until_the_dataset_is_made(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with open_library(url) as library:
        library.replace(make_fragment())
        told = zhengtu("sparql", TITLES, "--store", url)
        graph = zhengtu("sparql", "CONSTRUCT WHERE { ?s a ttp:Norm }", "--store", url)
        wrong = zhengtu("sparql", TITLES, "--store", url, "--format", "turtle")

    assert told.stdout == "title\nyunxi-1实施办法\n"
    assert "ttp:Norm" in graph.stdout
    assert wrong.returncode == 2
