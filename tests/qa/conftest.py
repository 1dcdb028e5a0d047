"""A library of invented acts, read by the real reader, and the answerer over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from graph.library import Library
from graph.open_store import open_store
from graph.search import open_index
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.answer import Answerer
from tests.qa.acts import ACTS, Act

TODAY = date(2026, 6, 1)


@contextmanager
def holding(home: Path, acts: Mapping[str, Act]) -> Iterator[Library]:
    """A library of these acts by their ids, kept below ``home``."""
    store = open_store(f"embedded:{home / 'graph'}")
    with Library(store, open_index(home / "search")) as opened:
        for name, (metadata, text) in acts.items():
            source = Source(name, Path(f"{name}.md"), metadata)
            opened.replace(read_fragment(source, text.encode()).fragment)
        yield opened


@contextmanager
def answering(home: Path, acts: Mapping[str, Act]) -> Iterator[Answerer]:
    """The answerer over them."""
    with holding(home, acts) as opened:
        yield Answerer(opened, today=lambda: TODAY)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with holding(tmp_path_factory.mktemp("answers"), ACTS) as opened:
        yield opened


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    return Answerer(library, today=lambda: TODAY)
