"""A library of invented acts, read by the real reader, and the answerer over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.library import Library
from graph.open_store import open_store
from graph.search import open_index
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.answer import Answerer
from tests.qa.acts import ACTS

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("answers")
    store = open_store(f"embedded:{home / 'graph'}")
    with Library(store, open_index(home / "search")) as opened:
        for name, (metadata, text) in ACTS.items():
            source = Source(name, Path(f"{name}.md"), metadata)
            opened.replace(read_fragment(source, text.encode()).fragment)
        yield opened


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    return Answerer(library, today=lambda: TODAY)
