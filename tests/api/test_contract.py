"""The HTTP interface keeps what its description promises, whatever is sent to it, on every store.

Requests are generated from the description, good ones and bad ones, the same in every run. A reply
has a status, a type, headers and a body that the description names; what breaks the description is
refused; and no request is a fault of the server.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from graph.library import open_library
from graph.store import GraphStore
from ingest.pipeline import ingest
from ingest.source import find_sources
from tests.api.serving import served

Operation = APIOperation[Any, Any, Any, Any]
AnyCase = Case[Any]
EXAMPLES = int(os.environ.get("ZHENGTU_TEST_EXAMPLES", "2"))
"""Good and bad requests each, for each operation: a minute for both stores."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
PATIENCE = 60.0
WRITES = ("post", "put", "delete")
CORRECTION = {"verdict": "accept", "author": "王审校", "reason": "对照原文"}

bounded = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def base(acts: Path, store: GraphStore, store_url: str) -> Iterator[str]:
    """A server over the acts, in each kind of store."""
    with open_library(store_url) as library:
        ingest(find_sources([acts]), library, workers=1)
    with served(store_url) as address:
        yield address
    store.correct(undo=[correction.id for correction in store.corrections()])


def known(base: str) -> dict[str, Any]:
    """Values of path parameters that lead to something."""
    web = httpx.Client(base_url=base, timeout=PATIENCE)
    outline = web.get("/v1/documents/qh-001").json()["outline"]
    article = next(entry["id"] for entry in outline if entry["label"] == "第三条")
    told = web.get(f"/v1/provisions/{article}").json()
    statement = told["statements"][0]["id"]
    made = web.post("/v1/corrections", json=CORRECTION | {"statement_id": statement})
    files = {"files": ("办法.md", "第一条 为了云溪，制定本办法。".encode())}
    job = web.post("/v1/uploads", files=files).json()
    deadline = time.monotonic() + PATIENCE
    while web.get(f"/v1/jobs/{job['id']}").json()["ended_at"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    while web.get("/v1/sparql", params={"query": "ASK {}"}).status_code == 503:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    web.close()
    return {
        "document_id": "qh-001",
        "provision_id": article,
        "node_id": statement,
        "correction_id": made.json()["correction"]["id"],
        "job_id": job["id"],
        "number": 1,
        "policy": "policy:青海省科技成果落地办法",
        "region": "青海省",
        "kind": "institution",
        "name": "青海省人民代表大会常务委员会",
    }


def test_every_operation_keeps_its_contract(base: str) -> None:
    values = known(base)
    schema = schemathesis.openapi.from_url(f"{base}/openapi.json")
    operations = [cast("Ok[Operation]", found).ok() for found in schema.get_all_operations()]
    # What changes the library comes last: the rest is then asked of one build.
    operations.sort(key=lambda op: (op.method in WRITES, op.method == "delete"))
    broken: dict[str, str] = {}
    for operation in operations:
        for told in faults_of(operation, values):
            broken.setdefault(operation.label, told)

    assert len(operations) > 30
    assert broken == {}, "\n\n".join(broken.values())


def faults_of(
    operation: APIOperation[Any, Any, Any, Any], values: Mapping[str, Any]
) -> Iterator[str]:
    """What goes wrong with requests by the description, on what is there, and against it."""
    names = {parameter.name for parameter in operation.path_parameters}
    there = {name: values[name] for name in names & values.keys()}
    for mode, fixed in (
        (GenerationMode.POSITIVE, there if operation.method != "delete" else {}),
        (GenerationMode.POSITIVE, {}),
        (GenerationMode.NEGATIVE, {}),
    ):
        if fault := fault_of(operation, mode, fixed):
            yield fault


def fault_of(operation: Operation, mode: GenerationMode, fixed: Mapping[str, Any]) -> str:
    strategy = operation.as_strategy(mode, path_parameters=dict(fixed) or None)

    @bounded
    @given(case=strategy)
    def send(case: AnyCase) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        send()
    except Unsatisfiable:
        return ""  # nothing can be wrong with a request that takes nothing
    except (FailureGroup, AssertionError) as fault:
        return f"{operation.label}: {fault}"
    return ""


def test_examples_of_the_description_are_taken(base: str) -> None:
    known(base)
    described = httpx.get(f"{base}/openapi.json", timeout=PATIENCE).json()
    asked = described["components"]["schemas"]["Ask"]["examples"]
    told = [httpx.post(f"{base}/v1/answers", json=example, timeout=PATIENCE) for example in asked]

    assert [response.status_code for response in told] == [200] * len(asked)
    assert json.dumps(described)
