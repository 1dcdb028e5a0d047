"""What is added up: things with an amount each, numbers told, points on a growth, an extension."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.quantities import AMOUNT, COUNT, PERIOD, Quantity, find_quantities
from qa.asked.kinds import units_asked
from qa.asked.question import Question
from qa.claims.arithmetic import in_turn, plain, step
from qa.claims.claim import Claim, Operator, Quote
from qa.numbers.bases import TOTAL
from qa.numbers.direct import nearest
from qa.numbers.formed_base import same_thing
from qa.numbers.sums import Sum, told

# 每株二千元以上二万元以下, 每人每年0.5元, 一件发明专利的奖金不少于4000元
_EACH = re.compile(
    r"(?:每|一|每一|1)(?P<unit>人|名|位|株|平方米|立方米|辆|台|头|只|亩|公顷|吨|户|件|项|次|座|套|张|份|篇|间|处|艘|个|部|种|家)"
)
_STOPS = "，。；：、\n"
# 两件发明, 一项实用新型: a count of the asker's with the thing that is counted.
_THING = re.compile(r"[\u3400-\u9fff]{2}")
_GROWTH = re.compile(r"增长|提高|上升|增幅|增加")


def of_things(question: Question, quote: Quote) -> Claim | None:
    """4000元×2件=8000元，…, where a rule sets an amount for each of the things counted."""
    text = quote.text
    prices = [q for q in find_quantities(text) if q.kind == AMOUNT and _clause(text, q)]
    steps = []
    for count in (q for q in question.quantities if q.kind == COUNT and q.value_max is None):
        price = _price(question, count, prices, text)
        steps += [step(price, Operator.TIMES, plain(count))] if price else []
    several = len({s.left.start for s in steps}) == len(steps)
    if not steps or not several or (len(steps) == 1 and steps[0].right.value == 1):
        return None
    _, sums = in_turn([s.result for s in steps], Operator.PLUS)
    return told(question, Sum((*steps, *sums), (quote,)))


def _price(
    question: Question, count: Quantity, prices: Sequence[Quantity], text: str
) -> Quantity | None:
    """The amount whose clause names the thing that is counted, else that of its unit."""
    thing = _THING.match(question.whole, count.end)
    named = [p for p in prices if thing and thing.group() in _clause(text, p)]
    found = named or [p for p in prices if same_thing(count.unit, _unit(text, p))]
    return found[0] if len(found) == 1 else None


def _clause(text: str, price: Quantity) -> str:
    """From 每件 or 一件 up to an amount; empty where it is no amount for each."""
    start = max(text.rfind(stop, 0, price.outer[0]) for stop in _STOPS) + 1
    each = _EACH.search(text, start, price.outer[0])
    return text[each.start() : price.outer[0]] if each else ""


def _unit(text: str, price: Quantity) -> str:
    each = _EACH.match(_clause(text, price))
    return each["unit"] if each else ""


# 一共招了多少名, 合计多少项
_TOTAL_ASKED = re.compile(rf"(?:{TOTAL.pattern}|共)[^，。？]{{0,12}}(?:多少|几)")
_BODIES = frozenset({"家", "所", "个", "项", "处", "地", "类", "种"})
_PART = re.compile(r"其中|包括|含")
_FEWEST = 2


def of_told(question: Question, quote: Quote) -> Claim | None:
    """65名：30名+20名+15名=65名, of as many numbers as the asker counts bodies.

    None where one of them may be among another: 其中.
    """
    units = units_asked(question.chinese)
    if not _TOTAL_ASKED.search(question.chinese) or not units:
        return None
    bodies = [q.value for q in question.quantities if q.kind == COUNT and q.unit in _BODIES]
    parts = [q for q in find_quantities(quote.text) if q.kind == COUNT and q.unit in units]
    among = parts and _PART.search(quote.text[parts[0].start : parts[-1].end])
    if len(parts) < _FEWEST or bodies != [len(parts)] or among or len({q.unit for q in parts}) > 1:
        return None
    return told(question, Sum(tuple(in_turn(parts, Operator.PLUS)[1]), (quote,)))


def on_growth(question: Question, quote: Quote) -> Claim | None:
    """8%+3至5个百分点=11%至13%, where a growth is to be so many points above another one."""
    growth = [plain(q) for q in question.quantities if q.unit == "%"]
    above = [q for q in find_quantities(quote.text) if q.unit == "百分点"]
    if len(growth) != 1 or len(above) != 1 or not _GROWTH.search(question.chinese):
        return None
    if "高于" not in quote.text[: above[0].start] and "高" not in quote.text[above[0].end :][:4]:
        return None
    return told(question, Sum((step(growth[0], Operator.PLUS, above[0]),), (quote,)))


# 最长多少天, 延长以后一共几个月: asks for the period with its extension
_LONGEST_ASKED = re.compile(r"最(?:长|晚|迟|多)|至多|延长|拖|一共|总共|加起来|封顶")
# 可以延长三十日, 延长期限最长不得超过二个月
_EXTENDED = re.compile(r"延长(?:期限|时间)?(?:最[长多])?(?:不得?超过)?$")


def extended(question: Question, quote: Quote) -> Claim | None:
    """最长60日：30日+30日=60日, for a period that may be extended by so much more."""
    if len(question.parts) > 1 or not _LONGEST_ASKED.search(question.chinese):
        return None  # 几个月内办完，最多能延多久 asks for each by itself
    periods = [q for q in find_quantities(quote.text) if q.kind == PERIOD and q.value_max is None]
    pairs = {
        base: more
        for base, more in pairwise(periods)
        if base.unit == more.unit
        and _EXTENDED.search("".join(quote.text[: more.outer[0]].split()))
        and not _EXTENDED.search("".join(quote.text[: base.outer[0]].split()))
    }
    bases = nearest(question, list(pairs), quote.text)
    if len(bases) != 1:
        return None
    return told(question, Sum((step(bases[0], Operator.PLUS, pairs[bases[0]]),), (quote,)))
