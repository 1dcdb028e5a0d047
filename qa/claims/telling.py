"""The units of one side of a comparison that tell what is asked for, best first, and the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa.asked.asks import NUMERIC_ASKS
from qa.asked.kinds import has_kind
from qa.asked.question import Question
from qa.search.rank import Inquiry, Scored
from qa.search.sides import Side, SideOf
from qa.search.signals import is_report

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


def ranked_of(inquiry: Inquiry, side: Side) -> Ranked:
    """The best units of one side by the question's own words."""
    if not side.documents:
        return Ranked()
    candidates = inquiry.retrieve(documents=side.documents)[:_RULES_OF_SIDE]
    found = [
        s
        for s in inquiry.rank(candidates)
        if side.of is not SideOf.REGION or inquiry.speaks_of(s.read, s.entry, (side.name,))
        if not _HEADING.match(s.read.words)
    ]
    found = [replace(s, score=s.score - _REPORTED) if is_report(s.entry) else s for s in found]
    found.sort(key=lambda s: (-s.score, s.entry.id, s.read.unit.start))
    telling = [s for s in found if fits(inquiry.question, s)]
    others = [s for s in found if not fits(inquiry.question, s) and _penal(inquiry.question, s)]
    return Ranked(tuple(telling[:_UNITS_OF_SIDE]), tuple(others[:_UNITS_OF_SIDE]))


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
