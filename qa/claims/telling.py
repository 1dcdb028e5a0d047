"""The units of one side of a comparison that tell what is asked for, best first, and the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Span
from qa.asked.asks import NUMERIC_ASKS
from qa.asked.kinds import has_kind
from qa.asked.question import Question
from qa.claims.cases import opens_with_unasked_case
from qa.search.matter import OF_ANY_RULE
from qa.search.rank import Inquiry, Scored
from qa.search.sides import Side, SideOf
from qa.search.signals import is_report

_OF_CONCEPT = 0.3
"""Gain of a unit that states a measure of the kind asked for."""
_OF_CONCEPT_WITH_NUMBER = 0.1
"""The same where a number is asked for, whose words tell more than its kind of measure."""
_UNASKED_CASE = 0.4
"""Loss of 情节严重的，… where nobody asked for what is grave."""
_REPORTED = 0.4
"""Loss of what a report tells beside what an act of the same side lays down."""
# ——推动…改革试点，提升…自主权: the heading of a part of a report
_HEADING = re.compile(r"[—–-]{2}")
_RULES_OF_SIDE = 25
_UNITS_OF_SIDE = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best units of one side, best first."""

    telling: tuple[Scored, ...] = ()
    """Those that hold what is asked for: a number of the kind, a penalty."""
    others: tuple[Scored, ...] = ()


def ranked_of(inquiry: Inquiry, side: Side, asked: Mapping[str, tuple[Span, ...]]) -> Ranked:
    """The best units of one side, those that state what is asked for first among equals."""
    if not side.documents:
        return Ranked()
    candidates = inquiry.retrieve(documents=side.documents)[:_RULES_OF_SIDE]
    gain = _OF_CONCEPT_WITH_NUMBER if inquiry.question.wants_number else _OF_CONCEPT
    found = [
        replace(s, score=s.score + gain) if states_asked(s, asked) else s
        for s in inquiry.rank(candidates)
        if side.of is not SideOf.REGION or inquiry.speaks_of(s.read, s.entry, (side.name,))
        if not _HEADING.match(s.read.words)
    ]
    found = [replace(s, score=s.score - _REPORTED) if is_report(s.entry) else s for s in found]
    telling = _plain_first(inquiry.question, [s for s in found if fits(inquiry.question, s)])
    telling.sort(key=lambda s: (-s.score, s.entry.id, s.read.unit.start))
    found.sort(key=lambda s: (-s.score, s.entry.id, s.read.unit.start))
    others = [s for s in found if not fits(inquiry.question, s) and _penal(inquiry.question, s)]
    return Ranked(tuple(telling[:_UNITS_OF_SIDE]), tuple(others[:_UNITS_OF_SIDE]))


# 哪些省给予补助, 京沪有没有规定先用后付: which of the places have such a rule
_WHICH_PLACES = re.compile(
    r"(?:哪些|哪几个?|哪个)(?:省|地|城市|市)|(?:有没有|是否)(?:都)?(?:规定|写|提到|要求)"
)


def of_the_thing(
    inquiry: Inquiry, ranked: Sequence[tuple[Side, Ranked]]
) -> list[tuple[Side, Ranked]]:
    """Where it is asked which places have something: only units that speak of that very thing.

    It is the last word of the question's matter; where no unit has it, all are kept.
    """
    own = [t for t, _ in inquiry.weighted.terms if not OF_ANY_RULE.match(t.text)]
    asked = _WHICH_PLACES.search(inquiry.question.chinese)

    def speak(units: Sequence[Scored]) -> tuple[Scored, ...]:
        """Those that say it themselves, else those in whose paragraph it is said."""
        forms = (*own[-1].forms, *own[-1].kin)
        said = tuple(s for s in units if any(f in s.read.lead + s.read.words for f in forms))
        return said or tuple(s for s in units if any(f in s.read.paragraph for f in forms))

    if not (asked and own and any(speak(found.telling) for _, found in ranked)):
        return list(ranked)
    return [(side, Ranked(speak(found.telling), speak(found.others))) for side, found in ranked]


def _plain_first(question: Question, telling: Sequence[Scored]) -> list[Scored]:
    """情节严重的，… behind the plain case of its rule, where nobody asked for what is grave."""
    graver = [opens_with_unasked_case(question, s.read.words) for s in telling]
    plain = {s.rule for s, grave in zip(telling, graver, strict=True) if not grave}
    return [
        replace(s, score=s.score - _UNASKED_CASE) if grave and s.rule in plain else s
        for s, grave in zip(telling, graver, strict=True)
    ]


def states_asked(scored: Scored, asked: Mapping[str, tuple[Span, ...]]) -> bool:
    """Whether a statement of the kind asked for lies in the unit, or in what leads it in."""
    spans = scored.spans
    return any(
        a < end and start < b for a, b in asked.get(scored.entry.id, ()) for start, end in spans
    )


_ASKS_FINE = re.compile(
    r"(?<!惩)罚(?!则)|处分|吊销|(?:[未不没违骗假]|擅自)[^，。？]{0,24}(?:怎么|如何)(?:处理|办)|什么后果"
)
_FINE = re.compile(
    r"罚[款金]|没收|警告|吊销|责令|(?:依法|给予)[^，。；]{0,6}处[罚分]|取消[^，。；]{0,12}资格"
)


def fits(question: Question, scored: Scored) -> bool:
    """Whether a unit holds a number of the kind asked for, and a penalty where one is asked for."""
    asks = [a for a in question.asks if a in NUMERIC_ASKS]
    telling = not asks or has_kind(asks, scored.read.words)
    return telling and _penal(question, scored)


def _penal(question: Question, scored: Scored) -> bool:
    asked = _ASKS_FINE.search(question.parts[0])
    return not asked or bool(_FINE.search(scored.read.words))
