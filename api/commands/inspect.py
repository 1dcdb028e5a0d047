"""``zhengtu inspect``: a document as it was read, for those who mend the reading."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from api.commands.session import opened, print_json, say
from api.inspect.inspection import Inspection, as_json, inspect
from api.inspect.page import as_html
from api.inspect.terminal import show
from graph.errors import InvalidInput
from ingest.pipeline import read_fragment
from ingest.source import MANIFEST, SUFFIXES, Source, find_sources, read_bytes, read_manifest


def run(document: str, *, store: str | None, html: Path | None, to_json: bool) -> None:
    found = _of_file(Path(document)) if _is_file(document) else _of_store(document, store)
    if html:
        _write(html, as_html(found))
    if to_json:
        print_json(as_json(found))
    elif html:
        say(f"{html} written")
    else:
        show(Console(highlight=False, soft_wrap=False), found)


def _is_file(document: str) -> bool:
    """Raises InvalidInput for what is written as a file's name and is none."""
    path = Path(document)
    if path.is_file():
        return True
    if "/" in document or path.suffix.lower() in SUFFIXES:
        raise InvalidInput(f"{document}: no such file; name a document's id or its file")
    return False


def _of_store(document_id: str, store: str | None) -> Inspection:
    """Raises NotFound."""
    with opened(store) as library:
        return inspect(library.store.fragment(document_id), gaps=None)


def _of_file(path: Path) -> Inspection:
    source = _source(path)
    reading = read_fragment(source, read_bytes(source))
    return inspect(reading.fragment, reading.gaps)


def _source(path: Path) -> Source:
    """With the id and metadata of the manifest beside it, where that lists the file."""
    manifest = path.parent / MANIFEST
    if path.name != MANIFEST and manifest.is_file():
        for source in read_manifest(manifest):
            if source.path.resolve() == path.resolve():
                return source
    sources = find_sources([path])
    if len(sources) != 1 or path.name == MANIFEST:
        raise InvalidInput(f"{path} is no single document; name a document's id or its file")
    return sources[0]


def _write(html: Path, page: str) -> None:
    try:
        html.write_text(page, encoding="utf-8")
    except OSError as exc:
        raise InvalidInput(f"{html} cannot be written: {exc.strerror or exc}") from exc
