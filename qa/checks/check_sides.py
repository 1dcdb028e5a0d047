"""Whether each side of a sentence is told with what its own quotes say: 甲省七成，乙省八成."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.names import fold
from graph.quantities import Quantity, find_quantities
from graph.regions import find_regions
from qa.claims.claim import Claim, Quote

NATION_TOLD = "国家"
_PIECE = re.compile(r"[^，,；;。：:]+")
# 北京市、上海市不低于百分之七十: what stands before the number, and no clause of its own
_NAMES = re.compile(r"^(?:[^、，的于起之]{1,14}、){0,40}[^、，的于起之]{1,14}$")
# 北京市、陕西省的数值高于国家的标准（不低于百分之五十）
_HIGHER = re.compile(
    r"(?P<names>[^；：，]+)的数值(?P<more>[高低])于国家的标准（(?P<bound>[^（）]+)）"
)


def side_failures(claim: Claim) -> list[str]:
    """Numbers told of a place or a kind that no quote of it gives."""
    if len(claim.quotes) < 2:
        return []
    return _not_higher(claim) + [
        f"{name} has another number than {number.text}"
        for piece in _PIECE.findall(claim.own_words)
        for name, numbers in _told(piece)
        for number in numbers
        if (quotes := _of_side(name, claim)) and not any(_holds(q, number) for q in quotes)
    ]


def _told(piece: str) -> Iterator[tuple[str, list[Quantity]]]:
    """国家、北京市不低于50% gives each name with the number."""
    numbers = find_quantities(piece)
    if not numbers:
        return
    names = _NAMES.match(piece[: numbers[0].outer[0]])
    for name in names.group().split("、") if names else ():
        yield name, numbers


def _of_side(name: str, claim: Claim) -> list[Quote]:
    """The quotes of a place; of another name those that hold it as it is told."""
    if name.startswith(NATION_TOLD):
        return [q for q in claim.quotes if not _places(q)]
    places = {m.region.name for m in find_regions(name)}
    if places:
        return [q for q in claim.quotes if places & _places(q)]
    return [q for q in claim.quotes if fold(name) in fold(q.entry.head.title + q.text)]


def _not_higher(claim: Claim) -> list[str]:
    """Places the number of which is said to be above the nation's, and is not."""
    told = _HIGHER.search(claim.own_words)
    bounds = find_quantities(told["bound"]) if told else []
    if told is None or len(bounds) != 1 or told["more"] != "高":
        return ["no number is compared"] if told else []
    found = []
    for name in told["names"].split("、"):
        numbers = [n for q in _of_side(name, claim) for n in find_quantities(q.text)]
        if not any(n.unit == bounds[0].unit and n.value > bounds[0].value for n in numbers):
            found.append(f"{name} is not above {bounds[0].text}")
    return found


def _places(quote: Quote) -> set[str]:
    return {m.region.name for region in quote.entry.head.regions for m in find_regions(region)}


def _holds(quote: Quote, number: Quantity) -> bool:
    given = find_quantities(quote.text)
    ends = {(e, q.unit) for q in given for e in (q.value, q.value_max)}
    return all((e, number.unit) in ends for e in (number.value, number.value_max) if e is not None)
