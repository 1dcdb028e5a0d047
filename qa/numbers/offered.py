"""Figures that a question puts up for choice, 70%还是50%: none of them is a sum's base."""

from __future__ import annotations

import re

from graph.quantities import Quantity
from qa.asked.question import Question

_OR = re.compile(r"还是|抑或")
_STOPS = re.compile(r"[，,。；;：:？?]")


def offered(question: Question) -> list[list[Quantity]]:
    """The figures on either side of 还是, of one unit; empty where none are put up for choice.

    A side may name both ends of a range: 2万到5万.
    """
    text = question.whole
    for match in _OR.finditer(text):
        start = max((m.end() for m in _STOPS.finditer(text, 0, match.start())), default=0)
        stop = _STOPS.search(text, match.end())
        told = [q for q in question.quantities if start <= q.start]
        right = [q for q in told if match.end() <= q.start < (stop.start() if stop else len(text))]
        left = [q for q in told if q.start < match.start() and right and q.unit == right[0].unit]
        if left:
            return [left[-1:], [q for q in right if q.unit == right[0].unit]]
    return []
