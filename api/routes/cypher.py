"""Cypher for analysts: read-only, with parameters and limits."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from api import schemas_data as schemas
from api.routes.dependencies import Held
from graph.cypher_reading import CypherReading

router = APIRouter()


def reading_of(request: Request, library: Held) -> CypherReading:
    """One for all requests to one library: its seats bound what runs at a time."""
    state = request.app.state
    held: tuple[object, CypherReading] | None = getattr(state, "cypher", None)
    if held is None or held[0] is not library:
        limits = state.settings.query_limits()
        held = state.cypher = (library, CypherReading(library.store, limits))
    return held[1]


@router.post(
    "/v1/cypher",
    response_model=schemas.CypherTable,
    responses={403: {"description": "The query does more than read, or takes too much."}},
)
def cypher(
    asked: schemas.CypherQuery,
    library: Held,
    reading: Annotated[CypherReading, Depends(reading_of)],
) -> JSONResponse:
    """Rows of one query in openCypher. What is allowed is told in docs/cypher.md."""
    start = time.perf_counter()
    build = library.build()
    table = reading.run(asked.query, asked.parameters, limit=asked.limit)
    told: dict[str, Any] = {
        "columns": table.columns,
        "rows": table.rows,
        "truncated": table.truncated,
        "build": build,
        "elapsed_ms": round((time.perf_counter() - start) * 1000, 1),
    }
    return JSONResponse(told)
