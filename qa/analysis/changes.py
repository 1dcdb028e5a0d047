"""What changed for a concept, a region or a policy since a day or a build.

Two kinds of news: what became of the documents (from the journal), and what the law itself brought
in that time (a text came into force, was amended, repealed, or a deadline passed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from hashlib import sha256

from graph.errors import InvalidInput, NotFound
from graph.journal import Action, Journal, JournalChange
from graph.journal_diff import HeadChange, Said
from graph.model import Measure, Norm, Statement
from graph.store import DocumentEntry
from qa.analysis.asked import asked_concepts, asked_regions, with_narrower
from qa.analysis.desk import Desk
from qa.analysis.findings import Source, value_of
from qa.analysis.timeline import (
    EventKind,
    Happening,
    TimelineEvent,
    event_of,
    happenings,
    last_day,
)

_STATEMENTS = 20
"""Statements shown of one item; ``statements`` counts them all."""
_NEWS = (
    *(EventKind.EFFECTIVE, EventKind.AMENDED, EventKind.PARTLY_REPEALED),
    *(EventKind.REPEALED, EventKind.EXPIRES, EventKind.DEADLINE),
)
"""Events that change what holds. A day of adoption in the past is told when the text is added."""
_SHORTEST_BUILD = 8


class ChangeKind(StrEnum):
    ADDED = "added"
    """入库: a document came into the library."""
    REPLACED = "replaced"
    """更新: a document was read anew, from another source or by better rules or a curator."""
    REMOVED = "removed"
    """移出."""
    EVENT = "event"
    """A text came into force, was amended or repealed, or a deadline passed."""


_LABELS = {
    ChangeKind.ADDED: "入库",
    ChangeKind.REPLACED: "更新",
    ChangeKind.REMOVED: "移出",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedStatement:
    """A statement that came or went."""

    id: str
    """Of the node; one that went is no longer found by it. Empty for a relation of policies."""
    kind: str
    """Norm, Measure …, or a predicate: BASED_ON, REPEALS …"""
    name: str
    modality: str
    value: str
    """As printed; empty for what has none."""
    quote: str
    locator: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeItem:
    id: str
    """Stable: the same news has the same id, as readers of feeds expect."""
    at: datetime
    """Of a document, when the library learned of it; of an event, the start of its day, and of a
    month or year the last day. UTC."""
    kind: ChangeKind
    label: str
    """In Chinese: 入库, 更新, 移出, 施行, 修改, 废止 …"""
    document_id: str
    title: str
    policy_id: str
    regions: tuple[str, ...]
    basis: str
    """Of an event: what says so."""
    head: tuple[HeadChange, ...]
    """Fields of the head that are others than before."""
    added: tuple[ChangedStatement, ...]
    """What it says now; of a concept only those that fall under it."""
    removed: tuple[ChangedStatement, ...]
    statements: int
    """How many came and went, those not shown included."""
    detailed: bool
    """Whether it is known which statements came and went; not where another machine wrote."""
    source: Source | None
    """Of an event: the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Newest first."""

    items: tuple[ChangeItem, ...]
    total: int
    since: datetime | None
    journal_since: datetime | None
    """From when on what became of documents is known here; null without a journal."""
    complete: bool
    """Whether the journal reaches back to ``since``."""
    next_cursor: str | None
    build: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    concepts: frozenset[str]
    regions: frozenset[str]
    policy: str


def changes(
    desk: Desk,
    journal: Journal | None,
    on: date,
    *,
    since: str = "",
    concept: str = "",
    region: str = "",
    policy: str = "",
    skip: int = 0,
    limit: int = 100,
) -> ChangePage:
    """``since`` is a day, or a build (or its first characters, 8 at least), which is left out.

    Raises InvalidInput for what is neither, NotFound for a build that the journal does not know
    and for a concept, region or policy that is none.
    """
    start, after = _start(journal, since)
    wanted = _Wanted(
        concepts=with_narrower(c.notation for c in asked_concepts([concept] if concept else [])),
        regions=frozenset(asked_regions([region] if region else [], desk)),
        policy=desk.policy(policy) if policy else "",
    )
    news: list[News] = list(_of_documents(desk, journal, start, after, wanted))
    news += _events(desk, start, on, wanted)
    news.sort(key=_newest, reverse=True)
    begins = journal.builds()[0].at if journal and journal.has_begun() else None
    return ChangePage(
        items=tuple(_item(desk, one, on, wanted.concepts) for one in news[skip : skip + limit]),
        total=len(news),
        since=start,
        journal_since=begins,
        complete=begins is not None and (start is None or begins <= start),
        next_cursor=None,
        build=desk.build,
    )


def _start(journal: Journal | None, since: str) -> tuple[datetime | None, int]:
    """The moment, and the number of the last change before it where a build was given."""
    if not since:
        return None, 0
    try:
        return datetime.combine(date.fromisoformat(since), time(), UTC), 0
    except ValueError:
        pass
    if len(since) < _SHORTEST_BUILD or set(since) - set("0123456789abcdef"):
        raise InvalidInput(f"since {since!r} is neither a day (2026-01-31) nor a build")
    builds = [b for b in (journal.builds() if journal else []) if b.build.startswith(since)]
    if not builds:
        raise NotFound(f"the journal here does not know the build {since!r}; give a day instead")
    return builds[-1].at, builds[-1].after


News = JournalChange | Happening
"""What is told, before its statements and quotes are looked up for the page that shows it."""


def _newest(news: News) -> tuple[datetime, str]:
    return _moment(news), _news_id(news)


def _moment(news: News) -> datetime:
    if isinstance(news, JournalChange):
        return news.at
    return datetime.combine(last_day(news.date), time(), UTC)


def _news_id(news: News) -> str:
    if isinstance(news, JournalChange):
        return _id(news.action.value, news.document_id, news.digest, news.at.isoformat())
    indicator = news.target.name if news.target else ""
    return _id("event", news.kind.value, news.entry.id, news.date, news.by or indicator)


def _item(desk: Desk, news: News, on: date, concepts: frozenset[str]) -> ChangeItem:
    if isinstance(news, JournalChange):
        return _document_item(desk, news, concepts)
    return _event_item(news, event_of(desk, news, on))


def _of_documents(
    desk: Desk, journal: Journal | None, start: datetime | None, after: int, wanted: _Wanted
) -> Iterator[JournalChange]:
    for change in journal.changes(after) if journal else []:
        if start and not after and change.at < start:
            continue
        if wanted.policy and change.policy_id != wanted.policy:
            continue
        if wanted.regions and wanted.regions.isdisjoint(change.regions):
            continue
        if not wanted.concepts or _touches(desk, change, wanted.concepts):
            yield change


def _touches(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> bool:
    found = change.difference
    if found is None:
        return bool(_says_now(desk, change, concepts))
    return bool(_under(found.added, concepts) or _under(found.removed, concepts))


def _document_item(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> ChangeItem:
    found = change.difference
    added = list(_under(found.added, concepts)) if found else []
    removed = list(_under(found.removed, concepts)) if found else []
    now = [] if found else _says_now(desk, change, concepts)
    shown = [_changed(said) for said in added[:_STATEMENTS]]
    shown += [_statement(desk, desk.statements[id_]) for id_ in now[:_STATEMENTS]]
    kind = ChangeKind(change.action.value)
    return ChangeItem(
        id=_news_id(change),
        at=change.at,
        kind=kind,
        label=_LABELS[kind],
        document_id=change.document_id,
        title=change.title,
        policy_id=change.policy_id,
        regions=change.regions,
        basis="",
        head=found.head if found else (),
        added=tuple(shown),
        removed=tuple(_changed(said) for said in removed[:_STATEMENTS]),
        statements=len(added) + len(removed) + len(now),
        detailed=found is not None or change.action is Action.ADDED,
        source=None,
    )


def _says_now(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> list[str]:
    """Ids of what a document says that was added, or of which it was not seen how it changed."""
    entry = desk.entries.get(change.document_id)
    if entry is None or entry.fragment_digest != change.digest:
        return []
    return [
        id_
        for id_ in desk.stated_in(change.document_id, 0, entry.characters)
        if not concepts or not concepts.isdisjoint(desk.concepts_of.get(id_, ()))
    ]


def _statement(desk: Desk, statement: Statement) -> ChangedStatement:
    value = value_of(statement)
    return ChangedStatement(
        id=statement.id,
        kind=statement.kind.value,
        name=statement.name,
        modality=statement.modality.value if isinstance(statement, (Measure, Norm)) else "",
        value=value.text if value else "",
        quote=statement.evidence.quote,
        locator=desk.locator(statement.evidence),
        concepts=desk.concepts_of.get(statement.id, ()),
    )


def _changed(said: Said) -> ChangedStatement:
    return ChangedStatement(
        id=said.id,
        kind=said.kind,
        name=said.name,
        modality=said.modality,
        value=said.value,
        quote=said.quote,
        locator=said.locator,
        concepts=said.concepts,
    )


def _under(statements: Sequence[Said], concepts: frozenset[str]) -> list[Said]:
    return [s for s in statements if not concepts or not concepts.isdisjoint(s.concepts)]


def _events(desk: Desk, start: datetime | None, on: date, wanted: _Wanted) -> Iterator[Happening]:
    """What became law, was changed or fell due after the start, up to the day."""
    if start is None:
        return
    for work in sorted(desk.by_policy) if not wanted.policy else [wanted.policy]:
        for entry in desk.by_policy.get(work, ()):
            if not _concerns(desk, entry, wanted):
                continue
            for one in happenings(desk, entry):
                if one.kind in _NEWS and start.date() < last_day(one.date) <= on:
                    yield one


def _concerns(desk: Desk, entry: DocumentEntry, wanted: _Wanted) -> bool:
    if wanted.regions and wanted.regions.isdisjoint(entry.head.regions):
        return False
    return not wanted.concepts or any(
        not wanted.concepts.isdisjoint(desk.concepts_of.get(id_, ()))
        for id_ in desk.stated_in(entry.id, 0, entry.characters)
    )


def _event_item(news: Happening, event: TimelineEvent) -> ChangeItem:
    head = news.entry.head
    return ChangeItem(
        id=_news_id(news),
        at=_moment(news),
        kind=ChangeKind.EVENT,
        label=event.label,
        document_id=event.document_id,
        title=head.title,
        policy_id=head.policy_id,
        regions=head.regions,
        basis=event.basis,
        head=(),
        added=(),
        removed=(),
        statements=0,
        detailed=True,
        source=event.source,
    )


def _id(*parts: str) -> str:
    digest = sha256("\x1f".join(parts).encode()).hexdigest()[:32]
    return f"urn:zhengtu:change:{digest}"
