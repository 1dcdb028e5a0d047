"""``zhengtu backup`` and ``zhengtu restore``: a library in one file, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from api.backup import BackupCard, restore, write_backup
from api.commands.session import opened, print_json, say
from api.settings import load_settings


def back_up(file: Path, *, store: str | None, as_json: bool) -> None:
    files = load_settings(store=store).files_folder
    with opened(store) as library:
        card = write_backup(library, files, file)
    _tell(file, card, "backed up to", as_json=as_json)


def bring_back(file: Path, *, replace: bool, store: str | None, as_json: bool) -> None:
    files = load_settings(store=store).files_folder
    with opened(store, create=True) as library:
        card = restore(library, files, file, replace=replace)
    _tell(file, card, "restored from", as_json=as_json)


def _tell(file: Path, card: BackupCard, done: str, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(card) | {"file": str(file), "bytes": file.stat().st_size})
    else:
        say(
            f"{card.documents} documents, {card.corrections} corrections and {card.files} files "
            f"{done} {file} ({file.stat().st_size:,} bytes); build {card.build[:12]}"
        )
