"""The library behind a server: opened when first asked for, and again after it could not be."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from api.today import today
from graph.errors import StoreUnavailable
from graph.library import Library, open_library
from graph.model_choice import ModelChoice
from graph.validity import ValidityTable
from qa.analysis.desk import Desk, Desks
from qa.answer import Answerer
from qa.shelf.shelf import Shelf


@dataclass(slots=True)
class _Opened:
    library: Library
    answerer: Answerer
    desks: Desks
    validity: tuple[str, ValidityTable] | None = None
    """With the build that it was made from."""


class Opening:
    """One library for all requests. Safe to use from several threads."""

    def __init__(
        self, url: str, index: Path | None = None, *, model: ModelChoice | None = None
    ) -> None:
        self._url = url
        self._index = index
        self._model = model
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def library(self) -> Library:
        """Raises StoreUnavailable; the next call tries again."""
        return self._open().library

    def answerer(self) -> Answerer:
        """Raises StoreUnavailable; the next call tries again."""
        return self._open().answerer

    def desk(self) -> Desk:
        """What analyses share, of the library as it is now. Raises StoreUnavailable."""
        return self._open().desks.desk()

    def validity(self) -> ValidityTable:
        """Of the library as it is now. Raises StoreUnavailable."""
        opened = self._open()
        build = opened.library.build()
        held = opened.validity
        if held is None or held[0] != build:
            held = opened.validity = (build, ValidityTable.of(opened.library.store))
        return held[1]

    def warm(self) -> threading.Thread:
        """Make ready in the background what the first question would wait for.

        Where the store goes away meanwhile, that question tells of it.
        """
        thread = threading.Thread(target=self._warm, name="warm", daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        with suppress(StoreUnavailable):
            self.answerer().warm()

    def close(self) -> None:
        with self._lock:
            if self._opened:
                self._opened.library.close()
            self._opened = None

    def _open(self) -> _Opened:
        with self._lock:
            if self._opened is None:
                library = open_library(self._url, index=self._index)
                shelf = Shelf(library)  # one copy of a build for answers and analyses
                answerer = Answerer(library, today=today, model=self._model, shelf=shelf)
                self._opened = _Opened(library, answerer, Desks(library, shelf))
            return self._opened
