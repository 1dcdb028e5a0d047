"""An answer as it comes: what was searched, the evidence, each sentence, the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qa.told.reply import Answer, Citation, Searched, Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages from which the answer is made; empty before a refusal."""

    citations: tuple[Citation, ...]
    """Numbered among themselves: a model that cites only some of them numbers those anew."""


@dataclass(frozen=True, slots=True)
class Told:
    """One checked sentence with the citations it stands on, numbered as in the whole answer."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Step = Searched | Evidence | Told | Answer
"""``Searched``, then ``Evidence``, then each sentence, last the whole ``Answer``."""


def event_of(step: Step) -> tuple[str, dict[str, Any]]:
    """The name of the step for a stream of events, and what it says as JSON."""
    match step:
        case Searched():
            return "searched", step.as_json()
        case Evidence():
            passages = [c.as_json() for c in step.citations]
            return "evidence", {"passages": [_without_number(p) for p in passages]}
        case Told():
            sentence = {"text": step.sentence.text, "citations": list(step.sentence.citations)}
            return "sentence", sentence | {"cited": [c.as_json() for c in step.citations]}
        case Answer():
            return "answer", step.as_json()


def _without_number(passage: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in passage.items() if key != "n"}
