"""How sure an answer is: of the answers that look like it, the share that come out right."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files

from graph.taxonomy import find_asked
from qa.asked.asks import NUMERIC_ASKS
from qa.asked.focus import find_focus
from qa.claims.compose import Chosen
from qa.search.rank import Inquiry, Scored
from qa.search.weigh import share_of_terms

_MANY_PARTS = 3
_UNSEEN = 0.82
"""Right among the answers to questions no rule was made on, beside what the curve promises."""


def signs(inquiry: Inquiry, chosen: Chosen) -> dict[str, float]:
    """What an answer is judged sure by, each 0 to 1; ``chosen`` has at least one unit."""
    question, weighted = inquiry.question, inquiry.weighted
    best = chosen.units[0]
    shown = _words([s for s in chosen.all if s.rule == best.rule] or [best])
    shown += best.entry.head.title
    unsaid = sum(
        w for t, w in weighted.terms if not any(word in shown for word in (*t.forms, *t.kin))
    )
    focus = find_focus(question.chinese)
    return {
        "margin": max(0.0, chosen.rivals.margin),
        "rival_rules": chosen.rivals.near,
        "rival_acts": chosen.rivals.acts,
        "found_first": chosen.rivals.agreed,
        "coverage": best.coverage,
        "unsaid": unsaid / weighted.total,
        "unknown_words": _unknown(inquiry),
        "focus_said": share_of_terms(focus, shown) if focus else 0.0,
        "concept_stated": 1.0 if _states_concept(inquiry, best) else 0.0,
        "number_asked": 1.0 if NUMERIC_ASKS & set(question.asks) else 0.0,
        "parts": min(1.0, (len(question.parts) - 1) / _MANY_PARTS),
        "place_of_others": _place(inquiry, best),
    }


def sureness(inquiry: Inquiry, chosen: Chosen) -> float:
    """0 to 1, by a logistic curve over the signs (``data/confidence.toml``)."""
    if not chosen.units:
        return 0.0
    counts = _counts()
    told = signs(inquiry, chosen)
    value = counts["always"] + sum(counts[name] * sign for name, sign in told.items())
    return _UNSEEN / (1 + math.exp(-value))


@cache
def _counts() -> dict[str, float]:
    raw = files("qa").joinpath("data", "confidence.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(raw).items()}


def _words(units: list[Scored]) -> str:
    return "\n".join(s.read.lead + s.read.words for s in units)


def _place(inquiry: Inquiry, best: Scored) -> float:
    """Whether a place is asked for and the best unit is of another or a wider one."""
    scope = inquiry.scope
    asked = bool(inquiry.question.regions)
    return 1.0 if asked and best.entry.id not in scope.local | scope.named else 0.0


def _unknown(inquiry: Inquiry) -> float:
    """How many words of the question no text of the library holds, 1 for two and more."""
    lost = [
        t
        for t, _ in inquiry.weighted.terms
        if not any(inquiry.edition.words.knows(f) for f in t.forms)
    ]
    return min(1.0, sum(len(t.text) > 1 for t in lost) / 2)


def _states_concept(inquiry: Inquiry, best: Scored) -> bool:
    """Whether the graph has a statement of the best rule under a concept that is asked for."""
    rule = best.rule
    return any(
        rule.start <= start < rule.end
        for mention in find_asked(inquiry.question.chinese)
        for start, _ in inquiry.edition.stated_under(mention.concept.notation).get(
            best.entry.id, ()
        )
    )
