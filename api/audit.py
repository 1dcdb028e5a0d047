"""Who changed what: one JSON line for every request that writes, refused ones included."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    at: str
    """ISO 8601, UTC."""
    key: str
    """Id of the key; empty where none was needed or given."""
    actor: str
    """Name of the key."""
    address: str
    """Of the client."""
    method: str
    path: str
    status: int
    """Of the response; 500 where it was never begun."""
    request_id: str


class Audit:
    """A file that is only ever appended to. Processes may share it: a line is one write."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()

    def note(self, act: Act) -> None:
        line = (json.dumps(asdict(act), ensure_ascii=False) + "\n").encode()
        with self._lock:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)

    def newest(self, limit: int, skip: int = 0) -> list[dict[str, object]]:
        """The last acts, the newest first."""
        if not self.file.is_file():
            return []
        lines = self.file.read_text("utf-8").splitlines()
        end = len(lines) - skip
        return [json.loads(line) for line in reversed(lines[max(0, end - limit) : max(0, end)])]
