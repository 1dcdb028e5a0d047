"""``zhengtu chat``: one question after another, each going on from the last."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from api.commands.ask import show
from api.commands.session import opened
from api.settings import load_settings
from api.today import today
from graph.errors import InvalidInput
from qa.answer import Answerer

_PROMPT = "[bold]问> [/]"


def run(*, store: str | None, method: str) -> None:
    model = load_settings(store=store).model_choice() if method == "model" else None
    console = Console(highlight=False, soft_wrap=True)
    with opened(store) as library:
        answerer = Answerer(library, today=today, model=model)
        last: tuple[str, ...] = ()
        for question in _questions(console):
            last = _told(console, answerer, question, method=method, after=last)


def _questions(console: Console) -> Iterator[str]:
    """What is typed, line by line, up to an empty line or the end of input."""
    while True:
        try:
            typed = console.input(_PROMPT)
        except EOFError:
            return
        if not typed.strip():
            return
        yield typed.strip()


def _told(
    console: Console, answerer: Answerer, question: str, *, method: str, after: tuple[str, ...]
) -> tuple[str, ...]:
    """Show the answer; gives what the next question goes on from."""
    steps = answerer.steps(question, method=method, after=after)
    try:
        answer = show(console, question, steps)
    except InvalidInput as exc:
        console.print(f"[red]{escape(str(exc))}[/]")
        return after
    return (answer.follow_up.question if answer.follow_up else question,)
