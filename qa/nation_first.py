"""The national rule before a local one on the same matter, where the question names no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.names import fold
from qa.asks import NUMERIC_ASKS
from qa.claim import Claim
from qa.kinds import has_kind
from qa.places import NATION
from qa.question import Question
from qa.rank import Inquiry, Scored
from qa.shelf import likeness

_LOOKED_AT = 150
"""Units among which the national rule is looked for."""
_SAME_MATTER = 0.35
"""Likeness from which a local rule carries out a national one: local acts repeat its words."""
_VERY_LIKE = 0.5
"""Likeness from which it need not have as many of the asker's words."""
_AS_MUCH = 0.7
"""Share of what the local rule says of the question that the national one has to say."""
_BY_KIN = 0.5
_BEHIND = 0.45
"""How far behind the local rule, which may have more of the asker's words, it may stand."""


def nation_first(inquiry: Inquiry, ranked: Sequence[Scored]) -> list[Scored]:
    """The units, with the national rule that the best one carries out before it.

    As they are where the question names a place or an act, where the best unit is national, or
    where no national rule is so much like it and answers as well.
    """
    question = inquiry.question
    if not ranked or _names_one(question) or not _is_local(ranked[0]):
        return list(ranked)
    best = ranked[0]
    near = [s for s in ranked[:_CROWD] if s.score >= best.score - _AS_GOOD and _is_local(s)]
    place = _carried_out(inquiry, ranked, best)
    for beside in near[1:] if place is None else ():
        found = _carried_out(inquiry, ranked, beside)
        if found is not None and _of_several_places(ranked[found], near):
            place = found  # what several places carry out goes before what one place adds
            break
    if place is None:
        return list(ranked)
    upper = replace(ranked[place], score=best.score)
    return [upper, *ranked[:place], *ranked[place + 1 :]]


_CROWD = 8
_AS_GOOD = 0.12


def _carried_out(inquiry: Inquiry, ranked: Sequence[Scored], local: Scored) -> int | None:
    """Place of the national rule that a local one carries out; None where there is none."""
    alike = [
        (_alike(scored, local), -place)
        for place, scored in enumerate(ranked[:_LOOKED_AT])
        if _may_stand_for(inquiry, scored, local)
    ]
    most, behind = max(alike, default=(0.0, 0))
    return -behind if most >= _SAME_MATTER else None


def _of_several_places(national: Scored, near: Sequence[Scored]) -> bool:
    places = {s.entry.head.regions for s in near if _alike(national, s) >= _SAME_MATTER}
    return len(places) > 1


def name_local(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with 地方另有规定 before what only local acts say behind a national rule."""
    told = list(claims)
    if _names_one(question) or not told or _of_place(told[0]):
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


def _names_one(question: Question) -> bool:
    return bool(question.regions or question.policies or question.every_region)


def _is_local(scored: Scored) -> bool:
    head = scored.entry.head
    return NATION not in head.regions and "法规" in head.doc_type


def _may_stand_for(inquiry: Inquiry, scored: Scored, best: Scored) -> bool:
    """Whether a unit is national, near behind, of the kind asked for, and of what is named.

    Three characters of the question that stand in the local act's title (郑洛新) name that act.
    """
    question = inquiry.question
    if NATION not in scored.entry.head.regions or scored.score < best.score - _BEHIND:
        return False
    if _told(scored) < _AS_MUCH * _told(best) and _alike(scored, best) < _VERY_LIKE:
        return False
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    if asks and not has_kind(asks, scored.read.words):
        return False
    title = fold(best.entry.head.title)
    own = fold(scored.entry.head.title) + scored.read.lead + scored.read.paragraph
    asked = fold(question.chinese)
    runs = (asked[n : n + 3] for n in range(len(asked) - 2))
    return not any(run in title and run not in own for run in runs)


def _alike(one: Scored, other: Scored) -> float:
    return likeness(one.read.words, other.read.words)


def _told(scored: Scored) -> float:
    """How much of the question a unit says, words near its matter for half."""
    return scored.close + _BY_KIN * scored.kin
