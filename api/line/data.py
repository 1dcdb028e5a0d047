"""The graph as open data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()


class ExportFormat(StrEnum):
    JSONL = "jsonl"


@app.command()
def export(
    *,
    store: Store = None,
    format_: Annotated[
        ExportFormat, typer.Option("--format", help="One statement a line.")
    ] = ExportFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file instead of the screen.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write every statement with its evidence."""
    del format_, as_json  # there is one format so far, and it is JSON
    from api.commands import export as command

    command.run(store=store, output=output)
