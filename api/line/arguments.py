"""Arguments that several commands take."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from graph.errors import InvalidInput

Store = Annotated[
    str | None,
    typer.Option(
        help="embedded:PATH, bolt://HOST:PORT or neo4j://HOST:PORT. "
        "Else ZHENGTU_STORE, else a folder of the user's own."
    ),
]
AsOf = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="By what was in force on this day.")
]
Region = Annotated[list[str] | None, typer.Option(help="北京市, 浙江, 全国 …; may be repeated.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="Entries at most.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, errors too.")]


def day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as exc:
        raise InvalidInput(f"--as-of {written!r} is no day; write it as 2024-07-01") from exc
