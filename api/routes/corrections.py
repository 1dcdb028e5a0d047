"""What curators say of statements: made, listed, taken back."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from api import schemas_curation as schemas
from api.corrections import (
    correction_of,
    correction_of_head,
    correction_view,
    find_correction,
    now,
)
from api.paging import cursor_for, skip_of
from api.routes.dependencies import Author, Cursor, Held, PageSize, Queue, author_of, tagged
from graph.amendments import Judgement, correct_relation
from graph.corrected import Standing
from graph.corrections import Correction, Verdict
from graph.errors import InvalidInput, NotFound
from graph.library import Library
from graph.model import Fragment, Relation
from graph.store import Direction

router = APIRouter()

CorrectionId = Annotated[str, Path(max_length=64, description="As the list gives it.")]


@router.get(
    "/v1/corrections",
    response_model=schemas.CorrectionPage,
    dependencies=[Depends(tagged)],
)
def list_corrections(
    *,
    library: Held,
    document_id: Annotated[str | None, Query(max_length=500)] = None,
    verdict: Annotated[Verdict | None, Query()] = None,
    status: Annotated[Standing | None, Query()] = None,
    author: Annotated[str | None, Query(max_length=100)] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Corrections in the order in which they were made, each with what has become of it."""
    found = [
        correction_view(correction, standing)
        for correction, standing in library.standings()
        if document_id in (None, correction.document_id)
        and verdict in (None, correction.verdict)
        and status in (None, standing)
        and author in (None, correction.author)
    ]
    skip = skip_of(cursor)
    rest = found[skip:]
    return {
        "items": rest[:limit],
        "total": len(found),
        "next_cursor": cursor_for(str(skip + limit)) if len(rest) > limit else None,
        "build": library.build(),
    }


@router.get(
    "/v1/corrections/{correction_id}",
    response_model=schemas.CorrectionShape,
    dependencies=[Depends(tagged)],
)
def get_correction(library: Held, correction_id: CorrectionId) -> dict[str, Any]:
    """One correction."""
    return correction_view(*find_correction(library, correction_id))


@router.post("/v1/corrections", response_model=schemas.Corrected, status_code=201)
def make_correction(
    library: Held, jobs: Queue, actor: Author, body: schemas.CorrectionToMake
) -> dict[str, Any]:
    """Accept, reject or amend a statement, a relation, or a field of a head. Holds at once, through
    every later reading.
    """
    said = Judgement(
        verdict=body.verdict,
        author=author_of(actor, body.author),
        reason=body.reason,
        made_at=now(),
        changes=body.changes,
        new_quote=body.new_quote,
    )
    made = _made(library, body, said)
    documents = library.correct(add=[made])
    jobs.settle()
    view = correction_view(*find_correction(library, made.id))
    return {"correction": view, "documents": documents, "build": library.build()}


@router.delete("/v1/corrections/{correction_id}", response_model=schemas.Corrected)
def undo_correction(library: Held, jobs: Queue, correction_id: CorrectionId) -> dict[str, Any]:
    """Take a correction back: the statement stands as it was read."""
    view = correction_view(*find_correction(library, correction_id))
    documents = library.correct(undo=[correction_id])
    jobs.settle()
    return {"correction": view, "documents": documents, "build": library.build()}


def _made(library: Library, body: schemas.CorrectionToMake, said: Judgement) -> Correction:
    match body.statement_id, body.relation, body.head:
        case str() as statement_id, None, None:
            return correction_of(library, statement_id, said)
        case None, schemas.RelationName() as relation, None:
            return correct_relation(*_relation(library, relation), said)
        case None, None, schemas.HeadName() as head:
            return correction_of_head(library, head.document_id, head.field, said)
    raise InvalidInput("name one of statement_id, relation and head, and no other")


def _relation(library: Library, named: schemas.RelationName) -> tuple[Fragment, Relation]:
    found = [
        relation
        for relation in library.store.relations(
            named.subject, predicate=named.predicate, direction=Direction.OUT, limit=10_000
        )
        if relation.object == named.object and named.quote in (None, relation.evidence.quote)
    ]
    if not found:
        raise NotFound(f"no relation {named.subject} {named.predicate} {named.object} so quoted")
    if len(found) > 1:
        quotes = json.dumps(sorted({r.evidence.quote for r in found})[:5], ensure_ascii=False)
        raise InvalidInput(f"{len(found)} texts say so; add the quote of the one meant: {quotes}")
    return library.store.fragment(found[0].evidence.document_id), found[0]
