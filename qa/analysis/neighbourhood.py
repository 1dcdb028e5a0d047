"""The graph around one node, one or two steps far, with the quotes that its edges stand on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.model import NodeKind, Predicate, Relation
from graph.store import GraphReader
from qa.analysis.desk import Desk
from qa.analysis.evidence import SaidEdge, said_edges, version_edge

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
    versions: dict[str, None] = {}
    truncated = False
    edge_of = [node]
    for distance in range(1, depth + 1):
        further: list[str] = []
        for near in edge_of:
            relations = store.relations(near, limit=_OF_ONE + 1)
            truncated |= len(relations) > _OF_ONE
            links: list[Link] = [*relations[:_OF_ONE], *(() if predicates else _texts(desk, near))]
            for link in links:
                if isinstance(link, Relation) and predicates and link.predicate not in predicates:
                    continue
                ends = (link.subject, link.object) if isinstance(link, Relation) else link
                far = ends[1] if ends[0] == near else ends[0]
                if far not in met:
                    kind = _kind(desk, far)
                    if kinds and kind not in kinds:
                        continue
                    if len(met) >= limit:
                        truncated = True
                        continue
                    met[far] = (distance, kind)
                    further.append(far)
                if isinstance(link, Relation):
                    kept[link] = None
                else:
                    versions[link[0]] = None
        edge_of = further
    edges = (
        *(version_edge(desk, document_id, on) for document_id in versions),
        *said_edges(desk, list(kept), on, shown=_QUOTES),
    )
    return Neighbourhood(
        node=node,
        nodes=tuple(_node(desk, id_, *found, edges) for id_, found in met.items()),
        edges=edges,
        truncated=truncated,
        as_of=on,
        build=desk.build,
    )


Link = Relation | tuple[str, str]
"""What is said, or that a document is a text of a work."""


def _texts(desk: Desk, id_: str) -> list[Link]:
    """A work with its documents, or a document with its work."""
    if id_ in desk.entries:
        return [(id_, desk.entries[id_].head.policy_id)]
    return [(entry.id, id_) for entry in desk.by_policy.get(id_, ())]


def _kind(desk: Desk, id_: str) -> NodeKind:
    kind = desk.kind(id_)
    if kind is None:
        raise NotFound(f"no node {id_!r}; GET /v1/nodes?name= finds ids")
    return kind


def _node(desk: Desk, id_: str, depth: int, kind: NodeKind, edges: Sequence[SaidEdge]) -> GraphNode:
    degree = sum(id_ in (edge.subject, edge.object) for edge in edges)
    return GraphNode(id=id_, kind=kind, name=desk.name(id_), depth=depth, degree=degree)
