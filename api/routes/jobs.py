"""Documents brought in over HTTP: uploads and second readings, as jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Path, Response, UploadFile
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import TypeAdapter, ValidationError

from api import schemas_curation as schemas
from api.job import Job, JobKind
from api.paging import cursor_for, skip_of
from api.routes.dependencies import (
    Author,
    Configured,
    Cursor,
    DocumentId,
    Held,
    PageSize,
    Queue,
    Sources,
)
from api.uploads import Incoming, receive
from graph.errors import InvalidInput

router = APIRouter()

LOOK_AGAIN = 0.2
"""Seconds between two looks at a job that is listened to."""
_METADATA = TypeAdapter(dict[str, schemas.UploadRow])

JobId = Annotated[str, Path(max_length=64, description="As the list gives it.")]


@router.post("/v1/uploads", response_model=schemas.JobShape, status_code=202)
def upload_documents(
    *,
    response: Response,
    library: Held,
    jobs: Queue,
    settings: Configured,
    author: Author,
    files: Annotated[
        list[UploadFile],
        File(
            description="Documents, or zip archives of documents, with or without manifest.jsonl."
        ),
    ],
    metadata: Annotated[
        str,
        Form(
            description="JSON object: file name → what is known of it (id, title, region, …). "
            "Without an id the file's name is the id, and never replaces another text.",
            examples=['{"办法.pdf": {"id": "qh-002", "region": "青海省"}}'],
        ),
    ] = "{}",
) -> dict[str, Any]:
    """Read these files into the library, as a job."""
    known = {entry.id: entry.sha256 for entry in library.documents()}
    rows = _rows(metadata)
    id_, folder = jobs.folder()
    received = None
    try:
        received = receive(
            [Incoming(file.filename or "", file.file) for file in files],
            rows,
            folder,
            max_bytes=settings.max_upload,
            known=known,
        )
    finally:
        if received is None:
            jobs.drop(id_)
    job = jobs.submit(
        id_,
        JobKind.UPLOAD,
        author=author,
        documents=received.ids,
        passed_over=received.passed_over,
    )
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job.as_json()


@router.get("/v1/jobs", response_model=schemas.JobPage)
def list_jobs(jobs: Queue, limit: PageSize = 50, cursor: Cursor = None) -> dict[str, Any]:
    """Jobs, the newest first."""
    skip = skip_of(cursor)
    rest = jobs.list()[skip:]
    return {
        "items": [job.as_json() for job in rest[:limit]],
        "next_cursor": cursor_for(str(skip + limit)) if len(rest) > limit else None,
    }


@router.get("/v1/jobs/{job_id}", response_model=schemas.JobShape)
def get_job(jobs: Queue, job_id: JobId) -> dict[str, Any]:
    """How far a job is, and what came of it."""
    return jobs.get(job_id).as_json()


@router.delete("/v1/jobs/{job_id}", response_model=schemas.JobShape)
def cancel_job(jobs: Queue, job_id: JobId) -> dict[str, Any]:
    """Stop a job before its next document. What it has written stays, each document whole."""
    return jobs.cancel(job_id).as_json()


def _heard(jobs: Queue, job_id: JobId) -> Job:
    """The job, found before the stream begins, so that an unknown one is still a 404."""
    return jobs.get(job_id)


@router.get("/v1/jobs/{job_id}/events", response_class=EventSourceResponse)
async def watch_job(
    jobs: Queue, first: Annotated[Job, Depends(_heard)]
) -> AsyncIterator[ServerSentEvent]:
    """The job as server-sent events named ``job``, one for each change, until it has ended."""
    last = first
    yield _event(last)
    while not last.ended and not jobs.stopping:
        await asyncio.sleep(LOOK_AGAIN)
        now = jobs.get(first.id)
        if now != last:
            yield _event(now)
        last = now


@router.delete("/v1/documents/{document_id}", response_model=schemas.Removed)
def remove_document(
    library: Held, originals: Sources, jobs: Queue, document_id: DocumentId
) -> dict[str, Any]:
    """Take a document out, with everything that only it said, and its original.

    Corrections of it are kept, and hold again when it comes back.
    """
    library.remove(document_id)
    library.commit()
    jobs.settle()
    originals.forget(document_id)
    return {
        "removed": document_id,
        "documents": len(library.documents()),
        "build": library.build(),
    }


@router.post(
    "/v1/documents/{document_id}/reingest", response_model=schemas.JobShape, status_code=202
)
def reingest_document(
    *,
    response: Response,
    library: Held,
    originals: Sources,
    jobs: Queue,
    author: Author,
    document_id: DocumentId,
) -> dict[str, Any]:
    """Read a document's kept original again, by the rules of now, as a job."""
    library.store.document(document_id)
    originals.source(document_id)
    id_, _ = jobs.folder()
    job = jobs.submit(id_, JobKind.REINGEST, author=author, documents=(document_id,))
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job.as_json()


def _event(job: Job) -> ServerSentEvent:
    return ServerSentEvent(data=job.as_json(), event="job")


def _rows(metadata: str) -> Mapping[str, Mapping[str, Any]]:
    try:
        rows = _METADATA.validate_json(metadata)
    except ValidationError as exc:
        faults = "; ".join(
            f"{'.'.join(map(str, f['loc'])) or 'metadata'}: {f['msg']}" for f in exc.errors()
        )
        raise InvalidInput(f"metadata: {faults}") from exc
    return {name: row.model_dump(exclude_none=True) for name, row in rows.items()}
