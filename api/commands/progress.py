"""Progress on stderr: a bar on a terminal, ten lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

Step = Callable[[int, int], None]
"""Called with the number done and the number to do."""


@contextmanager
def progress_bar(title: str) -> Iterator[Step]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(title)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _lines(title: str) -> Step:
    """Writes a line at each tenth of the way."""

    def step(done: int, total: int) -> None:
        if done == total or done * 10 // total > (done - 1) * 10 // total:
            sys.stderr.write(f"{title} {done}/{total}\n")

    return step
