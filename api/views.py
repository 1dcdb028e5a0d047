"""What the graph knows, as the JSON that HTTP, the export and the command line show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.model import Document, Evidence, Fact, Head, Node, Provision, Relation
from graph.record import document_record, node_record
from graph.store import DocumentEntry

Json = dict[str, Any]

_EVIDENCE_FIELDS = {"document_id", "provision_id", "spans", "quote", "page"}


def evidence_view(evidence: Evidence) -> Json:
    """``spans`` as pairs of half-open offsets in code points into the document's text."""
    return {
        "document_id": evidence.document_id,
        "provision_id": evidence.provision_id,
        "spans": [list(span) for span in evidence.spans],
        "quote": evidence.quote,
        "page": evidence.page,
    }


def node_view(node: Node) -> Json:
    evidence = getattr(node, "evidence", None)
    return {
        "id": node.id,
        "kind": node.kind.value,
        "name": node.name,
        "attributes": node_attributes(node),
        "evidence": evidence_view(evidence) if evidence else None,
    }


def node_attributes(node: Node) -> Json:
    """The fields of its kind, without id, name and evidence."""
    left_out = {"id", "name"} | (_EVIDENCE_FIELDS if hasattr(node, "evidence") else set())
    return {key: value for key, value in node_record(node).items() if key not in left_out}


def relation_view(relation: Relation, other: Node | None) -> Json:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate.value,
        "object": relation.object,
        "attributes": dict(relation.attributes),
        "evidence": evidence_view(relation.evidence),
        "other": node_view(other) if other else None,
    }


def fact_view(fact: Fact) -> Json:
    return {
        "field": fact.field,
        "value": fact.value,
        "source": fact.source.value,
        "basis": fact.basis,
        "evidence": evidence_view(fact.evidence) if fact.evidence else None,
    }


def head_view(document: Document, head: Head) -> Json:
    """The fields that are known; facts stand beside it, the text behind a flag."""
    left_out = {"id", "sha256", "text", "page_starts", "joints", "printed", "facts"}
    record = document_record(document, head)
    return {key: value for key, value in record.items() if key not in left_out}


def document_line(entry: DocumentEntry) -> Json:
    head = entry.head
    return {
        "id": entry.id,
        "title": head.title,
        "policy_id": head.policy_id,
        "doc_type": head.doc_type,
        "document_number": head.document_number,
        "issuers": list(head.issuers),
        "regions": list(head.regions),
        "effective": head.effective.isoformat() if head.effective else None,
        "status": head.status.value,
        "characters": entry.characters,
    }


def outline_view(provisions: Sequence[Provision]) -> list[Json]:
    """Every provision without its text, in the order of the text."""
    parents: dict[str, int] = {}
    entries = []
    for p in provisions:
        depth = parents.get(p.parent_id, -1) + 1 if p.parent_id else 0
        parents[p.id] = depth
        entries.append(
            {
                "id": p.id,
                "rank": p.rank.value,
                "label": p.label,
                "title": p.title,
                "locator": p.locator,
                "depth": depth,
                "parent_id": p.parent_id,
                "start": p.start,
                "end": p.end,
            }
        )
    return entries


def counts(entries: Iterable[DocumentEntry], values: Callable[[Head], Sequence[str]]) -> Json:
    """Value → number of documents that have it, most frequent first."""
    found: dict[str, int] = {}
    for entry in entries:
        for value in values(entry.head):
            found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def facets(entries: Sequence[DocumentEntry]) -> Mapping[str, Json]:
    return {
        "doc_type": counts(entries, lambda head: (head.doc_type,)),
        "region": counts(entries, lambda head: head.regions),
    }
