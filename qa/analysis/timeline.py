"""The dated events of a policy or a region: made, published, in force, changed, ended, due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.dates import find_dates
from graph.model import Evidence, Fact, FactSource, Predicate, Target
from graph.store import DocumentEntry
from qa.analysis.asked import asked_regions
from qa.analysis.desk import Desk
from qa.analysis.findings import Source, StatedValue, value_of
from qa.analysis.showing import source_of


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
_KINDS = {kind: n for n, kind in enumerate(EventKind)}
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
    told = [one for entry in held for one in (*happenings(desk, entry), *_before(desk, entry))]
    happened = sorted(told, key=Happening.order)
    dated = {one.entry.id for one in happened}
    shown = happened[page]
    desk.edition.load({one.evidence.document_id for one in shown if one.evidence})
    return Timeline(
        of=of,
        items=tuple(event_of(desk, one, on) for one in shown),
        total=len(happened),
        undated=tuple(entry.id for entry in held if entry.id not in dated),
        next_cursor=None,
        as_of=on,
        build=desk.build,
    )


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before its quote is looked up in the text."""

    date: str
    kind: EventKind
    entry: DocumentEntry
    basis: str
    evidence: Evidence | None
    by: str | None = None
    target: Target | None = None

    def order(self) -> tuple[object, ...]:
        indicator = self.target.name if self.target else ""
        return self.date, _KINDS[self.kind], self.entry.id, indicator, self.basis


def happenings(desk: Desk, entry: DocumentEntry) -> Iterator[Happening]:
    """What happened to one text, or is due, as its head and the graph tell; in no order."""
    for fact in _dated_facts(entry):
        yield Happening(fact.value, _FACTS[fact.field], entry, fact.basis, fact.evidence)
    for change in desk.validity.changes(entry.id):
        said = _said_by(desk, change.document_id, entry)
        kind = _CHANGES[change.status.value]
        day = change.day.isoformat()
        yield Happening(day, kind, entry, change.basis, said, by=change.document_id)
    for target in desk.targets_in.get(entry.id, ()):
        if target.deadline:
            evidence = target.evidence
            yield Happening(target.deadline, EventKind.DEADLINE, entry, "", evidence, target=target)


def event_of(desk: Desk, one: Happening, on: date) -> TimelineEvent:
    source = source_of(desk, one.evidence, on) if one.evidence else None
    return TimelineEvent(
        date=one.date,
        kind=one.kind,
        label=_LABELS[one.kind],
        document_id=one.entry.id,
        title=one.entry.head.title,
        basis=one.basis or (source.locator if source else ""),
        by=one.by,
        target=value_of(one.target) if one.target else None,
        indicator=one.target.name if one.target else "",
        past=last_day(one.date) <= on,
        source=source,
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
    said = (
        relation.evidence
        for predicate in (Predicate.REPEALS, Predicate.REPLACES, Predicate.AMENDS)
        for relation in desk.saying(predicate, entry.head.policy_id, outwards=False)
        if relation.evidence.document_id == document_id
    )
    return next(said, None)


def _before(desk: Desk, entry: DocumentEntry) -> Iterator[Happening]:
    """Days before its own on which the text says that its act was amended, each with its line.

    1992年9月4日…《关于修改…的决定》第一次修正: the day stands in front of the decision.
    """
    told = desk.saying(Predicate.AMENDS, entry.head.policy_id, outwards=False)
    for evidence in (r.evidence for r in told if r.evidence.document_id == entry.id):
        document = desk.edition.text(entry.id).document
        line = document.text.rfind("\n", 0, evidence.start) + 1
        days = [d for d in find_dates(document.text[line : evidence.start]) if d.value]
        if days and days[-1].value != entry.head.written:
            span = (line + days[-1].start, evidence.end)
            words = document.quote(span, provision_id=evidence.provision_id)
            yield Happening(days[-1].iso, EventKind.AMENDED_BEFORE, entry, "题注", words)


def last_day(iso: str) -> date:
    """Of a year, month or day; of an interval 2021/2025 its end."""
    parts = [int(part) for part in iso.rpartition("/")[2].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
