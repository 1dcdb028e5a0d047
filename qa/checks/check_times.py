"""Whether what is told under a time is of the text that held then, beside the others told."""

from __future__ import annotations

import re

from graph.dates import find_dates
from qa.claims.claim import Claim
from qa.shelf.shelf import version_date

# 修改前：, 修改后：
_OF_CHANGE = re.compile(r"^修改(?P<side>[前后])：")
# 自2024年3月1日起施行，2023年5月还没有施行
_BEGUN = re.compile(r"自(?P<begun>[^，]+?)起施行，(?P<day>[^，]+?)(?P<state>还没有|已经)施行")


def time_failures(claim: Claim) -> list[str]:
    """Times under which another text is told than held then, or an act begun or not."""
    return _of_another_text(claim) + _begun(claim)


def _begun(claim: Claim) -> list[str]:
    told = _BEGUN.search(claim.own_words)
    if told is None:
        return []
    begun, day = find_dates(told["begun"]), find_dates(told["day"])
    if not (begun and day):
        return []
    past = day[0].iso >= begun[0].iso[: len(day[0].iso)]
    right = past is (told["state"] == "已经")
    return [] if right else [f"{told['day']} against {told['begun']} is judged wrongly"]


def _of_another_text(claim: Claim) -> list[str]:
    stood, change = claim.stood, _OF_CHANGE.match(claim.own_words)
    if stood is None:
        return ["nothing bears out which text was before"] if change else []
    found = []
    if not claim.text.startswith(f"{stood.label}："):
        found.append(f"told under another time than {stood.label}")
    if not any(quote.entry.id == stood.entry.id for quote in claim.quotes):
        found.append(f"no quote is of {stood.entry.id}")
    begun, others = version_date(stood.entry), [version_date(e) for e in stood.others]
    if stood.on:
        since = max((d for d in (begun, *others) if d <= stood.on), default=min(begun, *others))
        right = begun == since
    else:
        before = all(begun < day for day in others)
        after = all(day < begun for day in others)
        right = bool(change and (before if change["side"] == "前" else after))
    return found if right else [*found, f"{stood.entry.id} is not the text of {stood.label}"]
