"""What became of a library's documents, beside the graph and never part of its digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.journal import Action, Journal, JournalChange, open_journal
from graph.library import Library
from graph.search import open_index
from graph.store import GraphStore
from tests.graph.fragments import ARTICLES, make_fragment

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """One hour later at each look."""

    def __init__(self) -> None:
        self.hours = 0

    def __call__(self) -> datetime:
        self.hours += 1
        return START + timedelta(hours=self.hours)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def library(embedded_store: GraphStore, folder: Path) -> Iterator[Library]:
    index = open_index(folder)
    yield Library(embedded_store, index, journal=open_journal(folder, Clock()))
    index.close()


def _journal(library: Library) -> Journal:
    journal = library.journal()
    assert journal
    return journal


def _told(changes: list[JournalChange]) -> list[tuple[str, str]]:
    return [(change.action.value, change.document_id) for change in changes]


RAISED = (ARTICLES[0], ARTICLES[1].replace("六十", "七十"), ARTICLES[2])


def test_adding_replacing_and_removing_are_told_in_order(library: Library) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    library.replace(make_fragment("a-1", articles=RAISED))
    library.commit()
    library.remove("a-1")

    assert _told(_journal(library).changes()) == [
        ("added", "a-1"),
        ("replaced", "a-1"),
        ("removed", "a-1"),
    ]


def test_writing_the_same_again_is_no_change(library: Library) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    library.replace(make_fragment("a-1"))

    assert len(_journal(library).changes()) == 1


def test_a_replaced_document_tells_which_statements_came_and_went(library: Library) -> None:
    for articles in (RAISED, ARTICLES, RAISED):
        library.replace(make_fragment("a-1", articles=articles))
        library.commit()
    came, went = (change.difference for change in _journal(library).changes()[1:])

    assert came
    assert went
    assert [said.value for said in came.added] == ["百分之六十"]
    assert [said.value for said in went.removed] == ["百分之六十"]
    assert came.removed == went.added == ()


def test_words_that_only_moved_are_no_news(library: Library) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    longer = (f"{ARTICLES[0]}本条自明年起适用。", *ARTICLES[1:])
    library.replace(make_fragment("a-1", articles=longer))
    changed = _journal(library).changes()[-1].difference

    assert changed
    assert not [said for said in (*changed.added, *changed.removed) if said.kind == "Norm"]


def test_what_was_removed_can_still_be_read(library: Library) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    library.remove("a-1")
    gone = _journal(library).changes()[-1]

    assert gone.title == "a-1实施办法"
    assert gone.regions == ("云溪省",)
    assert gone.difference
    assert "百分之六十" in [said.value for said in gone.difference.removed]


def test_what_was_there_before_the_journal_is_no_change(
    embedded_store: GraphStore, folder: Path
) -> None:
    embedded_store.replace(make_fragment("a-1"))
    index = open_index(folder)
    library = Library(embedded_store, index, journal=open_journal(folder, Clock()))
    library.replace(make_fragment("b-1"))

    assert _told(_journal(library).changes()) == [("added", "b-1")]
    index.close()


def test_what_another_machine_wrote_is_noticed_though_not_how(
    library: Library, embedded_store: GraphStore
) -> None:
    library.replace(make_fragment("a-1"))
    library.replace(make_fragment("b-1"))
    library.commit()
    embedded_store.replace(make_fragment("a-1", articles=RAISED))
    embedded_store.remove("b-1")
    changes = _journal(library).changes(after=2)

    assert _told(changes) == [("replaced", "a-1"), ("removed", "b-1")]
    assert [change.difference for change in changes] == [None, None]


def test_builds_are_remembered_with_what_led_to_them(library: Library) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    first = library.build()
    library.replace(make_fragment("b-1"))
    library.commit()
    builds = {build.build: build for build in _journal(library).builds()}

    assert _told(_journal(library).changes(after=builds[first].after)) == [("added", "b-1")]
    assert builds[first].at < builds[library.build()].at


def test_the_journal_leaves_the_build_as_it_is(
    library: Library, embedded_store: GraphStore, tmp_path: Path
) -> None:
    library.replace(make_fragment("a-1"))
    library.commit()
    with_journal = library.build()
    embedded_store.remove("a-1")
    index = open_index(tmp_path / "other")
    without = Library(embedded_store, index)
    without.replace(make_fragment("a-1"))
    without.commit()

    assert without.build() == with_journal
    assert without.journal() is None
    index.close()


def test_two_processes_that_note_one_change_tell_it_once(folder: Path) -> None:
    fragment = make_fragment("a-1")
    journals = [open_journal(folder, Clock()), open_journal(folder, Clock())]
    for journal in journals:
        journal.note(Action.ADDED, "a-1", fragment.head, digest="1" * 64, difference=None)
    for journal in journals:
        journal.write("build")

    assert len(journals[0].changes()) == 1
    assert len(journals[0].builds()) == 1
