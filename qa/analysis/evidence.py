"""A relation between policies, institutions or places as analyses show it, with its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Predicate, Relation
from qa.analysis.desk import Desk
from qa.analysis.findings import Source
from qa.analysis.showing import source_of

_SHOWN = 5
"""Quotes given of one edge; ``said`` counts them all."""


class Belonging(StrEnum):
    """What joins nodes without being said by a sentence."""

    VERSION_OF = "VERSION_OF"
    """document → policy: a text of the work; its source is the title, where the text prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEdge:
    """Subject and object are joined by one predicate, said in one or more places."""

    subject: str
    subject_name: str
    predicate: Predicate | Belonging
    object: str
    object_name: str
    attributes: dict[str, str]
    """Of the first place that says it."""
    said: int
    sources: tuple[Source, ...]


def version_edge(desk: Desk, document_id: str, on: date) -> SaidEdge:
    """From a document to the work that it is a text of."""
    head = desk.entry(document_id).head
    titles = (f.evidence for f in head.facts if f.field in ("work_title", "title"))
    title = next((evidence for evidence in titles if evidence), None)
    return SaidEdge(
        subject=document_id,
        subject_name=desk.name(document_id),
        predicate=Belonging.VERSION_OF,
        object=head.policy_id,
        object_name=desk.name(head.policy_id),
        attributes={},
        said=1 if title else 0,
        sources=(source_of(desk, title, on),) if title else (),
    )


def said_edges(
    desk: Desk, relations: Sequence[Relation], on: date, *, shown: int = _SHOWN
) -> tuple[SaidEdge, ...]:
    """One edge for each subject, predicate and object, in the order of first mention."""
    grouped: dict[tuple[str, Predicate, str], list[Relation]] = {}
    for relation in relations:
        key = (relation.subject, relation.predicate, relation.object)
        grouped.setdefault(key, []).append(relation)
    desk.edition.load({r.evidence.document_id for found in grouped.values() for r in found[:shown]})
    return tuple(
        SaidEdge(
            subject=subject,
            subject_name=desk.name(subject),
            predicate=predicate,
            object=object_,
            object_name=desk.name(object_),
            attributes=dict(found[0].attributes),
            said=len(found),
            sources=tuple(source_of(desk, r.evidence, on) for r in found[:shown]),
        )
        for (subject, predicate, object_), found in grouped.items()
    )
