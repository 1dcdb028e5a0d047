"""MCP at /mcp of the HTTP interface, where the extra ``mcp`` is installed."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from importlib import import_module
from importlib.util import find_spec

from fastapi import FastAPI

from api.access import LOOPBACK
from api.opening import Opening
from api.settings import Settings


def mcp_of(app: FastAPI, opening: Opening, settings: Settings) -> AbstractAsyncContextManager[None]:
    """Puts it there; gives what has to run while the app does."""
    if find_spec("mcp") is None:
        return nullcontext()
    serving = import_module("api.mcp.serving")
    running: AbstractAsyncContextManager[None] = serving.mount(
        app, opening, loopback=settings.host in LOOPBACK
    )
    return running
