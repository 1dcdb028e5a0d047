"""How much of a text its provisions hold, counted from the provisions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Document, Provision, ProvisionKind


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text its provisions hold. Characters that are not blank."""

    characters: int
    placed: int
    """In the head or a provision, leftovers aside."""
    leftover: int
    """In a named leftover: 落款, 图注, 目录."""

    @property
    def share(self) -> float:
        """Of the characters that a provision, the head or a named leftover holds; 0 to 1."""
        return (self.placed + self.leftover) / self.characters if self.characters else 1.0


def coverage(document: Document, provisions: Sequence[Provision]) -> Coverage:
    """Counted from the provisions themselves, so that a hole in the tree shows."""
    kinds = [0] * len(document.text)
    for provision in provisions:
        mark = 1 if provision.rank is ProvisionKind.LEFTOVER else 2
        kinds[provision.start : provision.end] = [mark] * (provision.end - provision.start)
    counts = [0, 0, 0]
    for mark, character in zip(kinds, document.text, strict=True):
        if not character.isspace():
            counts[mark] += 1
    return Coverage(sum(counts), counts[2], counts[1])
