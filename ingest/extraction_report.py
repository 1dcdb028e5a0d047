"""What an evaluation of extraction found: precision, recall and F1 per kind, and every error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Score:
    """One kind over all documents."""

    kind: str
    right: int = 0
    missed: list[str] = field(default_factory=list)
    """One line each: document, section, what, and the words."""
    wrong: list[str] = field(default_factory=list)
    """False alarms, one line each."""
    attributes: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Of what was found: whether modality, base … are right too."""

    inexact: list[str] = field(default_factory=list)
    """Right ones of which an attribute is wrong: attribute, document, section, wanted and read."""

    @property
    def annotated(self) -> int:
        return self.right + len(self.missed)

    @property
    def read(self) -> int:
        """What was read and is judged: optional statements are not in it."""
        return self.right + len(self.wrong)

    @property
    def precision(self) -> float:
        """1.0 where nothing was read."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """1.0 where nothing was annotated."""
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "annotated": self.annotated,
            "read": self.read,
            "right": self.right,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "attributes": {
                name: {"right": sum(told), "of": len(told)}
                for name, told in sorted(self.attributes.items())
            },
            "missed": self.missed,
            "false_alarms": self.wrong,
            "inexact": self.inexact,
        }


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    scores: Mapping[str, Score]
    """By kind; only kinds that were annotated or read."""
    documents: int
    unlocated: tuple[str, ...]
    """Statements whose words were not found in the raw file; they are in no score."""

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "kinds": {kind: score.as_json() for kind, score in self.scores.items()},
            "unlocated": list(self.unlocated),
        }

    def as_text(self, *, details: bool = True) -> str:
        """A table; with ``details`` also what was missed and what was a false alarm."""
        lines = [
            f"{self.documents} documents",
            "",
            f"{'kind':<12} {'gold':>5} {'read':>5} {'right':>5} {'P':>5} {'R':>5} {'F1':>5}",
            *(_row(score) for score in self.scores.values()),
        ]
        if details:
            for kind, score in self.scores.items():
                lines += _listed(f"{kind}: missed", score.missed)
                lines += _listed(f"{kind}: false alarms", score.wrong)
                lines += _listed(f"{kind}: right but for an attribute", score.inexact)
            lines += _listed("not found in the raw file", self.unlocated)
        return "\n".join(lines)


def _row(score: Score) -> str:
    numbers = f"{score.annotated:5d} {score.read:5d} {score.right:5d}"
    rates = f"{score.precision:5.3f} {score.recall:5.3f} {score.f1:5.3f}"
    told = sorted(score.attributes.items())
    attributes = ", ".join(f"{name} {sum(right)}/{len(right)}" for name, right in told)
    return f"{score.kind:<12} {numbers} {rates}  {attributes}".rstrip()


def _listed(title: str, lines: list[str] | tuple[str, ...]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []
