"""One rule at the several times that are asked about: in each text the sentence that holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from graph.store import DocumentEntry
from qa.claim import Claim
from qa.commencement import begins
from qa.compose import Chosen, choose
from qa.confidence import sureness
from qa.draft import Draft
from qa.from_rules import claims_of
from qa.question import Question
from qa.quoting import quote_of
from qa.rank import Inquiry, Scored
from qa.refusal import doubts
from qa.retrieve import Scope, choose_scope
from qa.shelf import Edition, likeness, version_date

# 之前那版, 改之前呢, 修订前, 旧条例, 原来怎么规定: the text before the one beside it
_EARLIER = re.compile(
    r"(?:之前|以前|从前|原来|原先|过去|此前|早先)(?:的?(?:那|上)?一?(?:版本?|部|文本))?"
    r"|(?:修(?:订|改|正)|改)(?:之|以)?前|上一?版|[旧老原](?:的|版|法|条例|规定|办法|细则|文本)"
)
# 修订以后, 改完呢, 新条例
_LATER = re.compile(
    r"(?:修(?:订|改|正)|改)(?:之|以|完)后?|新(?:的|版|法|条例|规定|办法|细则|文本)|[以之]后呢"
)
_NOW = re.compile(r"现在|目前|现行|如今|眼下|当前")
_OF_A_DATE = re.compile(r"[年月日号\d]$")
_ALIKE = 0.6
"""What full likeness to the sentence of the other text counts beside a sentence's own score."""
_FROM_ONE = 8
_FROM_OTHER = 60
_MOST_CLAIMS = 2
_LONGEST_PARAGRAPH = 420
"""Characters of a paragraph that is shown whole."""


class Order(StrEnum):
    """How a time is told that has no day."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of which the question asks: its own words, and a day or its place beside others."""

    text: str
    when: date | Order


@dataclass(frozen=True, slots=True)
class _At:
    time: Time
    entry: DocumentEntry
    inquiry: Inquiry
    ranked: Sequence[Scored]


def times_asked(question: Question, today: date) -> list[Time]:
    """The times in the order of the question; of one kind without a day only the first."""
    text = question.chinese
    found = [(text.find(d.text), Time(d.text, d.last)) for d in question.dates]
    found = [(place if place >= 0 else len(text), time) for place, time in found]
    for pattern, when in ((_EARLIER, Order.EARLIER), (_LATER, Order.LATER), (_NOW, today)):
        for match in pattern.finditer(text):
            dated = bool(_OF_A_DATE.search(text[: match.start()]))
            known = any(time.when == when for _, time in found)
            if not dated and not known:
                found.append((match.start(), Time(match.group(), when)))
    return [time for _, time in sorted(found, key=lambda pair: pair[0])]


def at_times(draft: Draft, edition: Edition, today: date) -> bool:
    """Whether an act that has several texts tells what is asked of it at several times."""
    question = draft.question
    times = times_asked(question, today)
    if len(times) < 2:
        return False
    for work in _works(question, edition, today):
        told = _texts(times, sorted(edition.versions[work], key=_by_day), today)
        if len({entry.id for _, entry in told}) > 1:
            return _tell(draft, edition, told)
    return False


def _works(question: Question, edition: Edition, today: date) -> list[str]:
    """Acts with several texts: those that are named, else the one of the sentence found first."""
    named = [p for mention in question.policies for p in mention.policy_ids]
    if named:
        return [p for p in dict.fromkeys(named) if len(edition.versions[p]) > 1]
    day = question.dates[0].last if question.dates else today
    inquiry = Inquiry.of(question, edition, choose_scope(question, edition, day))
    ranked = inquiry.rank(inquiry.retrieve())[:1]
    found = [s.entry.head.policy_id for s in ranked]
    return [p for p in found if len(edition.versions[p]) > 1]


def _by_day(entry: DocumentEntry) -> tuple[date, str]:
    return version_date(entry), entry.id


def _texts(
    times: Sequence[Time], versions: Sequence[DocumentEntry], today: date
) -> list[tuple[Time, DocumentEntry]]:
    """The text that held at each time; a time before the first text is left out."""
    ordered = list({version_date(v): v for v in reversed(versions)}.values())[::-1]
    ordered.sort(key=_by_day)
    places: dict[Time, int] = {}
    for time in times:
        if isinstance(time.when, date):
            begun = [n for n, v in enumerate(ordered) if version_date(v) <= time.when]
            places[time] = begun[-1] if begun else 0
    dated = list(places.values())
    now = max((n for n, v in enumerate(ordered) if version_date(v) <= today), default=0)
    for time in times:
        if time.when is Order.LATER:
            places[time] = min(max(dated) + 1, len(ordered) - 1) if dated else len(ordered) - 1
        elif time.when is Order.EARLIER:
            places[time] = min(dated, default=now) - 1
    return [(time, ordered[places[time]]) for time in times if places[time] >= 0]


def _tell(draft: Draft, edition: Edition, told: Sequence[tuple[Time, DocumentEntry]]) -> bool:
    """Claims for each time; False where none of the texts answers."""
    once = {entry.id: (time, entry) for time, entry in reversed(told)}
    asked = [_ranked(draft.question, edition, time, entry) for time, entry in told]
    asked = [at for at in asked if at.ranked and once[at.entry.id][0] is at.time]
    if len(asked) < 2:
        return False
    best = _aligned(asked)
    sure: list[float] = []
    claims: list[Claim] = []
    doubted = 0
    for at, first in zip(asked, best, strict=True):
        ranked = [first, *(s for s in at.ranked if s is not first)]
        units = choose(ranked, at.inquiry.weighted, draft.question, edition)
        own = [s for s in units if s.rule == first.rule]
        chosen = Chosen(
            tuple(_each_once([*own, *_of_paragraph(first, ranked)])), closest=first.close
        )
        draft.near.append(quote_of(edition, first))
        sure.append(sureness(at.inquiry, chosen))
        doubted += bool(doubts(at.inquiry, chosen, 1.0))
        said = claims_of(at.inquiry.question, edition, chosen)[:_MOST_CLAIMS]
        premise = draft.question.chinese
        claims += [replace(c, text=f"{at.time.text}：{c.text}", premise=premise) for c in said]
        claims += begins(edition, at.entry)
    if doubted == len(asked):
        draft.near.clear()
        return False
    draft.rules += sum(len(at.ranked) for at in asked)
    draft.claims += claims
    draft.confidence = max(sure)
    return True


def _of_paragraph(first: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences of its paragraph, where that is short: 情节较重的，…；情节严重的，…

    For a point of a list those of the paragraph that leads the list in.
    """
    own = [s for s in ranked if s.rule == first.rule]
    leads = [s for s in own if (s.read.unit.start, s.read.unit.end) == first.read.unit.lead]
    place = (leads or [first])[0].read
    if len(place.paragraph) > _LONGEST_PARAGRAPH:
        return []
    beside = [s for s in own if s.read.unit.paragraph == place.unit.paragraph]
    return sorted(beside, key=lambda s: s.read.unit.start)


def _each_once(units: Sequence[Scored]) -> list[Scored]:
    return list({s.spans: s for s in units}.values())


def _ranked(question: Question, edition: Edition, time: Time, entry: DocumentEntry) -> _At:
    scope = Scope((entry.id,), frozenset({entry.id}), frozenset(), frozenset(), frozenset())
    inquiry = Inquiry.of(question, edition, scope)
    return _At(time, entry, inquiry, inquiry.rank(inquiry.retrieve()))


def _aligned(asked: Sequence[_At]) -> list[Scored]:
    """For each text the unit that answers and is like those of the others: the rule reworded."""
    pairs = [
        (one.score + other.score + _ALIKE * _like(one, other), -n, -m)
        for n, one in enumerate(asked[0].ranked[:_FROM_OTHER])
        for m, other in enumerate(asked[1].ranked[:_FROM_OTHER])
        if n < _FROM_ONE or m < _FROM_ONE
    ]
    _, n, m = max(pairs)
    first, second = asked[0].ranked[-n], asked[1].ranked[-m]
    rest = [
        max(at.ranked[:_FROM_OTHER], key=lambda s: s.score + _ALIKE * _like(first, s))
        for at in asked[2:]
    ]
    return [first, second, *rest]


def _like(one: Scored, other: Scored) -> float:
    return likeness(one.read.lead + one.read.words, other.read.lead + other.read.words)
