"""``zhengtu serve``: the page and the HTTP interface."""

from __future__ import annotations

import socket
import sys

import uvicorn

from api.http import create_app
from api.opening import Opening
from api.settings import load_settings
from graph.errors import InvalidInput


def run(*, store: str | None, host: str | None, port: int | None) -> None:
    settings = load_settings(store=store, host=host, port=port)
    with listening(settings.host, settings.port) as listener:
        opening = Opening(settings.store, settings.index, model=settings.model_choice())
        # Before anybody asks: a store that cannot be reached is told here and now.
        documents = len(opening.library().documents())
        sys.stderr.write(
            f"zhengtu: {documents} documents in {settings.store}; "
            f"serving on http://{settings.host}:{listener.getsockname()[1]}/ (Ctrl-C stops)\n"
        )
        config = uvicorn.Config(create_app(settings, opening), log_level="warning", ws="none")
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as exc:
        raise InvalidInput(
            f"cannot listen on {host}:{port}: {exc.strerror or exc}; choose another with --port"
        ) from exc
