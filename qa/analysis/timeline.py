"""The dated events of a policy or a region: made, published, in force, changed, ended, due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.dates import find_dates
from graph.model import Evidence, Fact, FactSource, NodeKind, Predicate, Target
from graph.store import DocumentEntry
from qa.analysis.asked import asked_regions
from qa.analysis.desk import Desk
from qa.analysis.findings import Source, StatedValue, value_of


class EventKind(StrEnum):
    WRITTEN = "written"
    """成文、通过."""
    PUBLISHED = "published"
    """公布."""
    EFFECTIVE = "effective"
    """施行."""
    FIRST_EFFECTIVE = "first_effective"
    """首次施行: of the first text of an act that was amended since."""
    AMENDED = "amended"
    """修改: another text changed it."""
    AMENDED_BEFORE = "amended_before"
    """历次修改: an earlier amendment of the act, which this text already holds."""
    PARTLY_REPEALED = "partly_repealed"
    """部分废止."""
    REPEALED = "repealed"
    """废止."""
    EXPIRES = "expires"
    """失效: its own period ends."""
    DEADLINE = "deadline"
    """目标期限."""


_LABELS = {
    EventKind.WRITTEN: "成文",
    EventKind.PUBLISHED: "公布",
    EventKind.EFFECTIVE: "施行",
    EventKind.FIRST_EFFECTIVE: "首次施行",
    EventKind.AMENDED: "修改",
    EventKind.AMENDED_BEFORE: "历次修改",
    EventKind.PARTLY_REPEALED: "部分废止",
    EventKind.REPEALED: "废止",
    EventKind.EXPIRES: "失效",
    EventKind.DEADLINE: "目标期限",
}
_FACTS = {
    "written": EventKind.WRITTEN,
    "published": EventKind.PUBLISHED,
    "effective": EventKind.EFFECTIVE,
    "first_effective": EventKind.FIRST_EFFECTIVE,
    "expires": EventKind.EXPIRES,
}
_CHANGES = {
    "amended": EventKind.AMENDED,
    "partly": EventKind.PARTLY_REPEALED,
    "repealed": EventKind.REPEALED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    date: str
    """ISO 8601, as exact as the text: 2025, 2025-06 or 2025-06-30."""
    kind: EventKind
    label: str
    """The kind in Chinese."""
    document_id: str
    """The text that it happened to."""
    title: str
    basis: str
    """What says so: 题注, 附则第四十五条, manifest, the title of another act …"""
    by: str | None
    """Document that did it to this one."""
    target: StatedValue | None
    """Of a deadline."""
    indicator: str
    past: bool
    """Whether it lies before or on the day that was asked for."""
    source: Source | None
    """The quote; null where only metadata tells the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Earliest first."""

    of: str
    """The policy's title or the region's name."""
    items: tuple[TimelineEvent, ...]
    total: int
    undated: tuple[str, ...]
    """Ids of texts that tell no day at all."""
    next_cursor: str | None
    as_of: date
    build: str


def policy_timeline(
    desk: Desk, name: str, on: date, *, skip: int = 0, limit: int = 200
) -> Timeline:
    """Events of every text of the work. Raises NotFound where the library names no such policy."""
    work = desk.policy(name)
    entries = desk.by_policy.get(work, ())
    return _timeline(desk, desk.name(work), entries, on, page=slice(skip, skip + limit))


def region_timeline(
    desk: Desk, name: str, on: date, *, skip: int = 0, limit: int = 200
) -> Timeline:
    """Events of every text of the region. Raises NotFound for a name that is no region."""
    (region,) = asked_regions([name], desk)
    entries = [desk.entries[id_] for id_ in desk.by_region.get(region, ())]
    return _timeline(desk, region, entries, on, page=slice(skip, skip + limit))


def _timeline(
    desk: Desk, of: str, entries: Iterable[DocumentEntry], on: date, *, page: slice
) -> Timeline:
    held = list(entries)
    events = [event for entry in held for event in _events(desk, entry, on)]
    order = list(EventKind)
    events.sort(key=lambda e: (e.date, order.index(e.kind), e.document_id, e.indicator, e.basis))
    dated = {event.document_id for event in events}
    return Timeline(
        of=of,
        items=tuple(events[page]),
        total=len(events),
        undated=tuple(entry.id for entry in held if entry.id not in dated),
        next_cursor=None,
        as_of=on,
        build=desk.build,
    )


def _events(desk: Desk, entry: DocumentEntry, on: date) -> Iterator[TimelineEvent]:
    for fact in _dated_facts(entry):
        source = desk.source(fact.evidence, on) if fact.evidence else None
        yield _event(entry, _FACTS[fact.field], fact.value, fact.basis, on, source=source)
    for change in desk.validity.changes(entry.id):
        kind = _CHANGES[change.status.value]
        said = _said_by(desk, change.document_id, entry)
        yield _event(
            entry,
            kind,
            change.day.isoformat(),
            change.basis,
            on,
            by=change.document_id,
            source=desk.source(said, on) if said else None,
        )
    for day, line in _amendments(desk, entry):
        source = desk.source(line, on)
        yield _event(entry, EventKind.AMENDED_BEFORE, day, "题注", on, source=source)
    for target in _targets(desk, entry.id):
        source = desk.source(target.evidence, on)
        yield _event(
            entry,
            EventKind.DEADLINE,
            target.deadline,
            source.locator,
            on,
            source=source,
            target=target,
        )


def _dated_facts(entry: DocumentEntry) -> list[Fact]:
    """One fact a field: the text's where it tells, else the metadata's."""
    chosen: dict[str, Fact] = {}
    for fact in entry.head.facts:
        if fact.field in _FACTS:
            known = chosen.get(fact.field)
            if known is None or (
                known.source is FactSource.METADATA and fact.source is FactSource.TEXT
            ):
                chosen[fact.field] = fact
    return list(chosen.values())


def _said_by(desk: Desk, document_id: str, entry: DocumentEntry) -> Evidence | None:
    """The words by which another document changes this one: of a later text its commencement."""
    other = desk.entries.get(document_id)
    if other is None:
        return None
    if other.head.policy_id == entry.head.policy_id:
        return next((f.evidence for f in _dated_facts(other) if f.field == "effective"), None)
    changing = (Predicate.REPEALS, Predicate.REPLACES, Predicate.AMENDS)
    said = (
        r.evidence
        for r in desk.relations(*changing)
        if r.evidence.document_id == document_id and r.object == entry.head.policy_id
    )
    return next(said, None)


def _amendments(desk: Desk, entry: DocumentEntry) -> Iterator[tuple[str, Evidence]]:
    """Days before its own on which the text says that its act was amended, each with its line.

    1992年9月4日…《关于修改…的决定》第一次修正: the day stands in front of the decision.
    """
    document = desk.edition.text(entry.id).document
    for relation in desk.relations(Predicate.AMENDS):
        evidence = relation.evidence
        if evidence.document_id != entry.id or relation.object != entry.head.policy_id:
            continue
        line = document.text.rfind("\n", 0, evidence.start) + 1
        days = [d for d in find_dates(document.text[line : evidence.start]) if d.value]
        if days and days[-1].value != entry.head.written:
            span = (line + days[-1].start, evidence.end)
            yield days[-1].iso, document.quote(span, provision_id=evidence.provision_id)


def _targets(desk: Desk, document_id: str) -> list[Target]:
    return [
        node
        for node in desk.edition.statements(NodeKind.TARGET)
        if isinstance(node, Target) and node.deadline and node.evidence.document_id == document_id
    ]


def _event(
    entry: DocumentEntry,
    kind: EventKind,
    day: str,
    basis: str,
    on: date,
    *,
    by: str | None = None,
    source: Source | None = None,
    target: Target | None = None,
) -> TimelineEvent:
    return TimelineEvent(
        date=day,
        kind=kind,
        label=_LABELS[kind],
        document_id=entry.id,
        title=entry.head.title,
        basis=basis,
        by=by,
        target=value_of(target) if target else None,
        indicator=target.name if target else "",
        past=day <= on.isoformat()[: len(day)] and not _within(day, on),
        source=source,
    )


def _within(day: str, on: date) -> bool:
    """Whether a year or month that is given without a day is still running."""
    return len(day) < 10 and on.isoformat().startswith(day)
