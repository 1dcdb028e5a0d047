"""The analyses over HTTP: shapes, paging, CSV, and errors as problems."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api.examples import answers_with
from api.schemas_analysis import as_json, described
from qa.analysis.chain import Chain
from qa.analysis.changes import ChangePage
from qa.analysis.comparison import Comparison
from qa.analysis.indicators import IndicatorPage
from qa.analysis.matrix import CellPage, Matrix
from qa.analysis.neighbourhood import Neighbourhood
from qa.analysis.policies import PolicyPage
from qa.analysis.profile import Profile
from qa.analysis.similar import SimilarPage
from qa.analysis.timeline import Timeline
from qa.analysis.trace import Trace

LAW = "policy:科学技术进步法"


def _get(client: TestClient, path: str, **asked: Any) -> Any:
    response = client.get(path, params=asked)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_matrix_gives_figures_with_their_quotes_and_names_the_empty(client: TestClient) -> None:
    found = _get(
        client, "/v1/matrix", regions=["青海", "四川"], concepts=["C1"], as_of="2026-06-01"
    )
    qinghai, sichuan = found["rows"]

    assert "百分之六十五" in qinghai["cells"][0]["values"][0]
    source = qinghai["cells"][0]["findings"][0]["source"]
    assert source["document_id"] == "qh-001"
    assert source["validity"] == {
        "status": "in_force",
        "from": "2021-07-01",
        "to": None,
        "basis": source["validity"]["basis"],
    }
    assert sichuan["cells"][0]["label"] == "地区未入库"


@pytest.mark.parametrize(
    ("params", "headers"),
    [
        pytest.param({"format": "csv"}, {}, id="by the address"),
        pytest.param({}, {"Accept": "text/csv"}, id="by the header"),
    ],
)
def test_the_matrix_comes_as_csv(
    client: TestClient, params: dict[str, str], headers: dict[str, str]
) -> None:
    asked = {"regions": ["青海", "四川"], "concepts": ["C1"], "as_of": "2026-06-01", **params}
    response = client.get("/v1/matrix", params=asked, headers=headers)
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))

    assert response.headers["content-type"].startswith("text/csv")
    assert {row["region"]: row["status"] for row in rows} == {
        "青海省": "有",
        "四川省": "地区未入库",
    }
    assert rows[0]["document_id"] == "qh-001"


def test_a_cell_and_a_trace_are_paged_by_cursor(client: TestClient) -> None:
    first = _get(client, "/v1/trace", q="转让净收入奖励比例", limit=1)
    second = _get(client, "/v1/trace", q="转让净收入奖励比例", limit=1, cursor=first["next_cursor"])
    cell = _get(client, "/v1/matrix/cell", region="青海", concept="C1", limit=1)

    assert [first["items"][0]["region"], second["items"][0]["region"]] == [
        "青海省",
        "宁夏回族自治区",
    ]
    assert first["total"] == second["total"] == 3
    assert len(cell["items"]) == 1


def test_policies_are_listed_with_facets_and_cursor(client: TestClient) -> None:
    first = _get(client, "/v1/policies", limit=2, as_of="2026-06-01")
    rest = _get(client, "/v1/policies", limit=2, cursor=first["next_cursor"], as_of="2026-06-01")
    narrowed = _get(client, "/v1/policies", validity="not_yet", as_of="2026-06-01")

    assert len(first["items"]) == 2
    assert rest["next_cursor"] is None
    assert first["facets"]["region"]["青海省"] == 1
    assert [item["title"] for item in narrowed["items"]] == ["西藏自治区科技成果落地规则"]


def test_a_chain_goes_by_the_whole_id_in_the_address(client: TestClient) -> None:
    found = _get(client, f"/v1/policies/{LAW}/chain")

    assert found["policy"]["in_library"] is False
    assert [e["edge"]["predicate"] for e in found["edges"]] == ["BASED_ON"]
    assert "根据" in found["edges"][0]["edge"]["sources"][0]["quote"]


def test_timelines_are_given_of_a_policy_and_of_a_region(client: TestClient) -> None:
    policy = _get(client, "/v1/policies/qh-001/timeline")
    region = _get(client, "/v1/regions/青海/timeline")

    assert [e["label"] for e in policy["items"]] == ["成文", "施行"]
    assert policy["items"] == region["items"]


def test_two_acts_are_compared_and_shared_words_found(client: TestClient) -> None:
    compared = _get(client, "/v1/comparisons", left="qh-001", right="nx-001")
    clause = next(p["right"] for p in compared["items"] if p["right"])
    similar = _get(client, f"/v1/provisions/{clause['provision_id']}/similar")

    assert compared["same_policy"] is False
    assert sum(compared["counts"].values()) == len(compared["items"])
    assert "不表示" in similar["note"]


def test_indicators_profiles_and_the_graph_answer(client: TestClient) -> None:
    indicators = _get(client, "/v1/indicators", regions=["青海"])
    concept = _get(client, "/v1/profiles/concepts/C1", limit=1)
    graph = _get(client, "/v1/graph", node=LAW, kinds=["Policy"])

    assert indicators["total"] == len(indicators["items"])
    assert concept["groups"][0]["next_cursor"]
    assert {n["kind"] for n in graph["nodes"]} == {"Policy"}


def test_one_group_of_a_page_goes_on_by_its_cursor(client: TestClient) -> None:
    page = _get(client, "/v1/profiles/concepts/C1", limit=1)
    group = page["groups"][0]
    key = f"{group['predicate']}:{'out' if group['outwards'] else 'in'}"
    following = _get(
        client, "/v1/profiles/concepts/C1", limit=1, group=key, cursor=group["next_cursor"]
    )

    assert following["groups"][0]["items"] != group["items"]


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        pytest.param("/v1/trace", {}, 422, id="trace of nothing"),
        pytest.param("/v1/trace", {"concept": "Z9"}, 404, id="no such concept"),
        pytest.param("/v1/matrix", {"regions": "云梦泽"}, 404, id="no such region"),
        pytest.param("/v1/policies/没有的法/chain", {}, 404, id="no such policy"),
        pytest.param("/v1/comparisons", {"left": "qh-001", "right": "x"}, 404, id="no document"),
        pytest.param("/v1/provisions/qh-001@0-1.article/similar", {}, 404, id="no provision"),
        pytest.param("/v1/graph", {"node": "x"}, 404, id="no node"),
        pytest.param("/v1/profiles/people/无名氏", {}, 404, id="no person"),
        pytest.param("/v1/policies", {"cursor": "!"}, 422, id="no cursor"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    client: TestClient, path: str, params: dict[str, str], status: int
) -> None:
    response = client.get(path, params=params)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_the_shapes_describe_their_fields(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    assert "from" in schemas["InForce"]["properties"]
    assert "offsets" in schemas["Source"]["properties"]["spans"]["description"]


def test_changes_come_as_json_and_as_a_feed(client: TestClient) -> None:
    asked = {"region": "青海", "concept": "C1"}
    page = _get(client, "/v1/changes", **asked)
    feed = client.get("/v1/changes", params={**asked, "format": "atom"})
    by_header = client.get("/v1/changes", params=asked, headers={"Accept": "application/atom+xml"})
    root = ElementTree.fromstring(feed.content)  # noqa: S314 - our own words
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")

    assert [item["document_id"] for item in page["items"]] == ["qh-001"]
    assert feed.headers["content-type"] == "application/atom+xml"
    assert [e.findtext("{http://www.w3.org/2005/Atom}id") for e in entries] == [
        item["id"] for item in page["items"]
    ]
    assert "百分之六十五" in str(entries[0].findtext("{http://www.w3.org/2005/Atom}content"))
    assert by_header.headers["content-type"] == "application/atom+xml"


def test_changes_since_what_is_neither_day_nor_build_are_a_problem(client: TestClient) -> None:
    assert client.get("/v1/changes", params={"since": "yesterday"}).status_code == 422


SHAPES: dict[str, type[object]] = {
    "matrix": Matrix,
    "matrix_cell": CellPage,
    "trace": Trace,
    "indicators": IndicatorPage,
    "profile": Profile,
    "graph": Neighbourhood,
    "policies": PolicyPage,
    "chain": Chain,
    "timeline": Timeline,
    "comparison": Comparison,
    "similar": SimilarPage,
    "changes": ChangePage,
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_example_has_the_shape_that_its_route_promises(client: TestClient, name: str) -> None:
    example = answers_with(name)[200]["content"]["application/json"]["example"]
    adapter: TypeAdapter[object] = TypeAdapter(described(SHAPES[name]))
    operations = [
        operation["responses"]["200"]["content"]["application/json"]
        for path in client.get("/openapi.json").json()["paths"].values()
        for operation in path.values()
        if "application/json" in operation["responses"].get("200", {}).get("content", {})
    ]
    promised = [
        found
        for found in operations
        if found["schema"].get("$ref", "").endswith(f"/{SHAPES[name].__name__}")
    ]

    assert as_json(adapter.validate_python(example)) == example
    assert promised
    assert all(found["example"].keys() <= example.keys() for found in promised)
