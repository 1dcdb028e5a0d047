"""``zhengtu serve``: the page and the HTTP interface."""

from __future__ import annotations

import sys

import uvicorn

from api.http import create_app
from api.opening import Opening
from api.settings import load_settings


def run(*, store: str | None, host: str | None, port: int | None) -> None:
    settings = load_settings(store=store, host=host, port=port)
    opening = Opening(settings.store, settings.index)
    # Before the port is open: a store that cannot be reached is told now, not to the first caller.
    library = opening.library()
    sys.stderr.write(
        f"zhengtu: {len(library.documents())} documents in {settings.store}; "
        f"serving on http://{settings.host}:{settings.port}/ (Ctrl-C stops)\n"
    )
    uvicorn.run(
        create_app(settings, opening), host=settings.host, port=settings.port, log_level="warning"
    )
