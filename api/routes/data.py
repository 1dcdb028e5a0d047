"""Open data: the library as files, and the concept scheme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api import schemas_data as schemas
from api.exports.formats import FORMS, ExportFormat
from api.exports.library import export_chunks
from api.negotiation import chosen
from api.rdf_forms import RdfForm, rdf_response
from api.routes.dependencies import Held, HeldIris
from graph.rdf_concepts import scheme_triples

router = APIRouter()


@router.get("/v1/exports", response_model=schemas.ExportList)
def exports(library: Held) -> dict[str, Any]:
    """The formats in which the whole library can be fetched."""
    return {
        "build": library.build(),
        "items": [
            {
                "format": form,
                "title": told.title,
                "media_type": told.media_type,
                "href": f"/v1/exports/{form}",
            }
            for form, told in FORMS.items()
        ],
    }


@router.get(
    "/v1/exports/{form}",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The whole library of one build, UTF-8. A transfer that is broken off "
            "is of no use: the library was changed meanwhile.",
            "content": {told.media_type: {} for told in FORMS.values()},
        }
    },
)
def export(
    library: Held, iris: HeldIris, form: ExportFormat, response: Response
) -> StreamingResponse:
    """Every statement with its evidence, in one of the formats of ``/v1/exports``."""
    told = FORMS[form]
    build = library.build()
    disposition = f'attachment; filename="zhengtu-{build[:12]}.{told.suffix}"'
    return StreamingResponse(
        _begun(export_chunks(library.store, form, iris)),
        media_type=told.media_type,
        headers={**response.headers, "Content-Disposition": disposition},
    )


@router.get(
    "/v1/concepts.ttl",
    response_class=Response,
    responses={200: {"content": {"text/turtle": {}}}},
)
def concepts_turtle(iris: HeldIris) -> Response:
    """The taxonomy of measures as a SKOS concept scheme, in Turtle."""
    return rdf_response(scheme_triples(iris), RdfForm.TURTLE, iris)


@router.get(
    "/v1/concepts",
    response_class=Response,
    responses={200: {"content": {"text/turtle": {}, "application/ld+json": {}}}},
)
def concept_scheme(request: Request, iris: HeldIris) -> Response:
    """The taxonomy of measures as a SKOS concept scheme, in the form that is accepted."""
    form = RdfForm(chosen(request.headers.get("accept"), tuple(RdfForm)))
    return rdf_response(scheme_triples(iris), form, iris)


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """With the first chunk made already: what fails at once is told as a problem."""
    first = next(chunks, b"")
    return chain((first,), chunks)
