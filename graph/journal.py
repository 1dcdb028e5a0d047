"""What became of a library's documents from build to build: an append-only file beside the index.

The graph itself holds no clock and no past. The journal does, in one SQLite file of the machine
that writes (decision 0011); it is no part of any digest, and a library works without it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import StoreUnavailable
from graph.journal_diff import Difference, difference_from, difference_record
from graph.model import Head
from graph.store import DocumentEntry

FILE = "journal.sqlite"
_PATIENCE = 30.0
"""Seconds to wait for another process to write."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS builds (
    number INTEGER PRIMARY KEY, build TEXT NOT NULL, at TEXT NOT NULL, after INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL,
    document_id TEXT NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, policy_id TEXT NOT NULL, regions TEXT NOT NULL, difference TEXT
);
CREATE INDEX IF NOT EXISTS changes_of ON changes (document_id, number);
"""


class Action(StrEnum):
    KNOWN = "known"
    """Was there when the journal began."""
    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalChange:
    """What became of one document."""

    number: int
    """Ascending, from 1; 0 before it is written."""
    at: datetime
    """When this machine learned of it, UTC."""
    action: Action
    document_id: str
    digest: str
    """Of the fragment from then on; empty where it was removed."""
    title: str
    policy_id: str
    regions: tuple[str, ...]
    difference: Difference | None
    """What it says now and did not, and the other way round; None where that was not seen."""


@dataclass(frozen=True, slots=True)
class JournalBuild:
    build: str
    at: datetime
    after: int
    """Number of the last change that is in it."""


class Journal:
    """The changes of one library. Used under the library's lock."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._pending: dict[str, JournalChange] = {}
        self._begun = False
        with self._open() as db:
            db.executescript(_SCHEMA)

    def has_begun(self) -> bool:
        """Whether it knows what the library held at some time."""
        if not self._begun:
            with self._open() as db:
                self._begun = db.execute("SELECT 1 FROM builds LIMIT 1").fetchone() is not None
        return self._begun

    def digest_of(self, document_id: str) -> str:
        """Of the fragment as last noted; empty for a document that is not there."""
        if document_id in self._pending:
            return self._pending[document_id].digest
        with self._open() as db:
            return _latest(db, document_id)

    def note(
        self,
        action: Action,
        document_id: str,
        head: Head,
        *,
        digest: str,
        difference: Difference | None,
    ) -> None:
        """Remember a change until ``write``."""
        self._pending[document_id] = JournalChange(
            number=0,
            at=self._now(),
            action=action,
            document_id=document_id,
            digest=digest,
            title=head.title,
            policy_id=head.policy_id,
            regions=head.regions,
            difference=difference,
        )

    def write(self, build: str) -> None:
        """Make what was noted durable, as what led to this build."""
        changes = list(self._pending.values())
        with self._open() as db, db:
            db.execute("BEGIN IMMEDIATE")
            for change in changes:
                _append(db, change)
            last = db.execute("SELECT coalesce(max(number), 0) FROM changes").fetchone()[0]
            held = db.execute("SELECT build, after FROM builds ORDER BY number DESC LIMIT 1")
            if held.fetchone() != (build, last):
                db.execute(
                    "INSERT INTO builds (build, at, after) VALUES (?, ?, ?)",
                    (build, self._now().isoformat(), last),
                )
        self._pending.clear()

    def catch_up(self, entries: Sequence[DocumentEntry], build: str) -> None:
        """Note what came about without this journal: by another machine, or before a crash."""
        newest = self.builds()[-1:]
        if newest and newest[0].build == build:
            return
        begins = not self.has_begun()
        with self._open() as db:
            known = dict(db.execute(_LATEST_OF_ALL).fetchall())
        for entry in entries:
            before = known.pop(entry.id, "")
            if before != entry.fragment_digest and entry.id not in self._pending:
                action = Action.REPLACED if before else Action.ADDED
                self.note(
                    Action.KNOWN if begins else action,
                    entry.id,
                    entry.head,
                    digest=entry.fragment_digest,
                    difference=None,
                )
        for document_id, digest in known.items():
            if digest and document_id not in self._pending:
                self._note_gone(document_id)
        self.write(build)

    def _note_gone(self, document_id: str) -> None:
        with self._open() as db:
            row = db.execute(
                "SELECT title, policy_id, regions FROM changes WHERE document_id = ? "
                "ORDER BY number DESC LIMIT 1",
                (document_id,),
            ).fetchone()
        self._pending[document_id] = JournalChange(
            number=0,
            at=self._now(),
            action=Action.REMOVED,
            document_id=document_id,
            digest="",
            title=row[0],
            policy_id=row[1],
            regions=tuple(json.loads(row[2])),
            difference=None,
        )

    def changes(self, after: int = 0) -> list[JournalChange]:
        """Those with a higher number, in order; what was there at the beginning is none."""
        with self._open() as db:
            rows = db.execute(
                "SELECT number, at, action, document_id, digest, title, policy_id, regions, "
                "difference FROM changes WHERE number > ? AND action != ? ORDER BY number",
                (after, Action.KNOWN.value),
            ).fetchall()
        return [_change(row) for row in rows]

    def builds(self) -> list[JournalBuild]:
        """Those that were written, earliest first; not every build that was ever seen."""
        with self._open() as db:
            rows = db.execute("SELECT build, at, after FROM builds ORDER BY number").fetchall()
        return [JournalBuild(row[0], datetime.fromisoformat(row[1]), row[2]) for row in rows]

    def _open(self) -> closing[sqlite3.Connection]:
        """A connection for one task: several processes share the file, and threads the journal."""
        try:
            return closing(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None))
        except sqlite3.OperationalError as exc:
            raise StoreUnavailable(
                f"{self._path}: the journal beside the index cannot be opened: {exc}"
            ) from exc


def open_journal(folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Journal:
    """The journal in this folder, or a new one. Raises StoreUnavailable."""
    folder.mkdir(parents=True, exist_ok=True)
    return Journal(folder / FILE, now)


_LATEST_OF_ALL = """
SELECT document_id, digest FROM changes
WHERE number IN (SELECT max(number) FROM changes GROUP BY document_id)
"""


def _latest(db: sqlite3.Connection, document_id: str) -> str:
    row = db.execute(
        "SELECT digest FROM changes WHERE document_id = ? ORDER BY number DESC LIMIT 1",
        (document_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def _append(db: sqlite3.Connection, change: JournalChange) -> None:
    """Once: another process may have caught up with what this one was about to write."""
    difference = json.dumps(difference_record(change.difference), ensure_ascii=False)
    if change.digest and _latest(db, change.document_id) == change.digest:
        if change.difference is not None:
            db.execute(
                "UPDATE changes SET difference = ? WHERE document_id = ? AND digest = ? "
                "AND difference = 'null'",
                (difference, change.document_id, change.digest),
            )
        return
    db.execute(
        "INSERT INTO changes (at, action, document_id, digest, title, policy_id, regions, "
        "difference) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            change.at.isoformat(),
            change.action.value,
            change.document_id,
            change.digest,
            change.title,
            change.policy_id,
            json.dumps(change.regions, ensure_ascii=False),
            difference,
        ),
    )


def _change(row: Iterable[Any]) -> JournalChange:
    number, at, action, document_id, digest, title, policy_id, regions, difference = row
    return JournalChange(
        number=number,
        at=datetime.fromisoformat(at),
        action=Action(action),
        document_id=document_id,
        digest=digest,
        title=title,
        policy_id=policy_id,
        regions=tuple(json.loads(regions)),
        difference=difference_from(json.loads(difference)),
    )
