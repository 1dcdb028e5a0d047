"""Passages by their words, and whether the service is well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api import schemas
from api.routes.dependencies import Held, matching
from graph.errors import StoreUnavailable
from graph.store import GraphReader

router = APIRouter()


@router.get("/v1/search", response_model=schemas.HitPage)
def search(
    library: Held,
    q: Annotated[str, Query(min_length=1, max_length=1000, description="Words to look for.")],
    region: Annotated[list[str] | None, Query()] = None,
    doc_type: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    """Passages by their words, best first."""
    entries = {e.id: e for e in matching(library.documents(), regions=region, doc_types=doc_type)}
    everywhere = not region and not doc_type
    hits = library.search(q, limit=limit, documents=None if everywhere else list(entries))
    texts = {d: library.store.document(d)[0].text for d in {hit.document_id for hit in hits}}
    places = _locators(library.store, list(texts))
    return {
        "query": q,
        "build": library.build(),
        "items": [
            {
                "document_id": hit.document_id,
                "title": entries[hit.document_id].head.title,
                "provision_id": hit.provision_id,
                "locator": places.get(hit.provision_id, ""),
                "start": hit.start,
                "end": hit.end,
                "text": texts[hit.document_id][hit.start : hit.end],
                "score": hit.score,
            }
            for hit in hits
        ],
    }


@router.get("/healthz", response_model=schemas.Health)
def health(request: Request, library: Held) -> dict[str, Any]:
    """200 where the store answers and the index knows every document of it; else 503."""
    if behind := library.behind():
        raise StoreUnavailable(
            f"the search index is {behind} documents behind the store; "
            "it catches up with the next search, or run: zhengtu stats --verify"
        )
    return {
        "status": "ok",
        "version": request.app.version,
        "documents": len(library.documents()),
        "build": library.build(),
    }


def _locators(store: GraphReader, document_ids: Sequence[str]) -> dict[str, str]:
    """Provision id → locator, for every provision of these documents."""
    return {p.id: p.locator for d in document_ids for p in store.provisions(d)}
