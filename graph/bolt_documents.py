"""One document in a transaction: what is stored of it, put in its place, corrected, taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import neo4j

from graph import cypher, cypher_rows
from graph.bolt_connection import Overtaken, Rows
from graph.corrected import corrected
from graph.corrections import Correction, correction_from, correction_order, correction_record
from graph.digest import fragment_digest
from graph.errors import NotFound, StoreCorrupt
from graph.model import Fragment, Node, Provision
from graph.order import in_order
from graph.record import curation_from, document_from, node_from

BATCH = 1_000
"""Rows of one UNWIND: a few MB at most, well under the message limits of both stores."""


def stored(tx: neo4j.ManagedTransaction, document_id: str) -> tuple[Fragment, str]:
    """What is stored of a document, in order, and the digest that it was stored with."""
    record = only(list(tx.run(cypher.DOCUMENT, id=document_id)), "document", document_id)["record"]
    found = [*tx.run(cypher.OWNED, id=document_id), *tx.run(cypher.NAMED, id=document_id)]
    nodes = [node_of(row["n"]) for row in found]
    said = [row.values() for query in cypher.SAID_BY for row in tx.run(query, id=document_id)]
    document, head = document_from(record)
    fragment = Fragment(
        document=document,
        head=head,
        provisions=tuple(node for node in nodes if isinstance(node, Provision)),
        nodes=tuple(node for node in nodes if not isinstance(node, Provision)),
        relations=tuple(cypher_rows.relations_from(said)),
        reader=record["reader"],
        curation=curation_from(record),
    )
    return in_order(fragment), record["fragment_digest"]


def replace(tx: neo4j.ManagedTransaction, given: Fragment) -> str:
    """Store the fragment as its curators have it, unless it is stored so already; its digest."""
    corrections = _corrections_of(tx, given)
    fragment = corrected(given, corrections)
    digest, document_id = fragment_digest(fragment), fragment.document.id
    held = tx.run(cypher.DIGEST, id=document_id).single()
    if held and held["digest"] == digest:
        return digest
    before = _forget(tx, document_id) if held else set()
    _add(tx, fragment, digest)
    _delete_unnamed(tx, before - {node.id for node in fragment.nodes})
    # Takes the lock that every writer takes, so what is corrected from here on comes after us.
    tx.run(cypher.COUNT_CHANGE, subjects=cypher_rows.subjects(fragment)).consume()
    if _corrections_of(tx, given) != corrections:
        raise Overtaken
    return digest


def remove(tx: neo4j.ManagedTransaction, document_id: str) -> None:
    """Take the document away, and the shared nodes that no other names. Raises NotFound."""
    if tx.run(cypher.DIGEST, id=document_id).single() is None:
        raise not_found("document", document_id)
    _delete_unnamed(tx, _forget(tx, document_id))
    tx.run(cypher.COUNT_CHANGE, subjects=[]).consume()


def correct(
    tx: neo4j.ManagedTransaction, add: Sequence[Correction], undo: Sequence[str]
) -> list[str]:
    """Keep and drop these corrections; ids of the documents that are another for it."""
    held = {row["record"]["id"]: row["record"] for row in tx.run(cypher.CORRECTIONS)}
    for gone in undo:
        if gone not in held:
            raise not_found("correction", gone)
    rows = [correction_record(c) for c in add]
    tx.run(cypher.MERGE_CORRECTIONS, rows=rows).consume()
    tx.run(cypher.DELETE_CORRECTIONS, ids=list(undo)).consume()
    # Before anything is read: who writes one of these documents meanwhile comes after us.
    tx.run(cypher.COUNT_CHANGE, subjects=[]).consume()
    places = [
        {"document_id": row["document_id"], "sha256": row["sha256"]}
        for row in (*rows, *(held[gone] for gone in undo))
    ]
    concerned = sorted({row["id"] for row in tx.run(cypher.CONCERNED, rows=places)})
    for document_id in concerned:
        replace(tx, stored(tx, document_id)[0])
    return concerned


def _corrections_of(tx: neo4j.ManagedTransaction, fragment: Fragment) -> list[Correction]:
    document = fragment.document
    rows = tx.run(cypher.CORRECTIONS_OF, id=document.id, sha256=document.sha256)
    return sorted((correction_from(row["record"]) for row in rows), key=correction_order)


def _forget(tx: neo4j.ManagedTransaction, document_id: str) -> set[str]:
    """Delete what the document says and owns; the ids of the shared nodes that it named."""
    named = {row["id"] for row in tx.run(cypher.NAMED_BY, id=document_id)}
    for query in cypher.FORGET:
        tx.run(query, id=document_id).consume()
    return named


def _add(tx: neo4j.ManagedTransaction, fragment: Fragment, digest: str) -> None:
    row = cypher_rows.document_row(fragment, digest)
    tx.run(cypher.CREATE_DOCUMENT, id=row["id"], row=row).consume()
    for kind, rows in cypher_rows.shared_rows(fragment).items():
        _unwind(tx, cypher.MERGE_SHARED[kind], rows)
    for kind, rows in cypher_rows.owned_rows(fragment).items():
        _unwind(tx, cypher.CREATE_OWNED[kind], rows)
    for name, rows in cypher_rows.relation_rows(fragment).items():
        for batch in _batches(rows):
            tx.run(cypher.CREATE_RELATIONS[name], rows=cypher_rows.by_subject(batch)).consume()


def _delete_unnamed(tx: neo4j.ManagedTransaction, node_ids: set[str]) -> None:
    _unwind(tx, cypher.DELETE_UNNAMED, sorted(node_ids))


def _unwind(tx: neo4j.ManagedTransaction, query: str, rows: Sequence[Any]) -> None:
    for batch in _batches(rows):
        tx.run(query, rows=batch).consume()


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def only(rows: Rows, what: str, id_: str) -> neo4j.Record:
    if not rows:
        raise not_found(what, id_)
    return rows[0]


def not_found(what: str, id_: str) -> NotFound:
    return NotFound(f"the store holds no {what} {id_!r}")


def node_of(found: neo4j.graph.Node) -> Node:
    kind = cypher_rows.kind_of(found.labels)
    if kind is None:
        raise StoreCorrupt(f"{found.get('id')!r} has the labels {set(found.labels)}; ingest again")
    return node_from(kind, found)
