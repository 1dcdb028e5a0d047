"""What a rule makes of the asker's sum without printing a figure: even shares, twice as much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.names import fold
from graph.quantities import Quantity, find_quantities
from qa.asked.question import Question
from qa.claims.arithmetic import plain, spoken, step
from qa.claims.claim import Claim, Operator, Quote
from qa.claims.quoting import quote_of
from qa.numbers.bases import told_amounts
from qa.numbers.sums import Sum, told
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

# 由委托人和第三人平均承担, 各负担一半
_EVENLY = re.compile(
    r"(?:由(?P<who>[^，。；,;由]{2,30}?))?"
    r"(?:平均(?:承担|负担|分担|分摊|分配|支付)|(?:各|均)自?(?:承担|负担|分担|分得|得|占)一半)"
)
# 双倍返还定金
_TWICE = re.compile(r"(?:双倍|加倍)(?:返还|支付|赔偿|偿还|退还|缴纳|处罚)")
_JOINED = re.compile(r"、|和|与|及|以及|或者?")
_BODIES = frozenset({"家", "人", "名", "位", "个", "户"})
_NAMED_IN_A_ROW = re.compile(r"甲[、和与]?乙(?:[、和与]?丙(?:[、和与]?丁)?)?")
_MOST_PARTIES = 20
_LOOKED_AT = 6


def without_figure(question: Question, edition: Edition, chosen: Sequence[Scored]) -> Claim | None:
    """What the first unit with such a rule makes of the asker's figures; None without one."""
    for scored in chosen[:_LOOKED_AT]:
        quote = quote_of(edition, scored)
        found = _evenly(question, quote) or _twice(question, quote)
        if found:
            return found
    return None


def reckons(words: str) -> bool:
    """Whether words reckon without a figure of their own."""
    return any(sign.search(words) for sign in (_EVENLY, _TWICE))


def implied(quotes: Sequence[str], premise: str) -> set[tuple[float, str]]:
    """Numbers that such rules imply: of parties, and of two times."""
    found: set[tuple[float, str]] = set()
    for text in ("".join(quote.split()) for quote in quotes):
        if _EVENLY.search(text) and (number := _parties(text, premise)):
            found.add((float(number), "份"))
        if _TWICE.search(text):
            found.add((2.0, "倍"))
    return found


def _evenly(question: Question, quote: Quote) -> Claim | None:
    """各4万元：8万元÷2份=4万元."""
    words = "".join(quote.text.split())
    amounts = told_amounts(question)
    number = _parties(words, question.chinese) if _EVENLY.search(words) else 0
    if len(amounts) != 1 or not number:
        return None
    each = step(plain(amounts[0]), Operator.OVER, _number(amounts[0], number, "份"))
    return told(question, Sum((each,), (quote,)), before="各")


def _parties(words: str, asked: str) -> int:
    """Among how many the rule shares out: whom it names, else as many as the asker tells."""
    who = next((m["who"] for m in _EVENLY.finditer(words) if m["who"]), "")
    named = len(_JOINED.split(who))
    if named > 1:
        return named
    counts = [int(q.value) for q in find_quantities(asked) if q.unit in _BODIES]
    counts = [n for n in counts if 1 < n <= _MOST_PARTIES]
    row = _NAMED_IN_A_ROW.search(asked)
    if counts:
        return counts[0]
    if row:
        return sum(letter in row.group() for letter in "甲乙丙丁")
    return 2 if "双方" in asked else 0


def _twice(question: Question, quote: Quote) -> Claim | None:
    """10万元：5万元×2倍=10万元."""
    amounts = told_amounts(question)
    if len(amounts) != 1 or not _TWICE.search(fold(quote.text)):
        return None
    doubled = step(plain(amounts[0]), Operator.TIMES, _number(amounts[0], 2, "倍"))
    return told(question, Sum((doubled,), (quote,)))


def _number(like: Quantity, value: float, unit: str) -> Quantity:
    return replace(plain(like), text=spoken(value, unit), value=float(value), unit=unit)
