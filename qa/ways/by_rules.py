"""Claims from the rules: for the whole question, or for each part of it apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.dates import find_dates
from qa.asked.asked_dates import AskedDate
from qa.asked.asking_parts import asking_sentences
from qa.asked.asks import HEAD_ASKS
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.commencement import begins
from qa.claims.compose import Chosen, Part
from qa.claims.confidence import sureness
from qa.claims.draft import Draft
from qa.claims.facts import head_claims
from qa.claims.local_beside import name_local
from qa.claims.quoting import quote_of
from qa.claims.undefined import first_undefined
from qa.numbers.differences import across_claims
from qa.numbers.figures import targets
from qa.numbers.formulas import by_formula
from qa.numbers.ladder import levels_of
from qa.refusals.refusal import doubts
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Scope
from qa.shelf.shelf import Edition
from qa.ways.alternatives import alternatives
from qa.ways.by_parts import PartAnswer, answers_of_parts
from qa.ways.from_rules import chosen_for, claims_of
from qa.ways.headed import under_heading
from qa.ways.observed import observed
from qa.ways.precedence import overruled
from qa.ways.timely import (
    in_time,
    is_of_earlier_cases,
    of_another_year,
    of_earlier_cases,
    of_its_own_day,
)


def by_rules(draft: Draft, edition: Edition, scope: Scope, today: date) -> None:
    """From the rules that fit best, for the question as a whole or for each of its parts."""
    _from_rules(draft, edition, scope, today)
    claims = name_local(draft.question, draft.claims)
    draft.claims = [*across_claims(draft.question, claims), *claims]


def _from_rules(draft: Draft, edition: Edition, scope: Scope, today: date) -> None:
    question = draft.question
    inquiry = Inquiry.of(question, edition, scope)
    chosen, ranked, looked_at = chosen_for(inquiry)
    draft.rules += looked_at
    draft.near += [quote_of(edition, s) for s in ranked[:3]]
    sure = sureness(inquiry, chosen)
    parts = answers_of_parts(inquiry, chosen.asked)
    told = [p for p in parts if not p.reasons]
    if told and len(told) == len(parts):
        sure = max(sure, sum(p.sure for p in told) / len(told))
    levels = levels_of(question, edition) if len(question.parts) == 1 else []
    worked = by_formula(question, edition, ranked) or (
        under_heading(question, edition, ranked[0]) if ranked else []
    )
    reasons = doubts(inquiry, chosen, sure) or of_another_year(question, chosen.units[0].read.words)
    if reasons and not levels and not worked:
        apart = len(asking_sentences(question.chinese)) == len(question.parts)
        draft.missing += [] if told and apart else reasons
        draft.confidence = max(draft.confidence, min(sure, 0.3))
        _add_parts(draft, parts if apart else [], today)
        return
    draft.confidence = max(draft.confidence, sure)
    which, decides = overruled(inquiry, chosen.units[0])
    claims = (
        worked
        or (which if decides else [])
        or targets(question, edition, chosen.units)
        or levels
        or observed(question, edition, chosen.units[0])
    )
    if not claims and told and len(told) == len(parts):
        _add_parts(draft, parts, today)
        return
    claims = claims or claims_of(question, edition, chosen, ranked)
    claims = first_undefined(question, edition, chosen.units, claims)
    if which and decides:  # says itself from when each of the acts holds
        draft.claims = claims
        return
    claims += which[:2]
    claims = _in_time(inquiry, chosen, claims, None, today)
    claims += alternatives(question, edition, chosen.units[0], ranked)
    if HEAD_ASKS & set(question.asks) and not draft.claims:
        documents = dict.fromkeys(s.entry.id for s in (*chosen.hops, *chosen.units))
        claims += head_claims(question, edition, list(documents)[:1], date.max)[:2]
    draft.claims += claims


def _add_parts(draft: Draft, parts: Sequence[PartAnswer], today: date) -> None:
    """What answers each part by itself; a part without an answer is said to be missing."""
    told = [part for part in parts if not part.reasons]
    days = [tuple(d.iso for d in find_dates(p.inquiry.question.chinese)) for p in parts]
    dated = all(days) and len(set(days)) == len(days)  # each part has its own
    for n, part in enumerate(told):
        question, edition = part.inquiry.question, part.inquiry.edition
        asked = question.dates[0] if dated and question.dates else None
        before = tuple(Part(p.inquiry, p.chosen.units[0]) for p in told[:n])
        own = claims_of(question, edition, replace(part.chosen, asked=before))[:_MOST_OF_PART]
        claims = [replace(c, premise=draft.question.chinese) if c.premise else c for c in own]
        draft.claims += _in_time(part.inquiry, part.chosen, claims, asked, today)
    if told:
        lost = [p.inquiry.question.chinese.rstrip("，？?。") for p in parts if p.reasons]
        draft.missing += [f"没有找到“{words}”的答案" for words in lost]
        draft.confidence = sum(part.sure for part in told) / len(told)


_MOST_OF_PART = 3


def _in_time(
    inquiry: Inquiry,
    chosen: Chosen,
    claims: list[Claim],
    asked: AskedDate | None,
    today: date,
) -> list[Claim]:
    """Claims with the day on which their act begins, where that matters or a day is asked for."""
    question, edition, best = inquiry.question, inquiry.edition, chosen.units[0]
    if asked:
        dated = [
            replace(c, text=f"{asked.text}：{c.text}", premise=question.text) for c in claims[:2]
        ]
        return dated + begins(edition, best.entry)[:1]
    if not any(claim.days for claim in claims):  # then the day is what is counted from
        begun, late = in_time(question, edition, best.entry)
        late = late and not _of_asked_time(question, best)
        before = of_earlier_cases(inquiry, best.entry) if late else []
        claims = [*begun, *before, *claims] if late else [*claims, *begun]
    own, apart = of_its_own_day(question, edition, best, today)
    return [*own, *claims] if apart else [*claims, *own]


def _of_asked_time(question: Question, best: Scored) -> bool:
    """Whether the rule itself speaks of the time: 2000年要达到多少 asks what it sets for 2000."""
    if is_of_earlier_cases(best.read.lead + best.read.words):
        return True
    told = {day.iso[:4] for day in find_dates(best.read.words)}
    return bool(told & {str(asked.first.year) for asked in question.dates})
