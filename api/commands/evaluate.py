"""``zhengtu evaluate``: answers against questions with gold evidence."""

from __future__ import annotations

from pathlib import Path

from api.commands.session import opened, print_json, say
from api.today import today
from qa.answer import Answerer
from qa.evaluate import evaluate


def run(file: Path, *, store: str | None, as_json: bool) -> None:
    with opened(store) as library:
        report = evaluate(file, Answerer(library, today=today))
    if as_json:
        print_json(report.as_json())
    else:
        say(report.as_markdown())
