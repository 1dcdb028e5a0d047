"""Whether the numbers of a claim stand in its quotes or come out of its sums."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from graph.dates import find_dates
from graph.model import Comparator
from graph.names import fold
from graph.quantities import COUNT, Quantity, find_quantities
from qa.claims.arithmetic import admits, whole_things, work_out
from qa.claims.claim import QUOTED, Claim, Operator
from qa.numbers.figureless import implied
from qa.shelf.units import points_in

ARTICLE = re.compile(r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十]+)?")
_NUMBER = re.compile(r"[0-9０-９]+(?:\.[0-9]+)?")
_HAN_NUMBER = re.compile(r"[零一二三四五六七八九十百千万亿〇两]{2,}")


def number_failures(claim: Claim) -> list[str]:
    """Numbers and bounds that neither the quotes nor the claim's own sum give."""
    outside = claim.own_words
    ground = claim.given
    given = find_quantities(ground)
    points = _points_told(claim)
    listed = points & {points_in(quote.text) for quote in claim.quotes}
    allowed = values(given) | _sum_values(claim) | {(float(n), "项") for n in listed}
    dates = find_dates(outside)
    found = [f"no list that is quoted has so many points: {n}" for n in sorted(points - listed)]
    taken = [(d.start, d.end) for d in dates] + [m.span() for m in ARTICLE.finditer(outside)]
    for quantity in find_quantities(outside):
        if _inside(quantity.start, taken):
            continue
        taken.append((quantity.start, quantity.end))
        if not values([quantity]) <= allowed:
            found.append(f"number is in no quote: {quantity.text}")
        elif not _bounded_alike(quantity, given, claim):
            found.append(f"bound is in no quote: {outside[slice(*quantity.outer)]}")
    plain = fold(ground)
    loose = [m for pattern in (_NUMBER, _HAN_NUMBER) for m in pattern.finditer(outside)]
    return found + [
        f"number is in no quote: {match.group()}"
        for match in loose
        if not _inside(match.start(), taken) and fold(match.group()) not in plain
    ]


def _asked(claim: Claim) -> list[str]:
    """The numbers that the claim is to tell are those of its quotes, and it tells them in turn."""
    at = iter([(q.value, q.value_max, q.unit) for q in find_quantities(claim.own_words)])
    return [
        f"number is not told, or of another thing: {q.text}"
        for q in claim.values
        if (q.value, q.value_max, q.unit) not in at
    ]


# 规定了6项：“…: how many points the list has that is quoted
_COUNTS_POINTS = re.compile(r"了(\d+)项：“")


def _points_told(claim: Claim) -> set[int]:
    return {int(m[1]) for m in _COUNTS_POINTS.finditer(claim.text)}


def values(quantities: Sequence[Quantity]) -> set[tuple[float, str]]:
    ends = {(round(q.value, 6), q.unit) for q in quantities}
    return ends | {(round(q.value_max, 6), q.unit) for q in quantities if q.value_max is not None}


def _sum_values(claim: Claim) -> set[tuple[float, str]]:
    """What the claim's own sum may name: recomputed here, never taken from the claim."""
    results = worked_anew(claim)
    sides = [side for step in claim.steps for side in (step.left, step.right)]
    named = values([*results, *sides, *([claim.case] if claim.case else [])])
    named |= {(whole_things(q), q.unit) for q in results if q.kind == COUNT}
    hundreds = any(step.operator is Operator.PERCENT for step in claim.steps)
    return named | {(100.0, "%")} if hundreds else named


def worked_anew(claim: Claim) -> list[Quantity]:
    """What every step of the claim comes to, with its bound."""
    return [work_out(step.left, step.operator, step.right) for step in claim.steps]


def _bounded_alike(quantity: Quantity, given: Sequence[Quantity], claim: Claim) -> bool:
    """Whether 不低于, 不超过 … stand before the same value in what is given."""
    if quantity.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return True
    worked = [q for q in worked_anew(claim) if values([q]) & values([quantity])]
    ranged = [q for q in worked if q.comparator is Comparator.BETWEEN]
    same = ranged or [*(q for q in given if values([q]) & values([quantity])), *worked]
    if claim.steps and not same:
        same = [side for step in claim.steps for side in (step.left, step.right)]
    return any(_bounds_alike(quantity, q) for q in same)


_NEAR_BOUND = {
    Comparator.MORE_THAN: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.MORE_THAN,
    Comparator.LESS_THAN: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.LESS_THAN,
}
_LOWER = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST})


def _bounds_alike(said: Quantity, given: Quantity) -> bool:
    """Whether a bound is the one given; of 二万元以上十万元以下 the first is the lower end."""
    if given.comparator is Comparator.BETWEEN:
        end = given.value if said.comparator in _LOWER else given.value_max
        ends = {given.value, given.value_max}
        return _same(said.value, end) or not any(_same(said.value, e) for e in ends)
    near = _NEAR_BOUND.get(said.comparator, said.comparator)
    return given.comparator in {said.comparator, near}


def sum_failures(claim: Claim) -> list[str]:
    """Sums that do not come out, or start from what neither the question nor a quote gives."""
    return [reason for test in _SUMS for reason in test(claim)]


def _case(claim: Claim) -> list[str]:
    """The question's number has to fall under the condition that the claim quotes for it."""
    case = claim.case
    if case is None:
        return []
    quoted = [q for m in QUOTED.finditer(claim.text) for q in find_quantities(m[1])]
    found = []
    told = re.search(r"(?P<number>[^，：。]*?)属于“”", claim.own_words)
    if told is None or values(find_quantities(told["number"])) != values([case]):
        found.append(f"another number is told of the case than {case.text}")
    if not values([case]) <= values(find_quantities(claim.premise)):
        found.append(f"number is not in the question: {case.text}")
    if not any(q.unit == case.unit and admits(q, case.value) for q in quoted):
        found.append(f"{case.text} does not fall under the condition that is quoted")
    return found


def _steps(claim: Claim) -> list[str]:
    """Every step is worked out anew, from what the question, the quotes and earlier steps give."""
    if not claim.steps:
        return []
    found: list[str] = []
    given = find_quantities(f"{claim.given}\n{claim.premise}")
    meant = implied([quote.text for quote in claim.quotes], claim.premise)
    for step in claim.steps:
        for side in (step.left, step.right):
            alike = [q for q in given if values([q]) & values([side])]
            if not values([side]) <= values(alike) | meant:
                found.append(f"number is neither asked, quoted nor worked out: {side.text}")
            elif side.comparator in _NEAR_BOUND and not any(
                q.comparator is side.comparator for q in alike
            ):
                found.append(f"bound is in no quote: {side.text}")
        result = work_out(step.left, step.operator, step.right)
        if values([result]) != values([step.result]) or result.comparator != step.result.comparator:
            words = f"{step.left.text}{step.operator}{step.right.text}"
            found.append(f"{words} is not {step.result.text}")
        given.append(result)
    return found


# 200万元×70%=140万元
_OPERATORS = {operator.value: operator for operator in Operator}


def _equations(claim: Claim) -> list[str]:
    """Every equation as it is written comes out, and what stands before them is their result."""
    own = claim.own_words
    numbers = find_quantities(own)
    found = []
    for left, right, result in zip(numbers, numbers[1:], numbers[2:], strict=False):
        operator = _OPERATORS.get(own[left.end : right.start])
        of_sum = own[max(0, left.start - 1) : left.start] in _OPERATORS
        if operator is None or of_sum or own[right.end : result.start] != "=":
            continue
        if not _comes_out(left, operator, right, result.value):
            found.append(f"{own[left.start : result.end]} is wrong")
    before, sign, _ = own.rpartition("：")
    first = claim.steps and sign and "=" not in before
    told = find_quantities(before.rpartition("：")[2]) if first else []
    results = worked_anew(claim)[-1:]
    ends = values(results) | {(whole_things(q), q.unit) for q in results if q.kind == COUNT}
    return found + [f"number is no result: {q.text}" for q in told if not values([q]) <= ends]


def _comes_out(left: Quantity, operator: Operator, right: Quantity, result: float) -> bool:
    try:
        come_to = work_out(left, operator, right)
    except ValueError:  # 10万元－20万元 reads as a range, of two units …
        return False
    return come_to.value_max is None and math.isclose(come_to.value, result, rel_tol=1e-4)


def _same(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) < 1e-6)


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


# “拒不改正的”为十万元以下; 属于“拒不改正的”的情形：十万元以下; 十万元以下不适用：它属于…
_OF_CASE = (
    re.compile(r"“(?P<case>[^“”]+)”为(?P<told>[^，；（“]+)"),
    re.compile(r"属于“(?P<case>[^“”]+)”的情形：(?P<told>[^：（“]+)（"),
    re.compile(r"(?:^|：)(?P<told>[^：，（“]+?)(?:不适用：它|：所问)属于“(?P<case>[^“”]+)”"),
)


def _of_cases(claim: Claim) -> list[str]:
    """A number that is told of a case stands behind it, in the same sentence of a quote."""
    return [
        f"number is none of the case: {told['told']}"
        for pattern in _OF_CASE
        for told in pattern.finditer(claim.text)
        if not any(
            values(find_quantities(told["told"])) <= values(find_quantities(behind))
            for behind in _behind(told["case"], claim.quoted)
        )
    ]


def _behind(case: str, quoted: str) -> list[str]:
    """What the sentences that hold the words of a case say behind them."""
    words = fold(case)
    return [
        part.partition(words)[2] for part in re.split(r"[;。；]", fold(quoted)) if words in part
    ]


_SUMS = (_asked, _steps, _case, _equations, _of_cases)
