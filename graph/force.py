"""Whether a text is in force on a day: its own dates first, then what other documents did to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.locators import Locator
from graph.model import FactSource, Head, Validity

ENDED = (Validity.REPEALED, Validity.AMENDED)
A_DAY = timedelta(days=1)
_UNDATED = "其终止日期未载明"


@dataclass(frozen=True, slots=True)
class ValidityRecord:
    """时效性 of one text on one day, with what it rests on."""

    status: Validity
    valid_from: date | None
    """First day in force; None where nothing tells."""
    valid_to: date | None
    """Last day in force, past or to come; None where no end is known."""
    basis: str
    """附则第四十五条, 题注, 《…》第六十条, manifest …; empty for unknown."""

    def as_json(self) -> dict[str, str | None]:
        """``status``, ``from``, ``to`` and ``basis``, dates in ISO 8601."""
        return {
            "status": self.status.value,
            "from": self.valid_from.isoformat() if self.valid_from else None,
            "to": self.valid_to.isoformat() if self.valid_to else None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What another document of the library did to a text."""

    status: Validity
    """AMENDED, REPEALED or PARTLY: what the text is from ``day`` on."""
    day: date
    basis: str
    document_id: str
    """Which document did it."""
    places: tuple[Locator, ...] = ()
    """What of the text it is done to, where it is PARTLY; empty for the whole."""
    of_places: Validity = Validity.UNKNOWN
    """AMENDED or REPEALED: what those places are from ``day`` on."""


def validity_on(head: Head, changes: Sequence[Change], on: date) -> ValidityRecord:
    """The force of a text on a day, given what others did to it.

    A text with a day of commencement is in force from it until an end that is known. Without any
    such day only the metadata's word remains, and without that it is unknown.
    """
    start, basis = head.effective, start_basis(head)
    end = _end(head, changes)
    last = end.day - A_DAY if end else None
    if start and on < start:
        return ValidityRecord(Validity.NOT_YET, start, last, basis)
    if end and on >= end.day:
        return ValidityRecord(end.status, start, last, end.basis)
    if head.status in ENDED and end is None:
        return ValidityRecord(head.status, start, None, f"{head.status_basis}，{_UNDATED}")
    partly = [c.basis for c in changes if c.status is Validity.PARTLY and c.day <= on]
    if partly or head.status is Validity.PARTLY:
        return ValidityRecord(Validity.PARTLY, start, last, (partly or [head.status_basis])[-1])
    if start:
        return ValidityRecord(Validity.IN_FORCE, start, last, basis)
    return _without_start(head, last, on)


def start_basis(head: Head) -> str:
    """Where the day of commencement was read."""
    facts = [f for f in head.facts if f.field == "effective" and head.effective]
    facts = [f for f in facts if head.effective and f.value == head.effective.isoformat()]
    facts.sort(key=lambda f: f.source is FactSource.METADATA)
    clauses = [f for f in facts if "条" in f.basis and f.source is FactSource.TEXT]
    return (clauses or facts)[0].basis if facts else ""


def _end(head: Head, changes: Sequence[Change]) -> Change | None:
    """What ends the text first: its own period, or another document."""
    ends = [c for c in changes if c.status in ENDED]
    if head.expires:
        basis = next((f.basis for f in head.facts if f.field == "expires"), "")
        after = head.expires + A_DAY
        ends.append(Change(Validity.REPEALED, after, f"有效期届满（{basis}）", ""))
    if head.effective:
        ends = [c for c in ends if c.day > head.effective]
    return min(ends, key=lambda c: (c.day, c.document_id), default=None)


def _without_start(head: Head, last: date | None, on: date) -> ValidityRecord:
    made = head.written or head.published
    if head.status is Validity.NOT_YET or (made and on < made):
        basis = head.status_basis or "成文日期"
        return ValidityRecord(Validity.NOT_YET, None, last, basis)
    if head.status is Validity.IN_FORCE:
        return ValidityRecord(Validity.IN_FORCE, None, last, head.status_basis)
    return ValidityRecord(Validity.UNKNOWN, None, last, "")
