"""Progress on stderr: a bar on a terminal, ten lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
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


@dataclass(frozen=True, slots=True)
class Bar:
    """Called as a ``Step``; ``inside`` makes the step of a part that takes long by itself."""

    step: Step
    inside: Callable[[str], Step]
    """Takes the name of the part."""

    def __call__(self, done: int, total: int) -> None:
        self.step(done, total)


@contextmanager
def progress_bar(title: str) -> Iterator[Bar]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Bar(_lines(title), lambda part: _lines(f"{title} {part}"))
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

        def inside(part: str) -> Step:
            return lambda done, total: shown.update(
                task, description=f"{title} {escape(part)} {done}/{total}"
            )

        def whole(done: int, total: int) -> None:
            shown.update(task, description=title, completed=done, total=total)

        yield Bar(whole, inside)


def _lines(title: str) -> Step:
    """Writes a line at each tenth of the way."""

    def step(done: int, total: int) -> None:
        if done == total or done * 10 // total > (done - 1) * 10 // total:
            sys.stderr.write(f"{title} {done}/{total}\n")

    return step
