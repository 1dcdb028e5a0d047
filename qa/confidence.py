"""How sure an answer is: of the answers that look like it, the share that come out right."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files

from qa.compose import Chosen
from qa.focus import find_focus
from qa.kinds import has_kind
from qa.question import NUMERIC_ASKS, Ask
from qa.rank import Inquiry, Scored
from qa.weigh import share_of_terms, weight_of_pairs

_FULL_SCORE = 1.5
_UNSEEN = 0.7
"""Right among the answers to a new set, first asked, beside what the curve promised for them."""


def signs(inquiry: Inquiry, chosen: Chosen) -> dict[str, float]:
    """What an answer is judged sure by, each about 0 to 1; ``chosen`` has at least one unit."""
    question, weighted = inquiry.question, inquiry.weighted
    best = chosen.units[0]
    shown = _words([s for s in chosen.all if s.rule == best.rule] or [best])
    missing = [w for t, w in weighted.terms if not any(f in shown for f in t.forms)]
    titles = best.entry.head.title
    unsaid = [
        w
        for t, w in weighted.terms
        if t.text not in best.covered and not any(f in titles for f in t.forms)
    ]
    focus = find_focus(question.chinese)
    numeric = [a for a in question.asks if a in NUMERIC_ASKS]
    held = weight_of_pairs(weighted, best.read.lead + best.read.words) / weighted.pairs_total
    return {
        "close": best.close,
        "coverage": best.coverage,
        "score": max(0.0, min(1.2, best.score / _FULL_SCORE)),
        "pairs": held,
        "heaviest_missing": max(missing, default=0.0) / weighted.total,
        "heaviest_unsaid": max(unsaid, default=0.0) / weighted.total,
        "focus_said": share_of_terms(focus, shown) if focus else 0.0,
        "focus_unsaid": 1.0 - share_of_terms(focus, shown) if focus else 0.0,
        "not_the_closest": max(0.0, chosen.closest - best.close),
        "number_asked": 1.0 if numeric else 0.0,
        "number_missing": 1.0 if numeric and not has_kind(numeric, best.read.words) else 0.0,
        "who_asked": 1.0 if Ask.WHO in question.asks[:2] else 0.0,
        "place_of_others": _place(inquiry, best),
        "unknown_pairs": _unknown(inquiry),
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
    """Share of the question's words that no text of the library holds in any wording."""
    terms = inquiry.weighted.terms
    lost = sum(w for t, w in terms if not any(inquiry.edition.knows(f) for f in t.forms))
    return lost / inquiry.weighted.total
