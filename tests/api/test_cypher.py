"""Cypher over HTTP and on the command line: rows with their limits, refusals as problems."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from fastapi.testclient import TestClient

from api import schemas_data as schemas

QUERY = "MATCH (n:Norm) WHERE n.value >= $least RETURN n.value AS value ORDER BY value"


def test_rows_come_with_their_columns_and_the_build(client: TestClient) -> None:
    told = client.post("/v1/cypher", json={"query": QUERY, "parameters": {"least": 65}}).json()

    table = schemas.CypherTable.model_validate(told)
    assert table.columns == ["value"]
    assert table.rows[0] == [65.0]
    assert table.truncated is None
    assert table.build == client.get("/v1/exports").json()["build"]


def test_a_limit_cuts_and_says_so(client: TestClient) -> None:
    body = {"query": QUERY, "parameters": {"least": 0}, "limit": 1}
    told = client.post("/v1/cypher", json=body).json()

    assert len(told["rows"]) == 1
    assert told["truncated"] == "rows"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("MATCH (n) DETACH DELETE n", 403, id="a write"),
        pytest.param("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", 403, id="a file"),
        pytest.param("MATCH (n RETURN n", 422, id="misspelt"),
        pytest.param("", 422, id="nothing"),
    ],
)
def test_what_is_not_answered_is_a_problem(client: TestClient, query: str, status: int) -> None:
    response = client.post("/v1/cypher", json={"query": query})

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    if status == 403:
        assert "query refused" in response.json()["detail"]


def zhengtu(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from api.command import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_prints_rows(acts_url: str) -> None:
    told = zhengtu("cypher", QUERY, "--param", "least=65", "--store", acts_url, "--json")

    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["rows"][0] == [65.0]


def test_the_command_refuses_with_a_code_of_its_own(acts_url: str) -> None:
    told = zhengtu("cypher", "MATCH (n) DELETE n", "--store", acts_url)

    assert told.returncode == 7
    assert "query refused" in told.stderr
