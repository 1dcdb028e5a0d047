"""``zhengtu corrections``: what curators say, from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from api.commands.session import opened, print_json, say
from api.corrections import (
    correction_of,
    correction_of_head,
    correction_view,
    find_correction,
    now,
)
from graph.amendments import Judgement
from graph.corrected import Standing
from graph.corrections import Correction, Verdict, canonical, correction_from, correction_record
from graph.errors import InvalidInput
from graph.library import Library


def show(*, document: str | None, store: str | None, as_json: bool) -> None:
    with opened(store) as library:
        found = [(c, s) for c, s in library.standings() if document in (None, c.document_id)]
        build = library.build()
    if as_json:
        print_json({"items": [correction_view(*one) for one in found], "build": build})
        return
    console = Console(soft_wrap=True, highlight=False)
    for correction, standing in found:
        _show(console, correction, standing)
    if not found:
        say("no corrections")


def add(
    verdict: str,
    statement_id: str,
    *,
    author: str,
    reason: str,
    changes: Sequence[str],
    quote: str,
    store: str | None,
    as_json: bool,
) -> None:
    said = Judgement(
        verdict=Verdict(verdict),
        author=author,
        reason=reason,
        made_at=now(),
        changes=dict(map(_change, changes)),
        new_quote=quote,
    )
    with opened(store) as library:
        made = correction_of(library, statement_id, said)
        documents = library.correct(add=[made])
        library.settle()
        _told(library, made, documents, as_json=as_json)


def correct_head_of(
    verdict: str,
    document_id: str,
    field: str,
    values: Sequence[str],
    *,
    author: str,
    reason: str,
    quote: str,
    store: str | None,
    as_json: bool,
) -> None:
    value = values[0] if len(values) == 1 else list(values)
    said = Judgement(
        verdict=Verdict(verdict),
        author=author,
        reason=reason,
        made_at=now(),
        changes={"value": value} if values else {},
        new_quote=quote,
    )
    with opened(store) as library:
        made = correction_of_head(library, document_id, field, said)
        documents = library.correct(add=[made])
        library.settle()
        _told(library, made, documents, as_json=as_json)


def undo(correction_ids: Sequence[str], *, store: str | None, as_json: bool) -> None:
    with opened(store) as library:
        documents = library.correct(undo=correction_ids)
        library.settle()
        build = library.build()
    if as_json:
        print_json({"undone": list(correction_ids), "documents": documents, "build": build})
    else:
        say(f"{len(correction_ids)} undone in {', '.join(documents) or 'no document'}")


def export(*, output: Path | None, store: str | None) -> None:
    with opened(store) as library:
        lines = [canonical(correction_record(c)) for c in library.store.corrections()]
    if output:
        output.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    else:
        say(*lines)


def take_over(file: Path, *, store: str | None, as_json: bool) -> None:
    corrections = _read(file)
    with opened(store) as library:
        library.correct(add=corrections)
        library.settle()
        given = {c.id for c in corrections}
        standings = [s for c, s in library.standings() if c.id in given]
        build = library.build()
    counted = {standing.value: standings.count(standing) for standing in Standing}
    if as_json:
        print_json({"corrections": len(given), **counted, "build": build})
    else:
        told = ", ".join(f"{number} {name}" for name, number in counted.items() if number)
        say(f"{len(given)} corrections: {told or 'none'}")


def _read(file: Path) -> list[Correction]:
    try:
        text = file.read_text("utf-8-sig")
    except OSError as exc:
        raise InvalidInput(f"{file}: {exc.strerror or exc}") from exc
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found.append(_correction(file, number, line))
    return found


def _correction(file: Path, number: int, line: str) -> Correction:
    try:
        return correction_from(_object(line))
    except InvalidInput as exc:
        raise InvalidInput(f"{file}, line {number}: {exc}") from exc


def _object(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as exc:
        raise InvalidInput(f"not JSON: {exc}") from exc
    if not isinstance(told, dict):
        raise InvalidInput(f"not a JSON object but {type(told).__name__}")
    return told


def _change(written: str) -> tuple[str, Any]:
    """``base=转让净收入`` is words, ``value=60`` a number, ``value_max=null`` nothing."""
    name, equals, value = written.partition("=")
    if not equals:
        raise InvalidInput(f"--set {written!r}: write FIELD=VALUE")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _told(library: Library, made: Correction, documents: Sequence[str], *, as_json: bool) -> None:
    correction, standing = find_correction(library, made.id)
    if as_json:
        view = correction_view(correction, standing)
        print_json({"correction": view, "documents": documents, "build": library.build()})
    else:
        _show(Console(soft_wrap=True, highlight=False), correction, standing)


def _show(console: Console, correction: Correction, standing: Standing) -> None:
    name = correction.content().get("name") or correction.kind
    place = f"{correction.document_id} {correction.locator}".strip()
    console.print(
        f"[bold]{correction.id}[/] {correction.verdict} [dim]{standing}[/] "
        f"{escape(place)}: {correction.kind} {escape(str(name))}"
    )
    if correction.quotes:
        console.print(f"  「{escape(''.join(correction.quotes))}」")
    if correction.changes:
        console.print(f"  → {escape(correction.changes)}")
    if correction.new_quote:
        console.print(f"  → 「{escape(correction.new_quote)}」")
    console.print(f"  {escape(correction.author)}: {escape(correction.reason)}")
