"""What else could answer: the rules that stand near the chosen one, and by how much it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.asked.pairs import likeness
from qa.asked.places import NATION
from qa.search.rank import Scored
from qa.search.retrieve import Candidate

_LOOKED_AT = 40
"""Best units among which rivals are looked for."""
_NEAR = 0.2
"""Less in score than this behind the best unit, another rule may as well be meant."""
_NEAR_ACT = 0.15
_THE_SAME = 0.35
"""Likeness from which a national and a local rule are the same, and no rivals."""
_MANY = 5
_MANY_ACTS = 3


@dataclass(frozen=True, slots=True)
class Rivals:
    """How alone the best unit stands; each 0 to 1."""

    margin: float = 1.0
    """Its score above that of the first unit of another rule with other words."""
    near: float = 0.0
    """Other rules close behind it, 1 for five and more."""
    acts: float = 0.0
    """Other acts close behind it, 1 for three and more."""
    agreed: float = 1.0
    """Whether the lists of the search, fused, are led by its rule too."""


ALONE = Rivals()
"""Where nothing else was looked for."""


def rivals_of(ranked: Sequence[Scored], candidates: Sequence[Candidate]) -> Rivals:
    """``ranked`` are the units, best first; ``candidates`` the rules as they were found."""
    if not ranked or not candidates:
        return ALONE
    best = ranked[0]
    others = [s for s in ranked[:_LOOKED_AT] if s.rule != best.rule and not _says_the_same(s, best)]
    rules = {s.rule for s in others if s.score > best.score - _NEAR}
    acts = {s.entry.head.policy_id for s in others if s.score > best.score - _NEAR_ACT}
    return Rivals(
        margin=min(1.0, best.score - others[0].score) if others else 1.0,
        near=min(1.0, len(rules) / _MANY),
        acts=min(1.0, len(acts - {best.entry.head.policy_id}) / _MANY_ACTS),
        agreed=1.0 if candidates[0].rule == best.rule else 0.0,
    )


def _says_the_same(one: Scored, best: Scored) -> bool:
    """Whether a rule has the words of the best one, or is another place's rule beside it."""
    if one.read.words == best.read.words:
        return True
    places, others = set(best.entry.head.regions), set(one.entry.head.regions)
    if places & others:
        return False
    both_local = NATION not in places | others
    return both_local or likeness(one.read.words, best.read.words) >= _THE_SAME
