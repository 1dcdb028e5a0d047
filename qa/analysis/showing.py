"""Statements and quotes as analyses show them: with their place, their context and their force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import Evidence, Measure, Norm, Statement
from qa.analysis.desk import IN_USE, Desk
from qa.analysis.findings import Finding, InForce, Source, value_of

_SHORT_QUOTE = 24
"""Characters up to which a quote may be a bare name."""
_AROUND = 150
"""Characters of context at most, to each side."""
_STOP = re.compile(r"[。；！？\n]")


def findings_of(desk: Desk, statements: Sequence[Statement], on: date) -> tuple[Finding, ...]:
    """In the order given; their texts are read together."""
    desk.edition.load({s.evidence.document_id for s in statements})
    return tuple(finding_of(desk, s, on) for s in statements)


def finding_of(desk: Desk, statement: Statement, on: date) -> Finding:
    return Finding(
        id=statement.id,
        kind=statement.kind,
        name=statement.name,
        modality=statement.modality if isinstance(statement, (Measure, Norm)) else None,
        concepts=desk.concepts_of.get(statement.id, ()),
        value=value_of(statement),
        source=source_of(desk, statement.evidence, on),
    )


def source_of(desk: Desk, evidence: Evidence, on: date) -> Source:
    """Where the quote stands, and whether that was in force on the day."""
    head = desk.entry(evidence.document_id).head
    return Source(
        document_id=evidence.document_id,
        title=head.title,
        document_number=head.document_number,
        doc_type=head.doc_type,
        regions=head.regions,
        provision_id=evidence.provision_id,
        locator=locator_of(desk, evidence),
        quote=evidence.quote,
        spans=evidence.spans,
        page=evidence.page,
        context=_sentence(desk, evidence),
        validity=_force_at(desk, evidence, on),
    )


def counts(desk: Desk, evidence: Evidence, on: date) -> bool:
    """Whether the words count on the day: their text does, and their clause was not ended."""
    document_id = evidence.document_id
    if document_id not in desk.current(on):
        return False
    if not desk.validity.sets_apart(document_id):
        return True
    return _force_at(desk, evidence, on).status in IN_USE


def locator_of(desk: Desk, evidence: Evidence) -> str:
    place = desk.provision(evidence.provision_id)
    return place.locator if place else ""


def _force_at(desk: Desk, evidence: Evidence, on: date) -> InForce:
    document_id = evidence.document_id
    place = desk.provision(evidence.provision_id)
    if place is None or not desk.validity.sets_apart(document_id):
        return desk.in_force(document_id, on)
    record = desk.validity.provision_on(document_id, place.path, on)
    return InForce(record.status, record.valid_from, record.valid_to, record.basis)


def _sentence(desk: Desk, evidence: Evidence) -> str:
    """The words up to the next stops around a short quote, inside its provision."""
    if len(evidence.quote) > _SHORT_QUOTE or len(evidence.spans) > 1:
        return ""
    text = desk.edition.text(evidence.document_id).document.text
    place = desk.provision(evidence.provision_id)
    first, last = (place.start, place.end) if place else (0, len(text))
    before = max(first, evidence.start - _AROUND)
    start = max((m.end() for m in _STOP.finditer(text, before, evidence.start)), default=before)
    after = _STOP.search(text, evidence.end, min(last, evidence.end + _AROUND))
    sentence = text[start : after.end() if after else min(last, evidence.end + _AROUND)].strip()
    return "" if sentence == evidence.quote.strip() else sentence
