"""Subscriptions: what changed for a concept, a region or a policy, as JSON and as a feed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request, Response

from api.atom import CONTENT_TYPE, atom_feed
from api.examples import answers_with
from api.paging import skip_of
from api.routes.analysis import next_cursor
from api.routes.dependencies import Cursor, Held, Opened, PageSize
from api.schemas_analysis import described
from api.today import today
from qa.analysis.changes import ChangePage, changes

router = APIRouter()


@router.get(
    "/v1/changes",
    response_model=described(ChangePage),
    responses=answers_with("changes", also={CONTENT_TYPE: {"schema": {"type": "string"}}}),
)
def get_changes(
    *,
    request: Request,
    opened: Opened,
    library: Held,
    since: Annotated[
        str, Query(max_length=64, description="A day (2026-01-31), or a build that you hold.")
    ] = "",
    concept: Annotated[str, Query(max_length=80, description="Notation or label.")] = "",
    region: Annotated[str, Query(max_length=40)] = "",
    policy: Annotated[str, Query(max_length=300, description="Id, title or document.")] = "",
    limit: PageSize = 100,
    cursor: Cursor = None,
    format_: Annotated[Literal["json", "atom"] | None, Query(alias="format")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> ChangePage | Response:
    """Newest first: documents that came, changed or went, and since a day or build also texts
    that came into force, were amended or repealed, and deadlines that passed.

    As Atom by ?format=atom or Accept: application/atom+xml.
    """
    skip = skip_of(cursor)
    page = changes(
        opened.desk(),
        library.journal(),
        today(),
        since=since.strip(),
        concept=concept.strip(),
        region=region.strip(),
        policy=policy.strip(),
        skip=skip,
        limit=limit,
    )
    if format_ == "atom" or (format_ is None and accept.startswith(CONTENT_TYPE)):
        about = "、".join(word for word in (concept, region, policy) if word)
        return Response(
            atom_feed(page, address=str(request.url), about=about), media_type=CONTENT_TYPE
        )
    return replace(page, next_cursor=next_cursor(skip, limit, page.total))
