"""Where a model's quote stands in the text, and the force, value and date that its words bear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import find_dates
from graph.model import Evidence, Modality, Span
from graph.quantities import Quantity, find_quantities
from ingest.extract.body import Body
from ingest.extract.clauses import Clause, carried_modality, clauses, governing
from ingest.model_form import ModelStatement

NOT_IN_TEXT = "quote not literally in the text"
NUMBER = "number not in the quote"
WORDS = "words not in the quote"
FORCE = "force is not that of the words"
KIND = "unknown kind"
EMPTY = "nothing said"
REPEATED = "already read by the rules"

# 已建成, 设立了, 先后引进: what was done, though its verb is one of those that promote.
_DONE = re.compile(r"已|了|先后|累计|截至|完成")


class Dropped(Exception):
    """A statement that the text does not bear; the message is one of the reasons above."""


@dataclass(frozen=True, slots=True)
class Place:
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


def place_of(body: Body, passage: Span, quote: str) -> Place:
    """Raises Dropped where the quote does not stand in the passage."""
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
    return Place(first, text, start - first.start, quote, evidence)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def quantity_in(place: Place, value: str) -> Quantity:
    """The quantity that these words print, at its place in ``place.text``.

    The value must stand in the model's own quote, not only somewhere around it. Raises Dropped
    where it does not, or is part of another number.
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


def modality_in(place: Place, said: ModelStatement, at: int) -> Modality:
    """That of the text's words, which a model may not change. Raises Dropped where it does."""
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


def date_in(words: str) -> str:
    """ISO 8601 as exact as the words; empty where they name no date."""
    dates = find_dates(words)
    return dates[-1].iso.split("/")[-1] if dates else ""
