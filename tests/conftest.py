"""What tests of several parts need: the real documents beside the checkout, and open stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """One embedded store for the whole session; tests take ``embedded_store``."""
    store = open_store(f"embedded:{tmp_path_factory.mktemp('embedded')}")
    yield store
    store.close()


@pytest.fixture
def embedded_store(embedded_server: GraphStore) -> GraphStore:
    """An empty embedded store."""
    return emptied(embedded_server)


def emptied(store: GraphStore) -> GraphStore:
    for entry in store.documents():
        store.remove(entry.id)
    return store


@pytest.fixture(params=["embedded"])
def store(request: pytest.FixtureRequest) -> GraphStore:
    """An empty store of each kind in turn: what a test asks of it is the contract."""
    opened: GraphStore = request.getfixturevalue(f"{request.param}_server")
    return emptied(opened)
