"""The folder of the search index: whether it is sound, started anew where it is not, one writer.

It holds ``format`` (one line: what wrote the rest), ``tantivy/`` (the index) and ``lock``.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from graph.errors import StoreUnavailable
from graph.locks import is_free, open_locked

_PATIENCE = 60.0
"""Seconds to wait for another process to commit."""
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
"""Endings of the files of one segment of tantivy."""
_MAGIC = 1337
"""Ends every one of them."""


def meta(path: Path) -> Path:
    """The file that every commit replaces."""
    return path / "tantivy" / "meta.json"


def segments(path: Path) -> list[dict[str, Any]]:
    """Of the last commit, as tantivy tells them."""
    told: list[dict[str, Any]] = json.loads(meta(path).read_bytes())["segments"]
    return told


def acquire(path: Path) -> int:
    """The one writer's lock, an open file: freed by closing it or by the end of the process.

    Raises StoreUnavailable after a minute.
    """
    waiting_for = "another process to write the search index"
    return open_locked(path / "lock", fcntl.LOCK_EX, _PATIENCE, waiting_for)


def is_written(path: Path) -> bool:
    """Whether somebody has the writer's lock."""
    return not is_free(path / "lock")


def prepare(path: Path, schema: tantivy.Schema, made_by: str) -> None:
    """Make sure of a sound index that this version wrote. Readers do not wait for a writer unless
    there is damage. Raises StoreUnavailable.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreUnavailable(f"{path}: no folder for the search index: {exc.strerror}") from exc
    if _is_sound(path, made_by):
        return
    lock = acquire(path)
    try:
        if not _is_sound(path, made_by):  # or another process has just made it, or committed to it
            _start_anew(path, schema, made_by)
    finally:
        os.close(lock)


def _start_anew(path: Path, schema: tantivy.Schema, made_by: str) -> None:
    """An empty index. ``format`` is written last: without it the folder is not sound."""
    (path / "format").unlink(missing_ok=True)
    if (path / "tantivy").exists():
        shutil.rmtree(path / "tantivy")
    (path / "tantivy").mkdir()
    tantivy.Index(schema, str(path / "tantivy"), reuse=False)
    (path / "format").write_text(made_by, encoding="utf-8")


def _is_sound(path: Path, made_by: str) -> bool:
    """Whether this version wrote the folder, and every file of the last commit is whole."""
    try:
        ours = (path / "format").read_bytes() == made_by.encode()
        return ours and all(_is_whole(f) for f in _files(path / "tantivy", segments(path)))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


def _files(folder: Path, held: Iterable[dict[str, Any]]) -> Iterator[Path]:
    """Files of the segments in ``meta.json``: <id>.<part>; deletions are in <id>.<commit>.del."""
    for segment in held:
        name = segment["segment_id"].replace("-", "")
        yield from (folder / f"{name}.{part}" for part in _PARTS)
        if segment["deletes"]:
            yield folder / f"{name}.{segment['deletes']['opstamp']}.del"


def _is_whole(file: Path) -> bool:
    """Whether the checksum in tantivy's footer is that of the bytes before it.

    The footer is JSON with ``crc``, its length and ``_MAGIC`` (both 32 bits, little endian).
    """
    raw = file.read_bytes()
    length, magic = struct.unpack("<II", raw[-8:])
    footer = json.loads(raw[-8 - length : -8])
    return bool(magic == _MAGIC and footer["crc"] == zlib.crc32(raw[: -8 - length]))
