"""What an answer needs of a library again and again, kept for as long as its build stays."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from graph.library import Library
from graph.model import (
    Node,
    NodeKind,
    Predicate,
    Relation,
    Span,
)
from graph.names import fold, node_id, policy_id, short_title
from graph.store import Direction, DocumentEntry, Hit
from graph.taxonomy import concepts
from graph.validity import CHANGING, ValidityTable
from qa.asked.names import KnownNames, titles_digested
from qa.asked.places import chain
from qa.shelf.text import Text, text_of
from qa.shelf.word_counts import WordCounts

_SAMPLE = 100
"""Documents whose words are counted to tell rare words from common ones."""
_COMMON = 1_500
"""Statements of one concept from which it is too common to steer by."""
_MOST_CITING = 20
"""Provisions that cite one and are looked at."""
_RELATIONS = 10_000
"""Relations of one type that are read of one node."""
_TEXTS = 4_000
"""Documents kept in memory; the least recently read goes first."""
_AT_ONCE = 200
"""Documents read by one query."""
_KIND_OF_ACT = re.compile(r"(?:实施)?(?:条例|办法|规定|法|细则|解释)$")
_SHORT_MATTER = 2
"""Characters of what a title is about that tell too little: 专利."""


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for unreachable cycles meanwhile: what is made here is kept, and holds none.

    Each search of everything in memory takes longer than the texts of a question.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Edition:
    """One build of a library, with its names, versions and word counts."""

    def __init__(self, library: Library, build: str) -> None:
        self.build = build
        self._library = library
        self.entries: dict[str, DocumentEntry] = {e.id: e for e in library.documents()}
        self.versions: dict[str, list[DocumentEntry]] = defaultdict(list)
        """Work → its documents, by the day from which each is valid."""
        for entry in self.entries.values():
            self.versions[entry.head.policy_id].append(entry)
        alone = (versions[0].id for versions in self.versions.values() if len(versions) == 1)
        self.alone = frozenset(alone)
        """Ids of the documents that are the only version of their work."""
        self.several = [versions for versions in self.versions.values() if len(versions) > 1]
        """Versions of the works that have more than one."""
        self._texts: dict[str, Text] = {}
        self._relations: dict[Predicate, list[Relation]] = {}
        self._statements: dict[NodeKind, list[Node]] = {}
        self._beginning: dict[NodeKind, dict[str, list[Node]]] = {}
        """Kind → the first two characters of a name → its nodes."""
        self._under: dict[str, Mapping[str, tuple[Span, ...]]] = {}
        self._citing: dict[str, list[Relation]] = {}

    @cached_property
    def needless_digests(self) -> frozenset[str]:
        """Ids of digests of acts that are held themselves: then the act is the source."""
        return frozenset(
            entry.id
            for entry in self.entries.values()
            if (of := titles_digested(entry.head))
            and all(policy_id(t) in self.versions for t in of)
        )

    @cached_property
    def matters(self) -> tuple[tuple[str, str], ...]:
        """Id of a document and what its title says it is about: 国防专利 of 国防专利条例."""
        titles = ((e.id, short_title(e.head.title)) for e in self.entries.values())
        matters = ((id_, _KIND_OF_ACT.sub("", title)) for id_, title in titles)
        return tuple((id_, matter) for id_, matter in matters if len(matter) > _SHORT_MATTER)

    @cached_property
    def names(self) -> KnownNames:
        named = (node.id for node in self.statements(NodeKind.POLICY))
        return KnownNames(list(self.entries.values()), self.relations(Predicate.ALIAS_OF), named)

    def warm(self) -> None:
        """Make now what is else made when it is first needed."""
        _ = self.names, self.validity, self.words
        for kind in (NodeKind.PERSON, NodeKind.TARGET, NodeKind.OBSERVATION):
            self.statements(kind)
        for concept in concepts():
            self.stated_under(concept.notation)
        for kind in (NodeKind.POLICY, NodeKind.INSTITUTION):
            self.named_in("", kind)
        self.load(sorted(self.entries)[:_TEXTS])

    def relations(self, predicate: Predicate) -> list[Relation]:
        if predicate not in self._relations:
            self._relations[predicate] = self._library.store.relations_by_predicate(predicate)
        return self._relations[predicate]

    @cached_property
    def validity(self) -> ValidityTable:
        """The force of every document on any day."""
        relations = [r for predicate in CHANGING for r in self.relations(predicate)]
        return ValidityTable(list(self.entries.values()), relations)

    def text(self, document_id: str) -> Text:
        """A document of the edition, from memory where it was asked for lately.

        Raises NotFound for one that was removed since.
        """
        text = self._texts.pop(document_id, None)
        if text is None:
            document, _ = self._library.store.document(document_id)
            text = text_of(document, self._library.store.provisions(document_id))
        self._keep(text)
        return text

    def speaks_of(self, document_id: str, offset: int, regions: Sequence[str]) -> bool:
        """Whether a place of a document that speaks of several regions in turn is of one of these.

        True where it speaks of one, and where no region is asked for.
        """
        of_document = self.entries[document_id].head.regions
        if not regions or len(of_document) < 2:
            return True
        told = self.text(document_id).regions_at(offset, of_document)
        return any(one in chain(name) or name in chain(one) for one in told for name in regions)

    def load(self, document_ids: Iterable[str]) -> None:
        """Bring texts to memory together: one by one they take twice the time, and all at once
        more memory than the database gives to a query while another asks too.
        """
        wanted = sorted({i for i in document_ids if i not in self._texts})
        for start in range(0, len(wanted) if len(wanted) > 1 else 0, _AT_ONCE):
            with _without_collecting():
                found = self._library.store.texts(wanted[start : start + _AT_ONCE])
                for document, provisions in found:
                    self._keep(text_of(document, provisions))

    def _keep(self, text: Text) -> None:
        while len(self._texts) >= _TEXTS:
            self._texts.pop(next(iter(tuple(self._texts))), None)  # others read too
        self._texts[text.document.id] = text

    def search(
        self, query: str, *, limit: int, documents: Sequence[str] | None = None
    ) -> list[Hit]:
        """Passages by their words, best first."""
        hits = self._library.search_words(query, limit=limit, documents=documents, build=self.build)
        return [hit for hit in hits if hit.document_id in self.entries]

    def search_meaning(
        self, query: str, *, limit: int, documents: Sequence[str] | None = None
    ) -> list[Hit]:
        """Passages by likeness of meaning, best first; none in a library without vectors."""
        hits = self._library.search_meaning(
            query, limit=limit, documents=documents, build=self.build
        )
        return [hit for hit in hits if hit.document_id in self.entries]

    def statements(self, kind: NodeKind) -> list[Node]:
        """Every statement of a kind in the library, sorted by id."""
        if kind not in self._statements:
            self._statements[kind] = self._library.store.nodes_by_kind(kind)
        return self._statements[kind]

    def named_in(self, words: str, kind: NodeKind) -> list[tuple[int, Node]]:
        """Nodes of a kind whose names stand in the words, with their first places, by id."""
        if kind not in self._beginning:
            self._beginning[kind] = defaultdict(list)
            for node in self.statements(kind):
                self._beginning[kind][node.name[:2]].append(node)
        beginning = self._beginning[kind]
        starts = dict.fromkeys(words[n : n + 2] for n in range(len(words)))
        near = (node for start in starts for node in beginning.get(start, ()))
        found = [(words.find(node.name), node) for node in near if node.name in words]
        return sorted(found, key=lambda named: named[1].id)

    def stated_under(self, notation: str) -> Mapping[str, tuple[Span, ...]]:
        """Where measures and rules of a concept stand: document → spans, in the order of the text.

        Empty for a concept that so many statements have that it tells nothing.
        """
        if notation not in self._under:
            self._under[notation] = self._spans_under(notation)
        return self._under[notation]

    def _spans_under(self, notation: str) -> Mapping[str, tuple[Span, ...]]:
        concept = node_id(NodeKind.CONCEPT, notation)
        stated = self._library.store.count_into(concept, Predicate.HAS_CONCEPT)
        found = self.into(concept, Predicate.HAS_CONCEPT, limit=stated) if stated <= _COMMON else []
        spans: dict[str, set[Span]] = defaultdict(set)
        for relation in found:
            spans[relation.evidence.document_id].add(relation.evidence.spans[-1])
        return {document_id: tuple(sorted(places)) for document_id, places in spans.items()}

    def into(self, node: str, predicate: Predicate, *, limit: int = _RELATIONS) -> list[Relation]:
        """What is said of a node by relations that end at it, in a fixed order."""
        return self._library.store.relations(
            node, predicate=predicate, direction=Direction.IN, limit=limit
        )

    def out_of(self, node: str, predicate: Predicate) -> list[Relation]:
        """What is said of a node by relations that start at it, in a fixed order."""
        return self._library.store.relations(
            node, predicate=predicate, direction=Direction.OUT, limit=_RELATIONS
        )

    def citing(self, provision_ids: Iterable[str]) -> list[Relation]:
        """What other provisions say of these: 违反本法第十四条第五款的; in the order of the ids."""
        return [relation for id_ in provision_ids for relation in self._citing_one(id_)]

    def _citing_one(self, provision_id: str) -> list[Relation]:
        if provision_id not in self._citing:
            self._citing[provision_id] = self.into(
                provision_id, Predicate.CITES, limit=_MOST_CITING
            )
        return self._citing[provision_id]

    def statements_in(self, provision_ids: Sequence[str]) -> list[Node]:
        return self._library.store.statements_in(provision_ids) if provision_ids else []

    @cached_property
    def words(self) -> WordCounts:
        """What is counted in some of the documents; the same ones for the same library."""
        ids = sorted(self.entries)
        sample = ids[:: max(1, len(ids) // _SAMPLE)]
        return WordCounts(fold(self._library.store.document(i)[0].text) for i in sample)


class Shelf:
    """Gives the edition of a library as it is now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._edition: Edition | None = None

    def edition(self) -> Edition:
        build = self._library.build()
        if self._edition is None or self._edition.build != build:
            self._edition = Edition(self._library, build)
        return self._edition


def version_date(entry: DocumentEntry) -> date:
    """The day from which a version counts: its own 施行, else the latest other day of its head."""
    head = entry.head
    days = [d for d in (head.published, head.written) if d]
    return head.effective or max(days, default=date.min)
