"""The first sentence of an answer: the number that is asked for, or 可以, 不可以, 需要."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.names import fold
from graph.quantities import AMOUNT, SHARE, Quantity
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import asked_quantities, in_asked_unit
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.cases import of_asked_case
from qa.claims.claim import Claim, Quote
from qa.claims.kinds_beside import speaks_of_both
from qa.claims.quoting import grouped, quote_of, source_words
from qa.numbers.differences import Figure, asks_difference, difference
from qa.numbers.items import items_of
from qa.numbers.told_numbers import number_sentence
from qa.search.rank import Scored
from qa.shelf.shelf import Edition


def asked_values(question: Question, scored: Scored, quote: Quote) -> list[Quantity]:
    """The numbers of a unit that the question asks for, in the order of its quote."""
    return nearest(question, _values_of(question, scored, quote), quote.text)


# 未规定、也未与科技人员约定奖励的; 未与发明人约定也未在规章制度中规定奖励的
_UNAGREED = re.compile(
    r"(?:未|没有)[^,。;]{0,8}规定[^,。;]{0,8}(?:未|没有)[^,。;]{0,24}约定"
    r"|(?:未|没有)[^,。;]{0,16}约定[^,。;]{0,8}(?:未|没有)[^,。;]{0,24}规定"
)


def number_claim(values: Sequence[Quantity], quote: Quote) -> Claim | None:
    """从净收入中提取不低于百分之五十的比例（《…》第四十五条）。"""
    words = number_sentence(values, quote)
    default = "；未规定、也未约定时适用" if _UNAGREED.search(fold(quote.text)) else ""
    text = f"{words}（{source_words(quote)}{default}）。"
    return Claim(text, (quote,), values=tuple(values)) if words else None


_CLAUSE_ENDS = re.compile(r"[，,；;。：:]")
_AS_MANY = 0.7
_AS_MANY_OF_SEVERAL = 0.3
# 发明、实用新型、外观设计各…, 正高和高级各几个
_SEVERAL = re.compile(r"各|分别|、|[和与跟][^，。？]{1,10}(?:都|一共|总共|分开)")


def nearest(
    question: Question, values: Sequence[Quantity], text: str, *, of_one: bool = False
) -> list[Quantity]:
    """Of several values those whose own clauses hold the question's words best.

    ``of_one``: 各 and 分别 part the sides of a comparison, of which the text is one.
    """
    several = not of_one and _SEVERAL.search(question.chinese)
    values = _parts_of_own(question, in_asked_unit(question.chinese, values), text)
    values = [v for v in values if not in_condition(v, text)] or values
    if len(values) > 1 and not several:
        values = of_asked_case(question, values, text)
    if len(values) < 2:
        return values
    held = _held(question, values, text)
    share = _AS_MANY_OF_SEVERAL if several else _AS_MANY
    kept = [v for v, n in zip(values, held, strict=True) if n >= share * max(held)]
    return kept if several else _of_named(question, kept, text)


_OF_THESE = re.compile(r"[，,；;](?:其中|含)")


def _parts_of_own(question: Question, values: list[Quantity], text: str) -> list[Quantity]:
    """Without the whole that the question itself gives, where the text parts it: 474名，含….

    All where nothing else is left.
    """
    own = {(q.value, q.unit) for q in question.quantities}
    parts = [v for v in values if (v.value, v.unit) not in own or not _OF_THESE.search(text, v.end)]
    return parts or values


def closest(question: Question, values: Sequence[Quantity], text: str) -> Quantity:
    """The one value whose own clause holds the question's words best, the first of equals."""
    near = nearest(question, values, text)
    held = _held(question, near, text)
    return near[held.index(max(held))]


def _held(question: Question, values: Sequence[Quantity], text: str) -> list[int]:
    """How many pairs of the question's characters the clause of each value holds."""
    ends = [0, *(m.end() for m in _CLAUSE_ENDS.finditer(text)), len(text)]
    ends = sorted([*ends, *_ends_of_rows(values, text)])
    verb = _VERB_ASKED.search(question.chinese)
    held: list[int] = []
    for value in values:
        clause = _clause(value, text, ends)
        common = in_common(clause, question.chinese) or _otherwise_worded(question, clause)
        common += _FROM_WHEN * runs_from(question, value, text)
        held.append(common + _BY_VERB * bool(verb and verb["verb"] in clause))
    return held


def _otherwise_worded(question: Question, clause: str) -> int:
    """Pairs of characters of the question's words that a clause says in another wording."""
    words = fold(clause)
    return sum(len(t.pairs) for t in question.terms if any(f in words for f in t.forms))


_NAME = 4
"""Characters of a name from which on it tells whose a number is."""


def _of_named(question: Question, values: Sequence[Quantity], text: str) -> list[Quantity]:
    """Of the figures of several bodies or grades those of the one that the question names.

    某大学已招收20名…，另一大学已招收15名…; 正高级13人、高级87人. All where it names none.
    """
    ends = [0, *(m.end() for m in _FIGURE_ENDS.finditer(text)), len(text)]
    names = ["".join(text[max(e for e in ends if e <= v.start) : v.start].split()) for v in values]
    named = [_named_at(name, question.chinese) for name in names]
    longest = max(named, default=0)
    if longest < _NAME or not all(n == longest or 2 * n <= longest for n in named):
        return list(values)
    return [v for v, n in zip(values, named, strict=True) if n == longest]


_FIGURE_ENDS = re.compile(r"[，,；;。：:、]")


def _named_at(name: str, question: str) -> int:
    """How many of the characters that a clause begins with stand together in the question."""
    return next((n for n in range(len(name), 1, -1) if name[:n] in question), 0)


# what stands between two numbers where the second is of something else
_OWN_SUBJECT = re.compile(r"、[^、，。；：\d]{2,}|[^，。；：,;:\n]{8,}")


def _ends_of_rows(values: Sequence[Quantity], text: str) -> list[int]:
    """Ends of the stretches of one clause that tell each its own number: 正高级13人、高级87人."""
    return [
        one.end
        for one, other in pairwise(sorted(values, key=lambda v: v.start))
        if _OWN_SUBJECT.fullmatch(text, one.end, other.outer[0])
    ]


def _clause(value: Quantity, text: str, ends: Sequence[int]) -> str:
    """What stands around a value up to the next stops: its own figures may be those of a day."""
    start = max(e for e in ends if e <= value.start)
    end = min(e for e in ends if e >= value.end)
    return "".join((text[start : value.start] + text[value.end : end]).split())


# 最长补几年, 最多赔多少: what is done so long or so much
_VERB_ASKED = re.compile(
    r"(?P<verb>[补赔罚奖提留返交缴存管延退扣领还])(?:给|上|出|回|到|付)?(?:多少|几|多久|多长)"
)
_BY_VERB = 3
"""Pairs of characters that it counts for the clause of a number to say the verb."""
_FROM_WHEN = 3
"""Pairs of characters that it counts for a period to run from what the question says."""
# 受理后多少天裁决, and the text: 自受理申请之日起六十日内
_AFTER_WHAT = re.compile(
    r"(?P<what>[\u3400-\u9fff]{2})(?:之日|之|以)?(?:后|起)[^，。？]{0,6}(?:多久|多长|多少|几)"
)
_SINCE = re.compile(
    r"(?:自|从|在)(?P<what>[^，。；：]{1,30}?)(?:之日|之时|之)?(?:起|后)[^，。；：]{0,4}$"
)


def runs_from(question: Question, value: Quantity, text: str) -> bool:
    """Whether a period runs from what the question says it runs from."""
    asked = _AFTER_WHAT.search(question.chinese)
    since = _SINCE.search(text[: value.outer[0]]) if asked else None
    return bool(asked and since and since["what"].startswith(asked["what"]))


# 违法经营额不足五万元的，可以并处…: a number of the case, and not of what follows from it
_CASE_ENDS = re.compile(r"[^，,。；;：:]{0,24}的[，,]")


def in_condition(value: Quantity, text: str) -> bool:
    """Whether a value is of the case that a clause is for: 违法经营额不足五万元的，…."""
    return bool(_CASE_ENDS.match(text, value.end))


def _values_of(question: Question, scored: Scored, quote: Quote) -> list[Quantity]:
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    start = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    found = [q for q in asked_quantities(asks, quote.text) if q.start >= start]
    if Ask.QUANTITY in asks and len(found) > 1:
        shares = [q for q in found if q.kind in (SHARE, AMOUNT)]
        return shares or found
    return found


def numbers(
    question: Question, edition: Edition, units: Sequence[Scored], best: Scored
) -> list[Claim]:
    """The numbers of the best unit and, where several things are asked for, of its neighbours.

    How far two of them lie apart goes before, where that is asked.
    """
    beside = [
        s
        for s in units
        if s.rule == best.rule and s.read.unit.paragraph == best.read.unit.paragraph
    ]
    of_days = len(question.dates) > 1 and not items_of(question)  # 分别 parts the days
    several = _SEVERAL.search(question.chinese) or asks_difference(question.chinese)
    if several and not of_days and len(beside) > 1:
        quote = grouped(edition, beside)[0]
        asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
        stated = asked_quantities(asks, quote.text)
    else:
        quote = quote_of(edition, best)
        stated = _values_of(question, best, quote)
    asked = _PAIR if asks_difference(question.chinese) else len(items_of(question))
    values = one_for_each(question, stated, quote, asked)
    values = values or nearest(question, stated, quote.text, of_one=of_days)
    claim = number_claim(values, quote)
    of_both = speaks_of_both(question, quote.text)
    apart = difference(question, [Figure(v, quote) for v in values]) if of_both else None
    return [c for c in (apart, claim) if c]


_PAIR = 2


def one_for_each(
    question: Question, stated: Sequence[Quantity], quote: Quote, asked: int
) -> list[Quantity]:
    """As many numbers as things are asked about: then each has one, however it is worded."""
    values = in_asked_unit(question.chinese, stated)
    ruling = [v for v in values if not in_condition(v, quote.text)]
    if asked > 1 and len(ruling) != asked:
        ruling = of_asked_case(question, ruling, quote.text)
    return ruling if asked > 1 and len(ruling) == asked else []
