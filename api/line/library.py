"""Filling the library, looking into it, taking out of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()


class LawSelection(StrEnum):
    DEMO = "demo"
    """Those that matter for technology transfer."""
    ALL = "all"


class Extractor(StrEnum):
    RULES = "rules"
    MODEL = "model"
    """A language model beside the rules."""


@app.command()
def ingest(
    *,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; a manifest.jsonl is used.")
    ] = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="The starter corpus that comes with Zhengtu.")
    ] = False,
    laws: Annotated[
        LawSelection | None, typer.Option(help="National laws of the extra `laws`.")
    ] = None,
    store: Store = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=256, help="Processes that read; 0: one a core.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Read on the Dask cluster with this scheduler instead."),
    ] = None,
    extractor: Annotated[
        Extractor, typer.Option(help="A model of ZHENGTU_MODEL may read beside the rules.")
    ] = Extractor.RULES,
    as_json: AsJson = False,
) -> None:
    """Read documents into the graph. What has not changed is not read again."""
    from api.commands import ingest as command

    everything = laws is LawSelection.ALL
    command.run(
        tuple(paths or ()),
        starter=starter,
        laws=None if laws is None else command.Laws(everything=everything),
        store=store,
        workers=workers,
        cluster=cluster,
        extractor=extractor.value,
        as_json=as_json,
    )


@app.command()
def stats(
    *,
    store: Store = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Recompute all digests, check all quotes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Count what the graph holds."""
    from api.commands import stats as command

    command.run(store=store, verify=verify, as_json=as_json)


@app.command()
def embed(*, store: Store = None, as_json: AsJson = False) -> None:
    """Search by meaning too: vectors for what lacks them (extra `vectors`). Can be stopped."""
    from api.commands import embed as command

    command.run(store=store, as_json=as_json)


@app.command()
def inspect(
    document: Annotated[str, typer.Argument(help="An id of the store, or a file to be read.")],
    *,
    store: Store = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file instead of the screen.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document as it was read: structure, marked text, facts, what was not understood."""
    from api.commands import inspect as command

    command.run(document, store=store, html=html, to_json=as_json)


@app.command()
def remove(
    document_id: Annotated[str, typer.Argument(help="As it stands in citations.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Take a document out, with everything that only it said."""
    from api.commands import remove as command

    command.run(document_id, store=store, as_json=as_json)
