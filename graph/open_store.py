"""From the URL of a store to the open store: embedded, or any server that speaks Bolt."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from graph import cypher, neo4j_server
from graph.bolt import BoltStore
from graph.bolt_connection import Auth, Connection
from graph.embedded import open_embedded
from graph.errors import InvalidInput
from graph.store import GraphStore

DEFAULT_DATABASE = "neo4j"
DEFAULT_PORT = 7687
BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def open_store(url: str, *, create: bool = True) -> GraphStore:
    """Open ``embedded:PATH``, ``bolt://…`` or ``neo4j://[user:password@]host[:port][/database]``.

    User and password come from the URL, else from ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``, else
    from the local server that ``graph.neo4j_server`` runs, where the URL is its address.
    With ``create`` false nothing is made: no folder, no schema.
    Raises InvalidInput for any other URL, StoreUnavailable where nothing answers, and StoreCorrupt
    where another version of Zhengtu wrote the store in another layout.
    """
    if url.startswith("embedded:"):
        path = url.removeprefix("embedded:").removeprefix("//")
        if not path:
            raise InvalidInput("embedded: without a folder; write e.g. embedded:build/graph")
        return _of_this_layout(open_embedded(Path(path), create=create), url)
    parts = urlsplit(url)
    if parts.scheme not in BOLT_SCHEMES or not parts.hostname:
        raise _no_store(url)
    store = open_server(parts, create=create)
    return _of_this_layout(store, store.address)


def _of_this_layout(store: BoltStore, name: str) -> BoltStore:
    try:
        store.check_layout(name)
    except BaseException:
        store.close()
        raise
    return store


def open_server(parts: SplitResult, *, create: bool) -> BoltStore:
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    connection = Connection(
        f"{parts.scheme}://{host}:{port_of(parts)}",
        credentials(parts),
        database=parts.path.strip("/") or DEFAULT_DATABASE,
    )
    try:
        prepare(connection, create=create)
    except BaseException:
        connection.close()
        raise
    return BoltStore(connection)


def prepare(connection: Connection, *, create: bool) -> None:
    agent = connection.check()
    if "ArcadeDB" in agent:
        raise InvalidInput(
            f"{connection.address} is {agent}; "
            "ArcadeDB is opened as embedded:PATH, Neo4j by address"
        )
    if create:
        connection.create_schema(cypher.NEO4J_SCHEMA)


def port_of(parts: SplitResult) -> int:
    try:
        return parts.port or DEFAULT_PORT
    except ValueError as exc:
        raise _no_store(parts.geturl()) from exc


def _no_store(url: str) -> InvalidInput:
    """Without what stands before @: it may be a password."""
    shown = _USER.sub("//…@", url)
    return InvalidInput(
        f"{shown!r} is no store; write embedded:PATH, bolt://HOST:7687 or neo4j://HOST:7687"
    )


_USER = re.compile(r"//[^@/]*@")


def credentials(parts: SplitResult) -> Auth | None:
    """From the URL, else the environment, else our own local server; None for a server without."""
    if parts.username is not None:
        return unquote(parts.username), unquote(parts.password or "")
    if password := os.environ.get("NEO4J_PASSWORD"):
        return os.environ.get("NEO4J_USERNAME", neo4j_server.USER), password
    if parts.hostname in LOOPBACK and (local := neo4j_server.status()):
        return (local.user, local.password) if local.port == port_of(parts) else None
    return None
