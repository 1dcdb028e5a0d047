"""Days counted on: 自施行之日起十二个月内, from the day that the same act names."""

from __future__ import annotations

import re
from datetime import date

from graph.quantities import find_quantities
from qa.arithmetic import counted_on
from qa.claim import Claim, DayCount, Quote
from qa.compose import quote_of, source_words
from qa.facts import begins
from qa.question import Ask, Question
from qa.rank import Scored
from qa.shelf import Edition

_FROM_COMMENCEMENT = re.compile(r"(?:施行|实施|生效)之日起")
_ASKS_DAY = re.compile(r"最晚|最迟|什么时候|何时|哪一?[天日]|几月几[号日]|截止|之前|到期")


def deadline(question: Question, edition: Edition, scored: Scored) -> list[Claim]:
    """最晚2023年3月1日, where the rule counts from its act's commencement."""
    wants = {Ask.WHEN, Ask.EFFECTIVE, Ask.PERIOD} & set(question.asks)
    begun = scored.entry.head.effective
    quote = quote_of(edition, scored)
    words = _FROM_COMMENCEMENT.search(quote.text)
    if not (wants and words and begun and _ASKS_DAY.search(question.chinese)):
        return []
    period = next((q for q in find_quantities(quote.text) if q.start >= words.end()), None)
    last = counted_on(begun, period) if period else None
    if period is None or last is None or period.start - words.end() > 1:
        return []
    named = [q for claim in begins(edition, scored.entry) for q in claim.quotes]
    first = [q for q in named if _names(q, begun)]
    if not first:
        return []
    count = DayCount(begun, period, last)
    text = (
        f"最晚{_spoken(last)}：自{_spoken(begun)}起{period.text}（{source_words(quote)}、"
        f"{first[0].locator}）。"
    )
    return [Claim(text, (quote, first[0]), days=count)]


def _names(quote: Quote, day: date) -> bool:
    return _spoken(day) in "".join(quote.text.translate(_WIDE).split())


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
