"""A question file: questions with the answer that is right and the passages that prove it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Gold:
    doc_id: str
    title: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    id: str
    type: str
    question: str
    answer: str
    answerable: bool
    evidence: tuple[Gold, ...]


def read_questions(path: Path) -> list[GoldQuestion]:
    """One JSON object a line, with id, type, question, answer, answerable and quoted evidence.

    :raises InvalidInput: for a line that is no gold question.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            questions.append(_question(path, number, line))
    return questions


def _question(path: Path, number: int, line: str) -> GoldQuestion:
    row = _object(path, number, line)
    try:
        evidence = tuple(
            Gold(e["doc_id"], e["title"], e["locator"], e["quote"]) for e in row["evidence"]
        )
        return GoldQuestion(
            row["id"], row["type"], row["question"], row["answer"], row["answerable"], evidence
        )
    except KeyError as exc:
        raise InvalidInput(
            f"{path}:{number}: no {exc.args[0]!r}; a gold question has id, type, question, answer, "
            "answerable and evidence with doc_id, title, locator and quote"
        ) from exc


def _object(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as exc:
        raise InvalidInput(f"{path}:{number}: not a JSON object: {exc}") from exc
    if not isinstance(row, dict):
        raise InvalidInput(f"{path}:{number}: not a JSON object")
    return row
