"""``zhengtu serve``: the page and the HTTP interface, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from types import FrameType

import uvicorn

from api.http import create_app
from api.jobs import Jobs
from api.logs import configure, hide
from api.opening import Opening
from api.settings import load_settings
from graph.errors import InvalidInput


def run(*, store: str | None, host: str | None, port: int | None) -> None:
    settings = load_settings(store=store, host=host, port=port)
    with listening(settings.host, settings.port) as listener:
        opening = Opening(settings.store, settings.index, model=settings.model_choice())
        app = create_app(settings, opening)
        # Before anybody asks: a store that cannot be reached is told here and now.
        documents = len(opening.library().documents())
        opening.warm()
        sys.stderr.write(
            f"zhengtu: {documents} documents in {hide(settings.store)}; "
            f"serving on http://{settings.host}:{listener.getsockname()[1]}/ (Ctrl-C stops)\n"
        )
        configure(settings.log_format, settings.log_level)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # api.observe has a line for each request, with its id
            ws="none",
            timeout_graceful_shutdown=round(settings.grace),
        )
        jobs: Jobs = app.state.jobs
        Server(config, jobs.announce_stop).run(sockets=[listener])


class Server(uvicorn.Server):
    """Tells of a signal before it is acted on, so that streams end and running requests can."""

    def __init__(self, config: uvicorn.Config, on_signal: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_signal = on_signal

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._on_signal()
        super().handle_exit(sig, frame)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as exc:
        raise InvalidInput(
            f"cannot listen on {host}:{port}: {exc.strerror or exc}; choose another with --port"
        ) from exc
