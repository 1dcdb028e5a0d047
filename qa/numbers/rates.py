"""Rates of a rule: a share, or so much a day, a year or a thing; and how many of them are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.quantities import AMOUNT, PERIOD, SHARE, Quantity, find_quantities
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import plain, step
from qa.claims.claim import Operator, Quote, Step
from qa.numbers.bases import TOTAL, own_words
from qa.numbers.formed_base import Base

# 按日加收万分之五, 每日按罚款数额的3%, 每超过规定的缴费时间1个月，加收当年全额年费的5%
_PER_PERIOD = re.compile(
    r"(?:按|每(?:迟延|逾期|超过|延误|拖延|延迟)?(?:[^，,。；;]{0,10}?)(?:一|1)?(?:个)?)(?P<unit>日|天|周|月|年)"
    r"(?![以之内后前])|(?P<yearly>年)(?:净收入|收入|利润)"
)
_LONGEST_RATE = 30
"""Characters between 每日 and the share that it is a rate of."""
# 一次减除10%至30%后的余值: the share is taken off, and nothing comes to it; 甲/乙×100% is a formula
_TAKEN_OFF = re.compile(r"(?:减除|扣除|扣减|下浮|降低|减少|减征|×)$")
# 违法所得五倍，最高不超过五万元: an amount that the product must not exceed
_CAPPED = re.compile(r"[，,]?但?(?:最高|最多|总额|合计|累计)?不(?:得)?超过$")
# a bound of thousands, 12,000元, is no stop
_STOP = re.compile(r"[，。；：、\n]|,(?!\d{3})")
# 每年营业利润500万元, 三年都是200万: so much in each of the years
_OF_EACH_YEAR = re.compile(r"每一?年|年年|都是|年均|年(?:营业|净|利润|收入)")
# 三年加起来, 连着提五年, 五年合计
_TOTAL_AFTER = re.compile(r"(?:里|内|下来|间)?(?:一?共|总共|合计|加起来|加在一起|累计|总计)")
_TOTAL_BEFORE = re.compile(r"(?:头|前|这|连续|连着提?|一?共|合计|提|奖励?|发)$")


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as a quote prints it."""

    value: Quantity
    quote: Quote

    @property
    def words(self) -> str:
        """What the quote says from the stop, or the rate, before it to its end."""
        text, value = self.quote.text, self.value
        before = [m.end() for m in _STOP.finditer(text, 0, value.start)]
        before += self._ends_of_shares_before()
        return "".join(text[max(before, default=0) : value.end].split())

    @property
    def clause(self) -> str:
        """What its sentence says of it: behind the rate before it, up to the next stop."""
        text, value = self.quote.text, self.value
        before = [text.rfind(stop, 0, value.start) + 1 for stop in "。；：\n"]
        before += self._ends_of_shares_before()
        stop = _STOP.search(text, value.end)
        after = text[value.end : stop.start() if stop else len(text)]
        end = value.end + (0 if find_quantities(after) else len(after))
        return "".join(text[max(before) : end].split())

    def _ends_of_shares_before(self) -> list[int]:
        text = self.quote.text[: self.value.outer[0]]
        return [q.end for q in find_quantities(text) if q.kind == SHARE]

    @property
    def per(self) -> str:
        """日, 月 or 年 where the share is one of each; empty where it is not."""
        if self.value.unit != "%":
            return ""
        text, end = self.quote.text, self.value.start
        start = max(text.rfind(stop, 0, end) for stop in "。；;：:\n") + 1
        found = list(_PER_PERIOD.finditer(text, start, end))
        near = found and end - found[-1].end() <= _LONGEST_RATE
        return (found[-1]["unit"] or found[-1]["yearly"]).replace("天", "日") if near else ""


def rates_in(quote: Quote, start: int = 0) -> list[Rate]:
    """The shares of a quote from an offset on that something may come to."""
    return [
        Rate(q, quote)
        for q in find_quantities(quote.text)
        if q.start >= start
        and q.unit in ("%", "倍")
        and not _TAKEN_OFF.search("".join(quote.text[: q.outer[0]].split()))
    ]


def by_rate(question: Question, base: Base, rate: Rate) -> tuple[Step, ...]:
    """500万元×10%=50万元，50万元×5年=250万元; no more than what the quote caps it by.

    Of days and months the share comes first: 5%×3个月=15%，900元×15%=135元.
    """
    time = None if base.steps else asked_time(question, rate, base)
    if time and rate.per != "年":
        timed = step(rate.value, Operator.TIMES, time)
        steps = [timed, step(base.amount, Operator.TIMES, timed.result)]
    else:
        steps = [*base.steps, step(base.amount, Operator.TIMES, rate.value)]
        steps += [step(steps[-1].result, Operator.TIMES, time)] if time else []
    cap = _cap_of(rate, steps[-1].result)
    return (*steps, *([step(steps[-1].result, Operator.CAPPED, cap)] if cap else []))


def _cap_of(rate: Rate, result: Quantity) -> Quantity | None:
    """The amount right behind the share that caps what comes of it; None where it stays below."""
    for amount in find_quantities(rate.quote.text):
        between = "".join(rate.quote.text[rate.value.outer[1] : amount.start].split())
        above = amount.kind == AMOUNT and amount.value < result.value
        if above and result.value_max is None and _CAPPED.match(between):
            return plain(amount)
    return None


def asked_time(question: Question, rate: Rate, base: Base | None = None) -> Quantity | None:
    """How many of the rate's days, months or years the question asks about; None where none.

    Years are counted only of what is earned in each of them and asked for together: as many as
    the question says, else as the rule does.
    """
    said = _times_said(question, rate.per) if rate.per else []
    if rate.per != "年":
        return said[0] if len(said) == 1 else None
    earned = own_words(question, base.amount) if base else ""
    together = TOTAL.search(question.chinese) or times_together(question, rate.per)
    if not (together and _OF_EACH_YEAR.search(earned)):
        return None
    before = find_quantities(rate.quote.text[: rate.value.outer[0]])
    lasting = [q for q in before if q.kind == PERIOD and q.unit == "年"][-1:]
    most = max((q.value_max or q.value for q in lasting), default=0.0)
    if len(said) == 1 and (said[0].value <= most or not lasting):
        return said[0]
    fixed = not said and lasting and lasting[0].value_max is None
    return plain(lasting[0]) if fixed else None


def _times_said(question: Question, unit: str) -> list[Quantity]:
    """Periods of the question in the unit, each once; of several those asked for together."""
    told = _times(question, unit)
    found = told if len({q.value for q in told}) == 1 else times_together(question, unit)
    return list({q.value: plain(q) for q in found}.values())


def _times(question: Question, unit: str) -> list[Quantity]:
    return [
        q
        for q in question.quantities
        if q.kind == PERIOD and q.unit == unit and q.value_max is None and q.value != 1
    ]


def times_together(question: Question, unit: str) -> list[Quantity]:
    """Periods that are asked for as one: 发三年, 五年合计."""
    text = question.whole
    return [
        q
        for q in _times(question, unit)
        if _TOTAL_AFTER.match(text, q.end) or _TOTAL_BEFORE.search(text[: q.start])
    ]


def closest_rates(asked: str, rates: Sequence[Rate], *, several: bool) -> list[Rate]:
    """The rate whose clause holds the asked words best; ``several``: all that hold half as many."""
    held = [in_common(asked, rate.clause) for rate in rates]
    best = max(held, default=0)
    least = max(1, best / 2 if several else best)
    found = [rate for rate, n in zip(rates, held, strict=True) if n >= least]
    return found if several else found[:1]
