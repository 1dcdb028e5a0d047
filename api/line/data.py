"""The graph as open data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.exports.formats import ExportFormat
from api.line.arguments import AsJson, Store

app = typer.Typer()


@app.command()
def export(
    *,
    store: Store = None,
    format_: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="Statements: jsonl, csv. Graph: graphml. RDF: turtle, jsonld, nquads. "
            "Description of the dataset: dcat.",
        ),
    ] = ExportFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file instead of the screen.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write every statement with its evidence."""
    del as_json  # errors only
    from api.commands import export as command

    command.run(store=store, form=format_, output=output)


@app.command()
def cypher(
    query: Annotated[str, typer.Argument(help="Cypher that only reads; see docs/cypher.md.")],
    *,
    store: Store = None,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A parameter $NAME; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Rows at most.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Ask the graph in Cypher, as a reader: bounded in time, rows and memory."""
    from api.commands import cypher as command

    command.run(query, tuple(param or ()), store=store, limit=limit, as_json=as_json)


@app.command()
def sparql(
    query: Annotated[str, typer.Argument(help="SPARQL 1.1; the export's prefixes are known.")],
    *,
    store: Store = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="csv, tsv, json or xml; for CONSTRUCT turtle, jsonld, ntriples or rdfxml.",
        ),
    ] = None,
) -> None:
    """Ask the RDF of the library; the first time after a change it is made, which takes a while."""
    from api.commands import sparql as command

    command.run(query, store=store, form=format_)
