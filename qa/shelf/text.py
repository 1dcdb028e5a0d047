"""A document of a library with its provisions, cut into rules and what can be quoted of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.areas import Area, areas, at, lines_of
from graph.model import Document, Provision, ProvisionKind, Span
from graph.names import fold
from qa.shelf.units import Unit, columns, with_rows

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


def text_of(document: Document, provisions: Iterable[Provision]) -> Text:
    """The document with its provisions by their ids."""
    held = {p.id: p for p in provisions}
    rows = ((p.start, p.end) for p in held.values() if p.rank is ProvisionKind.TABLE)
    return Text(document, held, tuple(sorted(rows)))
