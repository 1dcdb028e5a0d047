"""Nodes of the graph: found by name, shown with their relations and evidence."""

from __future__ import annotations

from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import schemas, views
from api.paging import cursor_for, skip_of
from api.rdf_forms import RDF_RESPONSES, rdf_form, rdf_response
from api.routes.dependencies import Cursor, Held, HeldIris, PageSize
from api.routes.relations import relation_views
from graph.model import NodeKind, Predicate
from graph.rdf import node_triples, relation_triples
from graph.store import Direction

router = APIRouter()


@router.get(
    "/v1/nodes",
    response_model=schemas.NodePage,
)
def list_nodes(
    library: Held,
    name: Annotated[str, Query(max_length=200, description="Part of the name.")] = "",
    kind: Annotated[NodeKind | None, Query()] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Nodes by name: equal names first, then the shorter ones."""
    skip = skip_of(cursor)
    found = library.store.find_nodes(name, kind=kind, limit=limit + 1, skip=skip)
    more = len(found) > limit
    return {
        "items": [views.node_view(node) for node in found[:limit]],
        "next_cursor": cursor_for(str(skip + limit)) if more else None,
    }


@router.get(
    "/v1/nodes/{node_id:path}",
    response_model=schemas.NodeDetail,
    responses=RDF_RESPONSES,
)
def get_node(
    *,
    request: Request,
    response: Response,
    library: Held,
    iris: HeldIris,
    node_id: str,
    predicate: Annotated[Predicate | None, Query()] = None,
    direction: Annotated[Direction, Query()] = Direction.BOTH,
    limit: PageSize = 50,
) -> dict[str, Any] | Response:
    """One node with its relations, each with the quote that says so; as JSON or RDF."""
    form = rdf_form(request)
    held = library.store.node(node_id)
    relations = library.store.relations(
        node_id, predicate=predicate, direction=direction, limit=limit + 1
    )
    if form:
        said = (relation_triples(relation, iris) for relation in relations[:limit])
        triples = chain(node_triples(held, iris), *said)
        return rdf_response(triples, form, iris, response.headers)
    response.headers["Vary"] = "Accept"
    return views.node_view(held) | {
        "relations": relation_views(library.store, relations[:limit], node_id),
        "truncated": len(relations) > limit,
    }
