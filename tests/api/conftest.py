"""One embedded library of invented acts for all tests of the ways in; nobody writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import Settings
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources
from tests.api.invented import write_acts


@pytest.fixture(scope="session")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_acts(tmp_path_factory.mktemp("acts"))


@pytest.fixture(scope="session")
def acts_url(acts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a store that holds the acts; open all the session, so that it is started once."""
    url = f"embedded:{tmp_path_factory.mktemp('store')}"
    with open_library(url) as library:
        ingest(find_sources([acts]), library, workers=1)
        yield url


@pytest.fixture(scope="session")
def client(acts_url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=acts_url))) as opened:
        yield opened
