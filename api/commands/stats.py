"""``zhengtu stats``: what the graph holds."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from api.commands.progress import progress_bar
from api.commands.session import opened, print_json
from api.stats import Stats, gather


def run(*, store: str | None, verify: bool, as_json: bool) -> None:
    with opened(store) as library, progress_bar("checking" if verify else "counting") as step:
        found = gather(library, verify=verify, on_progress=step)
    if as_json:
        print_json(found.as_json() | {"verified": verify})
    else:
        show(Console(highlight=False), found, verified=verify)


def show(console: Console, found: Stats, *, verified: bool) -> None:
    console.print(f"{found.documents} documents, {found.characters:,} characters")
    for title, counted in (
        ("nodes", found.nodes),
        ("relations", found.relations),
        ("documents by type", found.doc_types),
        ("documents by region", found.regions),
    ):
        table = Table(title, "", box=None, title_justify="left")
        for name, number in counted.items():
            table.add_row(name, f"{number:,}")
        console.print(table)
    console.print(f"build {found.build}")
    if verified:
        console.print(f"verified: all digests agree, {found.quotes:,} quotes are in their texts")
    if found.behind:
        console.print(f"search index: {found.behind} documents behind; the next search repairs it")
