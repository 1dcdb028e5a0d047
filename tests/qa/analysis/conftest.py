"""The desk over the library of invented acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import Library
from graph.search import open_index
from graph.store import GraphStore
from qa.analysis.desk import Desk, Desks


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    return Desks(library).desk()


@pytest.fixture
def written(embedded_store: GraphStore, tmp_path: Path) -> Iterator[Library]:
    """An empty library for what a test writes itself; the store stays open for others."""
    index = open_index(tmp_path / "search")
    yield Library(embedded_store, index)
    index.close()
