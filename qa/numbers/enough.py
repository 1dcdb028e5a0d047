"""Whether a figure of the asker's keeps the bound of a rule: 只给三成行不行, 公示7天够不够."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Comparator
from graph.quantities import PERIOD, Quantity, find_quantities
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import admits
from qa.claims.cases import kept_out, of_unasked_case
from qa.claims.claim import Claim, Quote, Verdict
from qa.claims.quoting import source_words
from qa.numbers.bases import own_amounts
from qa.numbers.direct import in_condition, nearest
from qa.numbers.proportions import proportion
from qa.numbers.proposed import asks_kept, proposed
from qa.numbers.sums import says, worked
from qa.numbers.told_numbers import clause_of, number_sentence

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
    if not asks_kept(question):
        return []
    printed = [q for q in find_quantities(quote.text) if _binds(q, quote)]
    own = own_amounts(question)
    bounds = [
        q
        for q in printed
        if not in_condition(q, quote.text)
        and not of_unasked_case(question, q, quote.text)
        and not any(kept_out(amount, quote, q) for amount in own)
    ]
    given = proposed(question)  # held against a share of the rest, where that is the bound
    meant = given or question.quantities
    pairs = [(q, bound) for q in meant for bound in bounds if q.unit == bound.unit]
    unmet = [b for b in bounds if not pairs and not (given and own)]
    made = {b: step for b in unmet if (step := proportion(question, quote, b))}
    pairs += [(step.result, bound) for bound, step in made.items()]
    near = nearest(question, [bound for _, bound in pairs], quote.text)
    chosen = [(figure, bound) for figure, bound in pairs if bound in near]
    if len(chosen) != 1 or chosen[0][0].value_max is not None:
        return []
    figure, bound = chosen[0]
    words = number_sentence([bound], quote)
    steps = (made[bound],) if bound in made else ()
    sums = f"{worked(steps)}，规定的是" if steps else ""
    verdict = judged(figure, bound)
    text = f"{says(verdict)}：{sums}{words}（{source_words(quote)}）。"
    return [Claim(text, (quote,), premise=question.whole, steps=steps, verdict=verdict)]


def judged(figure: Quantity, bound: Quantity) -> Verdict:
    return Verdict(figure, bound, admits(bound, figure.value))


def held_against(
    question: Question, quote: Quote, bounds: Sequence[tuple[Quantity, Quantity]]
) -> dict[int, Verdict]:
    """What the asker proposes, held against what was worked out, by the place of the latter.

    ``bounds`` are shares of the quote, each with the bound that it comes to. Of several a figure
    is held against the one whose clause shares most words with its own.
    """
    figures = [f for f in proposed(question) if bounds and f.unit == bounds[0][1].unit]
    binding = [n for n, (_, bound) in enumerate(bounds) if bound.comparator in _BOUNDS]
    if len(figures) == len(binding) == 1:
        return {binding[0]: judged(figures[0], bounds[binding[0]][1])}
    fits = [[_alike(question, f, quote, bounds[n][0]) for n in binding] for f in figures]
    found: dict[int, Verdict] = {}
    pairs = zip(figures, fits, strict=True)
    for figure, fit in sorted(pairs, key=lambda pair: -max(pair[1], default=0)):
        free = [(fit[k], n) for k, n in enumerate(binding) if n not in found]
        best = max(free, default=(0, -1))
        alone = len(free) == 1 and len(figures) == len(binding)
        if free and (alone or (best[0] and [k for k, _ in free].count(best[0]) == 1)):
            found[best[1]] = judged(figure, bounds[best[1]][1])
    return found


def _alike(question: Question, figure: Quantity, quote: Quote, share: Quantity) -> int:
    """Pairs of characters that the clause of a figure has in common with that of a share."""
    return in_common(clause_of(figure, question.whole), clause_of(share, quote.text))


def _binds(value: Quantity, quote: Quote) -> bool:
    within = value.kind == PERIOD and value.comparator is Comparator.AT_MOST  # 四十日内申请
    forbids = _FORBIDDEN.search(clause_of(value, quote.text))
    return value.comparator in _BOUNDS and not within and not forbids
