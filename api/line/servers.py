"""The server of the page and the HTTP interface, and a local Neo4j."""

from __future__ import annotations

from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()
neo4j_app = typer.Typer(no_args_is_help=True, help="A local Neo4j for development and tests.")
app.add_typer(neo4j_app, name="neo4j")


@app.command()
def serve(
    *,
    store: Store = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one.")] = None,
) -> None:
    """Serve the page at / and the HTTP interface until stopped."""
    from api.commands import serve as command

    command.run(store=store, host=host, port=port)


@neo4j_app.command("up")
def neo4j_up(*, as_json: AsJson = False) -> None:
    """Start it; the first time its jars are fetched by Maven."""
    from api.commands import neo4j as command

    command.up(as_json=as_json)


@neo4j_app.command("down")
def neo4j_down(*, as_json: AsJson = False) -> None:
    """Stop it; its data stays."""
    from api.commands import neo4j as command

    command.down(as_json=as_json)


@neo4j_app.command("status")
def neo4j_status(*, as_json: AsJson = False) -> None:
    """Say whether it runs, and where."""
    from api.commands import neo4j as command

    command.status(as_json=as_json)


@neo4j_app.command("url")
def neo4j_url() -> None:
    """Print its store URL, password included: --store "$(zhengtu neo4j url)"."""
    from api.commands import neo4j as command

    command.url()
