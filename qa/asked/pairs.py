"""How much two stretches of words have in common, by their pairs of characters."""

from __future__ import annotations


def pairs_of(words: str) -> frozenset[str]:
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def in_common(one: str, other: str) -> int:
    """How many pairs both hold."""
    return len(pairs_of(one) & pairs_of(other))


def share_held(name: str, words: str) -> float:
    """Share of the pairs of a name that some words hold, 0 to 1."""
    return in_common(name, words) / max(1, len(pairs_of(name)))


def likeness(one: str, other: str) -> float:
    """Share of all pairs that both hold, 0 to 1 (Dice)."""
    first, second = pairs_of(one), pairs_of(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))
