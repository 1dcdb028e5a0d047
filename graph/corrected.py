"""A fragment with its curators' corrections, and the same fragment as it was read.

Pure both ways: ``corrected(as_read(f), c)`` depends on the reading and the corrections alone, so
that a second reading, another store or another order of arrival gives the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from graph.amendments import amended_node, amended_relation, find_quotes, locate
from graph.corrections import (
    Correction,
    Fields,
    Verdict,
    correction_order,
    node_content,
    pieces,
    relation_content,
)
from graph.errors import InvalidInput
from graph.head_corrections import with_head
from graph.model import (
    Curation,
    Fragment,
    Head,
    Node,
    NodeKind,
    Predicate,
    Relation,
    Statement,
    statement_id,
)
from graph.order import relation_order
from graph.record import evidence_record, node_from


class Standing(StrEnum):
    """What has become of a correction."""

    APPLIED = "applied"
    IDLE = "idle"
    """Its words are in the text, and no statement like it is read from them any more."""
    ORPHANED = "orphaned"
    """Its words, or the whole document, are gone."""


def standing(correction: Correction, held: Iterable[str], texts: Iterable[str]) -> Standing:
    """``held``: ids of the corrections that hold in its documents; ``texts``: their texts."""
    if correction.id in set(held):
        return Standing.APPLIED
    quotes = correction.quotes
    there = any(quotes and find_quotes(text, quotes, correction.start) for text in texts)
    return Standing.IDLE if there else Standing.ORPHANED


def concerns(correction: Correction, document_id: str, sha256: str) -> bool:
    return correction.document_id == document_id or correction.sha256 == sha256


def as_read(fragment: Fragment) -> Fragment:
    """What was read, without any correction."""
    curation = fragment.curation
    if not curation.corrections:
        return fragment
    apart = {*(node.id for node in curation.nodes), *curation.added}
    return replace(
        fragment,
        head=curation.head or fragment.head,
        nodes=(
            *(n for n in fragment.nodes if not _touched(n) and n.id not in apart),
            *curation.nodes,
        ),
        relations=(
            *(r for r in fragment.relations if r.attribute("correction") is None),
            *curation.relations,
        ),
        curation=Curation(),
    )


def _touched(node: Node) -> bool:
    return isinstance(node, Statement) and node.correction is not None


def corrected(fragment: Fragment, corrections: Iterable[Correction]) -> Fragment:
    """The fragment with these corrections and no others, applied in the order of their making.

    Those of other documents, and those whose statement is not there, change nothing.
    """
    read = as_read(fragment)
    wanted = [c for c in corrections if concerns(c, fragment.document.id, fragment.document.sha256)]
    if not wanted:
        return read
    work = _Work(read, read.head, {n.id: n for n in read.nodes}, list(read.relations))
    held = [c.id for c in sorted(wanted, key=correction_order) if work.apply(c)]
    return work.done(held)


@dataclass(slots=True)
class _Work:
    """The fragment while corrections are applied to it one after the other."""

    read: Fragment
    head: Head
    nodes: dict[str, Node]
    relations: list[Relation]

    def apply(self, correction: Correction) -> bool:
        """Whether it found its statement."""
        try:
            if correction.is_of_head:
                return self._apply_to_head(correction)
            if correction.is_of_relation:
                return self._apply_to_relation(correction)
            return self._apply_to_node(correction)
        except InvalidInput:
            return False  # a new reading gave its words or its fields another shape

    def _apply_to_head(self, correction: Correction) -> bool:
        after = with_head(self.now(), correction)
        self.head, self.relations = after.head, list(after.relations)
        self.nodes = {node.id: node for node in after.nodes}
        return True

    def _apply_to_node(self, correction: Correction) -> bool:
        statement = self._find_node(correction)
        if correction.verdict is Verdict.REJECT:
            if statement is None:
                return False
            self._drop(statement.id)
            return True
        if statement is None:
            return self._add(correction)
        changes = correction.changed()
        amended = amended_node(self.read, statement, changes, correction.new_quote)
        self.nodes[statement.id] = replace(
            amended, curator=correction.author, correction=correction.id
        )
        return True

    def _find_node(self, correction: Correction) -> Statement | None:
        kind = NodeKind(correction.kind)
        alike = [
            node
            for node in self.nodes.values()
            if isinstance(node, Statement)
            and node.kind is kind
            and pieces(node.evidence) == correction.quotes
        ]
        return _nearest(correction, self._best(correction, alike))

    def _best(self, correction: Correction, alike: Sequence[Statement]) -> list[Statement]:
        """Those that say what was corrected; else what it was amended to; else, for an amendment,
        the one with its name: what is read in it has changed, the curator's word stands.
        """
        for content in _contents(correction):
            if same := [s for s in alike if _says(node_content(s), content)]:
                return same
        if correction.verdict is Verdict.AMEND:
            named = [s for s in alike if s.name == correction.content().get("name")]
            return named if len(named) == 1 else []
        return []

    def _add(self, correction: Correction) -> bool:
        """What a curator has confirmed stays, as long as the text has its words."""
        kind = NodeKind(correction.kind)
        quotes = (correction.new_quote,) if correction.new_quote else correction.quotes
        evidence = locate(self.read, quotes, correction.start)
        record = {
            **correction.amended_content(),
            **evidence_record(evidence),
            "id": statement_id(kind, evidence, correction.statement),
            "curator": correction.author,
            "correction": correction.id,
        }
        node = node_from(kind, record)
        self.nodes[node.id] = node
        if evidence.provision_id:
            said = (("correction", correction.id), ("curator", correction.author))
            self.relations.append(
                Relation(evidence.provision_id, Predicate.DEFINES, node.id, evidence, said)
            )
        return True

    def _apply_to_relation(self, correction: Correction) -> bool:
        now = self.now()
        same = [
            relation
            for relation in self.relations
            if relation.predicate == correction.kind
            and pieces(relation.evidence) == correction.quotes
            and any(_says(relation_content(now, relation), c) for c in _contents(correction))
        ]
        relation = _nearest(correction, same)
        if relation is None:
            return False
        place = self.relations.index(relation)
        if correction.verdict is Verdict.REJECT:
            del self.relations[place]
            return True
        changes, quote = correction.changed(), correction.new_quote
        amended = amended_relation(now, relation, changes, quote)
        told = dict(amended.attributes)
        told |= {"curator": correction.author, "correction": correction.id}
        self.relations[place] = replace(amended, attributes=tuple(sorted(told.items())))
        return True

    def _drop(self, node_id: str) -> None:
        del self.nodes[node_id]
        self.relations = [r for r in self.relations if node_id not in (r.subject, r.object)]

    def now(self) -> Fragment:
        return replace(
            self.read,
            head=self.head,
            nodes=tuple(self.nodes.values()),
            relations=tuple(self.relations),
        )

    def done(self, held: Sequence[str]) -> Fragment:
        self._forget_unnamed()
        now = self.now()
        nodes = {n.id: n for n in now.nodes}
        taken = [n for n in self.read.nodes if nodes.get(n.id) != n]
        gone = set(self.read.relations) - set(now.relations)
        known = {node.id for node in self.read.nodes}
        return replace(
            now,
            curation=Curation(
                tuple(sorted(held)),
                tuple(sorted(taken, key=lambda n: n.id)),
                tuple(sorted(gone, key=relation_order)),
                self.read.head if self.head != self.read.head else None,
                tuple(sorted(n.id for n in now.nodes if n.shared and n.id not in known)),
            ),
        )

    def _forget_unnamed(self) -> None:
        """A shared node goes with the last relation that named it."""
        read = {node.id for node in self.read.nodes}
        once_named = _ends(self.read.relations) | (self.nodes.keys() - read)
        unnamed = once_named - _ends(self.relations) - {self.head.policy_id}
        for id_ in sorted(unnamed):
            if id_ in self.nodes and self.nodes[id_].shared:
                del self.nodes[id_]


def _ends(relations: Iterable[Relation]) -> set[str]:
    return {end for r in relations for end in (r.subject, r.object)}


def _contents(correction: Correction) -> tuple[Fields, ...]:
    return correction.content(), correction.amended_content()


def _says(now: Fields, then: Fields) -> bool:
    """Whether the fields of then have their values now; rules may have learnt others since."""
    return all(now.get(name) == value for name, value in then.items())


S = TypeVar("S", Statement, Relation)


def _nearest(correction: Correction, found: Sequence[S]) -> S | None:
    return min(found, key=lambda s: abs(s.evidence.start - correction.start), default=None)
