"""Whether the texts of a library, or single provisions of them, are in force on a day.

Pure: everything comes from the heads of the library's documents and from the relations REPEALS,
REPLACES, AMENDS and DATES, so the order in which documents arrived makes no difference, and a
document that is removed takes its effects with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from graph.errors import NotFound
from graph.force import Change, ValidityRecord, validity_on
from graph.force_of_places import force_of_place, own_dates, reach_of
from graph.locators import parse_locators
from graph.model import Head, Predicate, Relation, Validity
from graph.named_places import Reach, reach
from graph.store import DocumentEntry, GraphReader
from graph.versions import COMMENTARY, is_amended, same_issuers, same_version, version_day

CHANGING = (Predicate.REPEALS, Predicate.REPLACES, Predicate.AMENDS, Predicate.DATES)
"""Relations that a ``ValidityTable`` is made from."""


class ValidityTable:
    """The force of every document of a library on any day."""

    def __init__(self, entries: Sequence[DocumentEntry], relations: Iterable[Relation]) -> None:
        self._heads = {entry.id: entry.head for entry in entries}
        works: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            if entry.head.doc_type not in COMMENTARY:
                works[entry.head.policy_id].append(entry.id)
        self._works = works
        found = list(relations)
        self._changes = self._all_changes([r for r in found if r.predicate is not Predicate.DATES])
        self._own_dates = own_dates(r for r in found if r.predicate is Predicate.DATES)

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
        if not own and not any(reach_of(change, path) is not Reach.NONE for change in placed):
            return base
        return force_of_place(base, own, placed, path, day)

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
                    anew = (later, work) in repealing and not is_amended(self._heads[later])
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
            and not same_version(own, self._heads[other])
            and same_issuers(own, self._heads[other])
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
        if head is None or head.doc_type in COMMENTARY or head.policy_id == relation.object:
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
