"""What curators say of statements."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()
corrections_app = typer.Typer(
    no_args_is_help=True, help="Accept, reject and amend what was read; survives every reading."
)
app.add_typer(corrections_app, name="corrections")


Author = Annotated[str, typer.Option(help="Who says so.")]
Reason = Annotated[str, typer.Option(help="Why.")]


class VerdictName(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"


@corrections_app.command("list")
def corrections_list(
    *,
    document: Annotated[str | None, typer.Option(help="Only of this document.")] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show corrections in the order in which they are applied, and what became of each."""
    from api.commands import corrections as command

    command.show(document=document, store=store, as_json=as_json)


@corrections_app.command("add")
def corrections_add(
    verdict: Annotated[VerdictName, typer.Argument()],
    statement_id: Annotated[str, typer.Argument(help="Id of a measure, norm, target …")],
    *,
    author: Author,
    reason: Reason,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="For amend; may be repeated."),
    ] = None,
    quote: Annotated[
        str, typer.Option(help="Other words of the document to stand on; for amend.")
    ] = "",
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Accept, reject or amend one statement."""
    from api.commands import corrections as command

    command.add(
        verdict.value,
        statement_id,
        author=author,
        reason=reason,
        changes=tuple(change or ()),
        quote=quote,
        store=store,
        as_json=as_json,
    )


@corrections_app.command("head")
def corrections_head(
    verdict: Annotated[VerdictName, typer.Argument()],
    document_id: Annotated[str, typer.Argument(help="Id of a document.")],
    field: Annotated[str, typer.Argument(help="title, document_number, effective, issuers …")],
    values: Annotated[
        list[str] | None, typer.Argument(help="For amend; several issuers or regions.")
    ] = None,
    *,
    author: Author,
    reason: Reason,
    quote: Annotated[str, typer.Option(help="Words of the document that say it.")] = "",
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Accept, reject or amend one field of a document's head."""
    from api.commands import corrections as command

    command.correct_head_of(
        verdict.value,
        document_id,
        field,
        tuple(values or ()),
        author=author,
        reason=reason,
        quote=quote,
        store=store,
        as_json=as_json,
    )


@corrections_app.command("undo")
def corrections_undo(
    correction_ids: Annotated[list[str], typer.Argument(help="As `corrections list` shows them.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Take corrections back: the statements stand as they were read."""
    from api.commands import corrections as command

    command.undo(tuple(correction_ids), store=store, as_json=as_json)


@corrections_app.command("export")
def corrections_export(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file instead of the screen.")
    ] = None,
    store: Store = None,
) -> None:
    """Write all corrections, one JSON a line, for another store."""
    from api.commands import corrections as command

    command.export(output=output, store=store)


@corrections_app.command("import")
def corrections_import(
    file: Annotated[Path, typer.Argument(help="As `corrections export` wrote it.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Take over corrections of another store; those that are here already stay as they are."""
    from api.commands import corrections as command

    command.take_over(file, store=store, as_json=as_json)
