"""Citations that somebody else made, held against the library."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.dependencies import Opened
from api.schemas_analysis import described
from api.today import today
from qa.verify import CitedClause, Verdict, read_clause, verify

router = APIRouter()

TitleOrId = Annotated[
    str,
    Query(
        min_length=1, max_length=300, description="A full title, with or without 《》, or an id."
    ),
]
AsOf = Annotated[date | None, Query(description="By what was in force on this day; today.")]


@router.get("/v1/citations/verify", response_model=described(Verdict))
def verify_citation(
    opened: Opened,
    title: TitleOrId,
    locator: Annotated[str, Query(max_length=60, description="第十二条第三款, 二、（三）.")] = "",
    quote: Annotated[str, Query(max_length=2000, description="What it is said to say.")] = "",
    as_of: AsOf = None,
) -> Verdict:
    """Does the clause exist, is it in force, does it say this?"""
    return verify(opened.desk(), title, as_of or today(), locator=locator, quote=quote)


@router.get("/v1/citations/clause", response_model=described(CitedClause))
def read_cited_clause(
    opened: Opened,
    title: TitleOrId,
    locator: Annotated[str, Query(min_length=1, max_length=60)],
    as_of: AsOf = None,
) -> CitedClause:
    """One clause by title and number, word for word."""
    return read_clause(opened.desk(), title, locator, as_of or today())
