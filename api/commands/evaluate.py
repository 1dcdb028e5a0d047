"""``zhengtu evaluate``: answers against questions with gold evidence."""

from __future__ import annotations

from pathlib import Path

from api.commands.session import opened, print_json, say
from api.today import today
from graph.errors import InvalidInput
from qa.answer import Answerer
from qa.evaluation.evaluate import evaluate


def run(file: Path, *, store: str | None, report_to: Path | None, as_json: bool) -> None:
    with opened(store) as library:
        report = evaluate(file, Answerer(library, today=today))
    if report_to:
        _write(report_to, report.as_markdown())
    if as_json:
        print_json(report.as_json())
    elif report_to:
        say(f"{report.share_right:.1%} of {len(report.outcomes)} questions right; see {report_to}")
    else:
        say(report.as_markdown())


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise InvalidInput(f"{file}: the report cannot be written there: {exc.strerror}") from exc
