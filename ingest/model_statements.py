"""What a model says of a text, taken over only as far as the text bears it literally.

A statement's quote must stand in the text, its words in the quote, its value must be read as the
same quantity by our own rules, and its force must be that of the words. Its evidence is the whole
rule that holds the quote, so that no 不得, no condition and no lead-in is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.model import (
    Case,
    Evidence,
    Measure,
    Modality,
    NodeKind,
    Norm,
    Observation,
    Problem,
    Recommendation,
    Span,
    Statement,
    Target,
    statement_id,
)
from graph.quantities import AMOUNT, SHARE
from graph.regions import find_regions
from ingest.extract.body import Body
from ingest.extract.clauses import carried_modality, conditions_of, governing
from ingest.extract.norms import is_default_rule
from ingest.model_form import ModelStatement
from ingest.model_quotes import (
    EMPTY,
    FORCE,
    KIND,
    WORDS,
    Dropped,
    Place,
    date_in,
    modality_in,
    place_of,
    quantity_in,
)

# 同比增长, 比上年下降: right in front of the value.
_GROWTH = re.compile(r"(?P<way>增长|提高|上升|增加|提升|下降|减少|降低|回落)了?(?:约|近|超过?)?$")
_FALLS = frozenset({"下降", "减少", "降低", "回落"})


def checked(body: Body, passage: Span, said: ModelStatement) -> Statement | str:
    """The statement, or the reason for which it is dropped."""
    try:
        return _statement(body, passage, said)
    except Dropped as reason:
        return str(reason)


def is_repeated(statement: Statement, known: Sequence[Statement]) -> bool:
    """Whether one of these says the same of the same words."""
    return any(
        other.kind is statement.kind
        and _overlap(other.evidence, statement.evidence)
        and _says_the_same(other, statement)
        for other in known
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    """By what is quoted last: lead-ins are shared by all items of a list."""
    (a, b), (c, d) = one.spans[-1], other.spans[-1]
    return a < d and c < b


def _says_the_same(one: Statement, other: Statement) -> bool:
    if isinstance(one, Norm | Target | Observation) and isinstance(
        other, Norm | Target | Observation
    ):
        values = [(x.value, x.unit, getattr(x, "growth", None)) for x in (one, other)]
        return values[0] == values[1]
    return one.name in other.name or other.name in one.name


def _statement(body: Body, passage: Span, said: ModelStatement) -> Statement:
    build = _BUILDERS.get(said.kind)
    if build is None:
        raise Dropped(KIND)
    place = place_of(body, passage, said.quote)
    literal = (
        *(said.words, said.actor, said.target_group, said.base, said.condition, said.time),
        *(said.about, said.place, said.outcome, said.attributed_to, *said.parties),
    )
    if any(words.strip() not in place.evidence.quote for words in literal):
        raise Dropped(WORDS)
    return build(place, said)


def _id(kind: NodeKind, place: Place, *parts: object) -> str:
    return statement_id(kind, place.evidence, "model", *parts)


def _measure(place: Place, said: ModelStatement) -> Measure:
    words = _said(said.words)
    return Measure(
        id=_id(NodeKind.MEASURE, place, words),
        name=words,
        evidence=place.evidence,
        modality=modality_in(place, said, max(0, place.clause.text.find(words))),
        actor=said.actor.strip(),
        target_group=said.target_group.strip(),
    )


def _norm(place: Place, said: ModelStatement) -> Norm:
    quantity = quantity_in(place, said.value)
    at = quantity.start
    read = governing(place.clause, at)
    force = (read.modality if read else None) or carried_modality(place.clause)
    force = Modality.MUST if force in (None, Modality.PROMOTE) else force
    if said.modality not in ("", force.value):
        raise Dropped(FORCE)
    conditions = conditions_of(place.clause, at)
    if said.condition and not any(said.condition.strip(" ，") in c for c in conditions):
        conditions.append(said.condition.strip(" ，"))
    return Norm(
        id=_id(NodeKind.NORM, place, quantity.start, quantity.text),
        name=re.sub(r"\s+", "", place.clause.text).strip("，；。：")[:320],
        evidence=place.evidence,
        modality=force,
        quantity=quantity.kind,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        value_text=quantity.text,
        base=said.base.strip() if quantity.kind in (SHARE, AMOUNT) else "",
        subject=said.actor.strip(),
        beneficiary=said.target_group.strip(),
        condition="，".join(conditions),
        default_rule=is_default_rule(place.clause),
    )


def _target(place: Place, said: ModelStatement) -> Target:
    quantity = quantity_in(place, said.value)
    return Target(
        id=_id(NodeKind.TARGET, place, quantity.start, quantity.text),
        name=_said(said.words),
        evidence=place.evidence,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        value_text=quantity.text,
        deadline=date_in(said.time),
    )


def _observation(place: Place, said: ModelStatement) -> Observation:
    quantity = quantity_in(place, said.value)
    before = place.text[: quantity.outer[0]]
    way = _GROWTH.search(before) if quantity.unit in ("%", "百分点") else None
    growth = None
    if way:
        growth = -quantity.value if way["way"] in _FALLS else quantity.value
    return Observation(
        id=_id(NodeKind.OBSERVATION, place, quantity.start, quantity.text),
        name=_said(said.words),
        evidence=place.evidence,
        subject=said.about.strip(),
        period=date_in(said.time),
        value=None if way else quantity.value,
        unit=quantity.unit,
        value_text=quantity.text,
        growth=growth,
    )


def _case(place: Place, said: ModelStatement) -> Case:
    words = _said(said.words)
    regions = find_regions(said.place)
    return Case(
        id=_id(NodeKind.CASE, place, words),
        name=words,
        evidence=place.evidence,
        technology=words,
        parties=tuple(party.strip() for party in said.parties if party.strip()),
        place=regions[0].region.name if regions else "",
        outcome=said.outcome.strip(),
    )


Found = TypeVar("Found", Problem, Recommendation)


def _finding(kind: type[Found], place: Place, said: ModelStatement) -> Found:
    words = _said(said.words)
    return kind(
        id=_id(kind.kind, place, words),
        name=words,
        evidence=place.evidence,
        attributed_to=said.attributed_to.strip(),
    )


def _problem(place: Place, said: ModelStatement) -> Problem:
    return _finding(Problem, place, said)


def _recommendation(place: Place, said: ModelStatement) -> Recommendation:
    return _finding(Recommendation, place, said)


_BUILDERS: dict[str, Callable[[Place, ModelStatement], Statement]] = {
    "measure": _measure,
    "norm": _norm,
    "target": _target,
    "observation": _observation,
    "case": _case,
    "problem": _problem,
    "recommendation": _recommendation,
}


def _said(words: str) -> str:
    words = words.strip(" ，；。：\n")
    if not words:
        raise Dropped(EMPTY)
    return words
