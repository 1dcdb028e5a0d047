"""Which words the texts of a library hold and how rare they are, by a sample of the texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

_STRETCH = 200
"""Characters of the stretches in which words are counted."""


class WordCounts:
    """In how many stretches of some texts, given folded, each character pair stands."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._held: Counter[str] = Counter()
        self._stretches = 0
        self._rarities: dict[str, float] = {}
        for text in texts:
            for start in range(0, len(text), _STRETCH):
                piece = text[start : start + _STRETCH]
                self._held.update({piece[n : n + 2] for n in range(len(piece) - 1)})
                self._stretches += 1

    def knows(self, form: str) -> bool:
        """Whether the texts hold every character pair of a word."""
        return all(self._held.get(form[n : n + 2]) for n in range(len(form) - 1))

    def rarity(self, form: str) -> float:
        """How much a word tells, 0.15 to 1: 1 for a word that hardly any stretch holds."""
        if form not in self._rarities:
            self._rarities[form] = self._rarity(form)
        return self._rarities[form]

    def _rarity(self, form: str) -> float:
        pairs = [form[n : n + 2] for n in range(len(form) - 1)] or [form]
        held = min(self._held.get(pair, 0) for pair in pairs)
        total = max(self._stretches, 1)
        return max(0.15, math.log((total + 1) / (held + 1)) / math.log(1 + total))
