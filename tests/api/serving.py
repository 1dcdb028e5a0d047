"""The app on a port of its own, as a browser reaches it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.http import create_app
from api.settings import AccessMode, Settings

START_SECONDS = 20.0


@contextmanager
def served(store: str, access: AccessMode = AccessMode.AUTO) -> Iterator[str]:
    """Base address of a server over this store; it is stopped at the end."""
    app = create_app(Settings(store=store, access=access))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server)}"
    finally:
        server.should_exit = True
        thread.join()


def _port(server: uvicorn.Server) -> int:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
