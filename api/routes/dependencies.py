"""What every endpoint is handed: the opened library, and a tag that says whether it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from api import schemas
from api.jobs import Jobs
from api.opening import Opening
from api.originals import Originals
from api.settings import Settings
from api.today import today
from graph.errors import InvalidInput
from graph.iris import Iris
from graph.library import Library
from graph.store import DocumentEntry
from qa.analysis.desk import Desk

PROBLEMS: Mapping[int | str, dict[str, Any]] = {
    status: {
        "description": words,
        "content": {"application/problem+json": {"schema": schemas.Problem.model_json_schema()}},
    }
    for status, words in {
        400: "The body cannot be parsed: no JSON, no form, no UTF-8.",
        401: "An API key is needed, or the one given is not valid.",
        403: "The key's role does not allow it, or the query is refused.",
        404: "The library does not hold it.",
        406: "Nothing of what the client accepts is offered.",
        413: "The body is too long.",
        422: "The request breaks its own rules.",
        429: "Too many requests; Retry-After says when to try again.",
        501: "An optional part is not installed; the detail names the extra.",
        502: "The language model does not answer. Only with the method model.",
        503: "The store does not answer. Never shown as an empty result.",
    }.items()
}

DocumentId = Annotated[str, Path(max_length=500, description="As it stands in citations.")]
PageSize = Annotated[int, Query(ge=1, le=500, description="Entries on one page.")]
Cursor = Annotated[str | None, Query(description="``next_cursor`` of the page before.")]


class NotModified(Exception):
    """The client already holds this; ends a request with 304."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def opening_of(request: Request) -> Opening:
    opening: Opening = request.app.state.opening
    return opening


Opened = Annotated[Opening, Depends(opening_of)]


def library_of(opening: Opened) -> Library:
    return opening.library()


Held = Annotated[Library, Depends(library_of)]


AsOf = Annotated[date | None, Query(description="By what was in force on this day; today.")]


@dataclass(frozen=True, slots=True)
class Asking:
    """What every analysis is made from."""

    desk: Desk
    on: date


def asking(opening: Opened, as_of: AsOf = None) -> Asking:
    return Asking(opening.desk(), as_of or today())


Asked = Annotated[Asking, Depends(asking)]


def iris_of(request: Request) -> Iris:
    iris: Iris = request.app.state.iris
    return iris


HeldIris = Annotated[Iris, Depends(iris_of)]


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Configured = Annotated[Settings, Depends(settings_of)]


def jobs_of(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


Queue = Annotated[Jobs, Depends(jobs_of)]


def originals_of(request: Request) -> Originals:
    originals: Originals = request.app.state.originals
    return originals


Sources = Annotated[Originals, Depends(originals_of)]


def actor_of(request: Request) -> str:
    actor: str = getattr(request.state, "actor", "")
    return actor


Author = Annotated[str, Depends(actor_of)]
"""Name of the key that the request came with; empty where nobody has to say who they are."""


def author_of(actor: str, said: str) -> str:
    """Who a change is put down to. Raises InvalidInput where nobody is named, or another."""
    if actor and said not in ("", actor):
        raise InvalidInput(f"author {said!r}, but the key is {actor!r}'s; leave the author out")
    if not actor and not said.strip():
        raise InvalidInput("author: say who you are, for others who read it later")
    return actor or said.strip()


def tagged(request: Request, library: Held) -> None:
    """One ETag for build, day, software and form: what is read under it cannot have changed.

    For all of a router's reading; ``api.guard`` puts it on the response.
    """
    if request.method not in ("GET", "HEAD") or not request.url.path.startswith("/v1/"):
        return
    form = request.headers.get("accept", "")
    seed = f"{library.build()} {today()} {request.app.version} {form}"
    etag = f'W/"{sha256(seed.encode()).hexdigest()[:20]}"'
    if etag in request.headers.get("if-none-match", ""):
        raise NotModified(etag)
    request.state.etag = etag


def matching(
    entries: Sequence[DocumentEntry],
    *,
    regions: Sequence[str] | None = None,
    doc_types: Sequence[str] | None = None,
    title: str = "",
    effective: tuple[date | None, date | None] = (None, None),
) -> list[DocumentEntry]:
    """Documents of any of the regions and any of the types, with these words in the title, that
    take effect between two days, both included; those without such a day only where none is given.
    """
    first, last = effective
    return [
        entry
        for entry in entries
        if (first is None or (entry.head.effective is not None and entry.head.effective >= first))
        and (last is None or (entry.head.effective is not None and entry.head.effective <= last))
        and (not regions or set(regions) & set(entry.head.regions))
        and (not doc_types or entry.head.doc_type in doc_types)
        and title in entry.head.title
    ]
