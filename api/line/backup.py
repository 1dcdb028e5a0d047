"""A library in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="To be written, e.g. library.tar.gz.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Write documents, corrections, lessons and uploads into one file with checksums."""
    from api.commands import backup as command

    command.back_up(file, store=store, as_json=as_json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="As `zhengtu backup` wrote it.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Remove first what the library holds.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Make an empty library hold what a backup does: the same build digest, on either store."""
    from api.commands import backup as command

    command.bring_back(file, replace=replace, store=store, as_json=as_json)
