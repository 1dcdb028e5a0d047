"""Cypher for the graph, one text for ArcadeDB and Neo4j; ``graph.cypher_rows`` has the rows.

What stands in the database beside the records of ``graph.record``:

- ``(Document)-[:NAMES]->(shared node)``: every shared node that the document names, so that
  removing the document knows where to look, and which nodes nobody names any more;
- ``(Document | Provision)-[:HOLDS]->(Provision | statement)``: the tree of containment, each node
  under the narrowest provision that holds its start;
- ``fragment_digest``, ``reader`` and ``characters`` on a Document, ``text`` on a Provision (for
  people who read the graph in a browser; it is not read back);
- ``key`` on a relation: the same for the same statement everywhere, and the order in which a
  long list of relations is cut;
- ``corrections`` and ``as_read`` on a Document that curators have corrected: which of the
  ``Correction`` nodes hold in it, and what was read before;
- one ``Build`` node that counts changes, so that a reader knows whether its digest still holds,
  and notes the kinds of node that each predicate has started from: ArcadeDB finds the relations
  of a type only by looking at every node that may be their subject.

Traps that shape the texts, measured on both stores: one label in MERGE and CREATE, ``Entity`` set
afterwards; one UNWIND per relation type; a document's relations are reached through its nodes,
never by a scan of all relations; ids are unwound before MATCH, because ArcadeDB scans for ``IN``
in front of a variable length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from graph.model import (
    Document,
    Head,
    NodeKind,
    Predicate,
    Provision,
    Statement,
)
from graph.record import (
    NODE_TYPES,
    record_keys,
)
from graph.store import Direction

LAYOUT = 1
"""Changes with what stands in the database beside the records; kept on the Build node."""

NAMES = "NAMES"
HOLDS = "HOLDS"

SHARED_KINDS = tuple(kind for kind, cls in NODE_TYPES.items() if cls.shared)
STATEMENT_KINDS = tuple(kind for kind, cls in NODE_TYPES.items() if issubclass(cls, Statement))

_ANY_PREDICATE = "|".join(Predicate)

# --- Schema: there before the first row, or MERGE costs ten times as much ----------------------

NEO4J_SCHEMA: tuple[str, ...] = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    *(
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"
        for kind in ("Build", "Correction", NodeKind.DOCUMENT, *SHARED_KINDS)
    ),
    "CREATE INDEX entity_document IF NOT EXISTS FOR (n:Entity) ON (n.document_id)",
    "CREATE TEXT INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CALL db.awaitIndexes(300)",
)

ARCADEDB_SCHEMA: tuple[str, ...] = (
    "CREATE VERTEX TYPE Entity IF NOT EXISTS",
    "CREATE PROPERTY Entity.id IF NOT EXISTS STRING",
    "CREATE PROPERTY Entity.document_id IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON Entity (id) UNIQUE",
    "CREATE INDEX IF NOT EXISTS ON Entity (document_id) NOTUNIQUE NULL_STRATEGY SKIP",
    *(f"CREATE VERTEX TYPE `{kind}` IF NOT EXISTS EXTENDS Entity" for kind in NodeKind),
    *(f"CREATE EDGE TYPE `{name}` IF NOT EXISTS" for name in (NAMES, HOLDS, *Predicate)),
    "CREATE VERTEX TYPE Build IF NOT EXISTS",
    "CREATE PROPERTY Build.id IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON Build (id) UNIQUE",
    "CREATE VERTEX TYPE Correction IF NOT EXISTS",
    "CREATE PROPERTY Correction.id IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON Correction (id) UNIQUE",
)
"""ArcadeDB SQL: its Cypher has no types that extend others. Quoted: Case is a word of SQL."""

# --- Writing ----------------------------------------------------------------------------------

DIGEST = "MATCH (d:Document {id: $id}) RETURN d.fragment_digest AS digest"

CREATE_DOCUMENT = "CREATE (n:Document {id: $id}) SET n = $row, n:Entity"

MERGE_SHARED: Mapping[NodeKind, str] = {
    kind: f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n = row, n:Entity"
    for kind in SHARED_KINDS
}

CREATE_OWNED: Mapping[NodeKind, str] = {
    kind: f"UNWIND $rows AS row CREATE (n:{kind}) SET n = row, n:Entity"
    for kind in (NodeKind.PROVISION, *STATEMENT_KINDS)
}

CREATE_RELATIONS: Mapping[str, str] = {
    name: (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.subject}) "
        "UNWIND row.said AS said MATCH (b:Entity {id: said.object}) "
        f"CREATE (a)-[r:{name}]->(b) SET r = said.record"
    )
    for name in (NAMES, HOLDS, *Predicate)
}

NAMED_BY = "MATCH (d:Document {id: $id})-[:NAMES]->(n) RETURN n.id AS id"

FORGET: tuple[str, ...] = (
    (
        f"MATCH (d:Document {{id: $id}})-[:NAMES]->(n)-[r:{_ANY_PREDICATE}]->() "
        "WHERE r.document_id = $id DELETE r"
    ),
    "MATCH (n:Entity {document_id: $id}) DETACH DELETE n",
    "MATCH (d:Document {id: $id}) DETACH DELETE d",
)
"""What it says between shared nodes, then what it owns, then itself and its NAMES."""

# Not DETACH: where another writer has tied the node again meanwhile, this must fail and retry.
DELETE_UNNAMED = "UNWIND $rows AS id MATCH (n:Entity {id: id}) WHERE NOT (n)<-[:NAMES]-() DELETE n"

MERGE_CORRECTIONS = "UNWIND $rows AS row MERGE (c:Correction {id: row.id}) SET c = row"

DELETE_CORRECTIONS = "UNWIND $ids AS id MATCH (c:Correction {id: id}) DELETE c"

COUNT_CHANGE = (
    "MERGE (b:Build {id: 'build'}) SET b.changes = coalesce(b.changes, 0) + 1, "
    f"b.layout = {LAYOUT} WITH b "
    "SET b.subjects = coalesce(b.subjects, []) "
    "+ [kind IN $subjects WHERE NOT kind IN coalesce(b.subjects, [])]"
)

# --- Reading ----------------------------------------------------------------------------------


def _projection(variable: str, keys: Iterable[str]) -> str:
    """The named properties only: a whole Document or Provision would carry its text along."""
    return f"{variable}{{{', '.join(f'.{key}' for key in keys)}}}"


CHANGES = "MATCH (b:Build {id: 'build'}) RETURN b.changes AS changes"

WRITTEN_AS = (
    "MATCH (b:Build {id: 'build'}) WHERE b.changes > 0 RETURN coalesce(b.layout, 0) AS layout"
)
"""The layout of what is stored; no row for a store that nothing was ever written to."""

DIGESTS = "MATCH (d:Document) RETURN d.id AS id, d.fragment_digest AS digest"

CORRECTIONS = "MATCH (c:Correction) RETURN properties(c) AS record"

CORRECTION_IDS = "MATCH (c:Correction) RETURN c.id AS id"

CORRECTIONS_OF = (
    "MATCH (c:Correction) WHERE c.document_id = $id OR c.sha256 = $sha256 "
    "RETURN properties(c) AS record"
)
"""Of a document and of others with the same bytes."""

CONCERNED = (
    "UNWIND $rows AS row MATCH (d:Document) "
    "WHERE d.id = row.document_id OR d.sha256 = row.sha256 RETURN DISTINCT d.id AS id"
)

_ENTRY_KEYS = ("id", "sha256", "fragment_digest", "reader", "characters", "corrections")
_HEAD_KEYS = tuple(field.name for field in fields(Head))

DOCUMENTS = f"MATCH (d:Document) RETURN {_projection('d', (*_ENTRY_KEYS, *_HEAD_KEYS))} AS record"

DOCUMENT = "MATCH (d:Document {id: $id}) RETURN properties(d) AS record"

PROVISION_KEYS = record_keys(Provision)
_PROVISION = f"[{', '.join(f'n.{key}' for key in PROVISION_KEYS)}]"
"""Values without their keys: with them a store takes twice the time for the same provisions."""

PROVISIONS = (
    f"MATCH (n:Entity {{document_id: $id}}) WHERE n:Provision RETURN collect({_PROVISION}) AS rows"
)
"""One row, because the driver takes as long for a row as for reading all of the node in it."""

TEXTS = (
    "UNWIND $ids AS id MATCH (d:Document {id: id}) "
    f"RETURN {_projection('d', (field.name for field in fields(Document)))} AS record"
)

PROVISIONS_OF = (
    "UNWIND $ids AS id MATCH (n:Entity {document_id: id}) WHERE n:Provision "
    f"RETURN id, collect({_PROVISION}) AS rows"
)
"""No row for a document without provisions."""

PROVISION = f"MATCH (n:Provision {{id: $id}}) RETURN {_PROVISION} AS row"

NODE = "MATCH (n:Entity {id: $id}) RETURN n"

OWNED = "MATCH (n:Entity {document_id: $id}) RETURN n"

NAMED = "MATCH (d:Document {id: $id})-[:NAMES]->(n) RETURN n"

NODES_BY_KIND: Mapping[NodeKind, str] = {
    kind: f"MATCH (n:{kind}) RETURN {_projection('n', record_keys(cls))} AS record"
    for kind, cls in NODE_TYPES.items()
}

FIND_NODES: Mapping[NodeKind | None, str] = {
    kind: (
        f"MATCH (n:{kind or 'Entity'}) WHERE n.name CONTAINS $name RETURN n "
        "ORDER BY CASE WHEN n.name = $name THEN 0 ELSE 1 END, size(n.name), n.id "
        "SKIP $skip LIMIT $limit"
    )
    for kind in (None, *NODE_TYPES)
}

STATEMENTS_IN = (
    "UNWIND $ids AS id MATCH (p:Entity {id: id})-[:HOLDS*1..]->(n) "
    f"WHERE {' OR '.join(f'n:{kind}' for kind in STATEMENT_KINDS)} RETURN DISTINCT n"
)

_RELATION = (
    "RETURN startNode(r).id AS subject, type(r) AS predicate, endNode(r).id AS object, "
    "properties(r) AS record"
)
_ARROWS: Mapping[Direction, tuple[str, str]] = {
    Direction.OUT: ("-", "->"),
    Direction.IN: ("<-", "-"),
    Direction.BOTH: ("-", "-"),
}

RELATIONS: Mapping[tuple[Predicate | None, Direction], str] = {
    (predicate, direction): (
        f"MATCH (n:Entity {{id: $id}}){left}[r:{predicate or _ANY_PREDICATE}]{right}() "
        f"WITH DISTINCT r ORDER BY r.key LIMIT $limit {_RELATION}"
    )
    for predicate in (None, *Predicate)
    for direction, (left, right) in _ARROWS.items()
}
"""DISTINCT, because a relation from a node to itself is met from both sides.

Cut by one property of the relation: ids of the ends would have to be read for all of a hub's.
"""

COUNT_INTO: Mapping[Predicate, str] = {
    predicate: (
        f"MATCH (n:Entity {{id: $id}}) RETURN COUNT {{ (n)<-[:{predicate}]-() }} AS relations"
    )
    for predicate in Predicate
}
"""Without matching them: a count of matches reads each relation of a hub."""

SUBJECTS = "MATCH (b:Build {id: 'build'}) RETURN b.subjects AS subjects"

RELATIONS_BY_PREDICATE: Mapping[tuple[NodeKind, Predicate], str] = {
    (kind, predicate): f"MATCH (:{kind})-[r:{predicate}]->() {_RELATION}"
    for kind in NodeKind
    for predicate in Predicate
}

SAID_BY: tuple[str, ...] = (
    f"MATCH (d:Document {{id: $id}})-[r:{_ANY_PREDICATE}]->() {_RELATION}",
    f"MATCH (n:Entity {{document_id: $id}})-[r:{_ANY_PREDICATE}]->() {_RELATION}",
    (
        f"MATCH (d:Document {{id: $id}})-[:NAMES]->()-[r:{_ANY_PREDICATE}]->() "
        f"WHERE r.document_id = $id {_RELATION}"
    ),
)
"""All relations that one document says: from itself, from what it owns, from what it names."""
