"""``zhengtu embed``: vectors for the documents that lack them, so that meaning is searched too."""

from __future__ import annotations

from api.commands.progress import progress_bar
from api.commands.session import opened, print_json, say


def run(*, store: str | None, as_json: bool) -> None:
    with opened(store) as library, progress_bar("embedding") as step:
        embedded = library.embed(step)
        documents = len(library.documents())
    if as_json:
        print_json({"embedded": embedded, "documents": documents})
    else:
        say(f"{embedded} documents embedded; all {documents} have vectors")
