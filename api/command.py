"""The command line: what each command takes. What it does is in ``api.commands``, loaded late.

Nothing heavy is imported here, so that ``zhengtu --help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from api.problems import INVALID_INPUT, kind_of, problem
from graph.errors import InvalidInput, ZhengtuError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政图 Zhengtu: China's technology-transfer policy as a graph, and cited answers from it.",
    epilog="Exit codes: 0 done, 2 bad input, 3 not found, 4 store unavailable, 5 store corrupt, "
    "6 an optional package is missing, 7 query refused, 8 model unavailable.",
)
neo4j_app = typer.Typer(no_args_is_help=True, help="A local Neo4j for development and tests.")
evaluate_app = typer.Typer(no_args_is_help=True, help="Measure answers and reading.")
app.add_typer(neo4j_app, name="neo4j")
app.add_typer(evaluate_app, name="evaluate")


class LawSelection(StrEnum):
    DEMO = "demo"
    """Those that matter for technology transfer."""
    ALL = "all"


class Method(StrEnum):
    EXTRACTIVE = "extractive"
    MODEL = "model"


Store = Annotated[
    str | None,
    typer.Option(
        help="embedded:PATH, bolt://HOST:PORT or neo4j://HOST:PORT. "
        "Else ZHENGTU_STORE, else a folder of the user's own."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, errors too.")]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib.metadata import version

        typer.echo(f"zhengtu {version('zhengtu')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


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
        as_json=as_json,
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In Chinese or English.")],
    *,
    store: Store = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="By what was in force on this day.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Only these regions; may be repeated.")
    ] = None,
    method: Annotated[Method, typer.Option(help="Who composes the answer.")] = Method.EXTRACTIVE,
    as_json: AsJson = False,
) -> None:
    """Answer a question, every sentence with its source; or refuse and say what was searched."""
    from api.commands import ask as command

    command.run(
        question,
        store=store,
        as_of=_day(as_of),
        regions=tuple(region or ()),
        method=method.value,
        as_json=as_json,
    )


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


@evaluate_app.command("answers")
def evaluate_answers(
    file: Annotated[Path, typer.Argument(help="Questions with gold answers, one JSON a line.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a file and compare with its gold."""
    from api.commands import evaluate as command

    command.run(file, store=store, as_json=as_json)


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


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as exc:
        raise InvalidInput(f"--as-of {written!r} is no day; write it as 2024-07-01") from exc


def main() -> None:
    """Run one command. Ours and the caller's mistakes are one line and an exit code, no trace."""
    try:
        code = app(standalone_mode=False)
    except ZhengtuError as error:
        kind = kind_of(error)
        _fail(problem(kind, str(error)), kind.exit_code)
    except TyperException as error:
        _fail(problem(INVALID_INPUT, error.format_message()), INVALID_INPUT.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("zhengtu: stopped\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); its end of the story is complete.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(told: dict[str, object], code: int) -> NoReturn:
    """One line on stderr; with ``--json`` the problem on stdout too, where a program reads."""
    line = " ".join(str(told["detail"]).split())
    sys.stderr.write(f"zhengtu: {line}\n")
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.exit(code)
