"""For analysts: policies as works, their chains and timelines, and texts side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.examples import answers_with
from api.paging import cursor_for, place_of, skip_of
from api.routes.analysis import next_cursor
from api.routes.dependencies import Asked, Cursor, PageSize
from api.schemas_analysis import described
from graph.model import Validity
from qa.analysis.chain import Chain, chain
from qa.analysis.comparison import Comparison, compare_texts
from qa.analysis.policies import PolicyFilter, PolicyPage, policies
from qa.analysis.similar import SimilarPage, similar
from qa.analysis.timeline import Timeline, policy_timeline, region_timeline

router = APIRouter()

PolicyName = Annotated[
    str, Path(description="Id (policy:…), title, or the id of one of its documents.")
]
DocumentId = Annotated[str, Query(min_length=1, max_length=200)]


def policy_filter(
    *,
    title: Annotated[str, Query(max_length=200, description="Part of the title.")] = "",
    region: Annotated[list[str] | None, Query()] = None,
    doc_type: Annotated[list[str] | None, Query()] = None,
    validity: Annotated[list[Validity] | None, Query()] = None,
    year: Annotated[list[int] | None, Query()] = None,
    issuer: Annotated[list[str] | None, Query()] = None,
) -> PolicyFilter:
    return PolicyFilter(
        title=title,
        regions=tuple(region or ()),
        doc_types=tuple(doc_type or ()),
        validity=tuple(validity or ()),
        years=tuple(year or ()),
        issuers=tuple(issuer or ()),
    )


@router.get(
    "/v1/policies", response_model=described(PolicyPage), responses=answers_with("policies")
)
def get_policies(
    *,
    asked: Asked,
    chosen: Annotated[PolicyFilter, Depends(policy_filter)],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> PolicyPage:
    """The works that the library holds, with their versions, and how many have each value."""
    after = place_of(cursor) if cursor else ""
    page = policies(asked.desk, asked.on, chosen, after=after, limit=limit)
    following = cursor_for(page.next_cursor) if page.next_cursor else None
    return replace(page, next_cursor=following)


@router.get(
    "/v1/policies/{policy:path}/chain",
    response_model=described(Chain),
    responses=answers_with("chain"),
)
def get_chain(
    *,
    asked: Asked,
    policy: PolicyName,
    depth: Annotated[int, Query(ge=1, le=5, description="Steps to each side.")] = 2,
    limit: Annotated[int, Query(ge=1, le=1000, description="Edges at most.")] = 200,
) -> Chain:
    """依据↑ 落实↓ and 修改/废止 both ways, with the quote on each edge."""
    return chain(asked.desk, policy, asked.on, depth=depth, limit=limit)


@router.get(
    "/v1/policies/{policy:path}/timeline",
    response_model=described(Timeline),
    responses=answers_with("timeline"),
)
def get_policy_timeline(
    *,
    asked: Asked,
    policy: PolicyName,
    limit: PageSize = 200,
    cursor: Cursor = None,
) -> Timeline:
    """The dated events of a policy's texts, with what says so."""
    skip = skip_of(cursor)
    found = policy_timeline(asked.desk, policy, asked.on, skip=skip, limit=limit)
    return replace(found, next_cursor=next_cursor(skip, limit, found.total))


@router.get(
    "/v1/regions/{region}/timeline",
    response_model=described(Timeline),
    responses=answers_with("timeline"),
)
def get_region_timeline(
    *,
    asked: Asked,
    region: str,
    limit: PageSize = 200,
    cursor: Cursor = None,
) -> Timeline:
    """The dated events of a region's texts, with what says so."""
    skip = skip_of(cursor)
    found = region_timeline(asked.desk, region, asked.on, skip=skip, limit=limit)
    return replace(found, next_cursor=next_cursor(skip, limit, found.total))


@router.get(
    "/v1/comparisons", response_model=described(Comparison), responses=answers_with("comparison")
)
def get_comparison(*, asked: Asked, left: DocumentId, right: DocumentId) -> Comparison:
    """Two versions or two acts clause by clause: what answers to what, and what differs."""
    return compare_texts(asked.desk, left, right, asked.on)


@router.get(
    "/v1/provisions/{provision_id:path}/similar",
    response_model=described(SimilarPage),
    responses=answers_with("similar"),
)
def get_similar(
    *,
    asked: Asked,
    provision_id: str,
    versions: Annotated[bool, Query(description="Other texts of the same work too.")] = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SimilarPage:
    """同源文字: provisions of other texts with the same words. Likeness, never derivation."""
    return similar(asked.desk, provision_id, asked.on, versions=versions, limit=limit)
