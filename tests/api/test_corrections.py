"""Curators over HTTP: a verdict holds at once, is listed, seen in answers, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import Settings
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources

AUTHOR = {"author": "王审校", "reason": "对照原文"}


@pytest.fixture(scope="module")
def url(acts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"embedded:{tmp_path_factory.mktemp('curated')}"
    with open_library(url) as library:
        ingest(find_sources([acts]), library, workers=1)
        yield url


@pytest.fixture(scope="module")
def opened(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=url))) as client:
        yield client


@pytest.fixture
def client(opened: TestClient) -> Iterator[TestClient]:
    """Without corrections, before and after."""
    yield opened
    for item in reversed(opened.get("/v1/corrections").json()["items"]):
        opened.delete(f"/v1/corrections/{item['id']}").raise_for_status()


def norms(client: TestClient, document_id: str = "qh-001", label: str = "第三条") -> list[Any]:
    outline = client.get(f"/v1/documents/{document_id}").json()["outline"]
    article = next(entry for entry in outline if entry["label"] == label)
    told = client.get(f"/v1/provisions/{article['id']}").json()
    return [s for s in told["statements"] if s["kind"] == "Norm"]


def share(client: TestClient) -> Any:
    return next(n for n in norms(client) if n["attributes"]["unit"] == "%")


def correct(client: TestClient, **body: Any) -> Any:
    response = client.post("/v1/corrections", json=AUTHOR | body)
    assert response.status_code == 201, response.text
    return response.json()


def test_an_amended_statement_is_shown_with_its_quote_and_its_curator(client: TestClient) -> None:
    before = share(client)
    told = correct(
        client, verdict="amend", statement_id=before["id"], changes={"beneficiary": "完成人"}
    )
    after = share(client)

    assert told["documents"] == ["qh-001"]
    assert told["correction"]["status"] == "applied"
    assert told["correction"]["locator"].startswith("第三条")
    assert after["attributes"]["beneficiary"] == "完成人"
    assert after["attributes"]["curator"] == "王审校"
    assert after["evidence"] == before["evidence"]


def test_a_rejected_statement_is_gone_and_comes_back(client: TestClient) -> None:
    before = share(client)
    build = client.get("/healthz").json()["build"]
    told = correct(client, verdict="reject", statement_id=before["id"])

    assert before["id"] not in {n["id"] for n in norms(client)}
    assert client.get(f"/v1/nodes/{before['id']}").status_code == 404
    assert told["build"] == client.get("/healthz").json()["build"] != build

    undone = client.delete(f"/v1/corrections/{told['correction']['id']}").json()

    assert undone["documents"] == ["qh-001"]
    assert share(client) == before
    assert client.get("/healthz").json()["build"] == build


def test_a_relation_is_rejected(client: TestClient) -> None:
    path = "/v1/nodes/policy:科学技术进步法"
    (based,) = (r for r in client.get(path).json()["relations"] if r["predicate"] == "BASED_ON")
    named = {name: based[name] for name in ("subject", "predicate", "object")}
    correct(client, verdict="reject", relation=named)

    left = client.get(path)
    assert left.status_code == 404 or "BASED_ON" not in left.text


def test_a_fact_of_a_head_is_amended_seen_everywhere_and_taken_back(client: TestClient) -> None:
    before = client.get("/v1/documents/qh-001").json()
    build = client.get("/healthz").json()["build"]
    told = correct(
        client,
        verdict="amend",
        head={"document_id": "qh-001", "field": "effective"},
        changes={"value": "2039-01-01"},
    )
    after = client.get("/v1/documents/qh-001").json()

    assert told["correction"]["kind"] == "Head"
    was = before["head"]["effective"]
    assert told["correction"]["statement"] == {"name": "effective", "value": was}
    assert (after["head"]["effective"], after["validity"]["status"]) == ("2039-01-01", "not_yet")
    assert after["validity"]["basis"] == "校订（王审校）"
    assert [f["value"] for f in after["facts"] if f["field"] == "effective"] == ["2039-01-01"]

    client.delete(f"/v1/corrections/{told['correction']['id']}").raise_for_status()

    assert client.get("/v1/documents/qh-001").json() == before
    assert client.get("/healthz").json()["build"] == build


def test_a_document_is_found_by_its_corrected_title(client: TestClient) -> None:
    changes = {"value": "青海省湖畔成果转化办法"}
    head = {"document_id": "qh-001", "field": "title"}
    correct(client, verdict="amend", head=head, changes=changes)

    found = client.get("/v1/search", params={"q": "青海省湖畔成果转化办法"}).json()["items"]
    assert found[0]["document_id"] == "qh-001"
    assert client.get("/v1/policies/青海省湖畔成果转化办法/chain").status_code == 200


def test_corrections_are_listed_and_filtered(client: TestClient) -> None:
    first = correct(client, verdict="accept", statement_id=share(client)["id"])["correction"]
    other = norms(client, "nx-001", "第二条")[0]["id"]
    second = correct(client, verdict="reject", statement_id=other, author="李审校")["correction"]

    def listed(**query: Any) -> list[str]:
        page = client.get("/v1/corrections", params=query).json()
        assert page["total"] >= len(page["items"])
        return [item["id"] for item in page["items"]]

    assert listed() == [first["id"], second["id"]]
    assert listed(author="李审校") == [second["id"]]
    assert listed(verdict="accept") == [first["id"]]
    assert listed(document_id="qh-001") == [first["id"]]
    assert listed(status="orphaned") == []
    cursor = client.get("/v1/corrections", params={"limit": 1}).json()["next_cursor"]
    assert listed(limit=1, cursor=cursor) == [second["id"]]
    assert client.get(f"/v1/corrections/{first['id']}").json() == first


def test_a_correction_of_a_text_that_is_gone_is_orphaned(client: TestClient, url: str) -> None:
    statement = norms(client, "nx-001", "第二条")[0]["id"]
    made = correct(client, verdict="accept", statement_id=statement)["correction"]
    with open_library(url) as library:
        fragment = library.store.fragment("nx-001")
        library.remove("nx-001")
        library.commit()
        status = client.get(f"/v1/corrections/{made['id']}").json()["status"]
        library.replace(fragment)

    assert status == "orphaned"
    assert client.get(f"/v1/corrections/{made['id']}").json()["status"] == "applied"


def test_an_answer_that_stands_on_a_corrected_text_still_passes_its_checks(
    client: TestClient,
) -> None:
    question = {"question": "青海省转让成果，奖励完成成果的人员的比例最低是多少？"}
    correct(
        client,
        verdict="amend",
        statement_id=share(client)["id"],
        changes={"beneficiary": "完成成果的人员"},
    )
    told = client.post("/v1/answers", json=question).json()

    assert told["status"] == "answered"
    assert "百分之六十五" in told["text"]


@pytest.mark.parametrize(
    ("body", "status", "complaint"),
    [
        pytest.param({"statement_id": "none"}, 404, "none", id="an unknown statement"),
        pytest.param({}, 422, "statement_id", id="nothing named"),
        pytest.param({"author": ""}, 422, "author", id="nobody"),
        pytest.param({"reason": " "}, 422, "reason", id="no reason"),
        pytest.param({"verdict": "maybe"}, 422, "verdict", id="no verdict"),
        pytest.param({"statement_id": "region:青海省"}, 422, "no text states", id="a region"),
        pytest.param(
            {
                "relation": {
                    "subject": "qh-001",
                    "predicate": "ISSUED_BY",
                    "object": "institution:无此厅",
                }
            },
            404,
            "no relation",
            id="an unknown relation",
        ),
    ],
)
def test_a_verdict_on_nothing_is_refused(
    client: TestClient, body: dict[str, Any], status: int, complaint: str
) -> None:
    response = client.post("/v1/corrections", json=AUTHOR | {"verdict": "reject"} | body)

    assert response.status_code == status
    assert complaint in response.json()["detail"]


def test_an_amendment_that_the_text_does_not_bear_is_refused(client: TestClient) -> None:
    body = {"verdict": "amend", "statement_id": share(client)["id"]}
    response = client.post(
        "/v1/corrections", json=AUTHOR | body | {"changes": {"value_text": "百分之九十"}}
    )

    assert response.status_code == 422
    assert "does not stand in the quote" in response.json()["detail"]


def test_the_examples_of_the_interface_have_its_shapes(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["components"]["schemas"]

    for name in ("CorrectionToMake", "CorrectionShape", "JobShape"):
        assert json.dumps(described[name]["examples"])
