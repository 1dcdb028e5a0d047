"""The library behind a server: opened when first asked for, and again after it could not be."""

from __future__ import annotations

import threading
from pathlib import Path

from qa.answer import Answerer

from graph.library import Library, open_library


class Opening:
    """One library for all requests. Safe to use from several threads."""

    def __init__(self, url: str, index: Path | None = None) -> None:
        self._url = url
        self._index = index
        self._lock = threading.Lock()
        self._opened: tuple[Library, Answerer] | None = None

    def library(self) -> Library:
        """Raises StoreUnavailable; the next call tries again."""
        return self._open()[0]

    def answerer(self) -> Answerer:
        """Raises StoreUnavailable; the next call tries again."""
        return self._open()[1]

    def close(self) -> None:
        with self._lock:
            if self._opened:
                self._opened[0].close()
            self._opened = None

    def _open(self) -> tuple[Library, Answerer]:
        with self._lock:
            if self._opened is None:
                library = open_library(self._url, index=self._index)
                self._opened = (library, Answerer(library))
            return self._opened
