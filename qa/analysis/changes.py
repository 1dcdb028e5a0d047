"""What changed for a concept, a region or a policy since a day or a build.

Two kinds of news: what became of the documents (from the journal), and what the law itself brought
in that time (a text came into force, was amended, repealed, or a deadline passed).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.dates import CHINA
from graph.journal import Action, Journal, JournalChange
from graph.journal_diff import HeadChange, Said
from graph.model import Measure, Norm, Statement
from qa.analysis.asked import asked_concepts, asked_regions, with_narrower
from qa.analysis.desk import Desk
from qa.analysis.findings import Source, value_of
from qa.analysis.news import (
    News,
    Wanted,
    moment_of,
    news_id,
    news_since,
    says_now,
    start_of,
    under,
)
from qa.analysis.showing import locator_of
from qa.analysis.timeline import Happening, TimelineEvent, event_of

_STATEMENTS = 20
"""Statements shown of one item; ``statements`` counts them all."""


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
    month or year the last day. In China's time."""
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
    start, after = start_of(journal, since)
    wanted = Wanted(
        concepts=with_narrower(c.notation for c in asked_concepts([concept] if concept else [])),
        regions=frozenset(asked_regions([region] if region else [], desk)),
        policy=desk.policy(policy) if policy else "",
    )
    news = news_since(desk, journal, on=on, start=start, after=after, wanted=wanted)
    begins = journal.builds()[0].at.astimezone(CHINA) if journal and journal.has_begun() else None
    return ChangePage(
        items=tuple(_item(desk, one, on, wanted.concepts) for one in news[skip : skip + limit]),
        total=len(news),
        since=start,
        journal_since=begins,
        complete=begins is not None and (start is None or begins <= start),
        next_cursor=None,
        build=desk.build,
    )


def _item(desk: Desk, news: News, on: date, concepts: frozenset[str]) -> ChangeItem:
    if isinstance(news, JournalChange):
        return _document_item(desk, news, concepts)
    return _event_item(news, event_of(desk, news, on))


def _document_item(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> ChangeItem:
    found = change.difference
    added = list(under(found.added, concepts)) if found else []
    removed = list(under(found.removed, concepts)) if found else []
    now = [] if found else says_now(desk, change, concepts)
    shown = [_changed(said) for said in added[:_STATEMENTS]]
    shown += [_statement(desk, desk.statements[id_]) for id_ in now[:_STATEMENTS]]
    kind = ChangeKind(change.action.value)
    return ChangeItem(
        id=news_id(change),
        at=moment_of(change),
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


def _statement(desk: Desk, statement: Statement) -> ChangedStatement:
    value = value_of(statement)
    return ChangedStatement(
        id=statement.id,
        kind=statement.kind.value,
        name=statement.name,
        modality=statement.modality.value if isinstance(statement, (Measure, Norm)) else "",
        value=value.text if value else "",
        quote=statement.evidence.quote,
        locator=locator_of(desk, statement.evidence),
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


def _event_item(news: Happening, event: TimelineEvent) -> ChangeItem:
    head = news.entry.head
    return ChangeItem(
        id=news_id(news),
        at=moment_of(news),
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
