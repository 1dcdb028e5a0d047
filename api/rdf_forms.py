"""One thing as JSON, Turtle or JSON-LD, by what the client accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response

from api.negotiation import chosen
from graph.rdf_write import jsonld, turtle

if TYPE_CHECKING:
    from graph.iris import Iris
    from graph.rdf import Triple


class RdfForm(StrEnum):
    TURTLE = "text/turtle"
    JSONLD = "application/ld+json"


JSON = "application/json"

RDF_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.value: {"schema": {"type": "string"}} for form in RdfForm}}
}
"""For OpenAPI, beside the JSON of the response model."""


def rdf_form(request: Request) -> RdfForm | None:
    """None where the client likes plain JSON best. Raises HTTPException 406."""
    liked = chosen(request.headers.get("accept"), (JSON, *RdfForm))
    return None if liked == JSON else RdfForm(liked)


def rdf_response(
    triples: Iterable[Triple],
    form: RdfForm,
    iris: Iris,
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = turtle(triples, iris) if form is RdfForm.TURTLE else jsonld(triples, iris)
    return Response(body, media_type=form.value, headers={**(headers or {}), "Vary": "Accept"})
