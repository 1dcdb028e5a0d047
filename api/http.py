"""The HTTP interface and the page: FastAPI over one library.

Every endpoint is a plain function, so that the framework runs it in its thread pool: the store
blocks.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.util import find_spec

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api.access import Access, check_can_serve
from api.audit import Audit
from api.conversations import Conversations
from api.description import Described
from api.guard import Guard
from api.http_errors import handle_errors
from api.ingestion import Ingestion
from api.jobs import Jobs
from api.keys import Keys
from api.lessons.shelf import LONGEST_BODY, LessonShelf
from api.mcp.joining import mcp_of
from api.observe import REQUEST_ID, Metrics, Observed
from api.opening import Opening
from api.originals import Originals
from api.routes import (
    analysis,
    analysis_policies,
    answers,
    changes,
    citations,
    corrections,
    cypher,
    data,
    documents,
    jobs,
    lessons,
    nodes,
    page,
    reading,
    scans,
    search,
    service,
    sparql,
    taxonomy,
)
from api.routes.dependencies import PROBLEMS, tagged
from api.settings import Settings
from api.sparql_dataset import sparql_dataset
from graph.errors import MissingExtra

DESCRIPTION = """中国科技成果转化政策：条款、规则、机构与有出处的答案。

Offsets count code points into a document's text, half open. Ids hold characters such as
`/ 《》 @ #`: percent-encode them. Errors are RFC 9457 problems.
"""

ROUTERS = (
    ("answers", answers.router),
    ("answers", search.router),
    ("answers", citations.router),
    ("analysis", analysis.router),
    ("analysis", analysis_policies.router),  # before the ids of documents
    ("analysis", changes.router),
    ("documents", documents.router),
    ("documents", reading.router),
    ("documents", scans.router),
    ("graph", nodes.router),
    ("open data", data.router),
    ("open data", cypher.router),
    ("open data", sparql.router),
    ("curation", corrections.router),
    ("curation", jobs.router),
    ("lessons", lessons.router),
    ("graph", taxonomy.router),
    ("service", service.router),
)
"""Each with the tag under which the description lists it; order matters."""
OF_LIBRARY = frozenset({"answers", "analysis", "documents", "graph", "open data"})
"""Tags of what is read from the library alone: its replies are good as long as its build is."""


def create_app(settings: Settings, opening: Opening | None = None) -> FastAPI:
    """The app over the store of these settings, which is opened when it is first needed.

    Raises InvalidInput where keys are asked for and there is none, and for settings that cannot be.
    """
    opened = opening or Opening(settings.store, settings.index, model=settings.model_choice())
    files = settings.files_folder
    originals = Originals(files / "originals")
    queue = Jobs(files / "jobs", lambda: Ingestion(opened.library(), originals, settings.workers))

    keys = Keys(files / "keys.json")
    check_can_serve(settings, keys)

    rdf = sparql_dataset(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        queue.start()
        async with mcp_running:
            yield
        queue.close(settings.grace)
        rdf.close()
        opened.close()

    app = Described(
        settings,
        title="Zhengtu 政图",
        version=version("zhengtu"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
        responses=dict(PROBLEMS),
        telemetry=telemetry(settings),
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    app.state.opening = opened
    app.state.conversations = Conversations()
    app.state.jobs = queue
    app.state.originals = originals
    app.state.lessons = LessonShelf(files / "lessons")
    app.state.keys = keys
    app.state.audit = Audit(files / "audit.jsonl")
    app.state.metrics = Metrics(queue)
    app.state.iris = rdf.iris
    app.state.sparql = rdf
    # The last one added sees a request first.
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Access, settings=settings, keys=keys, audit=app.state.audit)
    app.add_middleware(
        Guard,
        max_body=settings.max_body,
        longer={"/v1/uploads": settings.max_upload, "/v1/lessons": LONGEST_BODY},
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins.split(),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", REQUEST_ID],
            expose_headers=["ETag", "Location", "Retry-After", REQUEST_ID],
            max_age=600,
        )
    app.add_middleware(Observed, metrics=app.state.metrics)
    handle_errors(app)
    for tag, router in ROUTERS:
        tagging = [Depends(tagged)] if tag in OF_LIBRARY else []
        app.include_router(router, tags=[tag], dependencies=tagging)
    app.include_router(page.router)
    page.mount_files(app)
    mcp_running = mcp_of(app, opened, settings)
    return app


def telemetry(settings: Settings) -> TelemetryConfig:
    """Traces where they are asked for; counts are Prometheus's, logs go to stderr.

    Raises MissingExtra.
    """
    if not settings.telemetry:
        return {"tracing": False, "metrics": False, "logs": False}
    if find_spec("opentelemetry.sdk") is None:
        raise MissingExtra("traces need more packages: pip install 'zhengtu[telemetry]'")
    return {"auto_configure": True, "metrics": False, "logs": False}


def _operation_id(route: APIRoute) -> str:
    """The function's own name: clients are generated from it."""
    return route.name
