"""A base that several of the asker's figures make: what is left after deductions, several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.quantities import COUNT, PERIOD, Quantity, find_quantities
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import in_turn, plain, step
from qa.claims.claim import Operator, Quote, Step
from qa.claims.quoting import quote_at, sentences_with
from qa.numbers.bases import NET, TOTAL, is_cost, own_words, told_amounts
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

# 净收入是指…实际成交额扣除成本和税金支出后的余值
_NET = re.compile(
    r"(?P<gross>[^。；]*?)(?:扣除|减去|扣减|减除)(?P<less>[^。；]*?)后?的?(?:余额|余值|净额|部分)"
)
# 其中…所用财政资金不列入成本
_NOT_LESS = re.compile(r"(?P<what>[^，。；]*)(?:不(?:列|计)入成本|不予?扣除|不作扣除)")
_OF_IT = re.compile(r"其中|里头|里面|当中")
_TAX = "税"
# 连续三年从年净收入中, 每年从营业利润中: a share of what each of several years brings
_YEARLY = re.compile(r"每年|年净收入|年收入|年利润|逐年|年度")
# 30万元、50万元和80万元; 第一年20万元，第二年30万元
_ROW = re.compile(r"[、，,和及与跟]*(?:第?[一二三四五](?:年)?|次年)?(?:是|为)?")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Base:
    """What a share is taken of."""

    amount: Quantity
    steps: tuple[Step, ...] = ()
    """How the asker's amounts make it; empty for an amount that he gives himself."""
    quotes: tuple[Quote, ...] = ()
    """What defines it, beside the quote of the share."""


def formed(question: Question, edition: Edition, scored: Scored, quote: Quote) -> Base | None:
    """The base that the asker's amounts make by the rule of the unit; None where they make none."""
    amounts = [plain(a) for a in told_amounts(question)]
    if len(amounts) < _FEWEST or len({a.unit for a in amounts}) != 1:
        return _of_each(question)
    return _of_years(question, quote, amounts) or _net(question, edition, scored, quote, amounts)


def _of_years(question: Question, quote: Quote, amounts: Sequence[Quantity]) -> Base | None:
    """30万元+50万元+80万元=160万元, where a share of each year is asked for together."""
    text = question.whole
    in_row = all(_ROW.fullmatch(text[a.end : b.start]) for a, b in pairwise(amounts))
    if not (in_row and TOTAL.search(question.chinese) and _YEARLY.search(quote.text)):
        return None
    years = [q for q in find_quantities(quote.text) if q.kind == PERIOD and q.unit == "年"]
    most = max((q.value_max or q.value for q in years), default=float(len(amounts)))
    if len(amounts) > most:
        return None
    total, steps = in_turn(amounts, Operator.PLUS)
    return Base(total, tuple(steps))


# 每人收了100元: so much for each of those that the asker counts
_EACH = re.compile(
    r"每(?:一)?(?:个)?(?P<unit>人|名|位|户|家|件|项|台|次|张|份|亩|套)[^，。？]{0,10}$"
)


def _of_each(question: Question) -> Base | None:
    """100元×20人=2000元, of what the asker took from each of so many."""
    pairs = [
        step(plain(amount), Operator.TIMES, plain(count))
        for amount in told_amounts(question)
        if (each := _EACH.search(question.whole[: amount.start]))
        for count in question.quantities
        if count.kind == COUNT and count.value > 1 and same_thing(count.unit, each["unit"])
    ]
    return Base(pairs[0].result, (pairs[0],)) if len(pairs) == 1 else None


def same_thing(one: str, other: str) -> bool:
    """Whether two units count the same: 名 and 人, 套 and 件 of goods."""
    return one == other or any({one, other} <= alike for alike in _ALIKE)


_ALIKE = (frozenset("人名位"), frozenset("件套份张台本部盒盘册"))


def _net(
    question: Question, edition: Edition, scored: Scored, quote: Quote, amounts: Sequence[Quantity]
) -> Base | None:
    """The one amount that is no deduction by the act's definition, less all the others.

    Where the act defines no net, what the asker himself calls a tax or a cost is taken off.
    """
    defined = _definition(edition, scored, quote)
    found = _NET.search(defined.text) if defined else None
    if defined is None or found is None:
        return _less_costs(question, quote, amounts)
    kept = _NOT_LESS.search(defined.text, found.end())
    gross: list[Quantity] = []
    less: list[Quantity] = []
    back: list[Quantity] = []
    for amount in amounts:
        words = own_words(question, amount)
        if _OF_IT.match(words):  # of the deduction right before it
            if not (less and kept and _shares(words, kept["what"])):
                return None
            back.append(amount)
        elif _shares(words, found["less"]) > _shares(words, found["gross"]):
            less.append(amount)
        else:
            gross.append(amount)
    if len(gross) != 1 or not less or sum(q.value for q in less) >= gross[0].value:
        return None
    taken, steps = in_turn(less, Operator.PLUS)
    counted, more = in_turn([taken, *back], Operator.MINUS)
    if counted.value < 0:
        return None
    net = step(gross[0], Operator.MINUS, counted)
    quotes = () if defined.spans == quote.spans else (defined,)
    return Base(net.result, (*steps, *more, net), quotes)


def _less_costs(question: Question, quote: Quote, amounts: Sequence[Quantity]) -> Base | None:
    """120万元－20万元=100万元, where the share is of the net and all amounts but one are costs."""
    costs = [a for a in amounts if is_cost(question, a)]
    gross = [a for a in amounts if a not in costs]
    if len(gross) != 1 or not costs or not _OF_NET.search(quote.text):
        return None
    taken, steps = in_turn(costs, Operator.PLUS)
    net = step(gross[0], Operator.MINUS, taken)
    return Base(net.result, (*steps, net)) if net.result.value > 0 else None


_OF_NET = re.compile(NET)


def _definition(edition: Edition, scored: Scored, quote: Quote) -> Quote | None:
    """What says what is taken off before the share: in the unit's rule, else of its net."""
    text = edition.text(scored.entry.id)
    for read in text.read_rule(scored.rule).units:
        if _NET.search(read.words):
            return quote_at(edition, scored.entry.id, read.unit.spans, scored.rule.locator)
    net = _OF_NET.search(quote.text)
    found = sentences_with(edition, scored.entry.id, f"{net.group()}是指扣除", _NET) if net else []
    return next((q for q in found if net and net.group() in q.text), None)


def _shares(words: str, told: str) -> int:
    """Pairs of characters in common; a tax is one by its first."""
    return in_common(words, "".join(told.split())) + (_TAX in words and _TAX in told)
