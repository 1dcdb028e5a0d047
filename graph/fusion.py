"""One list of hits out of two: by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.store import Hit


def fuse(words: Sequence[Hit], meaning: Sequence[Hit]) -> list[Hit]:
    """One list out of two, best first: the mean of both scores, each scaled to 0 … 1.

    What stands in one list only has 0 in the other.
    """
    scaled = (_scaled(words), _scaled(meaning))
    known = {hit.passage_id: hit for hit in (*words, *meaning)}
    fused = [
        replace(hit, score=sum(scores.get(id_, 0.0) for scores in scaled) / len(scaled))
        for id_, hit in known.items()
    ]
    return sorted(fused, key=lambda hit: (-hit.score, hit.passage_id))


def _scaled(hits: Sequence[Hit]) -> dict[str, float]:
    if not hits:
        return {}
    lowest = min(hit.score for hit in hits)
    width = max(hit.score for hit in hits) - lowest
    return {hit.passage_id: (hit.score - lowest) / width if width else 1.0 for hit in hits}
