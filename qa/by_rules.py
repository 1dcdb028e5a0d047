"""Claims from the rules: for the whole question, or for each date or sentence of it apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.dates import find_dates
from qa.alternatives import alternatives
from qa.asked_dates import AskedDate
from qa.asking_parts import asking_sentences
from qa.asks import HEAD_ASKS
from qa.by_parts import told_by_parts
from qa.claim import Claim, Quote
from qa.commencement import begins
from qa.confidence import sureness
from qa.differences import across_claims
from qa.draft import Draft
from qa.facts import head_claims
from qa.figures import targets
from qa.formulas import by_formula
from qa.from_rules import chosen_for, claims_of
from qa.ladder import levels_of
from qa.nation_first import name_local
from qa.observed import observed
from qa.parts import alone
from qa.precedence import overruled
from qa.question import OLD_OR_NEW, Question
from qa.quoting import quote_of
from qa.rank import Inquiry, Scored
from qa.refusal import doubts
from qa.retrieve import Scope, choose_scope
from qa.shelf import Edition
from qa.terms import find_terms
from qa.timely import (
    in_time,
    is_of_earlier_cases,
    of_another_year,
    of_earlier_cases,
    of_its_own_day,
)
from qa.undefined import first_undefined


def by_rules(draft: Draft, edition: Edition, scope: Scope, today: date) -> None:
    """From the rules, for each date apart, each sentence apart or the question as a whole."""
    question = draft.question
    dates = _apart_by_date(question, edition)
    if timed := _apart_by_time(question):
        _from_sentences(draft, edition, timed, today)
    elif len(dates) > 1:
        for asked in dates:
            _from_rules(draft, edition, choose_scope(question, edition, asked.last), asked, today)
    elif not _each_by_its_act(draft, edition, today):
        _from_rules(draft, edition, scope, None, today)
        sentences = asking_sentences(question.chinese)
        if not draft.claims and len(sentences) > 1:
            _from_sentences(draft, edition, sentences, today)
        elif len(sentences) > 1:
            _add_unanswered(draft, edition, sentences, today)
    draft.claims = [*across_claims(question, draft.claims), *draft.claims]


def _each_by_its_act(draft: Draft, edition: Edition, today: date) -> bool:
    """Whether each sentence of a question is answered by itself, from the act that it names."""
    apart = _apart_by_act(draft.question)
    told = Draft(draft.question, documents=draft.documents, missing=list(draft.missing))
    if apart:
        _from_sentences(told, edition, apart, today)
    if not told.claims:
        return False
    draft.claims += told.claims
    draft.missing, draft.near = told.missing, draft.near + told.near
    draft.rules, draft.confidence = draft.rules + told.rules, told.confidence
    return True


def _apart_by_act(question: Question) -> list[str]:
    """The sentences of a question of which each asks and a later one names another act."""
    sentences = asking_sentences(question.chinese)
    acts: list[tuple[str, ...]] = []
    start = 0
    for sentence in sentences:
        start = question.chinese.index(sentence, start)
        inside = range(start, start + len(sentence))
        acts.append(tuple(i for p in question.policies if p.start in inside for i in p.policy_ids))
    named = [a for a in acts[1:] if a and a != acts[0]]
    return sentences if named and len(sentences) > 1 else []


def _apart_by_time(question: Question) -> list[str]:
    """The sentences of a question, where each asks something else of another time.

    2024年6月以后呢？ asks the same again and is no sentence of its own.
    """
    sentences = asking_sentences(question.chinese)
    times = [_times(s) for s in sentences]
    apart = len(sentences) > 1 and all(times) and len(set(times)) == len(times)
    if apart and all(len(find_terms(s)) >= _OWN_WORDS for s in sentences[1:]):
        return sentences
    return []


_OWN_WORDS = 3
"""Content words, dates among them, from which a sentence asks by itself."""


def _times(sentence: str) -> tuple[str, ...]:
    days = tuple(d.iso for d in find_dates(sentence))
    return days or tuple(m.group() for m in OLD_OR_NEW.finditer(sentence))


def _from_sentences(draft: Draft, edition: Edition, sentences: Sequence[str], today: date) -> None:
    """Each sentence of a question answered by itself; what stays open is said to be missing."""
    question, refusals = draft.question, list(draft.missing)
    draft.missing.clear()
    sure: list[float] = []
    for sentence in sentences:
        own = alone(question, sentence, edition)
        part = Draft(own, documents=draft.documents)
        asked = own.dates[0] if own.dates and find_dates(sentence) else None
        scope = choose_scope(own, edition, asked.last if asked else today)
        _from_rules(part, edition, scope, asked, today)
        draft.near += part.near
        draft.rules += part.rules
        sure.append(part.confidence)
        if part.claims:
            draft.claims += part.claims[:_MOST_OF_SENTENCE]
        else:
            draft.missing.append(f"没有找到“{sentence.rstrip('？?。')}”的答案")
    if draft.claims:
        draft.confidence = sum(sure) / len(sure)
    else:
        draft.missing = refusals or draft.missing


_MOST_OF_SENTENCE = 3


def _add_unanswered(draft: Draft, edition: Edition, sentences: Sequence[str], today: date) -> None:
    """What answers a sentence by itself and is not among what answers the whole."""
    for sentence in sentences:
        own = alone(draft.question, sentence, edition)
        asks_itself = len(find_terms(sentence)) >= _OWN_WORDS and not _GOES_ON.search(sentence)
        if not asks_itself or HEAD_ASKS & set(own.asks):
            continue
        inquiry = Inquiry.of(own, edition, choose_scope(own, edition, today))
        chosen, _, _ = chosen_for(inquiry)
        if not chosen.units or doubts(inquiry, chosen, sureness(inquiry, chosen)):
            continue
        best = quote_of(edition, chosen.units[0])
        beside = best.entry.id in {q.entry.id for c in draft.claims for q in c.quotes}
        if beside and chosen.units[0].close >= _TELLING and not _is_cited(best, draft.claims):
            only = replace(chosen, units=chosen.units[:1], parts=(), hops=())
            draft.claims += claims_of(own, edition, only)[:2]


_TELLING = 0.4
"""Share of a sentence's words that a rule must hold to answer it beside the rest."""


# 它能怎么处理？ 没有的呢？ asks on about what another sentence asks
_GOES_ON = re.compile(r"^(?:它|他|她|其|该|这|那|此)|呢[？?]?$|(?:该|那)(?:部|份|条)")


def _is_cited(quote: Quote, claims: Sequence[Claim]) -> bool:
    """Whether a quote's last words stand in a quote of the claims."""
    start, end = quote.spans[-1]
    return any(
        q.entry.id == quote.entry.id and any(a < end and start < b for a, b in q.spans)
        for claim in claims
        for q in claim.quotes
    )


def _apart_by_date(question: Question, edition: Edition) -> list[AskedDate]:
    """The dates that are asked for, where they lead to different versions."""
    scopes: list[tuple[str, ...]] = []
    kept: list[AskedDate] = []
    for asked in question.dates:
        documents = choose_scope(question, edition, asked.last).documents
        if documents not in scopes:
            scopes.append(documents)
            kept.append(asked)
    return kept if len(kept) > 1 else []


def _from_rules(
    draft: Draft, edition: Edition, scope: Scope, asked: AskedDate | None, today: date
) -> None:
    """Claims from the rules that fit best, for the whole question and for each of its parts."""
    question = draft.question
    inquiry = Inquiry.of(question, edition, scope)
    chosen, ranked, looked_at = chosen_for(inquiry)
    draft.rules += looked_at
    draft.near += [quote_of(edition, s) for s in ranked[:3]]
    sure = sureness(inquiry, chosen)
    parted, together = ([], 0.0) if asked else told_by_parts(inquiry, chosen)
    sure = max(sure, together)
    levels = levels_of(question, edition) if len(question.parts) == 1 else []
    worked = by_formula(question, edition, ranked)
    reasons = doubts(inquiry, chosen, sure) or of_another_year(question, chosen.units[0].read.words)
    if reasons and not levels and not worked:
        draft.missing += reasons
        draft.confidence = max(draft.confidence, min(sure, 0.3))
        return
    draft.confidence = max(draft.confidence, sure)
    which, decides = overruled(inquiry, chosen.units[0])
    claims = (
        worked
        or (which if decides else [])
        or targets(question, edition, chosen.units)
        or levels
        or observed(question, edition, chosen.units[0])
        or parted
        or claims_of(question, edition, chosen, ranked)
    )
    claims = name_local(question, first_undefined(question, edition, chosen.units, claims))
    claims += [] if decides else which[:2]
    if asked:
        claims = [
            replace(c, text=f"{asked.text}：{c.text}", premise=question.chinese) for c in claims[:2]
        ]
        claims += begins(edition, chosen.units[0].entry)[:1]
    else:
        if not any(claim.days for claim in claims):  # then the day is what is counted from
            begun, late = in_time(question, edition, chosen.units[0].entry)
            late = late and not _of_asked_time(question, chosen.units[0])
            before = of_earlier_cases(inquiry, chosen.units[0].entry) if late else []
            claims = [*begun, *before, *claims] if late else [*claims, *begun]
        own, apart = of_its_own_day(question, edition, chosen.units[0], today)
        claims = [*own, *claims] if apart else [*claims, *own]
        claims += alternatives(question, edition, chosen.units[0], ranked)
    if HEAD_ASKS & set(question.asks) and not draft.claims:
        documents = dict.fromkeys(s.entry.id for s in (*chosen.hops, *chosen.units))
        claims += head_claims(question, edition, list(documents)[:1], date.max)[:2]
    draft.claims += claims


def _of_asked_time(question: Question, best: Scored) -> bool:
    """Whether the rule itself speaks of the time: 2000年要达到多少 asks what it sets for 2000."""
    if is_of_earlier_cases(best.read.lead + best.read.words):
        return True
    told = {day.iso[:4] for day in find_dates(best.read.words)}
    return bool(told & {str(asked.first.year) for asked in question.dates})
