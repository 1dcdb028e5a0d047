"""``zhengtu export``: the library as a file of open data."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from api.commands.session import opened
from api.exports.formats import ExportFormat
from api.exports.library import export_chunks
from api.settings import load_settings
from api.sparql_dataset import iris_of
from graph.errors import InvalidInput


def run(*, store: str | None, form: ExportFormat, output: Path | None) -> None:
    iris = iris_of(load_settings())
    with opened(store) as library:
        chunks = export_chunks(library.store, form, iris)
        if output is None:
            sys.stdout.buffer.writelines(chunks)
            sys.stdout.buffer.flush()
        else:
            _write(output, chunks)


def _write(output: Path, chunks: Iterable[bytes]) -> None:
    """Beside the place first, so that a file that is there is whole."""
    part = output.with_name(f"{output.name}.part")
    try:
        file = part.open("wb")
    except OSError as exc:
        raise InvalidInput(f"cannot write {output}: {exc.strerror}; choose another place") from exc
    with file:
        file.writelines(chunks)
    part.replace(output)
