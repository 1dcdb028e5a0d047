"""Relations of a node, each with the node at its other end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api import views
from graph.errors import NotFound
from graph.model import Node, Relation
from graph.store import GraphReader


def relation_views(
    store: GraphReader, relations: Sequence[Relation], node_id: str
) -> list[dict[str, Any]]:
    others = {r: r.object if r.subject == node_id else r.subject for r in relations}
    known = {id_: _node_or_none(store, id_) for id_ in sorted(set(others.values()))}
    return [views.relation_view(r, known[others[r]]) for r in relations]


def _node_or_none(store: GraphReader, node_id: str) -> Node | None:
    """None for a document, which has a text and a head instead of a node."""
    try:
        return store.node(node_id)
    except NotFound:
        return None
