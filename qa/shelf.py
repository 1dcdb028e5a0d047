"""What an answer needs of a library again and again, kept for as long as its build stays."""

from __future__ import annotations

import gc
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.areas import Area, areas, at, lines_of
from graph.library import Library
from graph.model import (
    Document,
    Node,
    NodeKind,
    Predicate,
    Provision,
    ProvisionKind,
    Relation,
    Span,
)
from graph.names import fold, node_id, policy_id, short_title
from graph.store import Direction, DocumentEntry, Hit
from graph.validity import CHANGING, ValidityTable
from qa.names import KnownNames, titles_digested
from qa.places import chain
from qa.units import Unit, columns, with_rows

_SAMPLE = 100
"""Documents whose words are counted to tell rare words from common ones."""
_STRETCH = 200
"""Characters of the stretches in which words are counted."""
_COMMON = 1_500
"""Statements of one concept from which it is too common to steer by."""
_MOST_CITING = 20
"""Provisions that cite one and are looked at."""
_TEXTS = 4_000
"""Documents kept in memory; the least recently read goes first."""
_KIND_OF_ACT = re.compile(r"(?:实施)?(?:条例|办法|规定|法|细则|解释)$")
_SHORT_MATTER = 2
"""Characters of what a title is about that tell too little: 专利."""

_ABOVE_RULE = frozenset(
    {ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.ANNEX}
)
_RULES = frozenset({ProvisionKind.ARTICLE, ProvisionKind.TABLE})
"""A row of a table is a rule as an article is, however short what stands around it."""
_LONGEST_RULE = 1800
"""Characters. A longer heading with all under it is no rule: its parts are."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one document: an article, or a numbered point that is short enough."""

    document_id: str
    provision_id: str
    start: int
    end: int
    locator: str
    heading: str
    """Words of the headings above it."""


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit with its words folded: its own, its lead-in's and its paragraph's."""

    unit: Unit
    words: str
    lead: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ReadRule:
    """A rule with its words folded."""

    words: str
    units: tuple[ReadUnit, ...]


def _read(text: str, rule: Rule, rows: Sequence[Span]) -> ReadRule:
    units = with_rows(text, rule.start, rule.end, rows)
    words = [fold(text[u.start : u.end]) for u in units]
    paragraphs: dict[int, str] = defaultdict(str)
    for unit, own in zip(units, words, strict=True):
        paragraphs[unit.paragraph] += own
    return ReadRule(
        fold(text[rule.start : rule.end]),
        tuple(
            ReadUnit(
                unit,
                own,
                fold(text[unit.lead[0] : unit.lead[1]]) if unit.lead else "",
                paragraphs[unit.paragraph],
            )
            for unit, own in zip(units, words, strict=True)
        ),
    )


@dataclass(slots=True)
class Text:
    """A document with its provisions."""

    document: Document
    provisions: dict[str, Provision]
    rows: tuple[Span, ...]
    """Of its flattened tables, in order."""
    rules: dict[str, Rule] = field(default_factory=dict)
    read: dict[Span, ReadRule] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    """Which region each stretch speaks of; made when a text of several regions is first asked."""

    def regions_at(self, offset: int, regions: Sequence[str]) -> Sequence[str]:
        """Of a document's ``regions`` those that its text speaks of at a place."""
        if len(regions) < 2:
            return regions
        self.areas = self.areas or areas(list(lines_of(self.document.text)), regions)
        return at(self.areas, offset)

    def read_rule(self, rule: Rule) -> ReadRule:
        """The rule's units with their words folded for comparing."""
        place = (rule.start, rule.end)
        if place not in self.read:
            self.read[place] = _read(self.document.text, rule, self._rows_in(*place))
        return self.read[place]

    def rule_of(self, provision_id: str, start: int, end: int) -> Rule:
        """The rule that holds this stretch."""
        chosen = self._rule_provision(provision_id, start, end)
        key = chosen.id if chosen else f"{start}-{end}"
        if key not in self.rules:
            self.rules[key] = self._rule(chosen, start, end)
        return self.rules[key]

    def rule_at(self, start: int, end: int) -> Rule:
        """The rule of the narrowest provision that holds this stretch."""
        inner = self.innermost(start, end)
        return self.rule_of(inner.id if inner else "", start, end)

    def is_head(self, rule: Rule) -> bool:
        """Whether it is the title, the note and the address above the text, and no rule."""
        provision = self.provisions.get(rule.provision_id)
        return provision is not None and provision.rank is ProvisionKind.HEAD

    def all_rules(self) -> list[Rule]:
        """Every article of the document."""
        articles = [p for p in self.provisions.values() if p.rank is ProvisionKind.ARTICLE]
        return [self.rule_of(p.id, p.start, p.end) for p in articles]

    def _rule_provision(self, provision_id: str, start: int, end: int) -> Provision | None:
        best: Provision | None = None
        node = self.provisions.get(provision_id)
        while node is not None:
            if node.rank in _RULES:
                return node
            fits = node.end - node.start <= _LONGEST_RULE and node.rank not in _ABOVE_RULE
            if fits and node.start <= start and end <= node.end:
                best = node
            node = self.provisions.get(node.parent_id) if node.parent_id else None
        return best

    def _rule(self, chosen: Provision | None, start: int, end: int) -> Rule:
        if chosen is None:
            inner = self.innermost(start, end)
            above = self._headings(inner)
            where = inner.locator if inner else ""
            name = inner.id if inner else ""
            return Rule(self.document.id, name, start, end, where, above)
        return Rule(
            self.document.id,
            chosen.id,
            chosen.start,
            chosen.end,
            chosen.locator,
            " ".join((self._headings(chosen), *self._columns(chosen))).strip(),
        )

    def _rows_in(self, start: int, end: int) -> list[Span]:
        """Rows of flattened tables in a stretch, in order."""
        return [(first, last) for first, last in self.rows if start <= first and last <= end]

    def _columns(self, chosen: Provision) -> list[str]:
        """What the columns of its rows are called; nothing where it has none."""
        rows = self._rows_in(chosen.start, chosen.end)
        return columns(self.document.text, rows[0][0]) if rows else []

    def _headings(self, provision: Provision | None) -> str:
        words = []
        while provision is not None:
            words.append(provision.title)
            provision = self.provisions.get(provision.parent_id) if provision.parent_id else None
        return " ".join(w for w in reversed(words) if w)

    def innermost(self, start: int, end: int) -> Provision | None:
        """The narrowest provision that holds the stretch."""
        holding = [p for p in self.provisions.values() if p.start <= start and end <= p.end]
        return min(holding, key=lambda p: (p.end - p.start, -len(p.path)), default=None)


def _text(document: Document, provisions: Iterable[Provision]) -> Text:
    held = {p.id: p for p in provisions}
    rows = ((p.start, p.end) for p in held.values() if p.rank is ProvisionKind.TABLE)
    return Text(document, held, tuple(sorted(rows)))


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
        self._rarities: dict[str, float] = {}
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
        _ = self.names, self.validity, self._counts
        self.statements(NodeKind.PERSON)
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
            text = _text(document, self._library.store.provisions(document_id))
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
        """Bring texts to memory together: one by one they take twice the time."""
        wanted = {i for i in document_ids if i not in self._texts}
        if len(wanted) > 1:
            with _without_collecting():
                for document, provisions in self._library.store.texts(sorted(wanted)):
                    self._keep(_text(document, provisions))

    def _keep(self, text: Text) -> None:
        while len(self._texts) >= _TEXTS:
            self._texts.pop(next(iter(self._texts)), None)
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
        found = self.into(concept, Predicate.HAS_CONCEPT, limit=_COMMON + 1)
        spans: dict[str, set[Span]] = defaultdict(set)
        for relation in found if len(found) <= _COMMON else ():
            spans[relation.evidence.document_id].add(relation.evidence.spans[-1])
        return {document_id: tuple(sorted(places)) for document_id, places in spans.items()}

    def into(self, node: str, predicate: Predicate, *, limit: int) -> list[Relation]:
        """What is said of a node by relations that end at it, in a fixed order."""
        return self._library.store.relations(
            node, predicate=predicate, direction=Direction.IN, limit=limit
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
    def _counts(self) -> tuple[Counter[str], int]:
        """Stretches of a sample of the documents in which each character pair stands."""
        counts: Counter[str] = Counter()
        total = 0
        ids = sorted(self.entries)
        for document_id in ids[:: max(1, len(ids) // _SAMPLE)]:
            text = fold(self._library.store.document(document_id)[0].text)
            for start in range(0, len(text), _STRETCH):
                piece = text[start : start + _STRETCH]
                counts.update({piece[n : n + 2] for n in range(len(piece) - 1)})
                total += 1
        return counts, max(total, 1)

    def knows(self, form: str) -> bool:
        """Whether the sampled texts hold every character pair of a word."""
        counts, _ = self._counts
        return all(counts.get(form[n : n + 2]) for n in range(len(form) - 1))

    def rarity(self, form: str) -> float:
        """How much a word tells, 0.15 to 1: 1 for a word that hardly any stretch holds."""
        if form not in self._rarities:
            self._rarities[form] = self._rarity(form)
        return self._rarities[form]

    def _rarity(self, form: str) -> float:
        counts, total = self._counts
        pairs = [form[n : n + 2] for n in range(len(form) - 1)] or [form]
        held = min(counts.get(pair, 0) for pair in pairs)
        scale = math.log(1 + total)
        return max(0.15, math.log((total + 1) / (held + 1)) / scale)


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


def likeness(one: str, other: str) -> float:
    """Share of character pairs in common, 0 to 1 (Dice)."""
    first = {one[n : n + 2] for n in range(len(one) - 1)}
    second = {other[n : n + 2] for n in range(len(other) - 1)}
    return 2 * len(first & second) / max(1, len(first) + len(second))


def version_date(entry: DocumentEntry) -> date:
    """The day from which a version counts: its own 施行, else the latest other day of its head."""
    head = entry.head
    days = [d for d in (head.published, head.written) if d]
    return head.effective or max(days, default=date.min)
