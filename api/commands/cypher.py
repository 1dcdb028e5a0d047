"""``zhengtu cypher``: a reader's query to the graph."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.session import opened, print_json
from api.settings import load_settings
from graph.cypher_reading import CypherReading
from graph.errors import InvalidInput


def run(
    query: str, parameters: tuple[str, ...], *, store: str | None, limit: int, as_json: bool
) -> None:
    limits = load_settings().query_limits()
    with opened(store) as library:
        reading = CypherReading(library.store, limits)
        told = reading.run(query, read_parameters(parameters), limit=limit)
    if as_json:
        print_json({"columns": told.columns, "rows": told.rows, "truncated": told.truncated})
        return
    console = Console(highlight=False)
    table = Table(show_lines=False)
    for column in told.columns:
        table.add_column(escape(column), overflow="fold")
    for row in told.rows:
        table.add_row(*(escape(_shown(value)) for value in row))
    console.print(table)
    cut = f"; cut by the limit of {told.truncated}" if told.truncated else ""
    console.print(f"[dim]{len(told.rows)} rows{cut}[/]")


def read_parameters(written: tuple[str, ...]) -> dict[str, Any]:
    """``name=value``; the value as JSON, or as a string where it is none."""
    parameters: dict[str, Any] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise InvalidInput(f"--param {one!r}: write NAME=VALUE, e.g. --param least=50")
        parameters[name] = _value(value)
    return parameters


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
