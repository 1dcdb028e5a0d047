"""The graph as statements, one a line, each with the quote that it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterator

from api.views import Json, evidence_view, node_attributes
from graph.model import Fact, Fragment, Node, Predicate, Relation
from graph.store import GraphReader, statements

DOCUMENT = "Document"
LITERAL = "Literal"


def jsonl_chunks(reader: GraphReader) -> Iterator[bytes]:
    """UTF-8, a chunk a document: documents by id, inside a document a fixed order."""
    for _, fragment in statements(reader):
        lines = (json.dumps(line, ensure_ascii=False) for line in fragment_lines(fragment))
        yield "".join(f"{line}\n" for line in lines).encode()


def fragment_lines(fragment: Fragment) -> Iterator[Json]:
    """The facts of the head, then the relations.

    A provision's DEFINES carries the fields of the statement at its end in ``attributes``, so
    that a rule with its threshold, or a case with its parties, stands on one line.
    """
    known: dict[str, Node] = {n.id: n for n in (*fragment.provisions, *fragment.nodes)}
    for fact in sorted(fragment.head.facts, key=lambda f: (f.field, f.value, f.basis)):
        yield _fact_line(fragment, fact)
    for relation in sorted(fragment.relations, key=_place):
        yield _relation_line(fragment, relation, known)


def _place(relation: Relation) -> tuple[object, ...]:
    spans = relation.evidence.spans
    return (spans, relation.predicate.value, relation.subject, relation.object, relation.attributes)


def _fact_line(fragment: Fragment, fact: Fact) -> Json:
    return {
        "subject": fragment.document.id,
        "subject_kind": DOCUMENT,
        "subject_name": fragment.head.title,
        "predicate": fact.field.upper(),
        "object": fact.value,
        "object_kind": LITERAL,
        "object_name": fact.value,
        "attributes": {"source": fact.source.value, "basis": fact.basis},
        "evidence": evidence_view(fact.evidence) if fact.evidence else None,
    }


def _relation_line(fragment: Fragment, relation: Relation, known: dict[str, Node]) -> Json:
    subject, object_ = known.get(relation.subject), known.get(relation.object)
    attributes: Json = dict(relation.attributes)
    if relation.predicate is Predicate.DEFINES and object_ is not None:
        attributes = node_attributes(object_) | attributes
    title = fragment.head.title
    return {
        "subject": relation.subject,
        "subject_kind": subject.kind.value if subject else DOCUMENT,
        "subject_name": subject.name if subject else title,
        "predicate": relation.predicate.value,
        "object": relation.object,
        "object_kind": object_.kind.value if object_ else DOCUMENT,
        "object_name": object_.name if object_ else title,
        "attributes": attributes,
        "evidence": evidence_view(relation.evidence),
    }
