"""Whether a rule is quoted with the case that it is for: 情节严重的，处…."""

from __future__ import annotations

import re

from graph.names import fold
from qa.asked.pairs import share_held
from qa.claims.claim import QUOTED, Claim

# 逾期不改的，…; 验收合格后，…; 在公示期内，… before a clause, in its sentence
_CASE = re.compile(
    r"(?:^|[,。;:、)])"
    r"(?P<case>[^,。;:、)]{2,}(?:(?<!目)的|(?<!同)时|(?<![最然])后|内|情况下|情形下)),[^。;:]*$"
)
_REACH = 160
"""Characters before a stretch in which its case is looked for."""
_SAME = 10
"""Characters with which a stretch begins that tell it from others."""
_TOLD = 0.6
"""Share of a case's pairs of characters from which on it is told, in whatever place."""
# “自通知之日起”，一样：…: the case itself; 没有写“…”: what a text lacks is told without its case
_NO_RULE = re.compile(r"^“[^“”]+”，|没有写“[^”]+”")


def case_failures(claim: Claim) -> list[str]:
    """Stretches that stand in the quotes only behind a case of which the claim says nothing."""
    given, told = fold(claim.quoted), fold(claim.text)
    text = _NO_RULE.sub("", claim.text)
    parts = [fold(part) for m in QUOTED.finditer(text) for part in re.split("…+", m[1])]
    found = []
    for part in parts:
        if len(part) <= _SAME or part.endswith("的"):  # “拒不改正的”为: itself the case
            continue
        places = [m.start() for m in re.finditer(re.escape(part[:_SAME]), given)]
        cases = [_CASE.search(given[max(0, at - _REACH) : at]) for at in places]
        if cases and not any(case is None or _is_told(case["case"], told) for case in cases):
            found.append(f"quoted without its case: {part[:_SAME]}")
    return found


def _is_told(case: str, told: str) -> bool:
    return case in told or share_held(case, told) >= _TOLD
