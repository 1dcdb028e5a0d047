"""Whether a claim says no more than its quotes: words, numbers, dates, labels, names, force."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.dates import find_dates
from graph.model import Comparator
from graph.names import canonical_title, fold
from graph.quantities import COUNT, Quantity, find_quantities
from graph.regions import find_regions
from qa.arithmetic import (
    admits,
    counted_on,
    multiply,
    whole_things,
    work_out,
    year_end_after,
)
from qa.claim import Claim, DayCount, Operator, Product
from qa.units import points_in

_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_ELLIPSIS = re.compile(r"……|…")
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十]+)?")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NUMBER = re.compile(r"[0-9０-９]+(?:\.[0-9]+)?")
_HAN_NUMBER = re.compile(r"[零一二三四五六七八九十百千万亿〇两]{2,}")

# Words of force and the words of a text that bear each of them out.
_FORCE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"不得|不可以|不能|禁止|不准"),
        re.compile(r"不得|禁止|不能|不可|严禁|不予|不准|不应|无权|不再|不适用|不承担|不属于"),
    ),
    (
        re.compile(r"(?<!不)应当|(?<!不)必须|(?<!不)须|(?<![不无])需要"),
        re.compile(r"应当|必须|(?<!不)应|(?<![不无])[须需]"),
    ),
    (
        re.compile(r"(?<!不)可以|允许"),
        re.compile(
            r"(?<!不)可以|允许|(?<!不)可(?![能靠行])|准予|有权|鼓励|支持|适用|参照|享受|予以"
        ),
    ),
    (re.compile(r"鼓励"), re.compile(r"鼓励")),
    (
        re.compile(r"不需要|无需|不必"),
        re.compile(r"不需|无需|不必|无须|不再|免|不受|不作为|不要求|可以不|自主"),
    ),
)


def failures(claim: Claim) -> list[str]:
    """Why the claim does not stand; empty for a claim that does.

    Quotation marks in a claim hold literal words of a quote. Everything outside of them is held
    against the quotes, their titles, their locators and their regions.
    """
    return [reason for test in _TESTS for reason in test(claim)]


def stands(claim: Claim) -> bool:
    return not failures(claim)


def _outside(claim: Claim) -> str:
    """The claim's own words: what is not quoted and names no title."""
    return _TITLE.sub("《》", _QUOTED.sub("“”", claim.text))


def _ground(claim: Claim) -> str:
    """What the claim may repeat: words, titles, labels, numbers and regions of its citations."""
    return "\n".join(
        "\n".join(
            (
                quote.text,
                quote.entry.head.title,
                quote.locator,
                quote.entry.head.document_number or "",
                quote.entry.head.doc_type,
                *quote.entry.head.regions,
                *quote.entry.head.issuers,
            )
        )
        for quote in claim.quotes
    )


def _literal(claim: Claim) -> list[str]:
    outside = [
        f"spans {quote.spans} are not in {quote.document.id}"
        for quote in claim.quotes
        if quote.spans[-1][1] > len(quote.document.text) or not quote.text.strip()
    ]
    words = fold("\n".join(quote.text for quote in claim.quotes))
    pieces = [p for m in _QUOTED.finditer(claim.text) for p in _ELLIPSIS.split(m[1])]
    return outside + [
        f"quoted words are in no quote: {piece[:30]}"
        for piece in pieces
        if fold(piece) not in words
    ]


def _numbers(claim: Claim) -> list[str]:
    outside = _outside(claim)
    ground = _ground(claim)
    allowed = _values(find_quantities(ground)) | _sum_values(claim) | _listed(claim)
    dates = find_dates(outside)
    found = []
    taken = [(d.start, d.end) for d in dates] + [m.span() for m in _ARTICLE.finditer(outside)]
    for quantity in find_quantities(outside):
        if _inside(quantity.start, taken):
            continue
        taken.append((quantity.start, quantity.end))
        if not _values([quantity]) <= allowed:
            found.append(f"number is in no quote: {quantity.text}")
        elif not _bounded_alike(quantity, ground, claim):
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


def _values(quantities: Sequence[Quantity]) -> set[tuple[float, str]]:
    ends = {(round(q.value, 6), q.unit) for q in quantities}
    return ends | {(round(q.value_max, 6), q.unit) for q in quantities if q.value_max is not None}


def _sum_values(claim: Claim) -> set[tuple[float, str]]:
    """What the claim's own sum may name: recomputed here, never taken from the claim."""
    named: set[tuple[float, str]] = set()
    excess = claim.excess
    if excess:
        named |= _values([excess.amount, excess.bound])
        named.add((round(excess.amount.value - excess.bound.value, 6), excess.amount.unit))
    product = claim.product
    while product is not None:
        low, high = multiply(product.amount, product.share)
        ends = [low] if high is None else [low, high]
        named |= {(round(end, 6), product.amount.unit) for end in ends}
        named |= _values([product.amount, product.share])
        if product.amount.kind == COUNT:
            named.add((whole_things(replace(product, result=low)), product.amount.unit))
        product = product.before
    named |= _values([claim.case]) if claim.case else set()
    for step in claim.steps:
        low, high = work_out(step.left, step.operator, step.right)
        named |= {(end, step.result.unit) for end in (low, high) if end is not None}
        named |= _values([step.left, step.right])
        named |= {(100.0, "%")} if step.operator is Operator.PERCENT else set()
    return named


def _bounded_alike(quantity: Quantity, ground: str, claim: Claim) -> bool:
    """Whether 不低于, 不超过 … stand before the same value in the ground."""
    if quantity.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return True
    same = [q for q in find_quantities(ground) if _values([q]) & _values([quantity])]
    if claim.product and not same:
        same = [_result(claim.product)]
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


def _result(product: Product) -> Quantity:
    """What a product comes to, with the bounds of its share."""
    low, high = multiply(product.amount, product.share)
    return replace(product.share, value=low, value_max=high, unit=product.amount.unit)


def _sums(claim: Claim) -> list[str]:
    """Every product is computed anew, from the question's amount and the quotes' share."""
    found: list[str] = []
    shares = _values(find_quantities("\n".join(q.text for q in claim.quotes)))
    asked = _values(find_quantities(claim.premise))
    found += _excess_failures(claim, asked)
    product = claim.product
    while product is not None:
        low, high = multiply(product.amount, product.share)
        if not _same(low, product.result) or not _same(high, product.result_max):
            found.append(f"{product.amount.text}×{product.share.text} is not {product.result}")
        if not _values([product.share]) <= shares:
            found.append(f"share is in no quote: {product.share.text}")
        if product.cap and not (_values([product.cap]) <= shares and product.cap.value < low):
            found.append(f"{product.cap.text} is no cap of {low} that a quote sets")
        before = product.before
        given = {(round(before.result, 6), before.amount.unit)} if before else asked
        if not _values([product.amount]) <= given:
            found.append(f"amount is not in the question: {product.amount.text}")
        product = before
    return found


def _case(claim: Claim) -> list[str]:
    """The question's number has to fall under the condition that the claim quotes for it."""
    case = claim.case
    if case is None:
        return []
    quoted = [q for m in _QUOTED.finditer(claim.text) for q in find_quantities(m[1])]
    found = []
    if not _values([case]) <= _values(find_quantities(claim.premise)):
        found.append(f"number is not in the question: {case.text}")
    if not any(q.unit == case.unit and admits(q, case.value) for q in quoted):
        found.append(f"{case.text} does not fall under the condition that is quoted")
    return found


def _steps(claim: Claim) -> list[str]:
    """Every step is worked out anew, from what the question, the quotes and earlier steps give."""
    found: list[str] = []
    given = _values(find_quantities(_ground(claim))) | _values(find_quantities(claim.premise))
    for step in claim.steps:
        found += [
            f"number is neither asked, quoted nor worked out: {side.text}"
            for side in (step.left, step.right)
            if not _values([side]) <= given
        ]
        low, high = work_out(step.left, step.operator, step.right)
        if not (_same(low, step.result.value) and _same(high, step.result.value_max)):
            found.append(f"{step.left.text}{step.operator}{step.right.text} is not {low}")
        given |= _values([step.result])
    return found


def _excess_failures(claim: Claim, asked: set[tuple[float, str]]) -> list[str]:
    excess = claim.excess
    if excess is None:
        return []
    found = []
    if not _same(excess.amount.value - excess.bound.value, excess.result):
        found.append(f"{excess.amount.text}−{excess.bound.text} is not {excess.result}")
    if not _values([excess.bound]) <= _values(find_quantities(_ground(claim))):
        found.append(f"bound is in no quote: {excess.bound.text}")
    if not _values([excess.amount]) <= asked:
        found.append(f"amount is not in the question: {excess.amount.text}")
    return found


def _counted(claim: Claim) -> tuple[set[str], list[str]]:
    """The last day that the claim's own count gives, counted anew; and what is wrong with it."""
    days = claim.days
    if days is None:
        return set(), []
    ground = _ground(claim)
    found = []
    given = {d.iso for d in find_dates(f"{ground}\n{claim.premise}")}
    if days.start.isoformat() not in given and not _begins(days, given):
        found.append(f"day is in no quote: {days.start}")
    if not _values([days.period]) <= _values(find_quantities(ground)):
        found.append(f"period is in no quote: {days.period.text}")
    count = year_end_after if days.to_year_end else counted_on
    last = count(days.start, days.period)
    if last is None or last != days.last:
        found.append(f"{days.start} and {days.period.text} do not make {days.last}")
    return {last.isoformat()} if last else set(), found


def _begins(days: DayCount, given: set[str]) -> bool:
    """Whether a count to the end of a year starts in a year or month that is given."""
    start = days.start.isoformat()
    return days.to_year_end and bool({start[:4], start[:7]} & given)


def _same(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) < 1e-6)


def _dates(claim: Claim) -> list[str]:
    ground = f"{_ground(claim)}\n{claim.premise}"
    known = {d.iso for d in find_dates(ground)} | {d.iso[:7] for d in find_dates(ground)}
    known |= {d.iso[:4] for d in find_dates(ground)}
    counted, wrong = _counted(claim)
    known |= counted
    return wrong + [
        f"date is in no quote: {d.iso}" for d in find_dates(_outside(claim)) if d.iso not in known
    ]


def _labels(claim: Claim) -> list[str]:
    ground = fold(_ground(claim))
    return [
        f"label is in no citation: {match.group()}"
        for match in _ARTICLE.finditer(_outside(claim))
        if fold(match.group()) not in ground
    ]


def _titles(claim: Claim) -> list[str]:
    ground = fold("\n".join((_ground(claim), *(f"《{q.entry.head.title}》" for q in claim.quotes))))
    bare = _QUOTED.sub("“”", claim.text)
    return [
        f"title is in no citation: {match[1]}"
        for match in _TITLE.finditer(bare)
        if fold(canonical_title(match[1])) not in ground and fold(match[1]) not in ground
    ]


def _regions(claim: Claim) -> list[str]:
    ground = _ground(claim)
    known = {m.region.name for m in find_regions(ground)}
    known |= {name for quote in claim.quotes for name in quote.entry.head.regions}
    return [
        f"region is in no citation: {m.region.name}"
        for m in find_regions(_outside(claim))
        if m.region.name not in known
    ]


def _force(claim: Claim) -> list[str]:
    outside = _outside(claim)
    words = "".join("\n".join(quote.text for quote in claim.quotes).split())
    return [
        f"force is in no quote: {said.group()}"
        for says, bears in _FORCE
        if (said := says.search(outside)) and not bears.search(words)
    ]


# 第九条没有写“…”, 全文没有写“…”
_NOT_WRITTEN = re.compile(r"没有写“([^”]+)”")


def _lacking(claim: Claim) -> list[str]:
    """What is said not to be written is looked for in the stretch that is said to lack it."""
    said = _NOT_WRITTEN.findall(claim.text)
    lacking = claim.lacking
    if lacking is None:
        return ["nothing shows what is not written"] if said else []
    document, (start, end) = lacking.document, lacking.span
    found = []
    if said != [lacking.words]:
        found.append(f"another thing is said not to be written: {lacking.words[:30]}")
    if fold(lacking.words) in fold(document.text[start:end]):
        found.append(f"it is written: {lacking.words[:30]}")
    own = [q for q in claim.quotes if q.document.id == document.id]
    whole = end - start >= len(document.text)
    if not any(whole or (start <= q.spans[0][0] and q.spans[-1][1] <= end) for q in own):
        found.append(f"no quote is of the stretch of {document.id} that lacks it")
    return found


_DEFAULT = re.compile(r"未规定、也未约定|不以未约定为前提")
_NO_AGREEMENT = re.compile(r"(?:未|没有|无)[^，。；]{0,40}(?:规定|约定)|约定不明")


def _defaults(claim: Claim) -> list[str]:
    """That a standard holds only without an agreement has to stand in one of the quotes."""
    said = _DEFAULT.search(_outside(claim))
    borne = any(_NO_AGREEMENT.search("".join(quote.text.split())) for quote in claim.quotes)
    return [f"no quote speaks of a missing agreement: {said.group()}"] if said and not borne else []


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


_TESTS: tuple[Callable[[Claim], list[str]], ...] = (
    _literal,
    _lacking,
    _numbers,
    _sums,
    _steps,
    _case,
    _dates,
    _labels,
    _titles,
    _regions,
    _force,
    _defaults,
)
