"""Documents and their provisions: what a text is, how it is built, what each clause states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import schemas, views
from api.opening import Opening
from api.paging import cursor_for, place_of
from api.rdf_forms import RDF_RESPONSES, rdf_form, rdf_response
from api.routes.dependencies import (
    Cursor,
    DocumentId,
    Held,
    HeldIris,
    Opened,
    PageSize,
    Sources,
    matching,
)
from api.routes.relations import relation_views
from api.today import today
from graph.errors import NotFound
from graph.model import Validity
from graph.rdf import fragment_triples
from graph.store import DocumentEntry
from graph.validity import ValidityTable

router = APIRouter()


@router.get(
    "/v1/documents",
    response_model=schemas.DocumentPage,
)
def list_documents(
    *,
    library: Held,
    opened: Opened,
    title: Annotated[str, Query(max_length=200, description="Part of the title.")] = "",
    region: Annotated[list[str] | None, Query(description="Any of these regions.")] = None,
    doc_type: Annotated[list[str] | None, Query(description="Any of these types.")] = None,
    validity: Annotated[
        list[Validity] | None, Query(description="Any of these, on the day ``on``.")
    ] = None,
    on: Annotated[date | None, Query(description="The day of the validity; today.")] = None,
    effective_from: Annotated[
        date | None, Query(description="Taking effect on this day or later.")
    ] = None,
    effective_to: Annotated[
        date | None, Query(description="Taking effect on this day or earlier.")
    ] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """The documents of the library by id, with how many there are of each region, type and
    validity.
    """
    table, day = opened.validity(), on or today()
    entries = matching(
        library.documents(),
        regions=region,
        doc_types=doc_type,
        title=title,
        effective=(effective_from, effective_to),
    )
    forces = _forces(table, entries, day)
    entries = [entry for entry in entries if entry.id in forces]
    if validity:
        entries = [entry for entry in entries if forces[entry.id] in validity]
    after = place_of(cursor) if cursor else ""
    rest = [entry for entry in entries if entry.id > after]
    page = rest[:limit]
    counted = Counter(forces[entry.id].value for entry in entries)
    return {
        "items": [
            views.document_line(entry) | {"validity": forces[entry.id].value} for entry in page
        ],
        "total": len(entries),
        "facets": {**views.facets(entries), "validity": dict(counted.most_common())},
        "next_cursor": cursor_for(page[-1].id) if len(rest) > len(page) else None,
        "build": library.build(),
    }


@router.get(
    "/v1/documents/{document_id}",
    response_model=schemas.DocumentShape,
    responses=RDF_RESPONSES,
)
def get_document(
    *,
    request: Request,
    response: Response,
    library: Held,
    iris: HeldIris,
    opened: Opened,
    originals: Sources,
    document_id: DocumentId,
    text: Annotated[bool, Query(description="Give the frozen text too.")] = False,
    on: Annotated[date | None, Query(description="Validity on this day; today.")] = None,
) -> dict[str, Any] | Response:
    """One document: head, facts with their quotes, validity, and the outline of provisions.

    As RDF it is everything that the document says.
    """
    if form := rdf_form(request):
        said = fragment_triples(library.store.fragment(document_id), iris)
        return rdf_response(said, form, iris, response.headers)
    response.headers["Vary"] = "Accept"
    held, head = library.store.document(document_id)
    return {
        "id": held.id,
        "sha256": held.sha256,
        "head": views.head_view(held, head),
        "facts": [views.fact_view(fact) for fact in head.facts],
        "validity": _validity(opened, document_id, on or today()),
        "outline": views.outline_view(library.store.provisions(document_id)),
        "characters": len(held.text),
        "pages": len(held.page_starts),
        "pictures": originals.shows_pages(document_id, held.sha256),
        "text": held.text if text else None,
    }


@router.get(
    "/v1/provisions/{provision_id:path}",
    response_model=schemas.ProvisionShape,
)
def get_provision(
    library: Held,
    opened: Opened,
    provision_id: str,
    on: Annotated[date | None, Query(description="Validity on this day; today.")] = None,
) -> dict[str, Any]:
    """One provision: its text, its own validity, what it states, and what it points to or is
    pointed to by.
    """
    place = library.store.provision(provision_id)
    day = on or today()
    force = opened.validity().provision_on(place.document_id, place.path, day)
    held, head = library.store.document(place.document_id)
    relations = library.store.relations(provision_id)
    return {
        "id": place.id,
        "document_id": place.document_id,
        "document_title": head.title,
        "rank": place.rank.value,
        "label": place.label,
        "title": place.title,
        "path": list(place.path),
        "locator": place.locator,
        "parent_id": place.parent_id,
        "start": place.start,
        "end": place.end,
        "text": held.text[place.start : place.end],
        "validity": force.as_json() | {"on": day.isoformat()},
        "statements": [views.node_view(n) for n in library.store.statements_in([place.id])],
        "relations": relation_views(library.store, relations, provision_id),
    }


def _forces(
    table: ValidityTable, entries: Sequence[DocumentEntry], day: date
) -> dict[str, Validity]:
    """By document; without those that were removed since the documents were listed."""
    forces = {}
    for entry in entries:
        with suppress(NotFound):
            forces[entry.id] = table.on(entry.id, day).status
    return forces


def _validity(opened: Opening, document_id: str, on: date) -> dict[str, Any]:
    return opened.validity().on(document_id, on).as_json() | {"on": on.isoformat()}
