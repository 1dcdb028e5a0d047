"""What the analyses of one build share: statements by concept, texts in force, places in texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from graph.errors import NotFound
from graph.library import Library
from graph.model import (
    Node,
    NodeKind,
    Predicate,
    Provision,
    Relation,
    Statement,
    Target,
)
from graph.model import Validity as Status
from graph.names import canonical_title, fold, policy_id
from graph.store import DocumentEntry
from graph.taxonomy import concepts
from graph.validity import ValidityTable
from graph.versions import version_day
from qa.analysis.findings import InForce
from qa.shelf.shelf import Edition, Shelf

IN_USE = (Status.IN_FORCE, Status.PARTLY, Status.UNKNOWN)
"""A text of unknown force is shown, and says so; one that is known to be over is not."""
_CONCEPT = "concept:"
SHARED_KINDS = (
    NodeKind.POLICY,
    NodeKind.INSTITUTION,
    NodeKind.REGION,
    NodeKind.PROGRAMME,
    NodeKind.PERSON,
    NodeKind.CONCEPT,
)
_KINDS_BY_ID = {kind.value.lower(): kind for kind in NodeKind}


class Desk:
    """One build of a library as analyses see it. Everything is made once, when first needed."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._current: dict[date, frozenset[str]] = {}
        self._by_end: dict[tuple[Predicate, bool], Mapping[str, list[Relation]]] = {}
        self._by_id: dict[NodeKind, dict[str, Statement]] = {}
        self._words: dict[str, tuple[str, str]] = {}

    @property
    def build(self) -> str:
        return self.edition.build

    @property
    def entries(self) -> Mapping[str, DocumentEntry]:
        return self.edition.entries

    @property
    def validity(self) -> ValidityTable:
        return self.edition.validity

    def relations(self, *predicates: Predicate) -> list[Relation]:
        return [r for predicate in predicates for r in self.edition.relations(predicate)]

    def saying(self, predicate: Predicate, id_: str, *, outwards: bool) -> Sequence[Relation]:
        """Relations of one type that start (``outwards``) or end at a node or document."""
        key = (predicate, outwards)
        if key not in self._by_end:
            found: dict[str, list[Relation]] = defaultdict(list)
            for relation in self.edition.relations(predicate):
                found[relation.subject if outwards else relation.object].append(relation)
            self._by_end[key] = found
        return self._by_end[key].get(id_, ())

    @cached_property
    def targets_in(self) -> Mapping[str, tuple[Target, ...]]:
        """Document → the targets that it sets."""
        found: dict[str, list[Target]] = defaultdict(list)
        for node in self.edition.statements(NodeKind.TARGET):
            if isinstance(node, Target):
                found[node.evidence.document_id].append(node)
        return {document_id: tuple(targets) for document_id, targets in found.items()}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Measures, norms and cases by id: what a concept may be said of."""
        kinds = (NodeKind.MEASURE, NodeKind.NORM, NodeKind.CASE)
        nodes = (node for kind in kinds for node in self.edition.statements(kind))
        return {node.id: node for node in nodes if isinstance(node, Statement)}

    @cached_property
    def concepts_of(self) -> Mapping[str, tuple[str, ...]]:
        """Statement → notations of its concepts, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for relation in self.relations(Predicate.HAS_CONCEPT, Predicate.EXEMPLIFIES):
            found[relation.subject].add(relation.object.removeprefix(_CONCEPT))
        return {id_: tuple(sorted(notations)) for id_, notations in found.items()}

    @cached_property
    def by_concept(self) -> Mapping[str, tuple[str, ...]]:
        """Notation → ids of statements, sorted; a group holds those of all its concepts."""
        broader = {entry.notation: entry.broader for entry in concepts()}
        found: dict[str, set[str]] = defaultdict(set)
        for id_, notations in self.concepts_of.items():
            for notation in notations:
                above: str | None = notation
                while above and id_ in self.statements:
                    found[above].add(id_)
                    above = broader.get(above)
        return {notation: tuple(sorted(ids)) for notation, ids in found.items()}

    @cached_property
    def _by_place(self) -> Mapping[str, list[tuple[int, int, str]]]:
        """Document → (start, end, id) of its statements, in the order of the text."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for id_, statement in self.statements.items():
            evidence = statement.evidence
            found[evidence.document_id].append((evidence.spans[-1][0], evidence.end, id_))
        for places in found.values():
            places.sort()
        return found

    def stated_in(self, document_id: str, start: int, end: int) -> list[str]:
        """Ids of the statements whose own words, without a lead-in, lie in the stretch."""
        places = self._by_place.get(document_id, [])
        first = bisect_left(places, (start, 0, ""))
        last = bisect_left(places, (end, 0, ""))
        return [id_ for _, ends, id_ in places[first:last] if ends <= end]

    def words_of(self, statement: Statement) -> tuple[str, str]:
        """Folded: the words of the statement, and those of the title and headings above it."""
        if statement.id not in self._words:
            evidence = statement.evidence
            text = self.edition.text(evidence.document_id)
            rule = text.rule_of(evidence.provision_id, *evidence.spans[-1])
            above = f"{self.entries[evidence.document_id].head.title} {rule.heading}"
            self._words[statement.id] = fold(evidence.quote), fold(above)
        return self._words[statement.id]

    @cached_property
    def by_policy(self) -> Mapping[str, tuple[DocumentEntry, ...]]:
        """Work → its documents, earliest first."""
        return {
            work: tuple(sorted(versions, key=lambda e: (_day(e), e.id)))
            for work, versions in self.edition.versions.items()
        }

    @cached_property
    def by_region(self) -> Mapping[str, tuple[str, ...]]:
        """Region → ids of the documents that are about it or valid in it."""
        found: dict[str, list[str]] = defaultdict(list)
        for entry in self.entries.values():
            for region in entry.head.regions:
                found[region].append(entry.id)
        return {region: tuple(sorted(ids)) for region, ids in found.items()}

    @cached_property
    def shared(self) -> Mapping[str, Node]:
        """Every policy, institution, region, programme, person and concept by id."""
        nodes = (node for kind in SHARED_KINDS for node in self.edition.statements(kind))
        return {node.id: node for node in nodes}

    def kind(self, id_: str) -> NodeKind | None:
        """Of a node or document, as its id tells; None for what the build does not hold."""
        if id_ in self.entries:
            return NodeKind.DOCUMENT
        if id_ in self.shared:
            return self.shared[id_].kind
        if self.provision(id_):
            return NodeKind.PROVISION
        statement = self._statement(id_)
        return statement.kind if statement else None

    def name(self, id_: str) -> str:
        """Title, name or locator; the id itself where nothing else is known."""
        if id_ in self.by_policy:
            return self.by_policy[id_][-1].head.title
        if id_ in self.entries:
            return self.entries[id_].head.title
        if id_ in self.shared:
            return self.shared[id_].name
        provision = self.provision(id_)
        if provision:
            title = self.entries[provision.document_id].head.title
            return f"《{title}》{provision.locator or provision.label}"
        statement = self._statement(id_)
        return statement.name if statement else id_

    def held(self, id_: str) -> Statement | Provision:
        """The statement or provision with this id. Raises NotFound."""
        found = self.provision(id_) or self._statement(id_)
        if found is None:
            raise NotFound(f"no statement or provision {id_!r}; ids stand in findings and outlines")
        return found

    def provision(self, id_: str) -> Provision | None:
        """The provision with this id; None for another id and one that no text holds."""
        document_id, _, place = id_.partition("@")
        if not place or document_id not in self.entries:
            return None
        return self.edition.text(document_id).provisions.get(id_)

    def _statement(self, id_: str) -> Statement | None:
        """Of any kind: its id ends in .kind.digest."""
        kind = _KINDS_BY_ID.get(id_.rsplit(".", 2)[-2] if id_.count(".") > 1 else "")
        if kind is None:
            return None
        if kind not in self._by_id:
            found = self.edition.statements(kind)
            self._by_id[kind] = {s.id: s for s in found if isinstance(s, Statement)}
        return self._by_id[kind].get(id_)

    def current(self, on: date) -> frozenset[str]:
        """Documents in use on a day, each text once.

        Where two sources gave one version of an act, the first by id stands for both.
        """
        if on not in self._current:
            if len(self._current) > 50:
                self._current.clear()
            self._current[on] = frozenset(self._in_use(on))
        return self._current[on]

    def _in_use(self, on: date) -> Iterable[str]:
        seen: set[tuple[object, ...]] = set()
        for id_, entry in sorted(self.entries.items()):
            if self.validity.on(id_, on).status not in IN_USE:
                continue
            head = entry.head
            version = (head.policy_id, version_day(head) or id_, head.issuers)
            if version not in seen:
                seen.add(version)
                yield id_

    def policy(self, name: str) -> str:
        """The work that is meant by its id, its title, or the id of one of its documents.

        Raises NotFound where the library neither holds nor names it.
        """
        if name in self.entries:
            return self.entries[name].head.policy_id
        bare = name.removeprefix("policy:").strip()
        work = policy_id(bare) if canonical_title(bare) else ""
        if work in self.shared or work in self.by_policy:
            return work
        raise NotFound(f"no policy {name!r}; give its full title or id, as GET /v1/policies does")

    def entry(self, document_id: str) -> DocumentEntry:
        """Raises NotFound."""
        if document_id not in self.entries:
            raise NotFound(f"no document {document_id!r}; GET /v1/documents lists the ids")
        return self.entries[document_id]

    def in_force(self, document_id: str, on: date) -> InForce:
        record = self.validity.on(document_id, on)
        return InForce(record.status, record.valid_from, record.valid_to, record.basis)

    def document_order(self, document_id: str) -> tuple[date, bool, str]:
        """Sorts by the day of the text, national first on one day, then by id."""
        entry = self.entries[document_id]
        return _day(entry), "全国" not in entry.head.regions, entry.id


def _day(entry: DocumentEntry) -> date:
    return version_day(entry.head) or date.max


def statement_place(node: Statement) -> tuple[str, int, int, str]:
    """Sorts as documents and texts run."""
    return node.evidence.document_id, node.evidence.start, node.evidence.end, node.id


class Desks:
    """Gives the desk of a library as it is now, over a shelf that others may use too."""

    def __init__(self, library: Library, shelf: Shelf | None = None) -> None:
        self._shelf = shelf or Shelf(library)
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        edition = self._shelf.edition()
        if self._desk is None or self._desk.edition is not edition:
            self._desk = Desk(edition)
        return self._desk
