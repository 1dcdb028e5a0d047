"""An answer told part by part: each part's direct sentence and its grounds, in their order."""

from __future__ import annotations

from qa.claim import Claim
from qa.compose import Chosen, completed
from qa.confidence import sureness
from qa.from_rules import claims_of
from qa.hops import follow
from qa.parts import asks_itself, scope_of
from qa.rank import Inquiry, Scored
from qa.refusal import doubts

_MOST_OF_PART = 3


def told_by_parts(inquiry: Inquiry, chosen: Chosen) -> tuple[list[Claim], float]:
    """Claims of all parts, and how sure they are together, 0 to 1.

    No claims where a part is not found, asks nothing by itself or would be a guess, and where all
    parts lie in one rule: then what answers the whole tells more.
    """
    rules = {unit.rule for _, unit in chosen.asked}
    if len(rules) < 2 or len(chosen.asked) < len(inquiry.question.parts):
        return [], 0.0
    claims: list[Claim] = []
    sure: list[float] = []
    for part, unit in chosen.asked:
        own = Inquiry.of(part, inquiry.edition, scope_of(part, inquiry))
        beside = _with_its_rule(own, unit)
        sure.append(sureness(own, beside))
        if not asks_itself(part) or doubts(own, beside, sure[-1]):
            return [], 0.0
        claims += claims_of(part, inquiry.edition, beside)[:_MOST_OF_PART]
    return claims, sum(sure) / len(sure)


def _with_its_rule(own: Inquiry, unit: Scored) -> Chosen:
    """The unit with what completes it in its rule, and what it sends to."""
    units = completed(own, unit)
    hops = follow(own, units, units)
    return Chosen(tuple(units), hops=tuple(hops), closest=units[0].close)
