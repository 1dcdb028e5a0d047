"""Asking, and measuring the answers and the reading."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, AsOf, Store, day

app = typer.Typer()
evaluate_app = typer.Typer(no_args_is_help=True, help="Measure answers and reading.")
app.add_typer(evaluate_app, name="evaluate")


class Method(StrEnum):
    EXTRACTIVE = "extractive"
    MODEL = "model"


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In Chinese or English.")],
    *,
    store: Store = None,
    as_of: AsOf = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Only these regions; may be repeated.")
    ] = None,
    method: Annotated[Method, typer.Option(help="Who composes the answer.")] = Method.EXTRACTIVE,
    after: Annotated[
        list[str] | None,
        typer.Option(help="The question before, for one that goes on from it; may be repeated."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, every sentence with its source; or refuse and say what was searched."""
    from api.commands import ask as command

    command.run(
        question,
        store=store,
        as_of=day(as_of),
        regions=tuple(region or ()),
        method=method.value,
        after=tuple(after or ()),
        as_json=as_json,
    )


@app.command()
def chat(
    *,
    store: Store = None,
    method: Annotated[Method, typer.Option(help="Who composes the answers.")] = Method.EXTRACTIVE,
) -> None:
    """Ask one question after another; each may go on from the last: 那上海呢？

    An empty line or the end of input ends the conversation.
    """
    from api.commands import chat as command

    command.run(store=store, method=method.value)


@evaluate_app.command("answers")
def evaluate_answers(
    file: Annotated[Path, typer.Argument(help="Questions with gold answers, one JSON a line.")],
    *,
    store: Store = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the report there, as Markdown.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a file and compare with its gold."""
    from api.commands import evaluate as command

    command.run(file, store=store, report_to=report, as_json=as_json)


@evaluate_app.command("extraction")
def evaluate_extraction(
    annotations: Annotated[Path, typer.Argument(help="Folder of annotations, one file a text.")],
    corpus: Annotated[Path, typer.Argument(help="Folder whose docs/ID.md they annotate.")],
    *,
    details: Annotated[bool, typer.Option(help="List what was missed and made up.")] = True,
    as_json: AsJson = False,
) -> None:
    """Read annotated documents: precision, recall and F1 per kind of statement."""
    from api.commands import evaluate_extraction as command

    command.run(annotations, corpus, details=details, as_json=as_json)
