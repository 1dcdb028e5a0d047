"""Which clause of one text answers to which of another: by their words and what they speak of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from graph.model import Provision, ProvisionKind
from graph.names import fold
from qa.shelf.text import Text

_PAIR = 55.0
"""Likeness of two clauses' words in order, 0 to 100, from which one answers to the other."""
_REWORDED = 40.0
"""The same where the clauses also share what they, and few others here, speak of."""
_MATTER = 0.25
"""Likeness of what two clauses speak of, 0 to 1, that counts as the same matter."""
_SAME_LABEL = 8.0
"""What equal labels add; in a later version most clauses keep their number."""
_KEPT = 64
"""Pairs of texts whose clauses are kept matched."""
_RULES = (ProvisionKind.ARTICLE,)
_POINTS = (
    ProvisionKind.HEADING_1,
    ProvisionKind.HEADING_2,
    ProvisionKind.HEADING_3,
    ProvisionKind.PARAGRAPH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClause:
    provision_id: str
    locator: str
    title: str
    start: int
    """Code points into the document's text; ``text`` is from ``start`` to ``end``."""
    end: int
    text: str


def clauses_of(text: Text) -> tuple[ComparedClause, ...]:
    """The articles; of a text without any, its innermost numbered points or paragraphs."""
    provisions = list(text.provisions.values())
    chosen = [p for p in provisions if p.rank in _RULES]
    if not chosen:
        parents = {p.parent_id for p in provisions if p.rank in _POINTS}
        chosen = [p for p in provisions if p.rank in _POINTS and p.id not in parents]
    chosen.sort(key=lambda p: (p.start, p.end))
    return tuple(_clause(p, text.document.text) for p in chosen)


def _clause(provision: Provision, text: str) -> ComparedClause:
    return ComparedClause(
        provision_id=provision.id,
        locator=provision.locator,
        title=provision.title,
        start=provision.start,
        end=provision.end,
        text=text[provision.start : provision.end],
    )


@lru_cache(maxsize=_KEPT)
def matched(
    left: tuple[ComparedClause, ...], right: tuple[ComparedClause, ...]
) -> Mapping[int, int]:
    """Left number → right number; each clause is in one pair, the most alike are paired first."""
    if not left or not right:
        return {}
    words = [words_of(c) for c in left], [words_of(c) for c in right]
    wording = process.cdist(*words, scorer=fuzz.ratio, score_cutoff=_REWORDED - _SAME_LABEL)
    alike = matter(*words)
    ranked = []
    for n, r in np.argwhere(wording).tolist():
        bonus = _SAME_LABEL if left[n].locator == right[r].locator else 0.0
        score, same = float(wording[n, r]) + bonus, float(alike[n, r])
        if score >= _PAIR or (score >= _REWORDED and same >= _MATTER):
            ranked.append((-score - 100 * same, abs(n - r), n, r))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, n, r in sorted(ranked):
        if n not in pairs and r not in taken:
            pairs[n] = r
            taken.add(r)
    return pairs


def matter(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """How alike they are in what they speak of: words that many clauses hold tell little."""
    counts = [Counter(w for w in rjieba.cut(text) if len(w) > 1) for text in (*left, *right)]
    holders = Counter(word for counted in counts for word in counted)
    places = {word: n for n, word in enumerate(sorted(holders))}
    weights = np.zeros((len(counts), len(places) or 1))
    for n, counted in enumerate(counts):
        for word, times in counted.items():
            rarity = math.log((len(counts) + 1) / holders[word])
            weights[n, places[word]] = (1 + math.log(times)) * rarity
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    unit = weights / np.where(lengths == 0, 1, lengths)
    alike: NDArray[np.float64] = unit[: len(left)] @ unit[len(left) :].T
    return alike


def words_of(clause: ComparedClause) -> str:
    """Folded, without the label in front, which changes where articles are put in before."""
    return fold(clause.text.removeprefix(clause.locator))
