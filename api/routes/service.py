"""For who runs the server: alive, ready, counted; who did what."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api import schemas_service as schemas
from api.access import needs_keys
from api.audit import Audit
from api.keys import Key, Keys
from api.observe import Metrics
from api.paging import cursor_for, skip_of
from api.routes.dependencies import Configured, Cursor, Held, PageSize, Queue
from graph.errors import StoreUnavailable

router = APIRouter()


class PrometheusText(Response):
    media_type = CONTENT_TYPE_LATEST


@router.get("/health/live", response_model=schemas.Alive)
def get_liveness(request: Request) -> dict[str, Any]:
    """200 as long as the process answers at all; the store is not asked."""
    return {"status": "ok", "version": request.app.version}


@router.get("/health/ready", response_model=schemas.Ready)
def get_readiness(
    request: Request, library: Held, jobs: Queue, settings: Configured
) -> dict[str, Any]:
    """200 where requests may be sent here: the store answers, and the server is not stopping."""
    if jobs.stopping:
        raise StoreUnavailable("the server is stopping; ask another")
    return {
        "status": "ok",
        "version": request.app.version,
        "documents": len(library.documents()),
        "behind": library.behind(),
        "build": library.build(),
        "keys": needs_keys(settings),
    }


@router.get("/metrics", response_class=PrometheusText)
def get_metrics(request: Request) -> Response:
    """Counts in the text format of Prometheus."""
    metrics: Metrics = request.app.state.metrics
    return PrometheusText(metrics.text())


@router.get("/v1/audit", response_model=schemas.AuditPage)
def list_acts(request: Request, limit: PageSize = 50, cursor: Cursor = None) -> dict[str, Any]:
    """Requests that wrote or tried to, the newest first. For admins."""
    audit: Audit = request.app.state.audit
    skip = skip_of(cursor)
    found = audit.newest(limit + 1, skip)
    return {
        "items": found[:limit],
        "next_cursor": cursor_for(str(skip + limit)) if len(found) > limit else None,
    }


@router.get("/v1/keys", response_model=schemas.KeyList)
def list_keys(request: Request) -> dict[str, Any]:
    """API keys without their secrets. For admins; `zhengtu keys create` makes new ones."""
    keys: Keys = request.app.state.keys
    return {"items": [_key_view(key) for key in keys.list()]}


@router.delete("/v1/keys/{key_id}", response_model=schemas.KeyShape)
def revoke_key(request: Request, key_id: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """Let nobody in with this key from now on. For admins."""
    keys: Keys = request.app.state.keys
    return _key_view(keys.revoke(key_id))


def _key_view(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
    }
