"""Sums by a rate: so much a day, a month, a person or a thing, times how many the asker has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Comparator
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity, find_quantities
from qa.arithmetic import BOUND_WORDS, spoken, step
from qa.asks import Ask
from qa.bases import own_amounts
from qa.claim import Claim, Operator, Quote, Step
from qa.direct import nearest
from qa.kinds import asked_quantities
from qa.question import Question
from qa.quoting import source_words

# 按日加收万分之五, 每日按罚款数额的3%, 每超过规定的缴费时间1个月，加收当年全额年费的5%
_PER_PERIOD = re.compile(
    r"(?:按|每(?:迟延|逾期|超过|延误|拖延|延迟)?(?:[^，,。；;]{0,10}?)(?:一|1)?(?:个)?)(?P<unit>日|天|周|月|年)"
    r"(?![以之内后前])"
)
# 每株二千元以上二万元以下, 每人每年0.5元, 每件100元
_PER_THING = re.compile(
    r"每(?:一|1)?(?P<unit>人|名|位|株|平方米|立方米|辆|台|头|只|亩|公顷|吨|户|件|项|次|座|套|张|份|篇|间|处|艘|个)"
    r"[^，,。；;：:]{0,16}$"
)
_UNITS = {"天": "日", "名": "人", "位": "人"}
_LONGEST_RATE = 30
"""Characters between 每日 and the share that it is a rate of."""


def by_rate(question: Question, quote: Quote) -> Claim | None:
    """What the asker's days, months or things come to by a rate of the quote; None without one."""
    return (
        _by_period(question, quote) or _by_thing(question, quote) or _of_each_own(question, quote)
    )


def _by_period(question: Question, quote: Quote) -> Claim | None:
    """5%×3个月=15%，900元×15%=135元; without an amount the share that the time comes to."""
    rated = [(q, unit) for q in find_quantities(quote.text) if (unit := _period_of(quote.text, q))]
    said = [
        q for q in question.quantities if q.kind == PERIOD and q.value_max is None and q.value != 1
    ]
    times = {(q.value, q.unit): q for q in said}  # 头三年, 三年一共: one time, said again
    pairs = [(share, t) for share, unit in rated for t in times.values() if t.unit == unit]
    near = nearest(question, [share for share, _ in pairs], quote.text)
    chosen = [(share, t) for share, t in pairs if share in near]
    if len(chosen) != 1:
        return None
    share, time = chosen[0]
    amounts = [q for q in own_amounts(question) if q.kind == AMOUNT]
    if len(amounts) > 1 or (not amounts and Ask.RATIO not in question.asks):
        return None
    steps = [step(share, Operator.TIMES, time)]
    steps += [step(amount, Operator.TIMES, steps[0].result) for amount in amounts]
    return _claim(question, quote, steps, share.comparator)


def _period_of(text: str, share: Quantity) -> str:
    """日, 月 … where the share is one of each; empty where it is not."""
    if share.kind != SHARE or share.unit != "%" or share.value_max is not None:
        return ""
    start = max(text.rfind(stop, 0, share.start) for stop in "。；;：:\n") + 1
    found = list(_PER_PERIOD.finditer(text, start, share.start))
    near = found and share.start - found[-1].end() <= _LONGEST_RATE
    return _unit(found[-1]["unit"]) if near else ""


def _by_thing(question: Question, quote: Quote) -> Claim | None:
    """2000元×3株=6000元，20000元×3株=6万元 for 每株二千元以上二万元以下."""
    counts = [q for q in question.quantities if q.kind == COUNT and q.value_max is None]
    pairs = [
        (price, count)
        for price in find_quantities(quote.text)
        if price.kind == AMOUNT
        for count in counts
        if count.value != 1 and _unit(count.unit) == _thing_of(quote.text, price)
    ]
    near = nearest(question, [price for price, _ in pairs], quote.text)
    chosen = [(price, count) for price, count in pairs if price in near]
    if len(chosen) != 1:
        return None
    price, count = chosen[0]
    steps = [step(price, Operator.TIMES, count)]
    return _claim(question, quote, steps, price.comparator)


# 每人收了100元: so much for each of those that the asker counts
_OWN_EACH = re.compile(
    r"每(?:一)?(?:个)?(?P<unit>人|名|位|户|家|件|项|台|次|张|份|亩|套)[^，。？]{0,10}$"
)


def _of_each_own(question: Question, quote: Quote) -> Claim | None:
    """100元×20人=2000元，2000元×3倍=6000元, for a rule's share of what the asker took from each."""
    text = question.chinese
    pairs = [
        (amount, count)
        for amount in question.quantities
        if amount.kind == AMOUNT and (each := _OWN_EACH.search(text[: amount.start]))
        for count in question.quantities
        if count.kind == COUNT and count.value > 1 and _unit(count.unit) == _unit(each["unit"])
    ]
    shares = nearest(question, asked_quantities((Ask.RATIO,), quote.text), quote.text)
    if len(pairs) != 1 or len(shares) != 1 or shares[0].unit not in ("%", "倍"):
        return None
    taken = step(pairs[0][0], Operator.TIMES, pairs[0][1])
    steps = [taken, step(taken.result, Operator.TIMES, shares[0])]
    return _claim(question, quote, steps, shares[0].comparator)


def _thing_of(text: str, price: Quantity) -> str:
    found = _PER_THING.search(text[max(0, price.outer[0] - 24) : price.outer[0]])
    return _unit(found["unit"]) if found else ""


def _unit(unit: str) -> str:
    return _UNITS.get(unit, unit)


def _claim(
    question: Question,
    quote: Quote,
    steps: Sequence[Step],
    comparator: Comparator,
) -> Claim:
    result = steps[-1].result
    words = spoken(result.value, result.unit)
    worked = [_worked(s) for s in steps]
    if result.value_max is not None:
        words = f"{words}以上{spoken(result.value_max, result.unit)}以下"
        worked += [_worked(s, high=True) for s in steps if s.result.value_max is not None]
    bound = BOUND_WORDS.get(comparator, "")
    text = f"{bound}{words}：{'，'.join(worked)}（{source_words(quote)}）。"
    return Claim(text, (quote,), premise=question.chinese, steps=tuple(steps))


def _worked(made: Step, *, high: bool = False) -> str:
    """5%×3个月=15%, by the low or the high end of each side."""
    left, right, result = (_end(q, high=high) for q in (made.left, made.right, made.result))
    return f"{left}{made.operator}{right}={result}"


def _end(side: Quantity, *, high: bool) -> str:
    value = side.value_max if high and side.value_max is not None else side.value
    return spoken(value, side.unit)
