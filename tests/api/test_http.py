"""What callers over HTTP may rely on: shapes, quotes that are in the texts, paging, problems."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api import schemas
from api.http import create_app
from api.settings import Settings
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources

QUESTION = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"


def got(client: TestClient, path: str, **query: Any) -> Any:
    response = client.get(path, params=query)
    assert response.status_code == 200, response.text
    return response.json()


def test_an_answer_has_the_shape_of_the_contract(client: TestClient) -> None:
    told = client.post("/v1/answers", json={"question": QUESTION}).json()

    answer = schemas.Answer.model_validate(told)
    assert answer.status == "answered"
    assert "百分之六十五" in answer.text
    assert {c.document_id for c in answer.citations} == {"qh-001"}


def test_every_quote_of_an_answer_is_in_the_text_at_its_spans(client: TestClient) -> None:
    told = client.post("/v1/answers", json={"question": QUESTION}).json()

    for citation in told["citations"]:
        text = got(client, f"/v1/documents/{citation['document_id']}", text=True)["text"]
        assert citation["quote"] == "".join(text[a:b] for a, b in citation["spans"])


def test_a_refusal_is_an_answer_that_says_what_was_searched(client: TestClient) -> None:
    told = client.post("/v1/answers", json={"question": "火星基地的电梯票价是多少？"}).json()

    refusal = schemas.Answer.model_validate(told)
    assert refusal.status == "not_found"
    assert refusal.missing
    assert refusal.searched.documents == 3


def test_regions_and_day_steer_the_answer(client: TestClient) -> None:
    question = "转让成果，奖励完成成果的人员的比例最低是多少？"
    body = {"question": question, "regions": ["宁夏回族自治区"], "as_of": "2023-01-01"}
    told = client.post("/v1/answers", json=body).json()

    assert {c["document_id"] for c in told["citations"]} == {"nx-001"}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        pytest.param({}, "body.question", id="no question"),
        pytest.param({"question": " "}, "body.question", id="an empty one"),
        pytest.param({"question": "奖" * 2000}, "body.question", id="an endless one"),
        pytest.param({"question": QUESTION, "as_of": "someday"}, "body.as_of", id="no day"),
        pytest.param({"question": QUESTION, "asof": "2020-01-01"}, "body.asof", id="misspelt"),
        pytest.param({"question": QUESTION, "method": "oracle"}, "body.method", id="no method"),
    ],
)
def test_a_bad_question_is_a_problem_that_names_the_field(
    client: TestClient, body: dict[str, Any], complaint: str
) -> None:
    response = client.post("/v1/answers", json=body)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert complaint in response.json()["detail"]


def test_documents_are_listed_page_by_page_without_gap_or_repeat(client: TestClient) -> None:
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = got(client, "/v1/documents", **query)
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]

    assert seen == ["nx-001", "qh-001", "xz-001"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param({"region": "青海省"}, ["qh-001"], id="by region"),
        pytest.param({"doc_type": "地方性法规"}, ["qh-001", "xz-001"], id="by type"),
        pytest.param({"title": "落地规定"}, ["nx-001"], id="by title"),
        pytest.param({"region": "青海省", "doc_type": "规范性文件"}, [], id="both must hold"),
        pytest.param({"validity": "not_yet"}, ["xz-001"], id="by validity today"),
        pytest.param(
            {"validity": "not_yet", "on": "2021-12-31"}, ["nx-001", "xz-001"], id="on another day"
        ),
        pytest.param({"effective_from": "2022-05-01"}, ["nx-001", "xz-001"], id="from a day on"),
        pytest.param({"effective_to": "2022-05-01"}, ["nx-001", "qh-001"], id="up to a day"),
        pytest.param(
            {"effective_from": "2021-07-01", "effective_to": "2021-07-01"}, ["qh-001"], id="a day"
        ),
    ],
)
def test_documents_are_filtered(client: TestClient, query: dict[str, str], ids: list[str]) -> None:
    page = got(client, "/v1/documents", **query)

    assert [item["id"] for item in page["items"]] == ids
    assert page["total"] == len(ids)


def test_facets_count_what_is_listed(client: TestClient) -> None:
    facets = got(client, "/v1/documents", limit=1)["facets"]

    assert facets["doc_type"] == {"地方性法规": 2, "规范性文件": 1}
    assert facets["region"] == {"宁夏回族自治区": 1, "西藏自治区": 1, "青海省": 1}
    assert facets["validity"] == {"in_force": 2, "not_yet": 1}


def test_facts_of_a_document_stand_on_quotes_of_its_text(client: TestClient) -> None:
    told = got(client, "/v1/documents/qh-001", text=True)
    quoted = [fact for fact in told["facts"] if fact["source"] == "text"]

    assert {"title", "written", "effective"} <= {fact["field"] for fact in quoted}
    for fact in quoted:
        evidence = fact["evidence"]
        assert evidence["quote"] == "".join(told["text"][a:b] for a, b in evidence["spans"])


def test_the_text_is_given_only_on_request(client: TestClient) -> None:
    assert got(client, "/v1/documents/qh-001")["text"] is None


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2021-06-30", "not_yet", id="the day before"),
        pytest.param("2021-07-01", "in_force", id="the first day"),
    ],
)
def test_validity_is_told_for_the_day_that_was_asked(
    client: TestClient, on: str, status: str
) -> None:
    validity = got(client, "/v1/documents/qh-001", on=on)["validity"]

    assert (validity["status"], validity["from"], validity["on"]) == (status, "2021-07-01", on)
    assert "第六条" in validity["basis"]


def test_the_outline_leads_to_provisions_with_their_text(client: TestClient) -> None:
    outline = got(client, "/v1/documents/qh-001")["outline"]
    article = next(entry for entry in outline if entry["label"] == "第三条")
    provision = got(client, f"/v1/provisions/{quote(article['id'], safe='')}")

    assert provision["text"].startswith("第三条 成果由单位转让的")
    assert provision["locator"] == "第三条"
    assert provision["document_title"] == "青海省科技成果落地办法"


def test_a_provision_tells_what_it_states_with_evidence(client: TestClient) -> None:
    outline = got(client, "/v1/documents/qh-001")["outline"]
    article = next(entry for entry in outline if entry["label"] == "第三条")
    statements = got(client, f"/v1/provisions/{article['id']}")["statements"]

    shares = [s for s in statements if s["attributes"].get("unit") == "%"]
    assert [s["attributes"]["value"] for s in shares] == [65.0]
    assert "百分之六十五" in shares[0]["evidence"]["quote"]


def test_nodes_are_found_by_name_and_kind(client: TestClient) -> None:
    names = [node["name"] for node in got(client, "/v1/nodes", name="青海", kind="Region")["items"]]

    assert names == ["青海省"]


def test_nodes_are_paged_without_gap_or_repeat(client: TestClient) -> None:
    everything = [node["id"] for node in got(client, "/v1/nodes", limit=500)["items"]]
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 3}
    while True:
        page = got(client, "/v1/nodes", **query)
        seen += [node["id"] for node in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]

    assert seen == everything
    assert len(seen) > 10


def test_every_node_can_be_asked_for_by_its_id(client: TestClient) -> None:
    for node in got(client, "/v1/nodes", limit=500)["items"]:
        told = got(client, f"/v1/nodes/{quote(node['id'], safe='')}")

        assert told["name"] == node["name"]


def test_a_node_shows_its_relations_with_evidence_and_the_other_end(client: TestClient) -> None:
    node = got(client, f"/v1/nodes/{quote('policy:科学技术进步法', safe='')}")
    based = [r for r in node["relations"] if r["predicate"] == "BASED_ON"]

    assert [r["other"]["name"] for r in based] == ["青海省科技成果落地办法"]
    assert "根据《中华人民共和国科学技术进步法》" in based[0]["evidence"]["quote"]


def test_relations_beyond_the_limit_are_told(client: TestClient) -> None:
    path = f"/v1/nodes/{quote('policy:青海省科技成果落地办法', safe='')}"
    short, whole = got(client, path, limit=1), got(client, path, limit=500)

    assert len(short["relations"]) == 1
    assert short["truncated"]
    assert not whole["truncated"]


def test_search_gives_passages_that_are_in_the_text(client: TestClient) -> None:
    page = got(client, "/v1/search", q="长期使用权 期限", limit=5)
    best = page["items"][0]
    text = got(client, f"/v1/documents/{best['document_id']}", text=True)["text"]

    assert (best["document_id"], best["locator"]) == ("nx-001", "第三条")
    assert best["text"] == text[best["start"] : best["end"]]


def test_search_keeps_to_a_region(client: TestClient) -> None:
    page = got(client, "/v1/search", q="转让净收入", region="西藏自治区")

    assert {hit["document_id"] for hit in page["items"]} == {"xz-001"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/v1/documents/none", id="document"),
        pytest.param("/v1/provisions/qh-001%400-1.article", id="provision"),
        pytest.param("/v1/nodes/policy%3A%E4%B8%8D%E5%AD%98%E5%9C%A8", id="node"),
        pytest.param("/v1/unheard-of", id="address"),
    ],
)
def test_what_is_not_there_is_a_problem_404(client: TestClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 404


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/documents")
    again = client.get("/v1/documents", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


NOT_OF_THE_LIBRARY = ("/v1/jobs", "/v1/audit", "/v1/keys", "/v1/lessons")


def test_everything_that_is_read_from_the_library_carries_its_tag(client: TestClient) -> None:
    tag = {"If-None-Match": client.get("/v1/documents").headers["etag"]}
    paths = [
        path
        for path, methods in got(client, "/openapi.json")["paths"].items()
        if path.startswith("/v1/") and "get" in methods
    ]
    read = [path for path in paths if not path.startswith(NOT_OF_THE_LIBRARY)]
    told = {path: client.get(path, headers=tag).status_code for path in read}

    assert set(told) >= {"/v1/documents", "/v1/nodes/{node_id}", "/v1/search", "/v1/corrections"}
    assert set(told.values()) == {304}


def test_long_replies_are_compressed_and_streams_are_not(client: TestClient) -> None:
    long = client.get("/v1/nodes", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/v1/nodes", headers={"Accept-Encoding": "identity"})

    assert long.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert long.json() == plain.json()


def test_a_body_that_is_too_long_is_refused_unread(client: TestClient) -> None:
    response = client.post("/v1/answers", content=b'{"question": "' + b"x" * 100_000 + b'"}')

    assert response.status_code == 413
    assert "ZHENGTU_MAX_BODY" in response.json()["detail"]


def test_a_body_without_a_length_is_counted_as_it_comes(client: TestClient) -> None:
    response = client.post("/v1/answers", content=(b"x" * 10_000 for _ in range(10)))

    assert response.status_code == 413


def test_health_tells_build_and_documents(client: TestClient) -> None:
    told = got(client, "/healthz")

    assert told["documents"] == 3
    assert told["build"] == got(client, "/v1/search", q="成果")["build"]


@pytest.mark.parametrize("path", ["/healthz", "/v1/documents", "/v1/search?q=成果"])
def test_a_store_that_cannot_be_reached_is_503_and_never_empty(path: str, tmp_path: Path) -> None:
    settings = Settings(store="bolt://127.0.0.1:1", index=tmp_path)
    with TestClient(create_app(settings)) as client:
        response = client.get(path)

    assert response.status_code == 503
    assert response.json()["type"] == "urn:zhengtu:problem:store-unavailable"


def test_asking_an_unreachable_store_is_503_and_never_a_refusal(tmp_path: Path) -> None:
    settings = Settings(store="bolt://127.0.0.1:1", index=tmp_path)
    with TestClient(create_app(settings)) as client:
        response = client.post("/v1/answers", json={"question": QUESTION})

    assert response.status_code == 503


def test_what_arrives_while_serving_is_served(acts: Path, tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with open_library(url) as library, TestClient(create_app(Settings(store=url))) as client:
        before = client.get("/v1/documents")
        ingest(find_sources([acts]), library, workers=1)
        tag = {"If-None-Match": before.headers["etag"]}
        after = client.get("/v1/documents", headers=tag)
        told = client.post("/v1/answers", json={"question": QUESTION}).json()

    assert before.json()["total"] == 0
    assert after.json()["total"] == 3
    assert told["status"] == "answered"


def test_the_interface_describes_itself_with_examples(client: TestClient) -> None:
    described = got(client, "/openapi.json")

    assert {
        "/v1/answers",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/provisions/{provision_id}",
        "/v1/nodes",
        "/v1/nodes/{node_id}",
        "/v1/search",
        "/healthz",
    } <= set(described["paths"])
    assert described["components"]["schemas"]["Ask"]["examples"]


def test_every_operation_has_a_name_of_its_own_and_says_what_it_gives(client: TestClient) -> None:
    described = got(client, "/openapi.json")
    operations = [
        operation
        for methods in described["paths"].values()
        for method, operation in methods.items()
        if method in ("get", "post", "put", "delete")
    ]
    names = [operation["operationId"] for operation in operations]
    schemas = [p["schema"] for op in operations for p in op.get("parameters", ())]

    assert len(set(names)) == len(names)
    assert all(operation.get("description") for operation in operations)
    assert all(operation.get("tags") for operation in operations)
    assert {"type": "null"} not in [c for schema in schemas for c in schema.get("anyOf", ())]


def test_nothing_from_another_host_may_run_in_the_page(client: TestClient) -> None:
    page = client.get("/")

    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "http://" not in page.text
    assert "https://" not in page.text


def test_many_at_once_each_get_the_answer_to_their_own_question(acts_url: str) -> None:
    ratios = {"青海省": "百分之六十五", "宁夏回族自治区": "百分之八十"}
    asked = [*ratios] * 8
    with TestClient(create_app(Settings(store=acts_url))) as fresh, ThreadPoolExecutor(8) as pool:
        answers = pool.map(
            lambda region: fresh.post(
                "/v1/answers",
                json={"question": f"{region}转让成果，奖励完成成果的人员的比例最低是多少？"},
            ).json(),
            asked,
        )
        texts = [answer["text"] for answer in answers]

    assert [ratios[region] in text for region, text in zip(asked, texts, strict=True)] == [
        True
    ] * len(asked)


def test_the_taxonomy_lists_every_concept_under_a_group_that_is_listed_too(
    client: TestClient,
) -> None:
    items = client.get("/v1/taxonomy").json()["items"]
    groups = {item["notation"] for item in items if item["broader"] is None}

    assert {item["broader"] for item in items} - {None} == groups
    assert all(item["name"] and item["name_en"] and item["definition"] for item in items)


def test_a_document_as_it_was_read_tells_its_statements_and_what_was_not_understood(
    client: TestClient,
) -> None:
    text = client.get("/v1/documents/qh-001", params={"text": True}).json()["text"]
    read = client.get("/v1/documents/qh-001/reading").json()
    norms = [s for s in read["statements"] if s["kind"] == "Norm"]
    quotes = ["".join(text[a:b] for a, b in s["evidence"]["spans"]) for s in norms]

    assert any("百分之六十五" in quote for quote in quotes)
    assert quotes == [s["evidence"]["quote"] for s in norms]
    assert {m["kind"] for m in read["marks"]} >= {"Norm", "Fact"}
    assert read["not_understood"]["placed"] == read["not_understood"]["characters"]
