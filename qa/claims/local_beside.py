"""What only local acts say behind a national rule, told as theirs where no place is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.asked.places import NATION
from qa.asked.question import Question
from qa.claims.claim import Claim


def name_local(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with 地方另有规定 before what only local acts say behind a national rule."""
    told = list(claims)
    if names_one(question) or not told or _of_place(told[0]):
        return told
    return [told[0], *(_named(claim) for claim in told[1:])]


def _named(claim: Claim) -> Claim:
    place = _of_place(claim)
    if not place or not claim.text.startswith("《"):
        return claim
    return replace(claim, text=f"地方另有规定，如{place}：{claim.text}")


def _of_place(claim: Claim) -> str:
    """The place whose acts alone a claim cites; empty for a national one and for a report."""
    places = [next(iter(q.entry.head.regions), NATION) for q in claim.quotes]
    acts = all("条例" in q.entry.head.title or "规" in q.entry.head.doc_type for q in claim.quotes)
    return places[0] if acts and NATION not in places else ""


def names_one(question: Question) -> bool:
    """Whether a question names a place or an act, or asks for every place."""
    return bool(question.regions or question.policies or question.every_region)
