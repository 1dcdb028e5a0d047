"""Running the MCP server: over stdin and stdout, over HTTP, or at /mcp of the HTTP interface."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from api.commands.serve import listening
from api.mcp.server import mcp_server
from api.opening import Opening
from api.settings import Settings

PATH = "/mcp"
_OWN_HOSTS = ["127.0.0.1:*", "localhost:*", "[::1]:*", "127.0.0.1", "localhost", "[::1]"]


def over_stdio(settings: Settings) -> None:
    """Until stdin ends. Nothing but the protocol goes to stdout."""
    with _server(settings) as server:
        server.run("stdio")


def over_http(settings: Settings, host: str, port: int, say: Callable[[str], object]) -> None:
    """Until SIGTERM or Ctrl-C; says where on one line."""
    with _server(settings) as server, listening(host, port) as listener:
        say(f"zhengtu: MCP on http://{host}:{listener.getsockname()[1]}{PATH} (Ctrl-C stops)\n")
        config = uvicorn.Config(_served(server, loopback=True), log_level="warning", ws="none")
        uvicorn.Server(config).run(sockets=[listener])


def mount(app: FastAPI, opening: Opening, *, loopback: bool) -> AbstractAsyncContextManager[None]:
    """Put the server at /mcp of the app; gives what has to run while the app does."""
    server = mcp_server(opening)
    app.router.routes[:0] = _served(
        server, loopback=loopback
    ).routes  # before the page takes / and below

    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return running()


def _served(server: MCPServer[None], *, loopback: bool) -> Starlette:
    """Stateless, so that any of several servers answers any request.

    On loopback a page of another site cannot reach it under a name of its own; elsewhere keys
    decide who comes in.
    """
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=loopback,
        allowed_hosts=_OWN_HOSTS,
        allowed_origins=[f"http://{host}" for host in _OWN_HOSTS],
    )
    return server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=security,
    )


@contextmanager
def _server(settings: Settings) -> Iterator[MCPServer[None]]:
    """Over the library of the settings, opened now: what is wrong with it is told at once."""
    opening = Opening(settings.store, settings.index, model=settings.model_choice())
    try:
        opening.library()
        yield mcp_server(opening)
    finally:
        opening.close()
