"""Likeness of meaning is a second way to the rules where there are vectors, and else is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.library import Library
from graph.open_store import open_store
from graph.search import open_index
from graph.vectors import open_vectors
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.asked.question import parse_question
from qa.search.rank import Inquiry
from qa.search.retrieve import Candidate, choose_scope
from qa.shelf.shelf import Shelf
from tests.qa.acts import ACTS

TODAY = date(2026, 6, 1)
LAY = "牵线的人能不能跟发明者要好处？"
"""Shares no word with the article that forbids brokers to ask inventors for a fee."""


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("meaning")
    store = open_store(f"embedded:{home / 'graph'}")
    with Library(store, open_index(home / "search"), open_vectors(home / "search")) as opened:
        for name in ("law", "gansu"):
            metadata, text = ACTS[name]
            source = Source(name, Path(f"{name}.md"), metadata)
            opened.replace(read_fragment(source, text.encode()).fragment)
        yield opened


def found(library: Library, question: str) -> list[Candidate]:
    edition = Shelf(library).edition()
    asked = parse_question(question, edition.names, today=TODAY)
    return Inquiry.of(asked, edition, choose_scope(asked, edition, TODAY)).retrieve()


def test_what_is_alike_in_meaning_is_found_and_says_how_much(embedded: Library) -> None:
    before = found(embedded, LAY)
    embedded.embed()
    after = found(embedded, LAY)
    alike = [c for c in after if c.matches.get("meaning")]

    assert not any("meaning" in c.matches for c in before)
    assert alike
    assert "介绍费" in "".join(text_of(embedded, c) for c in alike)
    assert all(0 <= c.matches["meaning"] <= 1 for c in alike)


def text_of(library: Library, candidate: Candidate) -> str:
    text = library.store.document(candidate.entry.id)[0].text
    return text[candidate.rule.start : candidate.rule.end]
