"""Whether the numbers of a claim stand in its quotes or come out of its sums."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from graph.dates import find_dates
from graph.model import Comparator
from graph.names import fold
from graph.quantities import COUNT, Quantity, find_quantities
from qa.arithmetic import admits, multiply, whole_things, work_out
from qa.claim import QUOTED, Claim, Operator, Product
from qa.figureless import implied
from qa.units import points_in

ARTICLE = re.compile(r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十]+)?")
_NUMBER = re.compile(r"[0-9０-９]+(?:\.[0-9]+)?")
_HAN_NUMBER = re.compile(r"[零一二三四五六七八九十百千万亿〇两]{2,}")


def number_failures(claim: Claim) -> list[str]:
    """Numbers and bounds that neither the quotes nor the claim's own sum give."""
    outside = claim.own_words
    ground = claim.given
    given = find_quantities(ground)
    allowed = values(given) | _sum_values(claim) | _listed(claim)
    dates = find_dates(outside)
    found = []
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


# 规定了6项：“…: how many points the list has that is quoted
_COUNTS_POINTS = re.compile(r"了(\d+)项：“")


def _listed(claim: Claim) -> set[tuple[float, str]]:
    """The number of points that the claim tells of a list, where one of its quotes has as many."""
    told = {int(m[1]) for m in _COUNTS_POINTS.finditer(claim.text)}
    return {(float(n), "项") for n in told & {points_in(quote.text) for quote in claim.quotes}}


def values(quantities: Sequence[Quantity]) -> set[tuple[float, str]]:
    ends = {(round(q.value, 6), q.unit) for q in quantities}
    return ends | {(round(q.value_max, 6), q.unit) for q in quantities if q.value_max is not None}


def _sum_values(claim: Claim) -> set[tuple[float, str]]:
    """What the claim's own sum may name: recomputed here, never taken from the claim."""
    named: set[tuple[float, str]] = set()
    excess = claim.excess
    if excess:
        named |= values([excess.amount, excess.bound])
        named.add((round(excess.amount.value - excess.bound.value, 6), excess.amount.unit))
    product = claim.product
    while product is not None:
        low, high = multiply(product.amount, product.share)
        ends = [low] if high is None else [low, high]
        named |= {(round(end, 6), product.amount.unit) for end in ends}
        named |= values([product.amount, product.share])
        if product.amount.kind == COUNT:
            named.add((whole_things(replace(product, result=low)), product.amount.unit))
        product = product.before
    named |= values([claim.case]) if claim.case else set()
    for step in claim.steps:
        low, high = work_out(step.left, step.operator, step.right)
        named |= {(end, step.result.unit) for end in (low, high) if end is not None}
        named |= values([step.left, step.right])
        named |= {(100.0, "%")} if step.operator is Operator.PERCENT else set()
    return named


def _bounded_alike(quantity: Quantity, given: Sequence[Quantity], claim: Claim) -> bool:
    """Whether 不低于, 不超过 … stand before the same value in what is given."""
    if quantity.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return True
    same = [q for q in given if values([q]) & values([quantity])]
    if claim.product and not same:
        same = [bounded_result(claim.product)]
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


def bounded_result(product: Product) -> Quantity:
    """What a product comes to, with the bounds of its share."""
    low, high = multiply(product.amount, product.share)
    return replace(product.share, value=low, value_max=high, unit=product.amount.unit)


def sum_failures(claim: Claim) -> list[str]:
    """Sums that do not come out, or start from what neither the question nor a quote gives."""
    return [reason for test in _SUMS for reason in test(claim)]


def _products(claim: Claim) -> list[str]:
    """Every product is computed anew, from the question's amount and the quotes' share."""
    found: list[str] = []
    shares = values(find_quantities(claim.quoted))
    asked = values(find_quantities(claim.premise))
    found += _excess_failures(claim, asked)
    worked = values([step.result for step in claim.steps])  # each is worked out anew in _steps
    product = claim.product
    while product is not None:
        low, high = multiply(product.amount, product.share)
        if not _same(low, product.result) or not _same(high, product.result_max):
            found.append(f"{product.amount.text}×{product.share.text} is not {product.result}")
        if not values([product.share]) <= shares:
            found.append(f"share is in no quote: {product.share.text}")
        if product.cap and not (values([product.cap]) <= shares and product.cap.value < low):
            found.append(f"{product.cap.text} is no cap of {low} that a quote sets")
        before = product.before
        given = {(round(before.result, 6), before.amount.unit)} if before else asked | worked
        if not values([product.amount]) <= given:
            found.append(f"amount is not in the question: {product.amount.text}")
        product = before
    return found


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
    found: list[str] = []
    given = values(find_quantities(claim.given)) | values(find_quantities(claim.premise))
    given |= implied([quote.text for quote in claim.quotes], claim.premise)
    for step in claim.steps:
        found += [
            f"number is neither asked, quoted nor worked out: {side.text}"
            for side in (step.left, step.right)
            if not values([side]) <= given
        ]
        low, high = work_out(step.left, step.operator, step.right)
        if not (_same(low, step.result.value) and _same(high, step.result.value_max)):
            found.append(f"{step.left.text}{step.operator}{step.right.text} is not {low}")
        given |= values([step.result])
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
    results = _results(claim.product) if claim.product else set()
    parts = own.split("：")
    told = find_quantities(parts[-2]) if results and len(parts) > 1 else []
    return found + [
        f"number is no result: {q.text}"
        for q in told
        if (round(q.value, 6), q.value_max and round(q.value_max, 6)) not in results
    ]


def _comes_out(left: Quantity, operator: Operator, right: Quantity, result: float) -> bool:
    try:
        low, high = work_out(left, operator, right)
    except ValueError:  # 10万元－20万元 reads as a range, of two units …
        return False
    return high is None and math.isclose(low, result, rel_tol=1e-4)


def _results(product: Product) -> set[tuple[float, float | None]]:
    """What a product comes to; of things the whole number too."""
    ends = {(round(product.result, 6), product.result_max)}
    if product.amount.kind == COUNT and product.result_max is None:
        ends.add((whole_things(product), None))
    return ends


def _excess_failures(claim: Claim, asked: set[tuple[float, str]]) -> list[str]:
    excess = claim.excess
    if excess is None:
        return []
    found = []
    if not _same(excess.amount.value - excess.bound.value, excess.result):
        found.append(f"{excess.amount.text}−{excess.bound.text} is not {excess.result}")
    if not values([excess.bound]) <= values(find_quantities(claim.given)):
        found.append(f"bound is in no quote: {excess.bound.text}")
    if not values([excess.amount]) <= asked:
        found.append(f"amount is not in the question: {excess.amount.text}")
    return found


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


_SUMS = (_products, _steps, _case, _equations, _of_cases)
