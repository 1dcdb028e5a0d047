"""Locks between processes that the kernel lifts when their holder dies, however it dies (flock)."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreUnavailable


def try_lock(descriptor: int, mode: int) -> bool:
    """Take the lock on an open file if that needs no waiting."""
    try:
        fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_locked(path: Path, mode: int, seconds: float, waiting_for: str) -> int:
    """An open file with the lock; closing it gives the lock back.

    Raises StoreUnavailable after so many seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + seconds
    while not try_lock(descriptor, mode):
        if time.monotonic() > deadline:
            os.close(descriptor)
            raise StoreUnavailable(
                f"{path.parent}: waited {seconds:.0f} s for {waiting_for}; "
                f"see which process holds it: fuser {path}"
            )
        time.sleep(0.005)
    return descriptor


@contextmanager
def locked(path: Path, seconds: float, waiting_for: str) -> Iterator[None]:
    descriptor = open_locked(path, fcntl.LOCK_EX, seconds, waiting_for)
    try:
        yield
    finally:
        os.close(descriptor)


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock exclusively now."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read: whole or not at all, on the disk when done."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
