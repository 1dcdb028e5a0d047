"""What a model says of a text, taken over only as far as the text bears it literally.

A statement's quote must stand in the text, its words in the quote, its value must be read as the
same quantity by our own rules, and its force must be that of the words. Its evidence is the whole
rule that holds the quote, so that no 不得, no condition and no lead-in is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.dates import find_dates
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
from graph.quantities import AMOUNT, SHARE, Quantity, find_quantities
from graph.regions import find_regions
from ingest.extract.body import Body
from ingest.extract.clauses import (
    Clause,
    carried_modality,
    clauses,
    conditions_of,
    governing,
)
from ingest.extract.norms import is_default_rule
from ingest.model_form import ModelStatement

NOT_IN_TEXT = "quote not literally in the text"
NUMBER = "number not in the quote"
WORDS = "words not in the quote"
FORCE = "force is not that of the words"
KIND = "unknown kind"
EMPTY = "nothing said"
REPEATED = "already read by the rules"

# 同比增长, 比上年下降: right in front of the value.
_GROWTH = re.compile(r"(?P<way>增长|提高|上升|增加|提升|下降|减少|降低|回落)了?(?:约|近|超过?)?$")
_FALLS = frozenset({"下降", "减少", "降低", "回落"})
# 已建成, 设立了, 先后引进: what was done, though its verb is one of those that promote.
_DONE = re.compile(r"已|了|先后|累计|截至|完成")


class Dropped(Exception):
    """A statement that the text does not bear; the message is one of the reasons above."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a model's quote stands, with the rules that hold it."""

    clause: Clause
    """The one in which the quote begins."""
    text: str
    """From the clause to the end of the last one that the quote touches."""
    at: int
    """Offset of the quote in ``text``."""
    quote: str
    """Without the label of a provision in front."""
    evidence: Evidence


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
    place = _place(body, passage, said.quote)
    literal = (
        *(said.words, said.actor, said.target_group, said.base, said.condition, said.time),
        *(said.about, said.place, said.outcome, said.attributed_to, *said.parties),
    )
    if any(words.strip() not in place.evidence.quote for words in literal):
        raise Dropped(WORDS)
    return build(place, said)


def _place(body: Body, passage: Span, quote: str) -> _Place:
    quote = quote.strip()
    start = body.document.text.find(quote, *passage) if quote else -1
    if start < 0:
        raise Dropped(NOT_IN_TEXT)
    end = start + len(quote)
    held = [
        clause
        for sentence in body.sentences
        if sentence.start < end and start < sentence.end
        for clause in clauses(sentence)
        if clause.start < end and start < clause.end
    ]
    if not held:
        raise Dropped(NOT_IN_TEXT)  # of a heading or of a label only
    first, last = held[0], held[-1]
    text = body.document.text[first.start : last.end]
    start = max(start, first.start)
    quote = text[start - first.start : end - first.start]
    evidence = body.quote(*_joined([*first.spans, (first.start, last.end)]))
    return _Place(first, text, start - first.start, quote, evidence)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _id(kind: NodeKind, place: _Place, *parts: object) -> str:
    return statement_id(kind, place.evidence, "model", *parts)


def _measure(place: _Place, said: ModelStatement) -> Measure:
    words = _said(said.words)
    return Measure(
        id=_id(NodeKind.MEASURE, place, words),
        name=words,
        evidence=place.evidence,
        modality=_modality(place, said, max(0, place.clause.text.find(words))),
        actor=said.actor.strip(),
        target_group=said.target_group.strip(),
    )


def _norm(place: _Place, said: ModelStatement) -> Norm:
    quantity = _quantity(place, said.value)
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


def _target(place: _Place, said: ModelStatement) -> Target:
    quantity = _quantity(place, said.value)
    return Target(
        id=_id(NodeKind.TARGET, place, quantity.start, quantity.text),
        name=_said(said.words),
        evidence=place.evidence,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        value_text=quantity.text,
        deadline=_time(said.time),
    )


def _observation(place: _Place, said: ModelStatement) -> Observation:
    quantity = _quantity(place, said.value)
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
        period=_time(said.time),
        value=None if way else quantity.value,
        unit=quantity.unit,
        value_text=quantity.text,
        growth=growth,
    )


def _case(place: _Place, said: ModelStatement) -> Case:
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


def _finding(kind: type[Found], place: _Place, said: ModelStatement) -> Found:
    words = _said(said.words)
    return kind(
        id=_id(kind.kind, place, words),
        name=words,
        evidence=place.evidence,
        attributed_to=said.attributed_to.strip(),
    )


def _problem(place: _Place, said: ModelStatement) -> Problem:
    return _finding(Problem, place, said)


def _recommendation(place: _Place, said: ModelStatement) -> Recommendation:
    return _finding(Recommendation, place, said)


_BUILDERS: dict[str, Callable[[_Place, ModelStatement], Statement]] = {
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


def _quantity(place: _Place, value: str) -> Quantity:
    """The quantity that these words print, at its place in ``place.text``.

    The value must stand in the model's own quote, not only somewhere around it.
    """
    value = value.strip()
    if not value or value not in place.quote:
        raise Dropped(NUMBER)
    at = place.at + place.quote.find(value)
    end = at + len(value)
    found = [q for q in find_quantities(place.text) if q.start < end and at < q.end]
    if len(found) != 1:
        raise Dropped(NUMBER)
    (lowest, highest), quantity = found[0].outer, found[0]
    if not lowest <= at <= quantity.start < quantity.end <= end <= highest:
        raise Dropped(NUMBER)
    return quantity


def _modality(place: _Place, said: ModelStatement, at: int) -> Modality:
    """That of the text's words, which a model may not change."""
    modal = governing(place.clause, at)
    read = (modal.modality if modal else None) or carried_modality(place.clause)
    told = next((m for m in Modality if m.value == said.modality), None)
    if told is Modality.PRACTISED and read in (None, Modality.PROMOTE) and _DONE.search(place.text):
        return told
    if read is None and told is Modality.PROMOTE:
        return told
    if read is None or (told is not None and told is not read):
        raise Dropped(FORCE)
    return read


def _time(words: str) -> str:
    """ISO 8601 as exact as the words; empty where they name no date."""
    dates = find_dates(words)
    return dates[-1].iso.split("/")[-1] if dates else ""
