"""The share that two of the asker's figures make, and the case of a rule that it falls under."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.names import fold
from graph.quantities import AMOUNT, COUNT, SHARE, Quantity, find_quantities
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import admits, plain, step
from qa.claims.claim import Claim, Operator, Quote, Step
from qa.claims.quoting import source_words
from qa.numbers.sums import worked

_STOPS = re.compile(r"[\d，,、。；;：:？?（）()]")
_NAME = 8
"""Characters right before a figure in which the question says what it is of."""
_BEFORE = 24
_BASE = 8
"""Characters right before a share in which a rule says what it is a share of: 达到总产值40%."""
# 科技人员的比例达到20%, 研发费用占销售收入的比重不低于3%: the share is of what is named first
_OF_PART = re.compile(
    r"(?P<part>[^,，。;；占]{2,16})(?:占[^,，。;；]{2,16})?的?(?:比例|比重|占比)[^,，。;；]{0,6}$"
)
# 产值达到当年总产值40%以上的，减按…: the case ends here, and what holds in it follows
_CASE = re.compile(r"^(?:以上|以下|以内)?[^，,。；;]{0,8}的[，,]")
_PAIR = 2
_BOUNDED = frozenset(
    {Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST, Comparator.LESS_THAN}
)


def proportion(question: Question, quote: Quote, bound: Quantity) -> Step | None:
    """450万元÷1000万元×100%=45%, where the bound is a share of what the one figure counts.

    None where the question gives other than two figures of one kind, or it is open which of them
    the share is of.
    """
    own = [q for q in question.quantities if q.kind in (AMOUNT, COUNT) and q.value_max is None]
    if len(own) != _PAIR or own[0].kind != own[1].kind or bound.unit != "%":
        return None
    before = fold(quote.text[max(0, bound.start - _BEFORE) : bound.start])
    of_part = _OF_PART.search(before)
    said = of_part["part"] if of_part else before[-_BASE:]
    held = [in_common(name_of(question.whole, q), said) for q in own]
    named, other = (own[0], own[1]) if held[0] > held[1] else (own[1], own[0])
    part, base = (named, other) if of_part else (other, named)
    apart = held[0] != held[1] and base.value
    return step(plain(part), Operator.PERCENT, plain(base)) if apart else None


def by_proportion(question: Question, quote: Quote) -> Claim | None:
    """10%，450万元÷1000万元×100%=45%: what a rule sets for the case that two figures make.

    Where they do not make it, the share with the bound: what holds then is told by the grounds.
    """
    told = find_quantities(quote.text)
    for bound in told:
        cased = bound.comparator in _BOUNDED and _CASE.match(quote.text[bound.end :])
        made = proportion(question, quote, bound) if cased else None
        if not made:
            continue
        end = quote.text.find("。", bound.end)
        values = [q for q in told if bound.end < q.start and (end < 0 or q.start < end)]
        if not values or values[0].kind not in (SHARE, AMOUNT):
            continue
        case = quote.words_of(bound)
        text = f"{worked([made])}，条文的界限是{case}（{source_words(quote)}）。"
        if admits(bound, made.result.value):
            words = quote.words_of(values[0])
            text = f"{words}，{worked([made])}，{case}（{source_words(quote)}）。"
        return Claim(text, (quote,), premise=question.whole, steps=(made,))
    return None


def name_of(text: str, figure: Quantity, *, near: int = _NAME) -> str:
    """出口产值 before 450万元, of so many characters at most."""
    return fold(_STOPS.split(text[max(0, figure.start - near) : figure.start])[-1])
