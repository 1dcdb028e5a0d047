"""A library of acts invented for lessons, read by the real reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.library import Library
from graph.search import open_index
from graph.store import GraphStore
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.analysis.desk import Desk, Desks
from qa.lessons.build import build_lesson
from qa.lessons.lesson import Lesson, LessonBrief, LessonLevel
from tests.qa.lessons.acts import ACTS, Act

ON = date(2025, 6, 1)


def write(library: Library, name: str, act: Act) -> None:
    metadata, text = act
    source = Source(name, Path(f"{name}.md"), metadata)
    library.replace(read_fragment(source, text.encode()).fragment)


@pytest.fixture
def library(embedded_store: GraphStore, tmp_path: Path) -> Iterator[Library]:
    """A fresh copy for each test; the store stays open for others."""
    index = open_index(tmp_path / "search")
    library = Library(embedded_store, index)
    for name, act in ACTS.items():
        write(library, name, act)
    yield library
    index.close()


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desks(library).desk()


@pytest.fixture
def lesson(desk: Desk) -> Lesson:
    return build_lesson(desk, LessonBrief(concepts=("C1",), level=LessonLevel.ADVANCED, as_of=ON))
