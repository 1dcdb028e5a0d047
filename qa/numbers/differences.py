"""How far two figures lie apart, where that is asked, with the step: 相差20个百分点, 是…的4倍."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.quantities import Quantity
from qa.asked.question import Question
from qa.claims.arithmetic import plain, said, step
from qa.claims.claim import Claim, Operator, Quote
from qa.claims.quoting import source_words
from qa.numbers.sums import Sum, told

# 差几个百分点, 相差多少; 差几倍, 翻几倍: not 还差多少, of a figure against its bound, and not
# 要比收入的增幅高多少, which one rule may say
_APART = re.compile(r"(?<!还)差(?:了|出)?(?:多少|几|多大)|差(?:额|距|值)(?:是|有)?(?:多少|多大)")
# 比国家的底线高几个百分点, 比旧法多出多少天: what two acts say, and no growth that one rule sets
_ABOVE_ANOTHER = re.compile(
    r"比[^，。？]{2,30}[高低多少长短](?:出|了|出了)?(?:多少|几)(?:个百分点|个点|天|个?工作日|个月|年|万?元)"
)
_TIMES = re.compile(r"(?:差|翻)(?:了|出)?(?:几|多少)[倍番]")
_UPPER = re.compile(r"上限|最高|最多|封顶|至多|最长|最大|顶格")
_LOWER = re.compile(r"下限|最低|最少|起步|底线|至少|最短|最小|起码")
_PAIR = 2


def asks_difference(text: str) -> bool:
    return bool(_TIMES.search(text) or _APART.search(text))


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the two, with the quote that prints it."""

    value: Quantity
    quote: Quote


def difference(question: Question, figures: Sequence[Figure]) -> Claim | None:
    """相差50个百分点：70%－20%=50个百分点. None where it is not asked, or not reckoned.

    Of other than two figures it is open which ones are meant.
    """
    if len(figures) != _PAIR or not asks_difference(question.chinese):
        return None
    return _worked(question, figures)


def across_claims(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """How far two numbers lie apart that the claims tell; none where it is not asked.

    What one claim has worked out already is not worked out again.
    """
    asked = _ABOVE_ANOTHER.search(question.chinese) or asks_difference(question.chinese)
    if not asked or any(c.steps for c in claims):
        return []
    figures = [Figure(v, c.quotes[0]) for c in claims for v in c.values]
    works = {f.quote.entry.head.policy_id for f in figures}
    pair = len(figures) == _PAIR and (len(works) == _PAIR or asks_difference(question.chinese))
    worked = _worked(question, figures) if pair else None
    return [worked] if worked else []


def _worked(question: Question, figures: Sequence[Figure]) -> Claim | None:
    times = _TIMES.search(question.chinese)
    first, second = (_end(question, f.value) for f in figures)
    if not first or not second or first.unit != second.unit or first.value == second.value:
        return None
    high, low = sorted((first, second), key=lambda q: -q.value)
    if times and not low.value:
        return None
    quotes = tuple(dict.fromkeys(f.quote for f in figures))
    if times:
        made = step(high, Operator.OVER, low)
        words = f"{said(high)}是{said(low)}的{said(made.result)}"
        sources = "、".join(dict.fromkeys(source_words(q) for q in quotes))
        text = f"{words}（{sources}）。"
        return Claim(text, quotes, premise=question.whole, steps=(made,))
    return told(question, Sum((step(high, Operator.MINUS, low),), quotes), before="相差")


def _end(question: Question, value: Quantity) -> Quantity | None:
    """The end of a range that is asked about; None where it is open which one."""
    if value.value_max is None:
        return plain(value)
    if _UPPER.search(question.chinese):
        return plain(value, value.value_max)
    return plain(value) if _LOWER.search(question.chinese) else None
