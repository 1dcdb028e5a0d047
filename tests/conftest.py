"""What tests of several parts need: the real documents beside the checkout, and open stores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import neo4j_server
from graph.open_store import open_store
from graph.store import GraphStore

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The real documents, which are never committed."""
    path = ROOT.parent / "shared" / "corpus"
    if not (path / "manifest.jsonl").is_file():
        pytest.skip(f"the real documents are not at {path}")
    return path


@pytest.fixture(scope="session")
def embedded_server_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """One embedded store for the whole session; tests take ``embedded_store``."""
    store = open_store(f"embedded:{tmp_path_factory.mktemp('embedded')}")
    yield store
    store.close()


@pytest.fixture
def embedded_store(embedded_server_store: GraphStore) -> GraphStore:
    """An empty embedded store."""
    return emptied(embedded_server_store)


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``NEO4J_URI`` where it is set, else a server of our own that lives as long as the session.

    Without Java or Maven that fails and names the command to run; ``ZHENGTU_TEST_NEO4J=0`` skips
    instead, but never in CI.
    """
    if url := os.environ.get("NEO4J_URI"):
        yield url
        return
    if os.environ.get("ZHENGTU_TEST_NEO4J") == "0" and os.environ.get("CI") != "true":
        pytest.skip("ZHENGTU_TEST_NEO4J=0")
    home = tmp_path_factory.mktemp("neo4j")
    server = neo4j_server.up(home)
    yield f"bolt://{server.user}:{server.password}@{neo4j_server.HOST}:{server.port}"
    neo4j_server.down(home)


@pytest.fixture(scope="session")
def neo4j_server_store(neo4j_url: str) -> Iterator[GraphStore]:
    """One store in Neo4j for the whole session; tests take ``store``."""
    store = open_store(neo4j_url)
    yield store
    store.close()


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> GraphStore:
    """An empty store of each kind in turn: what a test asks of it is the contract."""
    fixtures = {"embedded": "embedded_server_store", "neo4j": "neo4j_server_store"}
    opened: GraphStore = request.getfixturevalue(fixtures[request.param])
    return emptied(opened)


def emptied(store: GraphStore) -> GraphStore:
    for entry in store.documents():
        store.remove(entry.id)
    return store
