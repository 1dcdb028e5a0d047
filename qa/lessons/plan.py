"""How the minutes of a lesson are shared between its sections, by level."""

from __future__ import annotations

from collections.abc import Mapping

from qa.lessons.lesson import LessonLevel, SectionKind

SHARES: Mapping[LessonLevel, Mapping[SectionKind, int]] = {
    LessonLevel.ELEMENTARY: {
        SectionKind.LADDER: 5,
        SectionKind.DEFINITIONS: 20,
        SectionKind.RULES: 40,
        SectionKind.COMPARISON: 10,
        SectionKind.CASES: 10,
        SectionKind.EXERCISES: 15,
    },
    LessonLevel.INTERMEDIATE: {
        SectionKind.LADDER: 5,
        SectionKind.DEFINITIONS: 10,
        SectionKind.RULES: 30,
        SectionKind.COMPARISON: 20,
        SectionKind.FIGURES: 5,
        SectionKind.CASES: 10,
        SectionKind.EXERCISES: 20,
    },
    LessonLevel.ADVANCED: {
        SectionKind.LADDER: 5,
        SectionKind.DEFINITIONS: 5,
        SectionKind.RULES: 25,
        SectionKind.COMPARISON: 20,
        SectionKind.FIGURES: 5,
        SectionKind.CASES: 10,
        SectionKind.DISCUSSION: 10,
        SectionKind.EXERCISES: 20,
    },
}
"""Parts of a hundred. A section without material leaves its part to the others."""

COSTS: Mapping[SectionKind, int] = {
    SectionKind.LADDER: 4,
    SectionKind.DEFINITIONS: 3,
    SectionKind.RULES: 5,
    SectionKind.COMPARISON: 8,
    SectionKind.FIGURES: 5,
    SectionKind.CASES: 5,
    SectionKind.DISCUSSION: 4,
    SectionKind.EXERCISES: 3,
    SectionKind.CHOSEN: 4,
}
"""Minutes of one item, at least."""


def item_counts(
    available: Mapping[SectionKind, int], level: LessonLevel, minutes: int
) -> dict[SectionKind, int]:
    """How many items of each section fit; at least one of each that the time allows.

    Rules come first where the time is short, then by the level's shares.
    """
    shares = {kind: share for kind, share in SHARES[level].items() if available.get(kind)}
    whole = sum(shares.values()) or 1
    counts = dict.fromkeys(shares, 0)
    left = minutes
    for kind in sorted(shares, key=lambda k: (-shares[k], k)):
        if COSTS[kind] <= left:
            counts[kind], left = 1, left - COSTS[kind]
    while True:
        hungry = [
            kind for kind in counts if 0 < counts[kind] < available[kind] and COSTS[kind] <= left
        ]
        if not hungry:
            return {kind: count for kind, count in counts.items() if count}
        # Whoever has the smallest part of what its share promises gets the next item.
        kind = min(hungry, key=lambda k: (counts[k] * COSTS[k] * whole / shares[k], -shares[k], k))
        counts[kind] += 1
        left -= COSTS[kind]


def section_minutes(
    counts: Mapping[SectionKind, int], level: LessonLevel, minutes: int
) -> dict[SectionKind, int]:
    """Minutes of each section; together exactly ``minutes``."""
    weights = {k: n * COSTS[k] * _pace(level, k) for k, n in counts.items()}
    whole = sum(weights.values())
    exact = {kind: minutes * weight / whole for kind, weight in weights.items()}
    shared = {kind: int(part) for kind, part in exact.items()}
    over = minutes - sum(shared.values())
    for kind in sorted(exact, key=lambda k: (shared[k] - exact[k], k))[:over]:
        shared[kind] += 1
    return shared


def _pace(level: LessonLevel, kind: SectionKind) -> float:
    """Where an item takes its time: terms for beginners, comparing and discussing later."""
    if level is LessonLevel.ELEMENTARY:
        return 1.3 if kind is SectionKind.DEFINITIONS else 1.0
    slow = (SectionKind.COMPARISON, SectionKind.DISCUSSION, SectionKind.CASES)
    return 1.3 if level is LessonLevel.ADVANCED and kind in slow else 1.0
