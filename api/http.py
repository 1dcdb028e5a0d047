"""The HTTP interface and the page: FastAPI over one library.

Every endpoint is a plain function, so that the framework runs it in its thread pool: the store
blocks.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.conversations import Conversations
from api.guard import Guard
from api.http_errors import handle_errors
from api.ingestion import Ingestion
from api.jobs import Jobs
from api.opening import Opening
from api.originals import Originals
from api.routes import (
    analysis,
    analysis_policies,
    answers,
    changes,
    corrections,
    data,
    documents,
    jobs,
    nodes,
    page,
    search,
    taxonomy,
)
from api.routes.dependencies import PROBLEMS
from api.settings import Settings
from graph.iris import DEFAULT_BASE, Iris
from graph.library import folder_beside

DESCRIPTION = """中国科技成果转化政策：条款、规则、机构与有出处的答案。

Offsets count code points into a document's text, half open. Ids hold characters such as
`/ 《》 @ #`: percent-encode them. Errors are RFC 9457 problems.
"""


def create_app(settings: Settings, opening: Opening | None = None) -> FastAPI:
    """The app over the store of these settings, which is opened when it is first needed."""
    opened = opening or Opening(settings.store, settings.index, model=settings.model_choice())
    files = folder_beside(settings.store, "files", settings.files)
    originals = Originals(files / "originals")
    queue = Jobs(files / "jobs", lambda: Ingestion(opened.library(), originals, settings.workers))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        queue.start()
        yield
        queue.close(settings.grace)
        opened.close()

    app = FastAPI(
        title="Zhengtu 政图",
        version=version("zhengtu"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
        responses=dict(PROBLEMS),
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    app.state.opening = opened
    app.state.conversations = Conversations()
    app.state.jobs = queue
    app.state.originals = originals
    app.state.iris = Iris(settings.iri_base or DEFAULT_BASE)
    app.add_middleware(
        Guard, max_body=settings.max_body, longer={"/v1/uploads": settings.max_upload}
    )
    handle_errors(app)
    app.include_router(answers.router, tags=["answers"])
    app.include_router(search.router, tags=["answers"])
    app.include_router(analysis.router, tags=["analysis"])
    app.include_router(analysis_policies.router, tags=["analysis"])  # before the ids of documents
    app.include_router(changes.router, tags=["analysis"])
    app.include_router(documents.router, tags=["documents"])
    app.include_router(nodes.router, tags=["graph"])
    app.include_router(data.router, tags=["open data"])
    app.include_router(corrections.router, tags=["curation"])
    app.include_router(jobs.router, tags=["curation"])
    app.include_router(taxonomy.router, tags=["graph"])
    app.include_router(page.router)
    page.mount_files(app)
    return app


def _operation_id(route: APIRoute) -> str:
    """The function's own name: clients are generated from it."""
    return route.name
