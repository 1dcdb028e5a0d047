"""Cypher that readers wrote: checked, run by a user who cannot write, and bounded in every way.

A query that takes too long is left alone: Neo4j ends it at the same time, ArcadeDB, which knows no
time limit of a single query, at the limit of its database. Until then it takes one of a few seats,
so that given-up queries cannot pile up.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import neo4j
from neo4j.exceptions import ClientError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.bolt import BoltStore
from graph.bolt_connection import REFUSALS
from graph.cypher_guard import checked
from graph.cypher_plan import check_plan
from graph.errors import InvalidInput, QueryRefused, StoreUnavailable
from graph.query_limits import Limits
from graph.store import GraphReader

FETCH = 50
"""Rows of one message: a row may hold whole texts."""


@dataclass(slots=True)
class Table:
    """An answer: columns, and rows of what JSON can hold."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    truncated: str | None = None
    """``rows`` or ``bytes``, where more was found than the limit lets through."""


class CypherReading:
    """Readers' queries to one store. Safe to use from several threads."""

    def __init__(self, store: GraphReader, limits: Limits | None = None, *, seats: int = 2) -> None:
        if not isinstance(store, BoltStore):
            raise TypeError(f"{type(store).__name__} takes no Cypher")
        self._store = store
        self._limits = limits or Limits()
        self._seats = threading.BoundedSemaphore(seats)
        self._plans = "ArcadeDB" not in store.connection.check()

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None
    ) -> Table:
        """Raises QueryRefused for what is not allowed or takes too long or too much, InvalidInput
        for what the store does not understand, StoreUnavailable where it does not answer.
        """
        text = checked(query)
        rows = min(limit or self._limits.rows, self._limits.rows)
        if not self._seats.acquire(timeout=self._limits.seconds):
            raise StoreUnavailable("too many queries are running; try again in a minute")
        work = _Work(self, text, dict(parameters or {}), rows)
        threading.Thread(target=work.run, daemon=True).start()
        if not work.done.wait(self._limits.seconds):
            raise QueryRefused(
                f"query refused: it takes longer than {self._limits.seconds:g} s; "
                "narrow it down, e.g. by a label and a property in the first MATCH"
            )
        if work.error:
            raise self._told(work.error) from work.error
        return work.table

    def _told(self, error: BaseException) -> BaseException:
        if isinstance(error, ServiceUnavailable | SessionExpired):
            self._store.connection.check()  # raises where the store itself is gone
            return QueryRefused("query refused: the store broke it off; it takes too much")
        if isinstance(error, ValueError | TypeError | OverflowError):  # the driver's, unsent
            return InvalidInput(f"the store takes no such query or parameter: {error}")
        return _of_store(error) if isinstance(error, Neo4jError) else error

    def read(self, text: str, parameters: dict[str, Any], rows: int) -> Table:
        """In the caller's thread, without a limit of time but the store's own."""
        with self._store.connection.reading(fetch_size=FETCH) as session:
            if self._plans:
                planned = session.run(f"EXPLAIN {text}", parameters).consume()
                check_plan(planned.plan, planned.query_type)
            asked = neo4j.Query(text, timeout=self._limits.seconds)
            return self._table(session.run(asked, parameters), rows)

    def _table(self, result: neo4j.Result, rows: int) -> Table:
        table, size = Table(list(result.keys())), 0
        for record in result:
            row = [plain(value) for value in record.values()]
            size += len(json.dumps(row, ensure_ascii=False).encode())
            if size > self._limits.bytes:
                table.truncated = "bytes"
                break
            if len(table.rows) == rows:
                table.truncated = "rows"
                break
            table.rows.append(row)
        return table

    def leave(self) -> None:
        self._seats.release()


def _of_store(error: Neo4jError) -> InvalidInput | QueryRefused:
    if error.code in REFUSALS:
        return QueryRefused(f"query refused: a reader may not do this: {error.message}")
    if "Timed" in str(error.code) or "Terminated" in str(error.code):
        return QueryRefused(f"query refused: the store ended it: {error.message}")
    if isinstance(error, ClientError):
        return InvalidInput(f"the store does not understand the query: {error.message}")
    return QueryRefused(f"query refused: the store gave it up: {error.message}")


@dataclass(slots=True)
class _Work:
    """One query in a thread of its own."""

    reading: CypherReading
    text: str
    parameters: dict[str, Any]
    rows: int
    done: threading.Event = field(default_factory=threading.Event)
    table: Table = field(default_factory=Table)
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.table = self.reading.read(self.text, self.parameters, self.rows)
        except BaseException as exc:  # noqa: BLE001 - raised again in the thread that waits
            self.error = exc
        finally:
            self.reading.leave()
            self.done.set()


def plain(value: Any) -> Any:
    """What JSON can hold: nodes, relations and paths as objects, days and times in ISO 8601."""
    if isinstance(value, neo4j.graph.Node | neo4j.graph.Relationship | neo4j.graph.Path):
        return _part_of_graph(value)
    match value:
        case float():
            return value if math.isfinite(value) else str(value)
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {key: plain(value[key]) for key in sorted(value)}
        case Collection():
            return [plain(item) for item in value]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _part_of_graph(
    part: neo4j.graph.Node | neo4j.graph.Relationship | neo4j.graph.Path,
) -> dict[str, Any]:
    if isinstance(part, neo4j.graph.Node):
        return {"labels": sorted(part.labels), "properties": plain(dict(part))}
    if isinstance(part, neo4j.graph.Relationship):
        # Ends are told by the id of the graph, never the store's own; an answer may lack it.
        start, end = (node.get("id") if node is not None else None for node in part.nodes)
        said = {"type": part.type, "start": start, "end": end}
        return said | {"properties": plain(dict(part))}
    return {"nodes": plain(part.nodes), "relationships": plain(part.relationships)}
