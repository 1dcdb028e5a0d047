"""``zhengtu remove``: one document less, as if it had never been read."""

from __future__ import annotations

from api.commands.session import opened, print_json, say
from api.originals import Originals
from api.settings import load_settings


def run(document_id: str, *, store: str | None, as_json: bool) -> None:
    settings = load_settings(store=store)
    with opened(settings.store) as library:
        library.remove(document_id)
        library.settle()
        Originals(settings.files_folder / "originals").forget(document_id)
        left, build = len(library.documents()), library.build()
    if as_json:
        print_json({"removed": document_id, "documents": left, "build": build})
    else:
        say(f"{document_id} removed; {left} documents left, build {build[:12]}")
