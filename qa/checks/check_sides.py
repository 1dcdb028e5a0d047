"""Whether each side of a sentence is told with what its own quotes say: 甲省七成，乙省八成."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.names import fold
from graph.quantities import Quantity, find_quantities
from graph.regions import find_regions
from qa.asked.places import NATION
from qa.checks.in_place import is_party
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
        return _of_others(claim)
    return [*_of_others(claim), *_not_higher(claim), *_not_alike(claim)] + [
        f"{name} has another number than {number.text}"
        for piece in _PIECE.findall(claim.own_words)
        for name, numbers in _told(piece)
        for number in numbers
        if (quotes := quotes_of_side(name, claim)) and not any(_holds(q, number) for q in quotes)
    ]


def _told(piece: str) -> Iterator[tuple[str, list[Quantity]]]:
    """国家、北京市不低于50% gives each name with the number."""
    numbers = find_quantities(piece)
    if not numbers:
        return
    names = _NAMES.match(piece[: numbers[0].outer[0]])
    for name in names.group().split("、") if names else ():
        yield name, numbers


def quotes_of_side(name: str, claim: Claim) -> list[Quote]:
    """The quotes of a place; of another name those that hold it as it is told."""
    if name.startswith(NATION_TOLD):
        return [q for q in claim.quotes if _places(q) <= {NATION}]
    places = {m.region.name for m in find_regions(name)}
    if places:
        return [q for q in claim.quotes if places & _places(q)]
    return [q for q in claim.quotes if fold(name) in fold(q.entry.head.title + q.text)]


# 学会：《》第四条…, 学会八千元以下: whom a quote or a number is told of
_TOLD_OF = re.compile(r"^(?P<row>[^：，。“”《》]+)：《》")
# where a clause of a text begins, and with it whom it is about
_OPENS = r"(?:^|[,。;:、)\n])(?:其中)?"


def _of_others(claim: Claim) -> list[str]:
    """Bodies and persons that are told of, whom neither the question names nor a quote is about."""
    asked, row = fold(claim.premise), _TOLD_OF.match(claim.own_words)
    pieces = _PIECE.findall(claim.own_words) if len(claim.quotes) > 1 else []
    told = [name for piece in pieces for name, _ in _told(piece)] + ([row["row"]] if row else [])
    words = fold(claim.quoted)
    return [
        f"no quote is about: {name}"
        for name in told
        if is_party(name) and fold(name) not in asked
        if not re.search(_OPENS + re.escape(fold(name)), words)
    ]


# 一样：甲省、乙省一倍以下; 不一样：甲省一倍以下，乙省两倍以下
_ALIKE = re.compile(
    r"(?:^|[：，])(?P<not>不?)一样：(?P<told>[^；。]*)(?P<silent>；[^；。]*没有写数值)?"
)


def _not_alike(claim: Claim) -> list[str]:
    """That sides are alike where they have several numbers, or unlike where they have one."""
    said = _ALIKE.search(claim.own_words)
    if said is None:
        return []
    numbers = {(q.value, q.value_max, q.unit, q.comparator) for q in find_quantities(said["told"])}
    alike = len(numbers) == 1 and not said["silent"]
    return [] if alike is not bool(said["not"]) else ["the sides are judged wrongly"]


def _not_higher(claim: Claim) -> list[str]:
    """Places the number of which is said to be above the nation's, and is not."""
    told = _HIGHER.search(claim.own_words)
    bounds = find_quantities(told["bound"]) if told else []
    if told is None or len(bounds) != 1 or told["more"] != "高":
        return ["no number is compared"] if told else []
    names = told["names"].split("、")
    found = ["one place is told of twice"] if len(set(names)) < len(names) else []
    for name in names:
        numbers = [n for q in quotes_of_side(name, claim) for n in find_quantities(q.text)]
        if not any(n.unit == bounds[0].unit and n.value > bounds[0].value for n in numbers):
            found.append(f"{name} is not above {bounds[0].text}")
    return found


def _places(quote: Quote) -> set[str]:
    return {m.region.name for region in quote.entry.head.regions for m in find_regions(region)}


def _holds(quote: Quote, number: Quantity) -> bool:
    given = find_quantities(quote.text)
    ends = {(e, q.unit) for q in given for e in (q.value, q.value_max)}
    return all((e, number.unit) in ends for e in (number.value, number.value_max) if e is not None)
