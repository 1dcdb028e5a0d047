"""Full-text search over passages, in a folder of its own: BM25 by tantivy (decision 0002).

Beside its passages every document has one marker with the digest of the indexed fragment; both
become visible in the same commit, so what ``digests`` says is true after a kill -9 too.

One process at a time writes, from its first change to its ``commit``; any number read meanwhile,
each search on one commit.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import tantivy

from graph.errors import StoreUnavailable
from graph.index_folder import acquire, is_written, meta, prepare, segments
from graph.passages import PASSAGES_VERSION
from graph.store import Hit, Passage, SearchIndex
from graph.tokens import TOKENS_VERSION, tokens

FORMAT = f"zhengtu search 1, tokens {TOKENS_VERSION}, passages {PASSAGES_VERSION}\n"
_WRITER_MEMORY = 64_000_000
"""Bytes after which tantivy writes a segment before the commit."""
_CANDIDATES = 100
"""Best passages by BM25 that are weighed against each other, where fewer are asked for."""
_TIES = 20
"""Passages asked for beyond that, so that equal scores at the edge are ordered by id."""
_REPETITION = 0.5
"""Power of the number of times a word is asked."""
_DAMPING = 0.15
"""Power by which the weight of rare words is lowered."""
_SUPPORT = 0.2
"""Share of the support by its document in a passage's score (decision 0002)."""
_SUPPORTERS = 3
"""Best passages of a document whose mean score is its support."""
_SEARCHES = 32
"""Searches kept with what they found: about those of one question of several parts."""
_REMEMBERED = 50_000
"""Passages whose places are kept, some 300 bytes each."""


def open_index(path: Path | str) -> SearchIndex:
    """Open the index in this folder, or start an empty one.

    What another version wrote, or what is damaged, is thrown away; ``digests`` is then empty and
    ``Library.sync`` fills it from the store. Raises StoreUnavailable where the folder cannot be
    made, or another process keeps writing to what would be thrown away.
    """
    return TantivyIndex(Path(path))


@dataclass(frozen=True, slots=True)
class _View:
    """One commit, as a reader sees it."""

    stamp: tuple[int, int]
    """Inode and time of ``meta.json``, which every commit replaces."""
    searcher: tantivy.Searcher
    digests: Mapping[str, str]
    _places: dict[tuple[int, int], _Place] = field(default_factory=dict)
    """Passages that were found before, by their address: one question is searched in several ways
    and the same passages come again.
    """
    _found: dict[_Asked, list[Hit]] = field(default_factory=dict)
    """The last searches: a question and its parts ask several times for the same."""

    def place(self, address: tantivy.DocAddress) -> _Place:
        """The passage there."""
        at = (address.segment_ord, address.doc)
        known = self._places.get(at)
        if known is None:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            known = self._places[at] = _place(self.searcher.doc(address))
        return known

    def remembered(self, asked: _Asked, search: Callable[[], list[Hit]]) -> list[Hit]:
        """What was found for this before, or is found now."""
        found = self._found.pop(asked, None)
        if found is None:
            found = search()
        while len(self._found) >= _SEARCHES:
            self._found.pop(next(iter(tuple(self._found))), None)  # others search too
        self._found[asked] = found
        return list(found)


_Asked = tuple[str, int, tuple[str, ...] | None]
"""Words, the most hits wanted, and the documents that are searched."""
_Place = tuple[str, str, str, int, int]
"""A ``Hit`` without its score."""


class TantivyIndex:
    """``SearchIndex`` over one folder. Safe for several reading threads and one writing one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._schema = _schema()
        prepare(path, self._schema, FORMAT)
        self._index = tantivy.Index.open(str(path / "tantivy"))
        self._writer: tantivy.IndexWriter | None = None
        self._lock: int | None = None
        self._view = self._load()

    def digests(self) -> Mapping[str, str]:
        return self._fresh().digests

    def replace(self, document_id: str, digest: str, passages: Iterable[Passage]) -> None:
        writer = self._writing()
        writer.delete_documents_by_term("document", document_id)
        for passage in passages:
            if passage.document_id != document_id:
                raise ValueError(f"passage {passage.id} is not of document {document_id}")
            writer.add_document(_entry(passage))
        marker = tantivy.Document(document=document_id, kind="marker", digest=digest)
        writer.add_document(marker)

    def remove(self, document_id: str) -> None:
        self._writing().delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        writer.commit()
        writer.wait_merging_threads()
        self._unlock()
        self._view = self._load()

    def search(
        self, query: str, *, limit: int = 50, documents: Sequence[str] | None = None
    ) -> list[Hit]:
        view = self._fresh()
        asked = (query, limit, None if documents is None else tuple(documents))
        return view.remembered(asked, lambda: self._search(view, *asked))

    def _search(
        self, view: _View, query: str, limit: int, documents: tuple[str, ...] | None
    ) -> list[Hit]:
        words = Counter(tokens(query))
        if not words or limit < 1 or (documents is not None and not documents):
            return []
        searcher = view.searcher
        asked = self._query(words, searcher)
        if documents is not None:
            asked = self._only_in(asked, documents, view.digests)
        found = searcher.search(asked, max(limit, _CANDIDATES) + _TIES, count=False).hits
        scored = [(score, view.place(address)) for score, address in found]
        return [Hit(*place, score) for score, place in _with_support(scored)[:limit]]

    def leftovers(self) -> int:
        told = (segment["deletes"] for segment in segments(self._path))
        return sum(deletes["num_deleted_docs"] for deletes in told if deletes)

    def busy(self) -> bool:
        return self._writer is None and is_written(self._path)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None
        self._unlock()

    def _query(self, words: Counter[str], searcher: tantivy.Searcher) -> tantivy.Query:
        """Any of the words, each weighted by how often it is asked and how many passages hold it.

        A rare pair of characters counts as a pair and again in both its characters, so that bare
        BM25 overrates what is rare.
        """
        terms = []
        for word, times in words.items():
            # Passages that were replaced count among the holders until their segment is merged.
            holders = min(searcher.doc_freq("words", word), searcher.num_docs)
            rarity = math.log(1 + (searcher.num_docs - holders + 0.5) / (holders + 0.5))
            weight = times**_REPETITION * rarity**-_DAMPING
            term = tantivy.Query.term_query(self._schema, "words", word, "freq")
            terms.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)))
        return tantivy.Query.boolean_query(terms)

    def _only_in(
        self, asked: tantivy.Query, documents: Sequence[str], indexed: Mapping[str, str]
    ) -> tantivy.Query:
        """The query within these documents; by naming the others where those are fewer.

        Naming takes some microseconds a document, and most questions are put to nearly all.
        """
        others = indexed.keys() - set(documents)
        if not others:
            return asked
        if len(others) < len(documents):
            return tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, asked),
                    (tantivy.Occur.MustNot, self._of(others)),
                ]
            )
        inside = tantivy.Query.const_score_query(self._of(documents), 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, asked), (tantivy.Occur.Must, inside)]
        )

    def _of(self, documents: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "document", list(documents))

    def _fresh(self) -> _View:
        """The newest commit, also one of another process."""
        if _stamp(self._path) != self._view.stamp:
            self._view = self._load()
        return self._view

    def _load(self) -> _View:
        stamp = _stamp(self._path)
        self._index.reload()
        searcher = self._index.searcher()
        return _View(stamp, searcher, _read_digests(self._schema, searcher))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._lock = acquire(self._path)
            self._writer = self._index.writer(_WRITER_MEMORY, num_threads=1)
        return self._writer

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _with_support(scored: Sequence[tuple[float, _Place]]) -> list[tuple[float, _Place]]:
    """Best first, each score raised by what the passage's document has to say on the question.

    A passage of an act that treats the matter in several places is more likely meant than the
    same words in an act about something else.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for score, (_, document_id, *_) in scored:
        scores[document_id].append(score)
    support = {
        document_id: sum(sorted(found)[-_SUPPORTERS:]) / _SUPPORTERS
        for document_id, found in scores.items()
    }
    raised = [(score + _SUPPORT * support[place[1]], place) for score, place in scored]
    return sorted(raised, key=lambda pair: (-pair[0], pair[1][0]))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("document", "kind", "digest"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("place", stored=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    schema: tantivy.Schema = builder.build()
    return schema


def _entry(passage: Passage) -> tantivy.Document:
    place = [passage.id, passage.provision_id, passage.start, passage.end]
    return tantivy.Document(
        document=passage.document_id,
        kind="passage",
        place=json.dumps(place).encode(),
        words=" ".join((*tokens(passage.context), *tokens(passage.text))),
    )


def _place(stored: tantivy.Document) -> _Place:
    passage_id, provision_id, start, end = json.loads(stored["place"][0])
    return passage_id, stored["document"][0], provision_id, start, end


def _read_digests(schema: tantivy.Schema, searcher: tantivy.Searcher) -> Mapping[str, str]:
    markers = tantivy.Query.term_query(schema, "kind", "marker", "basic")
    found = searcher.search(markers, max(1, searcher.num_docs), count=False).hits
    stored = (searcher.doc(address) for _, address in found)
    return MappingProxyType({m["document"][0]: m["digest"][0] for m in stored})


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = meta(path).stat()
    except FileNotFoundError as exc:
        raise StoreUnavailable(
            f"{path}: the search index was taken away while it was open; open the library again"
        ) from exc
    return state.st_ino, state.st_mtime_ns
