"""What the rest of Zhengtu may ask of a graph store and of the search index beside it.

The protocols speak of documents, provisions and statements, never of Cypher. There is one
implementation of the graph over Bolt (``graph.bolt``), for the embedded database and for Neo4j.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from graph.corrections import Correction
from graph.model import (
    Document,
    Fragment,
    Head,
    Node,
    NodeKind,
    Predicate,
    Provision,
    Relation,
)


class Direction(StrEnum):
    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of the store without its text."""

    id: str
    sha256: str
    """Of the source bytes."""
    head: Head
    characters: int
    fragment_digest: str
    reader: str
    """Version of the reading rules, with what of the manifest they were given."""
    corrections: tuple[str, ...] = ()
    """Ids of the curators' corrections that hold in it."""


class GraphReader(Protocol):
    """Reading. Raises StoreUnavailable where the store does not answer."""

    def build(self) -> str:
        """Digest of everything the store holds; the digest of nothing for an empty store."""

    def documents(self) -> list[DocumentEntry]:
        """Every document, sorted by id."""

    def document(self, document_id: str) -> tuple[Document, Head]:
        """The frozen text and its head. Raises NotFound."""

    def provisions(self, document_id: str) -> list[Provision]:
        """Of one document, in the order of the text (outer before inner). Raises NotFound."""

    def texts(self, document_ids: Sequence[str]) -> list[tuple[Document, list[Provision]]]:
        """Texts with their provisions in one go, sorted by id; those that are gone are left out."""

    def provision(self, provision_id: str) -> Provision:
        """Raises NotFound."""

    def fragment(self, document_id: str) -> Fragment:
        """Everything one document says, as it was written and corrected. Raises NotFound."""

    def corrections(self) -> list[Correction]:
        """What curators have said, in the order in which it is applied."""

    def node(self, node_id: str) -> Node:
        """A shared node, statement or provision. Raises NotFound."""

    def find_nodes(
        self, name: str = "", *, kind: NodeKind | None = None, limit: int = 50, skip: int = 0
    ) -> list[Node]:
        """Nodes whose name contains ``name``: equal names first, then by length and id."""

    def nodes_by_kind(self, kind: NodeKind) -> list[Node]:
        """All nodes of one kind, sorted by id."""

    def relations(
        self,
        node_id: str,
        *,
        predicate: Predicate | None = None,
        direction: Direction = Direction.BOTH,
        limit: int = 200,
    ) -> list[Relation]:
        """Relations that start or end at a node, in a fixed order."""

    def count_into(self, node_id: str, predicate: Predicate) -> int:
        """How many relations of one type end at a node, at no cost for a hub; 0 for no node."""

    def relations_by_predicate(self, predicate: Predicate) -> list[Relation]:
        """All relations of one type, in a fixed order."""

    def statements_in(self, provision_ids: Sequence[str]) -> list[Node]:
        """Measures, norms, targets and observations whose evidence lies in these provisions,
        the provisions inside them included; sorted by document and place.
        """


class GraphStore(GraphReader, Protocol):
    """Reading and writing. One fragment is written whole or not at all."""

    def replace(self, fragment: Fragment) -> str:
        """Make the store hold exactly this of the document, with the curators' corrections of it;
        doing it twice is doing it once.

        Gives the digest of the fragment as it is held.
        """

    def remove(self, document_id: str) -> None:
        """Undo ``replace`` exactly, shared nodes that only it named included. Raises NotFound."""

    def correct(self, add: Sequence[Correction] = (), undo: Sequence[str] = ()) -> list[str]:
        """Hold these corrections too, and those with these ids no longer; the documents that they
        concern are written anew in the same transaction. Gives the ids of those documents.

        Raises NotFound for an id to undo that is not held; then nothing has changed.
        """

    def close(self) -> None:
        """Free what was opened. The store must not be used afterwards."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One searchable stretch: an article, a numbered paragraph, or part of a long one."""

    id: str
    """Id of the provision; of a part of one, with ``+`` and its number behind it."""
    document_id: str
    provision_id: str
    start: int
    end: int
    text: str
    """What is searched: the passage's words."""
    context: str = ""
    """Title and headings above it, searched too."""


@dataclass(frozen=True, slots=True)
class Hit:
    passage_id: str
    document_id: str
    provision_id: str
    start: int
    end: int
    score: float
    """Higher is better; comparable within one answer of ``search`` only."""


class SearchIndex(Protocol):
    """Text search beside the graph, kept in step with it by the fragments' digests."""

    def digests(self) -> Mapping[str, str]:
        """Document id → digest of the fragment that was indexed; the same object until a commit."""

    def replace(self, document_id: str, digest: str, passages: Iterable[Passage]) -> None:
        """Index exactly these passages of the document. Seen by ``search`` after ``commit``."""

    def remove(self, document_id: str) -> None:
        """Forget the document; nothing happens where it is not indexed."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible at once."""

    def search(
        self, query: str, *, limit: int = 50, documents: Sequence[str] | None = None
    ) -> list[Hit]:
        """Best first. ``documents`` restricts to these ids; an empty sequence finds nothing."""

    def leftovers(self) -> int:
        """How many replaced or removed passages still weigh in the scores of others."""

    def busy(self) -> bool:
        """Whether another process is writing, so that ``replace`` would have to wait."""

    def close(self) -> None:
        """Free what was opened; what was not committed is forgotten."""


def statements(reader: GraphReader) -> Iterator[tuple[str, Fragment]]:
    """Every document's fragment, in the order of ids: the whole graph, one document at a time."""
    for entry in reader.documents():
        yield entry.id, reader.fragment(entry.id)
