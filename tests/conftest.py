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
def embedded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"embedded:{tmp_path_factory.mktemp('embedded')}"


@pytest.fixture(scope="session")
def embedded_session(embedded_url: str) -> Iterator[GraphStore]:
    """Open as long as the session, so that the server is started once."""
    store = open_store(embedded_url)
    yield store
    store.close()


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
    server = neo4j_server.up(home, ends_with_us=True)
    yield f"bolt://{server.user}:{server.password}@{neo4j_server.HOST}:{server.port}"
    neo4j_server.down(home)


@pytest.fixture(scope="session")
def neo4j_session(neo4j_url: str) -> Iterator[GraphStore]:
    """Open as long as the session. Refuses a database that is not ours to empty."""
    store = open_store(neo4j_url)
    if store.documents():
        store.close()
        pytest.fail("NEO4J_URI leads to a store with documents, and tests would empty it")
    yield store
    emptied(store).close()


@pytest.fixture
def embedded_store(embedded_session: GraphStore) -> GraphStore:
    """An empty embedded store."""
    return emptied(embedded_session)


@pytest.fixture(params=["embedded", "neo4j"])
def store_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(request: pytest.FixtureRequest, store_kind: str) -> GraphStore:
    """An empty store of each kind in turn: what a test asks of it is the contract."""
    opened: GraphStore = request.getfixturevalue(f"{store_kind}_session")
    return emptied(opened)


@pytest.fixture
def store_url(request: pytest.FixtureRequest, store_kind: str) -> str:
    """Where the store of the same test can be opened once more."""
    return str(request.getfixturevalue(f"{store_kind}_url"))


def emptied(store: GraphStore) -> GraphStore:
    for entry in store.documents():
        store.remove(entry.id)
    store.correct(undo=[correction.id for correction in store.corrections()])
    return store
