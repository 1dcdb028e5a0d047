"""The thresholds that the graph holds for units of text: values with base and condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.model import Norm, Target
from graph.names import fold
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity, find_quantities
from qa.asked.kinds import KINDS
from qa.asked.question import Question
from qa.claims.claim import Quote
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

Threshold = Norm | Target
Place = tuple[str, int, int]
"""Document and the offsets of a unit in it."""

_KIND_OF_UNIT = {"%": SHARE, "倍": SHARE, "元": AMOUNT}
_PERIODS = frozenset({"年", "月", "日", "工作日", "小时", "周"})


def place_of(scored: Scored) -> Place:
    return (scored.entry.id, scored.read.unit.start, scored.read.unit.end)


def asked_kinds(question: Question) -> frozenset[str]:
    """比例, 期限, 金额 or 数量, as far as the question asks for one."""
    return frozenset().union(*(KINDS.get(ask, frozenset()) for ask in question.asks))


def thresholds(edition: Edition, units: Iterable[Scored]) -> Mapping[Place, tuple[Threshold, ...]]:
    """Norms and targets stated in each unit, in the order of the text; read in one go."""
    asked = list(units)
    provisions = sorted({s.rule.provision_id for s in asked if s.rule.provision_id})
    stated = [n for n in edition.statements_in(provisions) if isinstance(n, Threshold)]
    return {place_of(s): tuple(n for n in stated if states(s, n)) for s in asked}


def states(scored: Scored, stated: Threshold) -> bool:
    """Whether the unit prints the value of the statement, and is part of what it was read from."""
    unit, (start, end) = scored.read.unit, stated.evidence.spans[-1]
    return (
        stated.evidence.document_id == scored.entry.id
        and start < unit.end
        and unit.start < end
        and fold(stated.value_text) in scored.read.words
    )


def kind_of(stated: Threshold) -> str:
    """比例, 期限, 金额 or 数量."""
    if isinstance(stated, Norm):
        return stated.quantity
    return PERIOD if stated.unit in _PERIODS else _KIND_OF_UNIT.get(stated.unit, COUNT)


def of_kinds(stated: Sequence[Threshold], kinds: frozenset[str]) -> tuple[Threshold, ...]:
    return tuple(n for n in stated if kind_of(n) in kinds)


def printed(stated: Threshold, quote: Quote) -> Quantity | None:
    """The quantity of the quote that the statement was read from, with the words that bound it."""
    first, last = stated.evidence.spans[-1]
    same = [
        q
        for q in find_quantities(quote.text)
        if (q.value, q.value_max, q.unit) == (stated.value, stated.value_max, stated.unit)
    ]
    own = [q for q in same if first <= offset_in_document(quote, q.start) < last]
    return next(iter([*own, *same[-1:]]), None)


def offset_in_document(quote: Quote, position: int) -> int:
    """Where a character of ``quote.text`` stands in the document."""
    for start, end in quote.spans:
        if position < end - start:
            return start + position
        position -= end - start
    return quote.spans[-1][1]
