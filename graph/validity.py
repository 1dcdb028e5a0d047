"""Whether a text, or one provision of it, is in force on a day: its own dates first, then what
other documents did to it.

Pure: everything comes from the heads of the library's documents and from the relations REPEALS,
REPLACES, AMENDS and DATES, so the order in which documents arrived makes no difference, and a
document that is removed takes its effects with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from graph.errors import NotFound
from graph.model import FactSource, Head, Predicate, Relation, Validity
from graph.named_places import Reach, reach
from graph.references import Locator, parse_locators
from graph.store import DocumentEntry, GraphReader

_COMMENTARY = frozenset({"摘要", "地区案例报道"})
"""Kinds of documents that change nothing, whatever they report."""
CHANGING = (Predicate.REPEALS, Predicate.REPLACES, Predicate.AMENDS, Predicate.DATES)
"""Relations that a ``ValidityTable`` is made from."""
_ENDED = (Validity.REPEALED, Validity.AMENDED)
_UNDATED = "其终止日期未载明"


@dataclass(frozen=True, slots=True)
class ValidityRecord:
    """时效性 of one text on one day, with what it rests on."""

    status: Validity
    valid_from: date | None
    """First day in force; None where nothing tells."""
    valid_to: date | None
    """Last day in force, past or to come; None where no end is known."""
    basis: str
    """附则第四十五条, 题注, 《…》第六十条, manifest …; empty for unknown."""

    def as_json(self) -> dict[str, str | None]:
        """``status``, ``from``, ``to`` and ``basis``, dates in ISO 8601."""
        return {
            "status": self.status.value,
            "from": self.valid_from.isoformat() if self.valid_from else None,
            "to": self.valid_to.isoformat() if self.valid_to else None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What another document of the library did to a text."""

    status: Validity
    """AMENDED, REPEALED or PARTLY: what the text is from ``day`` on."""
    day: date
    basis: str
    document_id: str
    """Which document did it."""
    places: tuple[Locator, ...] = ()
    """What of the text it is done to, where it is PARTLY; empty for the whole."""
    of_places: Validity = Validity.UNKNOWN
    """AMENDED or REPEALED: what those places are from ``day`` on."""


@dataclass(frozen=True, slots=True)
class OwnDates:
    """When a document's own words let one of its provisions begin or end."""

    place: Locator
    since: date | None
    until: date | None
    """Last day in force."""
    basis: str


def validity_on(head: Head, changes: Sequence[Change], on: date) -> ValidityRecord:
    """The force of a text on a day, given what others did to it.

    A text with a day of commencement is in force from it until an end that is known. Without any
    such day only the metadata's word remains, and without that it is unknown.
    """
    start, basis = head.effective, start_basis(head)
    end = _end(head, changes)
    last = end.day - timedelta(days=1) if end else None
    if start and on < start:
        return ValidityRecord(Validity.NOT_YET, start, last, basis)
    if end and on >= end.day:
        return ValidityRecord(end.status, start, last, end.basis)
    if head.status in _ENDED and end is None:
        return ValidityRecord(head.status, start, None, f"{head.status_basis}，{_UNDATED}")
    partly = [c.basis for c in changes if c.status is Validity.PARTLY and c.day <= on]
    if partly or head.status is Validity.PARTLY:
        return ValidityRecord(Validity.PARTLY, start, last, (partly or [head.status_basis])[-1])
    if start:
        return ValidityRecord(Validity.IN_FORCE, start, last, basis)
    return _without_start(head, last, on)


def start_basis(head: Head) -> str:
    """Where the day of commencement was read."""
    facts = [f for f in head.facts if f.field == "effective" and head.effective]
    facts = [f for f in facts if head.effective and f.value == head.effective.isoformat()]
    facts.sort(key=lambda f: f.source is FactSource.METADATA)
    clauses = [f for f in facts if "条" in f.basis and f.source is FactSource.TEXT]
    return (clauses or facts)[0].basis if facts else ""


def _end(head: Head, changes: Sequence[Change]) -> Change | None:
    """What ends the text first: its own period, or another document."""
    ends = [c for c in changes if c.status in _ENDED]
    if head.expires:
        basis = next((f.basis for f in head.facts if f.field == "expires"), "")
        after = head.expires + timedelta(days=1)
        ends.append(Change(Validity.REPEALED, after, f"有效期届满（{basis}）", ""))
    if head.effective:
        ends = [c for c in ends if c.day > head.effective]
    return min(ends, key=lambda c: (c.day, c.document_id), default=None)


def _without_start(head: Head, last: date | None, on: date) -> ValidityRecord:
    made = head.written or head.published
    if head.status is Validity.NOT_YET or (made and on < made):
        basis = head.status_basis or "成文日期"
        return ValidityRecord(Validity.NOT_YET, None, last, basis)
    if head.status is Validity.IN_FORCE:
        return ValidityRecord(Validity.IN_FORCE, None, last, head.status_basis)
    return ValidityRecord(Validity.UNKNOWN, None, last, "")


class ValidityTable:
    """The force of every document of a library on any day."""

    def __init__(self, entries: Sequence[DocumentEntry], relations: Iterable[Relation]) -> None:
        self._heads = {entry.id: entry.head for entry in entries}
        works: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            if entry.head.doc_type not in _COMMENTARY:
                works[entry.head.policy_id].append(entry.id)
        self._works = works
        found = list(relations)
        self._changes = self._all_changes([r for r in found if r.predicate is not Predicate.DATES])
        self._own_dates = _own_dates(r for r in found if r.predicate is Predicate.DATES)

    @classmethod
    def of(cls, reader: GraphReader) -> Self:
        """From a store: its documents and its relations of change."""
        relations = [r for p in CHANGING for r in reader.relations_by_predicate(p)]
        return cls(reader.documents(), relations)

    def on(self, document_id: str, day: date) -> ValidityRecord:
        """The force of a document on a day. Raises NotFound for one that it lacks."""
        return validity_on(self._head(document_id), self.changes(document_id), day)

    def provision_on(self, document_id: str, path: Sequence[str], day: date) -> ValidityRecord:
        """The force of one provision on a day; ``path`` as in ``Provision.path``, or the labels of
        its locator from the article down. What ends its document ends it, too.

        Raises NotFound for a document that it lacks.
        """
        head, changes = self._head(document_id), self.changes(document_id)
        placed = [change for change in changes if change.places]
        base = validity_on(head, [change for change in changes if not change.places], day)
        own = [
            d for d in self._own_dates.get(document_id, ()) if reach(d.place, path) is Reach.WHOLE
        ]
        if not own and not any(_reach(change, path) is not Reach.NONE for change in placed):
            return base
        return _of_provision(base, own, placed, path, day)

    def sets_apart(self, document_id: str) -> bool:
        """Whether some of its provisions may have another force than the document itself."""
        own = self._own_dates.get(document_id)
        return bool(own) or any(change.places for change in self.changes(document_id))

    def _head(self, document_id: str) -> Head:
        if document_id not in self._heads:
            raise NotFound(f"the library holds no document {document_id!r}")
        return self._heads[document_id]

    def changes(self, document_id: str) -> tuple[Change, ...]:
        """What other documents did to it, earliest first."""
        return tuple(self._changes.get(document_id, ()))

    def _all_changes(self, relations: list[Relation]) -> Mapping[str, list[Change]]:
        changes: dict[str, list[Change]] = defaultdict(list)
        repealing = {
            (r.evidence.document_id, r.object)
            for r in relations
            if r.predicate is not Predicate.AMENDS and r.attribute("locator") is None
        }
        for work, versions in self._works.items():
            for document_id in versions:
                for day, later in self._next_version(document_id, versions):
                    anew = (later, work) in repealing and not _is_amended(self._heads[later])
                    changes[document_id].append(self._by_version(later, day, repealed=anew))
        for relation in relations:
            for document_id, change in self._by_relation(relation):
                changes[document_id].append(change)
        for found in changes.values():
            found.sort(key=lambda c: (c.day, c.document_id, c.status.value))
        return changes

    def _next_version(self, document_id: str, versions: Sequence[str]) -> list[tuple[date, str]]:
        """The next text of the same act with its day, or nothing.

        Two sources of one version are not each other's next.
        """
        own = self._heads[document_id]
        since = version_day(own)
        if since is None:
            return []
        later = [
            (day, other)
            for other in versions
            if (day := version_day(self._heads[other]))
            and day > since
            and not _same_version(own, self._heads[other])
            and _same_issuers(own, self._heads[other])
        ]
        return sorted(later)[:1]

    def _by_version(self, later: str, day: date, *, repealed: bool) -> Change:
        head = self._heads[later]
        what = "新法" if repealed else "修订文本"
        basis = f"《{head.title}》{day.year}年{what}自{day.isoformat()}起施行（{later}）"
        return Change(Validity.REPEALED if repealed else Validity.AMENDED, day, basis, later)

    def _by_relation(self, relation: Relation) -> Iterable[tuple[str, Change]]:
        """What a document says it does to another work, from the day on which it takes effect."""
        head = self._heads.get(relation.evidence.document_id)
        if head is None or head.doc_type in _COMMENTARY or head.policy_id == relation.object:
            return
        since = relation.attribute("since")
        day = date.fromisoformat(since) if since else version_day(head)
        if day is None:
            return
        places = parse_locators(relation.attribute("locator") or "")
        status = Validity.AMENDED if relation.predicate is Predicate.AMENDS else Validity.REPEALED
        basis = f"《{head.title}》（{relation.evidence.document_id}）"
        for document_id in self._works.get(relation.object, ()):
            since_day = version_day(self._heads[document_id])
            if since_day is None or since_day < day:
                by = relation.evidence.document_id
                if places:
                    yield document_id, Change(Validity.PARTLY, day, basis, by, places, status)
                else:
                    yield document_id, Change(status, day, basis, by)


def _reach(change: Change, path: Sequence[str]) -> Reach:
    """How much of the provision the change takes in: the whole where one of its places does."""
    found = {reach(place, path) for place in change.places}
    return next((r for r in (Reach.WHOLE, Reach.PART) if r in found), Reach.NONE)


def _of_provision(
    base: ValidityRecord,
    own: Sequence[OwnDates],
    placed: Sequence[Change],
    path: Sequence[str],
    day: date,
) -> ValidityRecord:
    """The document's force, moved by what is said of the provision itself."""
    if base.status in _ENDED:
        return base
    starts = [(d.since, d.basis) for d in own if d.since]
    start, basis = starts[0] if starts else (base.valid_from, base.basis)
    end = _end_of_place(own, placed, path, start)
    last = min(filter(None, (end.day - _A_DAY if end else None, base.valid_to)), default=None)
    if end and day >= end.day:
        status = end.of_places if end.places else end.status
        return ValidityRecord(status, start, last, end.basis)
    if start and day < start:
        return ValidityRecord(Validity.NOT_YET, start, last, basis)
    partly = [c for c in placed if _reach(c, path) is Reach.PART and c.day <= day]
    if partly:
        return ValidityRecord(Validity.PARTLY, start, last, partly[-1].basis)
    status = Validity.IN_FORCE if starts else base.status
    return ValidityRecord(status, start, last, basis)


def _end_of_place(
    own: Sequence[OwnDates], placed: Sequence[Change], path: Sequence[str], start: date | None
) -> Change | None:
    ends = [
        Change(Validity.REPEALED, d.until + _A_DAY, f"有效期届满（{d.basis}）", "")
        for d in own
        if d.until
    ]
    ends += [change for change in placed if _reach(change, path) is Reach.WHOLE]
    later = [change for change in ends if start is None or change.day > start]
    return min(later, key=lambda c: (c.day, c.document_id), default=None)


_A_DAY = timedelta(days=1)


def _own_dates(relations: Iterable[Relation]) -> Mapping[str, list[OwnDates]]:
    """By document, in the order of the text that says them."""
    found: dict[str, list[OwnDates]] = defaultdict(list)
    for r in sorted(relations, key=lambda r: (r.evidence.document_id, r.evidence.spans, r.object)):
        since, until = r.attribute("since"), r.attribute("until")
        for place in parse_locators(r.attribute("locator") or ""):
            found[r.evidence.document_id].append(
                OwnDates(
                    place,
                    date.fromisoformat(since) if since else None,
                    date.fromisoformat(until) if until else None,
                    _words(r),
                )
            )
    return found


def _words(relation: Relation) -> str:
    return f"本文件“{relation.evidence.quote}”"


def version_day(head: Head) -> date | None:
    """The day that orders the versions of an act: commencement, else publication, else adoption."""
    return head.effective or head.published or head.written


def _is_amended(head: Head) -> bool:
    """Whether it keeps the first act's clauses, so that what they repeal is the act before that."""
    return any(fact.field == "first_effective" for fact in head.facts)


def _same_version(one: Head, other: Head) -> bool:
    return one.written is not None and one.written == other.written


def same_versions(entries: Sequence[DocumentEntry]) -> list[tuple[str, ...]]:
    """Ids of documents that are one version of one act from several sources, sorted.

    One title, one issuer where both name theirs, and one day of adoption; where a text tells no
    such day, one day of commencement. Digests and reports of an act are no versions of it.
    """
    works: dict[str, list[DocumentEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        if entry.head.doc_type not in _COMMENTARY:
            works[entry.head.policy_id].append(entry)
    found: list[tuple[str, ...]] = []
    for versions in works.values():
        groups: list[list[DocumentEntry]] = []
        for entry in versions:
            own = next((g for g in groups if _is_same_text(g[0].head, entry.head)), None)
            if own is None:
                groups.append([entry])
            else:
                own.append(entry)
        found += [tuple(entry.id for entry in group) for group in groups if len(group) > 1]
    return sorted(found)


def _is_same_text(one: Head, other: Head) -> bool:
    days = [(one.written, other.written), (one.effective, other.effective)]
    told = [a == b for a, b in days if a and b]
    return bool(told) and told[0] and _same_issuers(one, other)


def _same_issuers(one: Head, other: Head) -> bool:
    """Whether both may come from one issuer; a title alone can be shared by two ministries."""
    return not one.issuers or not other.issuers or bool({*one.issuers} & {*other.issuers})
