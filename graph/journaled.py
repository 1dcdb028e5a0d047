"""Telling the journal what each change of a document says anew, where a journal is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.errors import NotFound
from graph.journal import Action, Journal
from graph.journal_diff import difference
from graph.model import Fragment
from graph.store import DocumentEntry, GraphStore


class Journaled:
    """A store whose changes a journal tells; without one nothing is told."""

    def __init__(self, store: GraphStore, journal: Journal | None) -> None:
        self.journal = journal
        self._store = store

    def before(
        self, document_id: str, entries: Callable[[], Sequence[DocumentEntry]]
    ) -> Fragment | None:
        """What the document says until now; None where it is new. ``entries`` lists the store, with
        which a journal begins.
        """
        if self.journal is None:
            return None
        if not self.journal.has_begun():
            self.journal.catch_up(entries(), self._store.build())
        if not self.journal.digest_of(document_id):
            return None
        try:
            return self._store.fragment(document_id)
        except NotFound:
            return None  # it was removed from the store past the library

    def note(self, document_id: str, before: Fragment | None, digest: str) -> None:
        """Where the document changed. What a new one says can be read from the store. ``digest``
        is empty where it was removed.
        """
        if self.journal is None or digest == self.journal.digest_of(document_id):
            return
        if before is None:
            head = self._store.document(document_id)[1]
            self.journal.note(Action.ADDED, document_id, head, digest=digest, difference=None)
            return
        after = self._store.fragment(document_id) if digest else None
        action = Action.REPLACED if after else Action.REMOVED
        head = (after or before).head
        told = difference(before, after)
        self.journal.note(action, document_id, head, digest=digest, difference=told)

    def write(self) -> None:
        """What was noted belongs to the build as it is now."""
        if self.journal:
            self.journal.write(self._store.build())
