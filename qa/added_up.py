"""What is added up: several things with an amount each, points on a growth, an extension."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.quantities import AMOUNT, COUNT, PERIOD, Quantity, find_quantities
from qa.arithmetic import BOUND_WORDS, in_turn, spoken, step
from qa.claim import Claim, Operator, Quote
from qa.direct import nearest
from qa.kinds import units_asked
from qa.question import Question
from qa.quoting import source_words

# 两件发明, 一项实用新型: a count of the asker's with the thing that is counted.
_ITEM = re.compile(r"(?:件|项|个|篇|名|人|台|套|部|种|次|户|家)(?P<thing>[\u3400-\u9fff]{2,8})")
_EACH = re.compile(r"(?:一|每)(?:件|项|个|篇|名|人|台|套|部|种|次|户|家)")
_GROWTH = re.compile(r"增长|提高|上升|增幅|增加")
_TELLING = 2
"""Characters at the beginning of a thing's name by which a clause is known to name it."""


def of_things(question: Question, quote: Quote) -> Claim | None:
    """4000元×2件+1500元×1件=9500元, where a rule sets an amount for each of the things counted."""
    if not _EACH.search(quote.text):
        return None
    told = [q for q in find_quantities(quote.text) if q.kind == AMOUNT]
    pairs: list[tuple[Quantity, Quantity]] = []
    for count in (q for q in question.quantities if q.kind == COUNT):
        item = _ITEM.match(question.chinese, count.end - 1)
        price = _price(item["thing"], told, quote.text) if item else None
        if price:
            pairs.append((price, count))
    if not pairs or (len(pairs) == 1 and pairs[0][1].value == 1):
        return None
    if len({price.unit for price, _ in pairs}) > 1:
        return None
    steps = [step(price, Operator.TIMES, count) for price, count in pairs]
    words = "+".join(f"{spoken(p.value, p.unit)}×{n.value:g}{n.unit}" for p, n in pairs)
    total, sums = in_turn([s.result for s in steps], Operator.PLUS)
    words += f"={spoken(total.value, total.unit)}"
    bound = BOUND_WORDS.get(pairs[0][0].comparator, "")
    text = f"{bound}{spoken(total.value, total.unit)}：{words}（{source_words(quote)}）。"
    return Claim(text, (quote,), premise=question.chinese, steps=(*steps, *sums))


def _price(thing: str, told: Sequence[Quantity], text: str) -> Quantity | None:
    """The amount whose own clause names the thing; None where none or several do."""
    found = []
    for amount in told:
        start = max(text.rfind(stop, 0, amount.start) for stop in "，。；：") + 1
        clause = text[start : amount.start]
        if thing[:_TELLING] in clause:
            found.append(amount)
    return found[0] if len(found) == 1 else None


# 一共招了多少名, 合计多少项
_TOTAL_ASKED = re.compile(r"(?:一共|总共|合计|共计|加起来|总计|共)[^，。？]{0,12}(?:多少|几)")
_BODIES = frozenset({"家", "所", "个", "项", "处", "地", "类", "种"})
_PART = re.compile(r"其中|包括|含")


def of_told(question: Question, quote: Quote) -> Claim | None:
    """65名：30名+20名+15名=65名, of as many numbers as the asker counts bodies.

    None where one of them may be among another: 其中.
    """
    units = units_asked(question.chinese)
    if not _TOTAL_ASKED.search(question.chinese) or not units:
        return None
    bodies = [q.value for q in question.quantities if q.kind == COUNT and q.unit in _BODIES]
    told = [q for q in find_quantities(quote.text) if q.kind == COUNT and q.unit in units]
    among = told and _PART.search(quote.text[told[0].start : told[-1].end])
    if len(told) < _FEWEST or bodies != [len(told)] or among or len({q.unit for q in told}) > 1:
        return None
    total, steps = in_turn(told, Operator.PLUS)
    words = "+".join(spoken(q.value, q.unit) for q in told)
    result = spoken(total.value, total.unit)
    text = f"{result}：{words}={result}（{source_words(quote)}）。"
    return Claim(text, (quote,), premise=question.chinese, steps=tuple(steps))


_FEWEST = 2


def on_growth(question: Question, quote: Quote) -> Claim | None:
    """8%+3至5个百分点=11%至13%, where a growth is to be so many points above another one."""
    growth = [q for q in question.quantities if q.unit == "%"]
    above = [q for q in find_quantities(quote.text) if q.unit == "百分点"]
    if len(growth) != 1 or len(above) != 1 or not _GROWTH.search(question.chinese):
        return None
    if "高于" not in quote.text[: above[0].start] and "高" not in quote.text[above[0].end :][:4]:
        return None
    raised = step(growth[0], Operator.PLUS, above[0])
    low, high = raised.result.value, raised.result.value_max
    plain = f"{low:g}%" if high is None else f"{low:g}%至{high:g}%"
    added = f"{above[0].value:g}个百分点={low:g}%"
    words = f"{growth[0].value:g}%+{added}"
    if above[0].value_max is not None and high is not None:
        words += f"，{growth[0].value:g}%+{above[0].value_max:g}个百分点={high:g}%"
    text = f"{plain}：{words}（{source_words(quote)}）。"
    return Claim(text, (quote,), premise=question.chinese, steps=(raised,))


# 最长多少天, 延长以后一共几个月: asks for the period with its extension
_LONGEST_ASKED = re.compile(r"最(?:长|晚|迟|多)|至多|延长|拖|一共|总共|加起来|封顶")
# 可以延长三十日, 延长期限最长不得超过二个月
_EXTENDED = re.compile(r"延长(?:期限|时间)?(?:最[长多])?(?:不得?超过)?$")


def extended(question: Question, quote: Quote) -> Claim | None:
    """最长60日：30日+30日=60日, for a period that may be extended by so much more."""
    if len(question.parts) > 1 or not _LONGEST_ASKED.search(question.chinese):
        return None  # 几个月内办完，最多能延多久 asks for each by itself
    told = [q for q in find_quantities(quote.text) if q.kind == PERIOD and q.value_max is None]
    pairs = {
        base: more
        for base, more in pairwise(told)
        if base.unit == more.unit
        and _EXTENDED.search("".join(quote.text[: more.outer[0]].split()))
        and not _EXTENDED.search("".join(quote.text[: base.outer[0]].split()))
    }
    bases = nearest(question, list(pairs), quote.text)
    if len(bases) != 1:
        return None
    base = bases[0]
    added = step(base, Operator.PLUS, pairs[base])
    total = spoken(added.result.value, added.result.unit)
    parts = "+".join(spoken(q.value, q.unit) for q in (base, pairs[base]))
    text = f"最长{total}：{parts}={total}（{source_words(quote)}）。"
    return Claim(text, (quote,), premise=question.chinese, steps=(added,))
