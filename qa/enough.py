"""Whether a figure of the asker's keeps the bound of a rule: 只给三成行不行, 公示7天够不够."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.quantities import PERIOD, Quantity, find_quantities
from qa.arithmetic import admits
from qa.claim import Claim, Quote
from qa.direct import nearest
from qa.proportions import proportion, worked
from qa.question import Question
from qa.quoting import source_words
from qa.told_numbers import clause_of, number_sentence

_ASKED = re.compile(
    r"够不够|够(?:了)?[吗么]|行不行|行[吗么]|合不合(?:规|法|要求)|合(?:规|法|要求)[吗么]|符不符合|符合[^，。？]{0,20}(?:要求|规定|条件)[吗么]"
    r"|达标|达到(?:要求|标准)|超没超|超(?:标|了|过)(?:了)?[吗么没]|(?:算不算|是不是|算)(?:少|多|低|高|短|长)了"
)
# 五年内不得申报: a time of which something is forbidden, and no bound of what is done
_FORBIDDEN = re.compile(r"不得(?!低于|少于|超过|高于|多于|小于|大于|短于|长于)|禁止|不予")
_BOUNDS = frozenset(
    {
        Comparator.AT_LEAST,
        Comparator.MORE_THAN,
        Comparator.AT_MOST,
        Comparator.LESS_THAN,
        Comparator.BETWEEN,
    }
)


def kept(question: Question, quote: Quote) -> list[Claim]:
    """符合 or 不符合 with the bound; empty where it is not asked, or open which figure is meant."""
    if not _ASKED.search(question.chinese):
        return []
    bounds = [q for q in find_quantities(quote.text) if _binds(q, quote)]
    pairs = [(q, bound) for q in question.quantities for bound in bounds if q.unit == bound.unit]
    made = {b: step for b in bounds if not pairs and (step := proportion(question, quote, b))}
    pairs += [(step.result, bound) for bound, step in made.items()]
    near = nearest(question, [bound for _, bound in pairs], quote.text)
    chosen = [(figure, bound) for figure, bound in pairs if bound in near]
    if len(chosen) != 1 or chosen[0][0].value_max is not None:
        return []
    figure, bound = chosen[0]
    verdict = "符合" if admits(bound, figure.value) else "不符合"
    words = number_sentence([bound], quote)
    steps = (made[bound],) if bound in made else ()
    sums = "".join(f"{worked(step)}，规定的是" for step in steps)
    text = f"{verdict}：{sums}{words}（{source_words(quote)}）。"
    return [Claim(text, (quote,), premise=question.chinese if steps else "", steps=steps)]


def _binds(value: Quantity, quote: Quote) -> bool:
    within = value.kind == PERIOD and value.comparator is Comparator.AT_MOST  # 四十日内申请
    forbids = _FORBIDDEN.search(clause_of(value, quote.text))
    return value.comparator in _BOUNDS and not within and not forbids
