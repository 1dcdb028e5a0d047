"""How far two figures lie apart, where that is asked, with the step: 相差20个百分点, 是…的4倍."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.quantities import Quantity
from qa.arithmetic import spoken, step
from qa.claim import Claim, Operator, Quote
from qa.question import Question
from qa.quoting import source_words

# 差几个百分点, 相差多少; 差几倍, 翻几倍: not 要比收入的增幅高多少, which one rule may say
_APART = re.compile(r"差(?:了|出)?(?:多少|几|多大)|差(?:额|距|值)(?:是|有)?(?:多少|多大)")
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
    times = _TIMES.search(question.chinese)
    first, second = (_end(question, f.value) for f in figures)
    if not first or not second or first.unit != second.unit or first.value == second.value:
        return None
    high, low = sorted((first, second), key=lambda q: -q.value)
    if times and not low.value:
        return None
    worked = step(high, Operator.OVER if times else Operator.MINUS, low)
    if not times and high.unit == "%":
        worked = replace(worked, result=replace(worked.result, unit="百分点"))
    told = spoken(worked.result.value, worked.result.unit)
    above, below = (spoken(q.value, q.unit) for q in (high, low))
    words = f"{above}是{below}的{told}" if times else f"相差{told}：{above}－{below}={told}"
    quotes = tuple(dict.fromkeys(f.quote for f in figures))
    sources = "、".join(dict.fromkeys(source_words(q) for q in quotes))
    return Claim(f"{words}（{sources}）。", quotes, premise=question.chinese, steps=(worked,))


def _end(question: Question, value: Quantity) -> Quantity | None:
    """The end of a range that is asked about; None where it is open which one."""
    if value.value_max is None:
        return value
    if _UPPER.search(question.chinese):
        return replace(value, value=value.value_max, value_max=None)
    return replace(value, value_max=None) if _LOWER.search(question.chinese) else None
