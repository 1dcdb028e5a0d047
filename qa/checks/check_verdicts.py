"""Whether the verdicts of a claim are found anew: a bound kept or not, a day past or not."""

from __future__ import annotations

import re

from graph.dates import find_dates
from graph.quantities import find_quantities
from qa.checks.check_sums import values, worked_anew
from qa.claims.arithmetic import admits
from qa.claims.claim import Claim

# 符合：…, 2024年：不符合，…
_KEPT = re.compile(r"(?:^|：)(?P<no>不?)符合[：，]")
# 已经过期：最晚…, 没有过期：最晚…
_PAST = re.compile(r"(?P<past>已经|没有)过期：")


def verdict_failures(claim: Claim) -> list[str]:
    """Verdicts that do not come out, or are on what neither the question nor a quote gives."""
    return [*_kept(claim), *_past(claim)]


def _kept(claim: Claim) -> list[str]:
    said, verdict = _KEPT.search(claim.own_words), claim.verdict
    if verdict is None:
        return ["nothing bears out that a bound is kept or not"] if said else []
    keeps = admits(verdict.bound, verdict.figure.value)
    found = []
    if said is None or bool(said["no"]) is keeps or keeps is not verdict.keeps:
        found.append(f"{verdict.figure.text} against {verdict.bound.text} is judged wrongly")
    if verdict.bound.unit != verdict.figure.unit:
        found.append(f"{verdict.figure.text} and {verdict.bound.text} are of two units")
    given = [*find_quantities(claim.premise), *(step.result for step in claim.steps)]
    if not values([verdict.figure]) <= values(given):
        found.append(f"number is neither asked nor worked out: {verdict.figure.text}")
    stated = [*find_quantities(claim.quoted), *worked_anew(claim)]
    alike = [q for q in stated if values([q]) & values([verdict.bound])]
    if not any(q.comparator is verdict.bound.comparator for q in alike):
        found.append(f"bound is in no quote: {verdict.bound.text}")
    return found


def _past(claim: Claim) -> list[str]:
    said, days = _PAST.search(claim.own_words), claim.days
    until = days.until if days else None
    if days is None or until is None or said is None:
        return ["nothing bears out that a day is past or not"] if said else []
    found = []
    if (said["past"] == "已经") is not (until > days.last):
        found.append(f"{until} against {days.last} is judged wrongly")
    asked = {d.iso for d in find_dates(claim.premise)}
    short = re.compile(rf"(?<!\d)0?{until.month}月0?{until.day}[日号]")
    if until.isoformat() not in asked and not short.search(claim.premise):
        found.append(f"day is not in the question: {until}")
    return found
