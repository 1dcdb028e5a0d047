"""The graph store over Bolt: one implementation for the embedded ArcadeDB and for Neo4j."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph import cypher, cypher_rows
from graph.corrected import corrected
from graph.corrections import (
    Correction,
    correction_from,
    correction_order,
    correction_record,
)
from graph.errors import InvalidInput, NotFound, QueryRefused, StoreCorrupt, StoreUnavailable
from graph.model import (
    Document,
    Fragment,
    Head,
    Node,
    NodeKind,
    Predicate,
    Provision,
    Relation,
)
from graph.record import (
    build_digest,
    curation_from,
    document_from,
    fragment_digest,
    head_from,
    in_order,
    node_from,
    text_from,
)
from graph.store import Direction, DocumentEntry

Auth = tuple[str, str]
Rows = list[neo4j.Record]

BATCH = 1_000
"""Rows of one UNWIND: a few MB at most, well under the message limits of both stores."""

LOST_RACES = frozenset(
    {
        # Both merged the same new node; the second to commit finds it there.
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        # The other writer has deleted a shared node that nobody named when it looked.
        "Neo.ClientError.Statement.EntityNotFound",
    }
)
REFUSALS = frozenset(
    {
        "Neo.ClientError.Statement.AccessMode",  # Neo4j, for a write in READ mode
        "Neo.ClientError.Security.Forbidden",  # ArcadeDB, for a write by its reader
    }
)
RACES = 6
"""Attempts at one write; every loser of a race finds the winner's nodes the next time."""


class BoltStore:
    """A ``GraphStore`` behind one address. Threads may share it; processes open their own.

    Reads go through ``reader`` where the server knows users that cannot write (ArcadeDB), and in
    READ access mode everywhere (Neo4j refuses writes in it).
    """

    def __init__(
        self,
        address: str,
        auth: Auth | None,
        *,
        database: str,
        reader: Auth | None = None,
        writing: Callable[[], AbstractContextManager[None]] = nullcontext,
        on_close: Callable[[], None] = lambda: None,
        patience: float = 30.0,
        how_to_reach: str = "is the server up, and are user and password right?",
    ) -> None:
        """``writing`` is held during a write, ``on_close`` called once at the end.

        ``patience`` is how many seconds a broken connection is tried again.
        """
        self.address = address
        self._database = database
        self._writing = writing
        self._on_close = on_close
        self._how_to_reach = how_to_reach
        self._patience = patience
        self._process = os.getpid()
        self._known_build: tuple[int, str] | None = None
        self._writer = self._driver(auth)
        self._reader = self._driver(reader) if reader else self._writer
        # A follower of a cluster may lag behind: what this process has written, it reads. The
        # embedded server, which alone has a reader of its own, is one process and knows none.
        self._bookmarks = None if reader else neo4j.GraphDatabase.bookmark_manager()

    def _driver(self, auth: Auth | None) -> neo4j.Driver:
        with self._reaching():
            return neo4j.GraphDatabase.driver(
                self.address,
                auth=auth,
                max_transaction_retry_time=self._patience,
                connection_timeout=min(self._patience, 10.0),
                # Labels and properties that no document has used yet are no news.
                notifications_disabled_classifications=["UNRECOGNIZED"],
            )

    def check(self) -> str:
        """Connect, and return what the server calls itself. Raises StoreUnavailable."""
        with self._reaching():
            self._reader.verify_connectivity()
            return self._reader.get_server_info().agent

    def check_layout(self, name: str) -> None:
        """Raise StoreCorrupt where another version of Zhengtu laid the data out otherwise."""
        for row in self._read(cypher.WRITTEN_AS):
            if row["layout"] != cypher.LAYOUT:
                raise StoreCorrupt(
                    f"{name} was written in layout {row['layout']}, this version reads "
                    f"{cypher.LAYOUT}; ingest the documents into a new store"
                )

    def create_schema(self, statements: Sequence[str]) -> None:
        """Run these once each, outside of a transaction that writes data."""
        with self._reaching(), self._session(self._writer, neo4j.WRITE_ACCESS) as session:
            for statement in statements:
                session.run(statement).consume()

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
        return document_from(_only(rows, "document", document_id)["record"])

    def provisions(self, document_id: str) -> list[Provision]:
        (row,) = self._read(cypher.PROVISIONS, id=document_id)
        if not row["rows"]:
            _only(self._read(cypher.DIGEST, id=document_id), "document", document_id)
        return cypher_rows.provisions_from(row["rows"])

    def texts(self, document_ids: Sequence[str]) -> list[tuple[Document, list[Provision]]]:
        ids = sorted(set(document_ids))
        held = {row["id"]: row["rows"] for row in self._read(cypher.PROVISIONS_OF, ids=ids)}
        documents = [text_from(row["record"]) for row in self._read(cypher.TEXTS, ids=ids)]
        documents.sort(key=lambda document: document.id)
        return [(d, cypher_rows.provisions_from(held.get(d.id, ()))) for d in documents]

    def provision(self, provision_id: str) -> Provision:
        row = _only(self._read(cypher.PROVISION, id=provision_id), "provision", provision_id)
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
        with self._reaching(), self._session(self._reader, neo4j.READ_ACCESS) as session:
            return session.execute_read(_fragment, document_id)

    def node(self, node_id: str) -> Node:
        found = _only(self._read(cypher.NODE, id=node_id), "node", node_id)["n"]
        if cypher_rows.kind_of(found.labels) is None:
            raise NotFound(f"{node_id} is a document, not a node; ask for the document")
        return _node(found)

    def find_nodes(
        self, name: str = "", *, kind: NodeKind | None = None, limit: int = 50, skip: int = 0
    ) -> list[Node]:
        query = _of_kind(cypher.FIND_NODES, kind)
        rows = self._read(query, name=name, skip=skip, limit=limit)
        return [_node(row["n"]) for row in rows]

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
        return sorted((_node(row["n"]) for row in rows), key=cypher_rows.statement_order)

    def _read(self, query: str, **parameters: Any) -> Rows:
        """All rows of one query, in READ mode: one round trip, a managed transaction takes three.

        Reading again does no harm, so whatever the driver calls retryable is tried again.
        """
        deadline = time.monotonic() + self._patience
        with self._reaching():
            while True:
                try:
                    return self._read_once(query, parameters)
                except (DriverError, Neo4jError) as exc:
                    if isinstance(exc, Neo4jError) and exc.code in REFUSALS:
                        raise QueryRefused(
                            f"{query}: a reader may not do this: {exc.message}"
                        ) from exc
                    if not exc.is_retryable() or time.monotonic() > deadline:
                        raise
                    time.sleep(0.1)

    def _read_once(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        with self._session(self._reader, neo4j.READ_ACCESS) as session:
            return list(session.run(query, dict(parameters)))

    # --- Writing ------------------------------------------------------------------------------

    def replace(self, fragment: Fragment) -> str:
        digest = ""

        def write(tx: neo4j.ManagedTransaction) -> None:
            nonlocal digest
            digest = _replace(tx, fragment)

        self._write(write)
        return digest

    def remove(self, document_id: str) -> None:
        def write(tx: neo4j.ManagedTransaction) -> None:
            if tx.run(cypher.DIGEST, id=document_id).single() is None:
                raise _not_found("document", document_id)
            _delete_unnamed(tx, _forget(tx, document_id))
            tx.run(cypher.COUNT_CHANGE, subjects=[]).consume()

        self._write(write)

    def corrections(self) -> list[Correction]:
        found = [correction_from(row["record"]) for row in self._read(cypher.CORRECTIONS)]
        return sorted(found, key=correction_order)

    def correct(self, add: Sequence[Correction] = (), undo: Sequence[str] = ()) -> list[str]:
        concerned: list[str] = []

        def write(tx: neo4j.ManagedTransaction) -> None:
            nonlocal concerned
            held = {row["record"]["id"]: row["record"] for row in tx.run(cypher.CORRECTIONS)}
            for gone in undo:
                if gone not in held:
                    raise _not_found("correction", gone)
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
                _replace(tx, _fragment(tx, document_id)[0])

        self._write(write)
        return concerned

    def _write(self, work: Callable[[neo4j.ManagedTransaction], None]) -> None:
        """One transaction. The driver retries what the server calls transient, this lost races."""
        for attempt in range(1, RACES + 1):
            with self._reaching(), self._writing():
                if self._try_to_write(work, last=attempt == RACES):
                    return
            time.sleep(0.01 * 2**attempt)

    def _try_to_write(
        self, work: Callable[[neo4j.ManagedTransaction], None], *, last: bool
    ) -> bool:
        with self._session(self._writer, neo4j.WRITE_ACCESS) as session:
            try:
                session.execute_write(work)
            except _Overtaken as exc:
                if last:
                    raise StoreUnavailable(
                        f"{self.address}: corrections came {RACES} times while a document was "
                        "written; try again"
                    ) from exc
                return False
            except Neo4jError as exc:
                if last or exc.code not in LOST_RACES:
                    raise
                return False
        return True

    # --- The connection -----------------------------------------------------------------------

    def close(self) -> None:
        if os.getpid() != self._process:
            return  # a forked child must not close its parent's connections
        self._reader.close()
        self._writer.close()
        self._on_close()

    def reading(self, *, fetch_size: int) -> neo4j.Session:
        """A session that can only read, which asks for so many rows at a time."""
        self._check_process()
        return self._reader.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS,
            fetch_size=fetch_size,
            bookmark_manager=self._bookmarks,
        )

    def _session(self, driver: neo4j.Driver, mode: str) -> neo4j.Session:
        self._check_process()
        return driver.session(
            database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks
        )

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise StoreUnavailable(
                f"{self.address} was opened by process {self._process} and is used by "
                f"{os.getpid()}, forked from it; open the store in each process that uses it"
            )

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Say what, where and what next, whatever way the server fails to answer."""
        try:
            yield
        except (ServiceUnavailable, SessionExpired, OSError) as exc:
            raise StoreUnavailable(
                f"the graph store at {self.address} does not answer: {exc}; {self._how_to_reach}"
            ) from exc
        except (AuthError, ConfigurationError) as exc:
            raise StoreUnavailable(
                f"the graph store at {self.address} refuses us: {exc.message or exc}; "
                f"{self._how_to_reach}"
            ) from exc


def _fragment(tx: neo4j.ManagedTransaction, document_id: str) -> tuple[Fragment, str]:
    """What is stored of a document, in order, and the digest that it was stored with."""
    record = _only(list(tx.run(cypher.DOCUMENT, id=document_id)), "document", document_id)["record"]
    found = [*tx.run(cypher.OWNED, id=document_id), *tx.run(cypher.NAMED, id=document_id)]
    nodes = [_node(row["n"]) for row in found]
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


def _replace(tx: neo4j.ManagedTransaction, given: Fragment) -> str:
    """Store the fragment as its curators have it, unless it is stored so already; its digest."""
    corrections = _corrections_of(tx, given)
    fragment = corrected(given, corrections)
    digest, document_id = fragment_digest(fragment), fragment.document.id
    stored = tx.run(cypher.DIGEST, id=document_id).single()
    if stored and stored["digest"] == digest:
        return digest
    before = _forget(tx, document_id) if stored else set()
    _add(tx, fragment, digest)
    _delete_unnamed(tx, before - {node.id for node in fragment.nodes})
    # Takes the lock that every writer takes, so what is corrected from here on comes after us.
    tx.run(cypher.COUNT_CHANGE, subjects=cypher_rows.subjects(fragment)).consume()
    if _corrections_of(tx, given) != corrections:
        raise _Overtaken
    return digest


class _Overtaken(Exception):
    """A correction of a document came while the document was being written: write it again."""


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


def _only(rows: Rows, what: str, id_: str) -> neo4j.Record:
    if not rows:
        raise _not_found(what, id_)
    return rows[0]


def _not_found(what: str, id_: str) -> NotFound:
    return NotFound(f"the store holds no {what} {id_!r}")


Key = TypeVar("Key")


def _of_kind(queries: Mapping[Key, str], kind: Key) -> str:
    if kind not in queries:
        raise InvalidInput(f"{kind} is no kind of node; documents are read as documents")
    return queries[kind]


def _node(found: neo4j.graph.Node) -> Node:
    kind = cypher_rows.kind_of(found.labels)
    if kind is None:
        raise StoreCorrupt(f"{found.get('id')!r} has the labels {set(found.labels)}; ingest again")
    return node_from(kind, found)


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
