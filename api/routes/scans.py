"""Pages of a document as pictures, and where the lines of its text are printed on them."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from api import schemas
from api.routes.dependencies import DocumentId, Held, NotModified, Sources
from ingest.page_image import page_image

router = APIRouter()


class PictureResponse(Response):
    media_type = "image/png"


@router.get("/v1/documents/{document_id}/pages", response_model=schemas.PrintedPages)
def get_pages(library: Held, originals: Sources, document_id: DocumentId) -> dict[str, Any]:
    """Where the document's lines are printed, page by page; no pages for a source without them."""
    held, _ = library.store.document(document_id)
    printed = sorted(held.printed, key=lambda line: (line.page, line.start))
    return {
        "items": [
            {
                "number": number,
                "lines": [
                    {"start": line.start, "end": line.end, "box": line.box} for line in lines
                ],
            }
            for number, lines in groupby(printed, key=lambda line: line.page)
        ],
        "pictures": originals.shows_pages(document_id, held.sha256),
    }


@router.get("/v1/documents/{document_id}/pages/{number}.png", response_class=PictureResponse)
def get_page_image(
    request: Request,
    originals: Sources,
    document_id: DocumentId,
    number: Annotated[int, Path(ge=1, le=100_000, description="From 1.")],
) -> Response:
    """A page of the kept original as a picture, for looking at a scan beside its text.

    Its ETag is that of the original's bytes, so that a browser asks for no page twice.
    """
    source, digest = originals.source(document_id), originals.digest(document_id)
    etag = f'"{digest[:24]}-{number}"'
    if etag in request.headers.get("if-none-match", ""):
        raise NotModified(etag)
    picture = page_image(source.path.name, source.path.read_bytes(), number)
    request.state.etag = etag
    return PictureResponse(picture)
