"""The library for programs that speak the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from api.line.arguments import Store

app = typer.Typer()


@app.command()
def mcp(
    *,
    store: Store = None,
    http: Annotated[
        bool, typer.Option("--http", help="Streamable HTTP at /mcp, not stdin and stdout.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address of --http; loopback only.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of --http; 0 takes a free one.")
    ] = 8090,
) -> None:
    """Serve the library as MCP tools (extra `mcp`): ask, search, read, verify, compare."""
    from api.commands import mcp as command

    command.run(store=store, http=http, host=host, port=port)
