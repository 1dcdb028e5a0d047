"""What a library holds, counted; and whether what it holds is what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from api.views import Json, facets
from graph.digest import build_digest, fragment_digest
from graph.errors import StoreCorrupt
from graph.library import Library
from graph.model import Fragment
from graph.store import DocumentEntry

Progress = Callable[[int, int], None]
"""Called with documents done and documents to do."""


@dataclass(frozen=True, slots=True)
class Stats:
    build: str
    documents: int
    characters: int
    nodes: dict[str, int]
    """By kind; a shared node counts once."""
    relations: dict[str, int]
    """By predicate."""
    doc_types: dict[str, int]
    regions: dict[str, int]
    readers: dict[str, int]
    """Documents by the version of the reading rules that read them."""
    quotes: int
    """Pieces of evidence, each checked against the frozen text as it was loaded."""
    behind: int
    """Documents that the search index does not know yet."""

    def as_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}


def gather(library: Library, *, verify: bool = False, on_progress: Progress | None = None) -> Stats:
    """Count the whole graph, document by document.

    With ``verify`` every digest is made anew from what the store holds now.
    Raises StoreCorrupt where a digest differs or a quote is not in its text.
    """
    entries = library.documents()
    nodes: dict[str, str] = {}
    relations: Counter[str] = Counter()
    quotes = 0
    for done, entry in enumerate(entries):
        fragment = _fragment(library, entry)
        if verify:
            _check_digest(fragment, entry)
        for node in (*fragment.provisions, *fragment.nodes):
            nodes[node.id] = node.kind.value
        relations.update(relation.predicate.value for relation in fragment.relations)
        quotes += sum(1 for _ in fragment.evidence())
        if on_progress:
            on_progress(done + 1, len(entries))
    build = library.build()
    if verify:
        _check_build(library, entries, build)
    by = facets(entries)
    return Stats(
        build=build,
        documents=len(entries),
        characters=sum(entry.characters for entry in entries),
        nodes=_sorted(Counter(nodes.values())),
        relations=_sorted(relations),
        doc_types=dict(by["doc_type"]),
        regions=dict(by["region"]),
        readers=_sorted(Counter(entry.reader for entry in entries)),
        quotes=quotes,
        behind=library.behind(),
    )


def _fragment(library: Library, entry: DocumentEntry) -> Fragment:
    # A Fragment refuses evidence that is not literally in its document: loading it checks it.
    try:
        return library.store.fragment(entry.id)
    except ValueError as exc:
        raise StoreCorrupt(f"{entry.id}: {exc}; {_remedy(entry)}") from exc


def _check_digest(fragment: Fragment, entry: DocumentEntry) -> None:
    found = fragment_digest(fragment)
    if found != entry.fragment_digest:
        raise StoreCorrupt(
            f"{entry.id}: digest is {found[:12]}, {entry.fragment_digest[:12]} was written; "
            f"{_remedy(entry)}"
        )


def _check_build(library: Library, entries: list[DocumentEntry], build: str) -> None:
    corrections = [correction.id for correction in library.store.corrections()]
    found = build_digest({e.id: e.fragment_digest for e in entries}, corrections)
    if found != build:
        raise StoreCorrupt(
            f"build of the documents is {found[:12]}, the store says {build[:12]}; was it written "
            "to meanwhile? If not, make a new store and ingest again"
        )


def _remedy(entry: DocumentEntry) -> str:
    return f"run `zhengtu remove {entry.id}` and ingest it again"


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
