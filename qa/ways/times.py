"""One rule at several times: from the text where it is found best, and its counterparts beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.store import DocumentEntry
from qa.asked.asking_parts import asking_sentences
from qa.asked.asks import NUMERIC_ASKS
from qa.asked.kinds import has_kind
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.asked.terms import find_terms
from qa.claims.claim import Claim, Stood
from qa.claims.commencement import begins, history
from qa.claims.compose import Chosen, completed
from qa.claims.confidence import sureness
from qa.claims.counterpart import Parted, counterpart
from qa.claims.draft import Draft
from qa.claims.hops import punishing
from qa.claims.lacking import asks_lack, not_written
from qa.claims.quoting import ground, grouped, quote_of
from qa.refusals.refusal import doubts
from qa.search.asked_parts import alone
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Scope, choose_scope
from qa.search.states import State, states_of
from qa.shelf.shelf import Edition
from qa.ways.from_rules import claims_of

_NEAR_BEST = 0.35
"""How far the best unit of a work with several texts may stand behind the best one of all."""
_LOOKED_AT = 5
"""Units of each text that are held beside their counterparts."""
_LACKS = 0.25
"""What a unit's score loses where the other text has no counterpart of it."""
_UNCHANGED = 0.15
"""What it loses where the counterpart has the same words: who names two times expects a change."""
_AS_NEAR = 0.7
"""Share of its words that what a text says otherwise on the question must hold beside the rule."""
_MOST_UNITS = 4
_MOST_OF_STATE = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """What one text has on the question when it is asked alone."""

    state: State
    inquiry: Inquiry
    parted: Parted
    ranked: Sequence[Scored]
    looked_at: int

    @property
    def id(self) -> str:
        return self.state.entry.id


def at_times(draft: Draft, edition: Edition, today: date) -> bool:
    """Whether an act that has several texts tells what is asked of it at several times."""
    question = draft.question
    sides = [_side(question, edition, s) for s in _states(question, edition, today)]
    weighed = [
        (_weight(unit, side, sides), -n, side, unit)
        for n, side in enumerate(sides)
        for unit in side.ranked[:_LOOKED_AT]
    ]
    if not weighed:
        return False
    _, _, best, unit = max(weighed, key=lambda found: found[:2])
    chosen = _chosen(best, unit)
    sure = sureness(best.inquiry, chosen)
    if doubts(best.inquiry, chosen, sure):
        return False
    for side in sides:
        beside = tuple(other.state.entry for other in sides if other is not side)
        told = _told(question, best, chosen.units, side)
        draft.claims += _labelled(question, side.state, beside, told)
        draft.claims += _since(edition, side.state)
        draft.rules += side.looked_at
    draft.near += [quote_of(edition, s) for s in best.ranked[:3]]
    draft.confidence = max(draft.confidence, sure)
    return True


def _states(question: Question, edition: Edition, today: date) -> tuple[State, ...]:
    """The texts of the work that is named, else of that with the best rule on the question."""
    works = states_of(question, edition.several, today)
    clear = [m for m in question.policies if m.quoted or m.exact or len(m.policy_ids) == 1]
    named = {policy for mention in clear for policy in mention.policy_ids}
    if not works or named:
        return next((works[policy] for policy in sorted(named) if policy in works), ())
    places = {r for region in question.regions for r in chain(region)} | {NATION}
    texts = {
        state.entry.id
        for states in works.values()
        for state in states
        if not question.regions or places & set(state.entry.head.regions)
    }
    scope = choose_scope(question, edition, question.dates[0].last if question.dates else today)
    wide = replace(scope, documents=tuple(sorted(texts.union(scope.documents))), named=frozenset())
    inquiry = Inquiry.of(question, edition, wide)
    ranked = inquiry.rank(inquiry.retrieve())
    of_works = [s for s in ranked if s.entry.id in texts]
    if not of_works or of_works[0].score < ranked[0].score - _NEAR_BEST:
        return ()
    work = of_works[0].entry.head.policy_id
    return works[work] if _all_of(work, inquiry) else ()


def _all_of(work: str, inquiry: Inquiry) -> bool:
    """Whether one work answers all sentences that ask something of their own.

    2025年6月以后呢？ and 修订前后有什么变化？ ask the same again.
    """
    for sentence in asking_sentences(inquiry.question.chinese)[1:]:
        own_words = [t for t in find_terms(sentence) if not _OF_TIMES.search(t.text)]
        if len(own_words) >= _OWN_WORDS:
            own = alone(inquiry.question, sentence, inquiry.edition)
            asked = Inquiry.of(own, inquiry.edition, inquiry.scope)
            ranked = asked.rank(asked.retrieve())
            best = max((s.score for s in ranked if s.entry.head.policy_id == work), default=-1.0)
            if ranked and best < ranked[0].score - _NEAR_BEST:
                return False
    return True


_OWN_WORDS = 3
"""Content words, days and words of change left out, from which a sentence asks by itself."""
# 2024年5月, 修订, 前后, 变化: tell of which times the same is asked again
_OF_TIMES = re.compile(r"^\d|^(?:[新旧老].?|修.|前后|现[在行]|以[前后]|变.|调整|不同|[区差]别)$")


def _side(question: Question, edition: Edition, state: State) -> _Side:
    id_ = state.entry.id
    none: frozenset[str] = frozenset()
    on = state.asked.last if state.asked else date.max
    scope = Scope((id_,), frozenset({id_}), none, none, none, on)
    inquiry = Inquiry.of(question, edition, scope)
    candidates = inquiry.retrieve()
    ranked = [s for s in inquiry.rank(candidates) if not _BEGINS.search(s.read.words)]
    return _Side(state, inquiry, Parted(inquiry, id_, ranked), ranked, len(candidates))


# 本条例自…起施行, …同时废止: tells from when a text holds, which is told of every text anyway
_BEGINS = re.compile(r"^(?:本|自)[^,。]{0,30}起(?:施行|实施|生效)|同时废止")


def _weight(unit: Scored, side: _Side, sides: Sequence[_Side]) -> float:
    """How well a unit of a side answers together with its counterparts."""
    question = side.inquiry.question
    lost = 0.0 if asks_lack(question) else _LACKS
    total = unit.score + _in_charge(unit, question)
    for other in sides:
        if other is not side:
            answering = counterpart(unit, side.parted, other.parted).unit
            same = answering is not None and answering.read.words == unit.read.words
            total += _as_ranked(other, answering) if answering else unit.score - lost
            total -= _UNCHANGED if same else 0
    return total


# 归哪个机构, 由哪两个部门, 换成了谁 asks who is in charge; 国务院…部门主管…, …部门负责… tells it
_ASKS_BODY = re.compile(
    r"哪[一两几个些]{0,2}(?:部门|机构|机关|单位|家|方)|归谁|[由是]谁|谁来?管|成了?谁"
)
_IN_CHARGE = re.compile(r"^[^,。;:]{2,40}(?:主管|负责)(?!人)")
_BODY = 0.2


def _in_charge(unit: Scored, question: Question) -> float:
    asked = _ASKS_BODY.search(question.chinese)
    return _BODY if asked and _IN_CHARGE.search(unit.read.words) else 0.0


def _as_ranked(side: _Side, unit: Scored) -> float:
    """The score of a unit as it was found by the side's own search."""
    return next((s.score for s in side.ranked if s.spans == unit.spans), unit.score)


def _chosen(side: _Side, unit: Scored) -> Chosen:
    """The unit with what completes it in its rule."""
    shown = _completed(side.inquiry, [unit])
    shown = sorted(shown, key=lambda s: not _is_case_asked(s, unit, side.inquiry.question))
    return Chosen(tuple(shown), closest=max(s.close for s in side.ranked))


def _is_case_asked(unit: Scored, best: Scored, question: Question) -> bool:
    """Whether a unit gives the number asked for, and the best none or one of a farther case."""
    asked = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    if not asked or not has_kind(asked, unit.read.words):
        return False
    same = unit.read.unit.paragraph == best.read.unit.paragraph
    return (same and unit.close > best.close) or not has_kind(asked, best.read.words)


def _told(question: Question, best: _Side, shown: Sequence[Scored], side: _Side) -> list[Claim]:
    """What one text says: of another than the best what answers to that.

    What it lacks of that is said first.
    """
    edition = best.inquiry.edition
    if side is best:
        return _claims(question, edition, shown)
    answering = [counterpart(s, best.parted, side.parted) for s in shown]
    claims: list[Claim] = []
    units = list({s.spans: s for c in answering for s in c.units}.values())
    # what another clause punishes than in the other text
    if punished := punishing(side.inquiry, units or side.parted.units_of(answering[0].clause)):
        return _claims(question, edition, [*punished, *units])
    lacks = answering[0].unit is None
    if lacks:
        lost = not_written(side.inquiry, side.state.entry, answering[0].clause, shown[0])
        claims += [lost] if lost else []
    if answering[0].clause is None and not units:
        near = shown[0].close * _AS_NEAR
        units = [s for s in side.ranked[:1] if s.close >= near]
    if not units:
        return claims
    units = _completed(side.inquiry, units)
    if lacks:  # what stands beside answers another case: its words, and no verdict
        return claims + [ground(quote) for quote in grouped(edition, units)[:1]]
    return _claims(question, edition, units)


def _claims(question: Question, edition: Edition, units: Sequence[Scored]) -> list[Claim]:
    return claims_of(question, edition, Chosen(tuple(units)))[:_MOST_OF_STATE]


def _labelled(
    question: Question, state: State, beside: tuple[DocumentEntry, ...], claims: Sequence[Claim]
) -> list[Claim]:
    """The claims under the time they are of, which may be told as the question words it."""
    on = state.asked.last if state.asked else None
    stood = Stood(state.label, state.entry, beside, on)
    return [
        replace(c, text=f"{stood.label}：{c.text}", premise=question.chinese, stood=stood)
        for c in claims
    ]


def _completed(inquiry: Inquiry, units: Sequence[Scored]) -> list[Scored]:
    """The first unit with what completes it in its rule, then the others of that."""
    best = units[0]
    own = [s for s in completed(inquiry, best) if s.rule == best.rule]
    rest = [s for s in units if s.rule == best.rule]
    return list({s.spans: s for s in (*own, *rest)}.values())[:_MOST_UNITS]


def _since(edition: Edition, state: State) -> list[Claim]:
    """From when the text holds, and which change made it where a later text tells that.

    A text that is named as the one before or after a change is told by its note as well.
    """
    claims = begins(edition, state.entry)
    if state.asked is None:
        return claims[:2]
    year = f"“{state.asked.first.year}年"
    if any(year in claim.text for claim in claims):
        return claims[:1]
    versions = edition.versions[state.entry.head.policy_id]
    earlier = [n for version in versions for n in history(edition, version)[:-1]]
    return [*claims[:1], *[note for note in earlier if year in note.text][:1]]
