"""What changed for a concept, a region or a policy since a day or a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.errors import InvalidInput, NotFound
from graph.journal import open_journal
from graph.library import Library
from graph.search import open_index
from graph.store import GraphStore
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.analysis.changes import ChangeKind, ChangePage, changes
from qa.analysis.desk import Desks
from tests.graph.fragments import make_fragment
from tests.qa.acts import ACTS

TODAY = date(2026, 6, 1)


class Clock:
    def __init__(self) -> None:
        self.day = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journalled(embedded_store: GraphStore, tmp_path: Path, clock: Clock) -> Iterator[Library]:
    index = open_index(tmp_path / "search")
    yield Library(embedded_store, index, journal=open_journal(tmp_path, clock))
    index.close()


@pytest.fixture
def put(journalled: Library) -> Callable[..., None]:
    """Read one of the invented acts, with some words put for others."""

    def put(name: str, old: str = "", new: str = "") -> None:
        metadata, text = ACTS[name]
        words = text.replace(old, new) if old else text
        source = Source(name, Path(f"{name}.md"), metadata)
        journalled.replace(read_fragment(source, words.encode()).fragment)
        journalled.commit()

    return put


def _changes(library: Library, **asked: str) -> ChangePage:
    return changes(Desks(library).desk(), library.journal(), TODAY, **asked)  # type: ignore[arg-type]


def test_a_share_that_was_raised_is_told_with_both_figures(
    journalled: Library, put: Callable[..., None]
) -> None:
    put("gansu")
    before = journalled.build()
    put("gansu", "提取不低于百分之六十五", "提取不低于百分之八十")
    put("qinghai")
    found = _changes(journalled, since=before, concept="C1", region="甘肃")

    assert [(i.kind, i.document_id) for i in found.items] == [(ChangeKind.REPLACED, "gansu")]
    assert "百分之八十" in [s.value for s in found.items[0].added]
    assert "百分之六十五" in [s.value for s in found.items[0].removed]
    assert all("C1" in s.concepts for s in found.items[0].added)


def test_a_new_document_tells_what_it_says_on_the_concept(
    journalled: Library, put: Callable[..., None]
) -> None:
    put("law")
    before = journalled.build()
    put("qinghai")
    (item,) = _changes(journalled, since=before[:12], concept="收益分配与薪酬激励").items

    assert item.kind is ChangeKind.ADDED
    assert "百分之七十五" in [s.value for s in item.added]
    assert item.added[0].locator


def test_a_change_that_leaves_the_concept_alone_is_no_news_of_it(
    journalled: Library, put: Callable[..., None]
) -> None:
    put("gansu")
    before = journalled.build()
    put("gansu", "每两年更新一次", "每三年更新一次")

    assert _changes(journalled, since=before).total == 1
    assert _changes(journalled, since=before, concept="C1").total == 0


def test_since_a_day_the_law_itself_brings_news(
    journalled: Library, put: Callable[..., None]
) -> None:
    put("market-2012")
    put("market-2024")
    found = _changes(journalled, since="2025-01-01", policy="甘肃省技术交易管理条例")
    events = [(i.label, i.document_id) for i in found.items if i.kind is ChangeKind.EVENT]

    assert sorted(events) == [("修改", "market-2012"), ("施行", "market-2024")]
    assert not found.complete  # the journal is younger


def test_news_is_sorted_with_the_newest_first_and_paged(
    journalled: Library, put: Callable[..., None], clock: Clock
) -> None:
    put("law")
    clock.day = datetime(2026, 2, 1, tzinfo=UTC)
    put("gansu")
    whole = _changes(journalled).items
    second = changes(Desks(journalled).desk(), journalled.journal(), TODAY, skip=1, limit=1).items

    assert [i.document_id for i in whole] == ["gansu", "law"]
    assert second == whole[1:]
    assert [i.document_id for i in _changes(journalled, since="2026-01-15").items] == ["gansu"]


def test_what_was_removed_is_told_with_what_it_said(
    journalled: Library, put: Callable[..., None]
) -> None:
    put("qinghai")
    journalled.remove("qinghai")
    newest = _changes(journalled, region="青海省", concept="C1").items[0]

    assert newest.kind is ChangeKind.REMOVED
    assert "百分之七十五" in [s.value for s in newest.removed]


def test_the_same_news_has_the_same_id(journalled: Library, put: Callable[..., None]) -> None:
    put("law")

    assert _changes(journalled).items[0].id == _changes(journalled, region="全国").items[0].id


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        pytest.param({"since": "last week"}, InvalidInput, id="neither day nor build"),
        pytest.param({"since": "abc"}, InvalidInput, id="too short for a build"),
        pytest.param({"since": "0" * 64}, NotFound, id="a build never seen"),
        pytest.param({"concept": "Z9"}, NotFound, id="no concept"),
        pytest.param({"region": "云梦泽"}, NotFound, id="no region"),
        pytest.param({"policy": "没有的法"}, NotFound, id="no policy"),
    ],
)
def test_what_is_not_known_is_refused(
    journalled: Library, asked: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _changes(journalled, **asked)


def test_a_deadline_of_a_year_passes_with_its_last_day(journalled: Library) -> None:
    journalled.replace(make_fragment("yunxi-1"))
    desk = Desks(journalled).desk()
    told = [
        [i.label for i in changes(desk, None, on, since="2027-06-01").items]
        for on in (date(2027, 12, 30), date(2027, 12, 31))
    ]

    assert told == [[], ["目标期限"]]
