"""One server over Bolt: its drivers for reading and writing, and what to say where it fails."""

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

from graph.errors import QueryRefused, StoreUnavailable

Auth = tuple[str, str]
Rows = list[neo4j.Record]
Made = TypeVar("Made")

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


class Overtaken(Exception):
    """A correction of a document came while the document was being written: write it again."""


class Connection:
    """Threads may share it; processes open their own.

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

    def create_schema(self, statements: Sequence[str]) -> None:
        """Run these once each, outside of a transaction that writes data."""
        with self._reaching(), self._session(self._writer, neo4j.WRITE_ACCESS) as session:
            for statement in statements:
                session.run(statement).consume()

    def read(self, query: str, **parameters: Any) -> Rows:
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

    def read_in_one(self, work: Callable[[neo4j.ManagedTransaction], Made]) -> Made:
        """What ``work`` makes of one transaction that only reads."""
        with self._reaching(), self._session(self._reader, neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], Made]) -> Made:
        """What ``work`` makes of one transaction that writes.

        The driver retries what the server calls transient, this lost races.
        """
        lost: Overtaken | Neo4jError | None = None
        for attempt in range(1, RACES + 1):
            with self._reaching(), self._writing():
                try:
                    return self._write_once(work)
                except Overtaken as exc:
                    lost = exc
                except Neo4jError as exc:
                    if exc.code not in LOST_RACES:
                        raise
                    lost = exc
            time.sleep(0.01 * 2**attempt)
        raise StoreUnavailable(
            f"{self.address}: others wrote {RACES} times while this was being written; try again"
        ) from lost

    def _write_once(self, work: Callable[[neo4j.ManagedTransaction], Made]) -> Made:
        with self._session(self._writer, neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

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
