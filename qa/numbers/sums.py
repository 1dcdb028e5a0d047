"""A sum told as a sentence: the result with its bound, every step, and the rules it goes by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import Comparator
from graph.quantities import COUNT, PERIOD, Quantity
from qa.asked.question import Question
from qa.claims.arithmetic import said, spoken, whole_things
from qa.claims.claim import Claim, Operator, Quote, Step, Verdict
from qa.claims.quoting import source_words

_BOUNDS = {
    Comparator.AT_LEAST: "至少",
    Comparator.MORE_THAN: "超过",
    Comparator.AT_MOST: "至多",
    Comparator.LESS_THAN: "低于",
}
_ADDED = (Operator.PLUS, Operator.MINUS)
_BEHIND = {Operator.PERCENT: "×100%", Operator.PER_HUNDRED: "×100"}


@dataclass(frozen=True, slots=True)
class Sum:
    """Steps of which each goes on from the question, a quote or a step before it."""

    steps: tuple[Step, ...]
    quotes: tuple[Quote, ...]
    """Of the rule that sets the last figure first."""

    @property
    def result(self) -> Quantity:
        return self.steps[-1].result


def told(
    question: Question, made: Sum, *, before: str = "", verdict: Verdict | None = None
) -> Claim:
    """至少80万元：100万元×80%=80万元（《…》第四十五条）。 ``before`` says of what or of whom."""
    kept = "" if verdict is None else f"{says(verdict)}，"
    sources = "、".join(dict.fromkeys(source_words(quote) for quote in made.quotes))
    text = f"{kept}{before}{result_words(made.result)}：{worked(made.steps)}（{sources}）。"
    return Claim(text, made.quotes, premise=question.whole, steps=made.steps, verdict=verdict)


def says(verdict: Verdict) -> str:
    return "符合" if verdict.keeps else "不符合"


def result_words(result: Quantity) -> str:
    """至少80万元, 2万元以上6万元以下; of people and things a whole number."""
    if result.value_max is not None:
        return f"{said(result)}以上{spoken(result.value_max, result.unit)}以下"
    whole = result.kind == COUNT and result.value != int(result.value)
    words = spoken(whole_things(result) if whole else result.value, result.unit)
    longest = result.kind == PERIOD and result.comparator is Comparator.AT_MOST
    return f"{'最长' if longest else _BOUNDS.get(result.comparator, '')}{words}"


def worked(steps: Sequence[Step]) -> str:
    """30万元+50万元=80万元，80万元×70%=56万元; of a range both ends."""
    lines: list[list[Step]] = []
    for made in steps:
        on = lines and made.left == lines[-1][-1].result and _one_line(lines[-1][-1], made)
        lines = [*lines[:-1], [*lines[-1], made]] if on else [*lines, [made]]
    low = [_line(line) for line in lines]
    ranged = [line for line in lines if line[-1].result.value_max is not None]
    return "，".join([*low, *(_line([_high(made) for made in line]) for line in ranged)])


def _one_line(before: Step, made: Step) -> bool:
    """Whether two steps are written as one equation: 1元+2元+3元=6元, …=15万元，最高不超过5万元."""
    capped = made.operator is Operator.CAPPED
    return capped or (made.operator is before.operator and made.operator in _ADDED)


def _line(line: Sequence[Step]) -> str:
    if line[-1].operator is Operator.CAPPED:
        return f"{_line(line[:-1])}{Operator.CAPPED}{said(line[-1].right)}"
    first = line[0]
    operator = first.operator.partition("…")[0]
    sides = [first.left, *(made.right for made in line)]
    words = operator.join(said(side) for side in sides)
    return f"{words}{_BEHIND.get(first.operator, '')}={said(line[-1].result)}"


def _high(made: Step) -> Step:
    left, right, result = (_upper(side) for side in (made.left, made.right, made.result))
    return Step(left, made.operator, right, result)


def _upper(side: Quantity) -> Quantity:
    return side if side.value_max is None else replace(side, text="", value=side.value_max)
