"""For analysts: matrix, trace, indicators, pages of nodes, and the graph around one."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response

from api.csv_matrix import matrix_csv
from api.examples import answers_with
from api.paging import cursor_for, skip_of
from api.routes.dependencies import Asked, Cursor, Held, PageSize
from api.schemas_analysis import described
from graph.model import NodeKind, Predicate
from qa.analysis.indicators import IndicatorPage, indicators
from qa.analysis.matrix import CellPage, Matrix, cell, matrix
from qa.analysis.neighbourhood import Neighbourhood, neighbourhood
from qa.analysis.profile import Profile, profile
from qa.analysis.trace import Trace, trace

router = APIRouter()

Regions = Annotated[
    list[str] | None, Query(max_length=60, description="北京市, 浙江, 全国 …; may be repeated.")
]
Concepts = Annotated[
    list[str] | None,
    Query(max_length=130, description="Notation (C1, or C for a group) or label; may be repeated."),
]


def next_cursor(skip: int, limit: int, total: int) -> str | None:
    return cursor_for(str(skip + limit)) if skip + limit < total else None


@router.get(
    "/v1/matrix",
    response_model=described(Matrix),
    responses=answers_with("matrix", also={"text/csv": {"schema": {"type": "string"}}}),
)
def get_matrix(
    *,
    asked: Asked,
    regions: Regions = None,
    concepts: Concepts = None,
    per_cell: Annotated[int, Query(ge=0, le=50, description="Quotes given of one cell.")] = 1,
    format_: Annotated[Literal["json", "csv"] | None, Query(alias="format")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Matrix | Response:
    """Regions against concepts: counts, modalities, figures and quotes of what was in use.

    An empty cell says 未见, 不适用 or 地区未入库. As CSV by ?format=csv or Accept: text/csv.
    """
    found = matrix(
        asked.desk,
        asked.on,
        regions=regions or (),
        concepts=concepts or (),
        per_cell=per_cell,
    )
    wants_csv = format_ == "csv" or (format_ is None and accept.startswith("text/csv"))
    if not wants_csv:
        return found
    return Response(matrix_csv(found), media_type="text/csv; charset=utf-8")


@router.get(
    "/v1/matrix/cell", response_model=described(CellPage), responses=answers_with("matrix_cell")
)
def get_matrix_cell(
    *,
    asked: Asked,
    region: Annotated[str, Query(min_length=1, max_length=40)],
    concept: Annotated[str, Query(min_length=1, max_length=80)],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> CellPage:
    """Every statement of one cell of the matrix."""
    skip = skip_of(cursor)
    page = cell(asked.desk, asked.on, region, concept, skip=skip, limit=limit)
    return replace(page, next_cursor=next_cursor(skip, limit, page.total))


@router.get("/v1/trace", response_model=described(Trace), responses=answers_with("trace"))
def get_trace(
    *,
    asked: Asked,
    q: Annotated[str, Query(max_length=300, description="Words: 科技成果转让净收入奖励比例.")] = "",
    concept: Annotated[str, Query(max_length=80, description="Notation or label.")] = "",
    node: Annotated[str, Query(max_length=300, description="Id of a norm or measure.")] = "",
    regions: Regions = None,
    limit: PageSize = 100,
    cursor: Cursor = None,
) -> Trace:
    """One measure or rule through regions and years, earliest first, national first on one day.

    Give one of q, concept and node. Every version counts, each with its force on the day.
    """
    skip = skip_of(cursor)
    found = trace(
        asked.desk,
        asked.on,
        query=q.strip(),
        concept=concept.strip(),
        node=node.strip(),
        regions=regions or (),
        skip=skip,
        limit=limit,
    )
    return replace(found, next_cursor=next_cursor(skip, limit, found.total))


@router.get(
    "/v1/indicators", response_model=described(IndicatorPage), responses=answers_with("indicators")
)
def get_indicators(
    *,
    asked: Asked,
    regions: Regions = None,
    q: Annotated[str, Query(max_length=100, description="Part of the indicator's name.")] = "",
    limit: PageSize = 100,
    cursor: Cursor = None,
) -> IndicatorPage:
    """Targets with their deadlines against what the library knows of the same indicator."""
    skip = skip_of(cursor)
    page = indicators(asked.desk, asked.on, regions=regions or (), query=q, skip=skip, limit=limit)
    return replace(page, next_cursor=next_cursor(skip, limit, page.total))


PROFILES = {
    "institutions": NodeKind.INSTITUTION,
    "programmes": NodeKind.PROGRAMME,
    "people": NodeKind.PERSON,
    "concepts": NodeKind.CONCEPT,
    "regions": NodeKind.REGION,
}


@router.get(
    "/v1/profiles/{kind}/{name:path}",
    response_model=described(Profile),
    responses=answers_with("profile"),
)
def get_profile(
    *,
    asked: Asked,
    kind: Literal["institutions", "programmes", "people", "concepts", "regions"],
    name: str,
    group: Annotated[
        str, Query(max_length=40, description="One group alone: ISSUED_BY:in, ACTOR:in …")
    ] = "",
    limit: PageSize = 10,
    cursor: Cursor = None,
) -> Profile:
    """The page of one institution, programme, person, concept or region, by id or name."""
    found = profile(
        asked.desk,
        PROFILES[kind],
        name,
        asked.on,
        group=group,
        skip=skip_of(cursor),
        limit=limit,
    )
    groups = tuple(
        replace(g, next_cursor=cursor_for(g.next_cursor) if g.next_cursor else None)
        for g in found.groups
    )
    return replace(found, groups=groups)


@router.get("/v1/graph", response_model=described(Neighbourhood), responses=answers_with("graph"))
def get_graph(
    *,
    asked: Asked,
    library: Held,
    node: Annotated[str, Query(min_length=1, max_length=300)],
    depth: Annotated[int, Query(ge=1, le=2)] = 1,
    kinds: Annotated[list[NodeKind] | None, Query()] = None,
    predicates: Annotated[list[Predicate] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Nodes at most.")] = 300,
) -> Neighbourhood:
    """The graph around one node or document, each edge with the quotes that say so."""
    return neighbourhood(
        asked.desk,
        library.store,
        node,
        asked.on,
        depth=depth,
        kinds=frozenset(kinds or ()),
        predicates=frozenset(predicates or ()),
        limit=limit,
    )
