"""The graph store over Bolt: one implementation for the embedded ArcadeDB and for Neo4j."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from graph import bolt_documents, cypher, cypher_rows
from graph.bolt_connection import Connection
from graph.bolt_documents import node_of, only
from graph.corrections import Correction, correction_from, correction_order
from graph.digest import build_digest, fragment_digest
from graph.errors import InvalidInput, NotFound, StoreCorrupt
from graph.model import Document, Fragment, Head, Node, NodeKind, Predicate, Provision, Relation
from graph.record import document_from, head_from, node_from, text_from
from graph.store import Direction, DocumentEntry


class BoltStore:
    """A ``GraphStore`` behind one connection. Threads may share it; processes open their own."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._read = connection.read
        self._known_build: tuple[int, str] | None = None

    @property
    def address(self) -> str:
        return self.connection.address

    def close(self) -> None:
        self.connection.close()

    def check_layout(self, name: str) -> None:
        """Raise StoreCorrupt where another version of Zhengtu laid the data out otherwise."""
        for row in self._read(cypher.WRITTEN_AS):
            if row["layout"] != cypher.LAYOUT:
                raise StoreCorrupt(
                    f"{name} was written in layout {row['layout']}, this version reads "
                    f"{cypher.LAYOUT}; ingest the documents into a new store"
                )

    # --- Reading ------------------------------------------------------------------------------

    def build(self) -> str:
        row = next(iter(self._read(cypher.CHANGES)), None)
        changes = row["changes"] if row else 0
        if self._known_build is None or self._known_build[0] != changes:
            digests = {row["id"]: row["digest"] for row in self._read(cypher.DIGESTS)}
            corrections = [row["id"] for row in self._read(cypher.CORRECTION_IDS)]
            self._known_build = changes, build_digest(digests, corrections)
        return self._known_build[1]

    def documents(self) -> list[DocumentEntry]:
        records = [cypher_rows.present(row["record"]) for row in self._read(cypher.DOCUMENTS)]
        return sorted(map(_entry_from, records), key=lambda entry: entry.id)

    def document(self, document_id: str) -> tuple[Document, Head]:
        rows = self._read(cypher.DOCUMENT, id=document_id)
        return document_from(only(rows, "document", document_id)["record"])

    def provisions(self, document_id: str) -> list[Provision]:
        (row,) = self._read(cypher.PROVISIONS, id=document_id)
        if not row["rows"]:
            only(self._read(cypher.DIGEST, id=document_id), "document", document_id)
        return cypher_rows.provisions_from(row["rows"])

    def texts(self, document_ids: Sequence[str]) -> list[tuple[Document, list[Provision]]]:
        ids = sorted(set(document_ids))
        held = {row["id"]: row["rows"] for row in self._read(cypher.PROVISIONS_OF, ids=ids)}
        documents = [text_from(row["record"]) for row in self._read(cypher.TEXTS, ids=ids)]
        documents.sort(key=lambda document: document.id)
        return [(d, cypher_rows.provisions_from(held.get(d.id, ()))) for d in documents]

    def provision(self, provision_id: str) -> Provision:
        row = only(self._read(cypher.PROVISION, id=provision_id), "provision", provision_id)
        return cypher_rows.provisions_from([row["row"]])[0]

    def fragment(self, document_id: str) -> Fragment:
        fragment, digest = self._read_fragment(document_id)
        if fragment_digest(fragment) != digest:
            # A writer may have come between two of the queries: look once more.
            fragment, digest = self._read_fragment(document_id)
        if fragment_digest(fragment) != digest:
            raise StoreCorrupt(
                f"{document_id} in {self.address}: what is stored does not fit its digest "
                f"{digest[:12]}…; `zhengtu remove {document_id}`, then ingest it again"
            )
        return fragment

    def _read_fragment(self, document_id: str) -> tuple[Fragment, str]:
        return self.connection.read_in_one(lambda tx: bolt_documents.stored(tx, document_id))

    def node(self, node_id: str) -> Node:
        found = only(self._read(cypher.NODE, id=node_id), "node", node_id)["n"]
        if cypher_rows.kind_of(found.labels) is None:
            raise NotFound(f"{node_id} is a document, not a node; ask for the document")
        return node_of(found)

    def find_nodes(
        self, name: str = "", *, kind: NodeKind | None = None, limit: int = 50, skip: int = 0
    ) -> list[Node]:
        query = _of_kind(cypher.FIND_NODES, kind)
        rows = self._read(query, name=name, skip=skip, limit=limit)
        return [node_of(row["n"]) for row in rows]

    def nodes_by_kind(self, kind: NodeKind) -> list[Node]:
        rows = self._read(_of_kind(cypher.NODES_BY_KIND, kind))
        nodes = [node_from(kind, cypher_rows.present(row["record"])) for row in rows]
        return sorted(nodes, key=lambda node: node.id)

    def relations(
        self,
        node_id: str,
        *,
        predicate: Predicate | None = None,
        direction: Direction = Direction.BOTH,
        limit: int = 200,
    ) -> list[Relation]:
        query = cypher.RELATIONS[predicate, direction]
        rows = self._read(query, id=node_id, limit=limit)
        return cypher_rows.relations_from(row.values() for row in rows)

    def count_into(self, node_id: str, predicate: Predicate) -> int:
        return sum(row["relations"] for row in self._read(cypher.COUNT_INTO[predicate], id=node_id))

    def relations_by_predicate(self, predicate: Predicate) -> list[Relation]:
        noted: list[str] = next((row["subjects"] for row in self._read(cypher.SUBJECTS)), [])
        rows = [
            row.values()
            for kind in cypher_rows.subject_kinds(noted, predicate)
            for row in self._read(cypher.RELATIONS_BY_PREDICATE[kind, predicate])
        ]
        return cypher_rows.relations_from(rows)

    def statements_in(self, provision_ids: Sequence[str]) -> list[Node]:
        rows = self._read(cypher.STATEMENTS_IN, ids=sorted(set(provision_ids)))
        return sorted((node_of(row["n"]) for row in rows), key=cypher_rows.statement_order)

    # --- Writing ------------------------------------------------------------------------------

    def replace(self, fragment: Fragment) -> str:
        return self.connection.write(lambda tx: bolt_documents.replace(tx, fragment))

    def remove(self, document_id: str) -> None:
        self.connection.write(lambda tx: bolt_documents.remove(tx, document_id))

    def corrections(self) -> list[Correction]:
        found = [correction_from(row["record"]) for row in self._read(cypher.CORRECTIONS)]
        return sorted(found, key=correction_order)

    def correct(self, add: Sequence[Correction] = (), undo: Sequence[str] = ()) -> list[str]:
        return self.connection.write(lambda tx: bolt_documents.correct(tx, add, undo))


Key = TypeVar("Key")


def _of_kind(queries: Mapping[Key, str], kind: Key) -> str:
    if kind not in queries:
        raise InvalidInput(f"{kind} is no kind of node; documents are read as documents")
    return queries[kind]


def _entry_from(record: Mapping[str, Any]) -> DocumentEntry:
    return DocumentEntry(
        id=record["id"],
        sha256=record["sha256"],
        head=head_from(record),
        characters=record["characters"],
        fragment_digest=record["fragment_digest"],
        reader=record["reader"],
        corrections=tuple(record.get("corrections", ())),
    )
