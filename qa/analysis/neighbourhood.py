"""The graph around one node, one or two steps far, with the quotes that its edges stand on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.model import NodeKind, Predicate, Relation
from graph.store import GraphReader
from qa.analysis.desk import Desk
from qa.analysis.evidence import SaidEdge, said_edges

_QUOTES = 2
"""Quotes shown of one edge."""
_OF_ONE = 200
"""Relations of one node that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    id: str
    kind: NodeKind
    name: str
    depth: int
    """Steps from the node that was asked for."""
    degree: int
    """Edges shown that touch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    node: str
    nodes: tuple[GraphNode, ...]
    """Nearest first."""
    edges: tuple[SaidEdge, ...]
    truncated: bool
    """Whether nodes were left out because of ``limit`` or because one node has too many."""
    as_of: date
    build: str


def neighbourhood(
    desk: Desk,
    store: GraphReader,
    node: str,
    on: date,
    *,
    depth: int = 1,
    kinds: Collection[NodeKind] = (),
    predicates: Collection[Predicate] = (),
    limit: int = 300,
) -> Neighbourhood:
    """At most ``limit`` nodes, of these kinds and over these predicates; empty takes all.

    Raises NotFound for an id that is neither a node nor a document.
    """
    met = {node: (0, _kind(desk, node))}
    kept: dict[Relation, None] = {}
    truncated = False
    edge_of = [node]
    for distance in range(1, depth + 1):
        further: list[str] = []
        for near in edge_of:
            relations = store.relations(near, limit=_OF_ONE + 1)
            truncated |= len(relations) > _OF_ONE
            for relation in relations[:_OF_ONE]:
                if predicates and relation.predicate not in predicates:
                    continue
                far = relation.object if relation.subject == near else relation.subject
                if far not in met:
                    kind = _kind(desk, far)
                    if kinds and kind not in kinds:
                        continue
                    if len(met) >= limit:
                        truncated = True
                        continue
                    met[far] = (distance, kind)
                    further.append(far)
                kept[relation] = None
        edge_of = further
    edges = said_edges(desk, list(kept), on, shown=_QUOTES)
    return Neighbourhood(
        node=node,
        nodes=tuple(_node(desk, id_, *found, edges) for id_, found in met.items()),
        edges=edges,
        truncated=truncated,
        as_of=on,
        build=desk.build,
    )


def _kind(desk: Desk, id_: str) -> NodeKind:
    kind = desk.kind(id_)
    if kind is None:
        raise NotFound(f"no node {id_!r}; GET /v1/nodes?name= finds ids")
    return kind


def _node(desk: Desk, id_: str, depth: int, kind: NodeKind, edges: Sequence[SaidEdge]) -> GraphNode:
    degree = sum(id_ in (edge.subject, edge.object) for edge in edges)
    return GraphNode(id=id_, kind=kind, name=desk.name(id_), depth=depth, degree=degree)
