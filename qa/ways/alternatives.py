"""What stands beside the rule that answers: what is agreed otherwise, the national rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.model import Norm
from qa.asked.pairs import likeness
from qa.asked.places import NATION
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.norms import (
    Place,
    Threshold,
    asked_kinds,
    of_kinds,
    place_of,
    thresholds,
)
from qa.claims.quoting import quote_at, shown, source_words
from qa.numbers.offered import offered
from qa.search.rank import Scored
from qa.shelf.shelf import Edition
from qa.ways.contrast import Beside, against

_SAME_RULE = 0.42
"""Likeness from which a national rule is taken to be on the matter of the local one."""
_NATIONAL = 60
"""Units among the best that are looked through for national ones."""
# 国家设立的…规定或者与科技人员约定…应当符合前款标准; 另有约定的，从其约定
_AGREED = re.compile(
    r"(?:规定|约定)[^。]{0,60}(?:符合|不低于|不得低于)[^。]{0,16}(?:前款|本条|上述|第[一二三]款)"
    r"|另有约定|从其约定|约定优先|有约定的(?:除外|，按照)"
)


def alternatives(
    question: Question, edition: Edition, best: Scored, ranked: Sequence[Scored]
) -> list[Claim]:
    """What stands beside the rule that answers, each sentence with its own quotes.

    Empty where figures were put up for choice: then the choice has told which of them holds.
    """
    if not question.wants_number or offered(question):
        return []
    national = _national_alike(question, best, ranked)
    stated = thresholds(edition, [best, *national])
    kinds = asked_kinds(question)
    own = of_kinds(stated.get(place_of(best), ()), kinds)
    if not own:
        return []
    claims = [
        _when_agreed(question, edition, best, own),
        _beside_the_national(question, edition, best, national, stated),
    ]
    return [claim for claim in claims if claim]


def _when_agreed(
    question: Question, edition: Edition, best: Scored, own: Sequence[Threshold]
) -> Claim | None:
    """What the same article says for those who have agreed on something else."""
    if question.no_agreement or not any(isinstance(n, Norm) and n.default_rule for n in own):
        return None
    for read in edition.text(best.entry.id).read_rule(best.rule).units:
        if read.unit.lead is None and _AGREED.search(read.words):
            quote = quote_at(edition, best.entry.id, read.unit.spans, best.rule.locator)
            text = f"这是未规定、也未约定时的标准；有规定或者约定的，{_says(quote)}"
            return Claim(text, (_quote_of_default(edition, best), quote))
    return None


def _quote_of_default(edition: Edition, best: Scored) -> Quote:
    return quote_at(edition, best.entry.id, best.spans, best.rule.locator)


def _says(quote: Quote) -> str:
    return f"{source_words(quote)}规定：“{shown(quote)}”。"


def _national_alike(question: Question, best: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    """National units on the matter of the best one, which is of a region that is asked about."""
    if not question.regions or NATION in best.entry.head.regions:
        return []
    upper = [s for s in ranked if NATION in s.entry.head.regions][:_NATIONAL]
    alike = [(likeness(best.read.words, s.read.words), s) for s in upper]
    near = sorted(alike, key=lambda pair: (-pair[0], pair[1].entry.id))
    return [s for value, s in near[:2] if value >= _SAME_RULE]


def _beside_the_national(
    question: Question,
    edition: Edition,
    best: Scored,
    national: Sequence[Scored],
    stated: Mapping[Place, tuple[Threshold, ...]],
) -> Claim | None:
    """How the local rule stands to the national one on the same matter."""
    kinds = asked_kinds(question)
    upper = next((s for s in national if of_kinds(stated.get(place_of(s), ()), kinds)), None)
    if upper is None:
        return None
    sides = [
        Beside(
            name,
            scored,
            of_kinds(stated.get(place_of(scored), ()), kinds),
            quote_at(edition, scored.entry.id, scored.spans, scored.rule.locator),
        )
        for name, scored in ((NATION, upper), (best.entry.head.regions[0], best))
    ]
    return against(question, *sides)
