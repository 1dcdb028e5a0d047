"""``zhengtu export``: the statements of the graph as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from api.commands.session import opened
from api.export import export_lines
from graph.errors import InvalidInput


def run(*, store: str | None, output: Path | None) -> None:
    with opened(store) as library:
        lines = (f"{line}\n" for line in export_lines(library.store))
        if output is None:
            sys.stdout.writelines(lines)
            sys.stdout.flush()
        else:
            _write(output, lines)


def _write(output: Path, lines: Iterable[str]) -> None:
    """Beside the place first, so that a file that is there is whole."""
    part = output.with_name(f"{output.name}.part")
    try:
        file = part.open("w", encoding="utf-8")
    except OSError as exc:
        raise InvalidInput(f"cannot write {output}: {exc.strerror}; choose another place") from exc
    with file:
        file.writelines(lines)
    part.replace(output)
