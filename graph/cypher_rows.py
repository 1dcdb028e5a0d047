"""The rows that go into the graph and come out of it, for the texts of ``graph.cypher``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from graph.cypher import HOLDS, NAMES, PROVISION_KEYS
from graph.model import (
    Fragment,
    Node,
    NodeKind,
    Predicate,
    Provision,
    Relation,
    Statement,
)
from graph.order import place, relation_order
from graph.record import (
    NODE_TYPES,
    curation_record,
    document_record,
    node_from,
    node_record,
    relation_from,
    relation_record,
)

Row = dict[str, Any]


def document_row(fragment: Fragment, digest: str) -> Row:
    """The document's record with what the store keeps about it."""
    return {
        **document_record(fragment.document, fragment.head),
        "fragment_digest": digest,
        "reader": fragment.reader,
        "characters": len(fragment.document.text),
        **curation_record(fragment.curation),
    }


def shared_rows(fragment: Fragment) -> dict[NodeKind, list[Row]]:
    """By id: two writers that lock the same nodes in the same order cannot block each other."""
    return _by_kind(sorted((n for n in fragment.nodes if n.shared), key=lambda node: node.id))


def owned_rows(fragment: Fragment) -> dict[NodeKind, list[Row]]:
    """Statements, and provisions with their words."""
    rows = _by_kind(n for n in fragment.nodes if not n.shared)
    text = fragment.document.text
    rows[NodeKind.PROVISION] = [
        {**node_record(p), "text": text[p.start : p.end]} for p in fragment.provisions
    ]
    return rows


def _by_kind(nodes: Iterable[Node]) -> dict[NodeKind, list[Row]]:
    rows: dict[NodeKind, list[Row]] = defaultdict(list)
    for node in nodes:
        rows[node.kind].append(dict(node_record(node)))
    return rows


def relation_rows(fragment: Fragment) -> dict[str, list[Row]]:
    """Relation type → rows with subject, object and record; NAMES and HOLDS included."""
    rows: dict[str, list[Row]] = defaultdict(list)
    document = fragment.document.id
    for node in fragment.nodes:
        if node.shared:
            rows[NAMES].append({"subject": document, "object": node.id, "record": {}})
    for holder, held in containment(fragment):
        rows[HOLDS].append({"subject": holder, "object": held, "record": {}})
    for relation in fragment.relations:
        rows[relation.predicate].append(
            {
                "subject": relation.subject,
                "object": relation.object,
                "record": {**relation_record(relation), "key": relation_key(relation)},
            }
        )
    return rows


def subjects(fragment: Fragment) -> list[str]:
    """``Kind PREDICATE`` for each kind of node that a predicate starts from."""
    kinds: dict[str, NodeKind] = {
        fragment.document.id: NodeKind.DOCUMENT,
        **{node.id: node.kind for node in (*fragment.provisions, *fragment.nodes)},
    }
    return sorted({f"{kinds[r.subject]} {r.predicate}" for r in fragment.relations})


def subject_kinds(noted: Iterable[str], predicate: Predicate) -> list[NodeKind]:
    """The kinds in what ``subjects`` gave that go with this predicate."""
    pairs = (line.split() for line in noted)
    return sorted(NodeKind(kind) for kind, name in pairs if name == predicate)


def by_subject(rows: Iterable[Row]) -> list[Row]:
    """Rows of one relation type, so that each subject is looked up once: half of the work."""
    said: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        said[row["subject"]].append({"object": row["object"], "record": row["record"]})
    return [{"subject": subject, "said": of_it} for subject, of_it in said.items()]


def relation_key(relation: Relation) -> str:
    """Document and place first, so that keys sort as the text runs."""
    evidence = relation.evidence
    statement = (relation.predicate, relation.subject, relation.object, relation.attributes)
    digest = sha256(repr((statement, evidence.spans)).encode()).hexdigest()[:12]
    return f"{evidence.document_id}@{evidence.start:08d}.{digest}"


def containment(fragment: Fragment) -> Iterator[tuple[str, str]]:
    """``(holder id, held id)`` of each owned node: a tree with the document at its root.

    A provision hangs under the narrowest provision that encloses it, a statement under the
    narrowest that holds its first character.
    """
    inside: list[Provision] = []
    owned: list[Provision | Statement] = [
        *fragment.provisions,
        *(node for node in fragment.nodes if isinstance(node, Statement)),
    ]
    for node in sorted(owned, key=place):
        start, end = _extent(node)
        while inside and not (inside[-1].start <= start and end <= inside[-1].end):
            inside.pop()
        yield (inside[-1].id if inside else fragment.document.id), node.id
        if isinstance(node, Provision):
            inside.append(node)


def _extent(node: Provision | Statement) -> tuple[int, int]:
    """Of a statement its first character: its sentence may end in another provision."""
    if isinstance(node, Provision):
        return node.start, node.end
    return node.evidence.start, node.evidence.start + 1


# --- Rows out ---------------------------------------------------------------------------------


def kind_of(labels: Iterable[str]) -> NodeKind | None:
    """The kind among a node's labels, whose order differs between stores; None for a Document."""
    return next((kind for kind in NODE_TYPES if kind in labels), None)


def present(record: Mapping[str, Any]) -> Row:
    """A projection without its nulls: what a record leaves out comes back as null."""
    return {key: value for key, value in record.items() if value is not None}


def provisions_from(rows: Iterable[Sequence[Any]]) -> list[Provision]:
    """Of values by ``PROVISION_KEYS``; in the order of the text, outer before inner."""
    records = (dict(zip(PROVISION_KEYS, row, strict=True)) for row in rows)
    found = [node_from(NodeKind.PROVISION, record) for record in records]
    return sorted((p for p in found if isinstance(p, Provision)), key=place)


def relations_from(rows: Iterable[Sequence[Any]]) -> list[Relation]:
    """Of ``(subject, predicate, object, record)``, in a fixed order."""
    found = [
        relation_from(
            subject, Predicate(name), object_, {k: record[k] for k in record if k != "key"}
        )
        for subject, name, object_, record in rows
    ]
    return sorted(found, key=relation_order)


def statement_order(node: Node) -> tuple[Any, ...]:
    """By document and place."""
    if isinstance(node, Statement):
        return node.evidence.document_id, node.evidence.spans, node.id
    raise TypeError(f"{node.id} is a {node.kind}, not a statement")
