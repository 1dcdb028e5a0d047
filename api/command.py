"""The command line: its commands put together, and how their errors are told.

Nothing heavy is imported here, so that ``zhengtu --help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from api.line import (
    analysis,
    backup,
    curation,
    data,
    keys,
    lessons,
    library,
    mcp,
    questions,
    servers,
)
from api.problems import INVALID_INPUT, kind_of, problem
from graph.errors import ZhengtuError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政图 Zhengtu: China's technology-transfer policy as a graph, and cited answers from it.",
    epilog="Exit codes: 0 done, 2 bad input, 3 not found, 4 store unavailable, 5 store corrupt, "
    "6 an optional package is missing, 7 query refused, 8 model unavailable, 9 no workers.",
)
for part in (library, questions, analysis, lessons, curation, servers, mcp, keys, data, backup):
    app.add_typer(part.app)


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
