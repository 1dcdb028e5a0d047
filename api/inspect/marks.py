"""Which words of a text say what: the text cut wherever a statement, name or provision changes.

Two layers: what is stated, which takes clauses, and what is named, which takes words inside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.inspect.kinds import FACT, NAMES
from graph.model import Evidence, Fragment, Node, NodeKind, Provision, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that say something; half-open code points into the document's text."""

    start: int
    end: int
    kind: str
    """A kind of node, or ``Fact``."""
    label: str
    """What they say, in one line."""
    stated: bool
    """Whether it is a statement; else a name, reference or fact."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words over which nothing changes."""

    text: str
    stated: Mark | None
    """The shortest statement that holds them; a measure only where nothing else does, because
    most rules and targets stand in one."""
    named: Mark | None
    labels: tuple[str, ...]
    """Of everything that holds them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that belongs to one provision and to none inside it."""

    provision: Provision | None
    """None for text that no provision holds."""
    depth: int
    start: int
    """Code points into the document's text."""
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def marks(fragment: Fragment) -> list[Mark]:
    """Everything that the fragment says, at its words, in the order of the text."""
    nodes: dict[str, Node] = {n.id: n for n in (*fragment.nodes, *fragment.provisions)}
    found = {
        *_stated(n for n in fragment.nodes if isinstance(n, Statement)),
        *_related(fragment, nodes),
        *(
            mark
            for fact in fragment.head.facts
            if fact.evidence
            for mark in _at(fact.evidence, FACT, f"{fact.field}: {fact.value}", stated=False)
        ),
    }
    return sorted(found, key=lambda m: (m.start, -m.end, m.kind, m.label))


def _stated(statements: Iterable[Statement]) -> Iterator[Mark]:
    for node in statements:
        yield from _at(node.evidence, node.kind.value, f"{node.kind}: {node.name}", stated=True)


def _related(fragment: Fragment, nodes: Mapping[str, Node]) -> Iterator[Mark]:
    """What is named. What relations say of a statement's own words, the statement says already."""
    for relation in fragment.relations:
        other = nodes.get(relation.object)
        if other is not None and other.kind in NAMES and not _is_stated(relation.subject, nodes):
            name = other.locator if isinstance(other, Provision) else other.name
            label = f"{relation.predicate} → {name}"
            yield from _at(relation.evidence, other.kind.value, label, stated=False)


def _is_stated(node_id: str, nodes: Mapping[str, Node]) -> bool:
    return isinstance(nodes.get(node_id), Statement)


def _at(evidence: Evidence, kind: str, label: str, *, stated: bool) -> Iterator[Mark]:
    for start, end in evidence.spans:
        yield Mark(start, end, kind, label, stated)


def stretches(fragment: Fragment, found: Sequence[Mark]) -> list[Stretch]:
    """The whole text in its order, each provision's own words with their marks."""
    text = fragment.document.text
    owners = _owners(len(text), fragment.provisions)
    depths = depths_of(fragment.provisions)
    opened, closed = _by_place(found)
    cuts = sorted({0, len(text), *opened, *closed, *_changes(owners)})
    active: dict[Mark, None] = {}
    joined: list[tuple[int, int, list[Piece]]] = []
    for start, end in pairwise(cuts):
        for mark in closed.get(start, ()):
            active.pop(mark, None)
        active |= dict.fromkeys(opened.get(start, ()))
        if not joined or joined[-1][0] != owners[start]:
            joined.append((owners[start], start, []))
        joined[-1][2].append(_piece(text[start:end], list(active)))
    return [
        Stretch(_provision(fragment, owner), _depth(fragment, owner, depths), start, tuple(pieces))
        for owner, start, pieces in joined
        if any(piece.text.strip() for piece in pieces)
    ]


def depths_of(provisions: Sequence[Provision]) -> dict[str, int]:
    """Provision id → number of provisions around it."""
    parents = {p.id: p.parent_id for p in provisions}
    depths: dict[str, int] = {}
    for provision in provisions:
        depth, parent = 0, provision.parent_id
        while parent is not None:
            depth, parent = depth + 1, parents.get(parent)
        depths[provision.id] = depth
    return depths


def _owners(length: int, provisions: Sequence[Provision]) -> list[int]:
    """For each character the number of the innermost provision that holds it; -1 for none."""
    owners = [-1] * length
    depths = depths_of(provisions)
    for number in sorted(range(len(provisions)), key=lambda n: depths[provisions[n].id]):
        provision = provisions[number]
        size = provision.end - provision.start
        owners[provision.start : provision.end] = [number] * size
    return owners


def _changes(owners: Sequence[int]) -> list[int]:
    return [n for n in range(1, len(owners)) if owners[n] != owners[n - 1]]


def _by_place(found: Sequence[Mark]) -> tuple[dict[int, list[Mark]], dict[int, list[Mark]]]:
    opened: dict[int, list[Mark]] = defaultdict(list)
    closed: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        opened[mark.start].append(mark)
        closed[mark.end].append(mark)
    return opened, closed


def _piece(text: str, active: Sequence[Mark]) -> Piece:
    stated = [mark for mark in active if mark.stated]
    named = [mark for mark in active if not mark.stated]
    labels = dict.fromkeys(mark.label for mark in active)
    return Piece(text, _shortest(stated), _shortest(named), tuple(labels))


def _shortest(active: Sequence[Mark]) -> Mark | None:
    return min(
        active,
        key=lambda m: (m.kind == NodeKind.MEASURE, m.end - m.start, m.kind, m.label),
        default=None,
    )


def _provision(fragment: Fragment, owner: int) -> Provision | None:
    return fragment.provisions[owner] if owner >= 0 else None


def _depth(fragment: Fragment, owner: int, depths: Mapping[str, int]) -> int:
    return depths[fragment.provisions[owner].id] if owner >= 0 else 0
