"""``zhengtu evaluate extraction``: reading against statements annotated by hand."""

from __future__ import annotations

from pathlib import Path

from api.commands.session import print_json, say
from ingest.evaluate import evaluate_extraction
from ingest.pipeline import read_fragment


def run(annotations: Path, corpus: Path, *, details: bool, as_json: bool) -> None:
    report = evaluate_extraction(annotations, corpus, read_fragment)
    if as_json:
        print_json(report.as_json())
    else:
        say(report.as_text(details=details))
