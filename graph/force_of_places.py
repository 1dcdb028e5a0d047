"""Whether one provision is in force on a day: the force of its document, moved by what its own act
and others say of the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.force import A_DAY, ENDED, Change, ValidityRecord
from graph.locators import Locator, parse_locators
from graph.model import Relation, Validity
from graph.named_places import Reach, reach


@dataclass(frozen=True, slots=True)
class OwnDates:
    """When a document's own words let one of its provisions begin or end."""

    place: Locator
    since: date | None
    until: date | None
    """Last day in force."""
    basis: str


def reach_of(change: Change, path: Sequence[str]) -> Reach:
    """How much of the provision the change takes in: the whole where one of its places does."""
    found = {reach(place, path) for place in change.places}
    return next((r for r in (Reach.WHOLE, Reach.PART) if r in found), Reach.NONE)


def force_of_place(
    base: ValidityRecord,
    own: Sequence[OwnDates],
    placed: Sequence[Change],
    path: Sequence[str],
    day: date,
) -> ValidityRecord:
    """The document's force, moved by what is said of the provision itself."""
    if base.status in ENDED:
        return base
    starts = [(d.since, d.basis) for d in own if d.since]
    start, basis = starts[0] if starts else (base.valid_from, base.basis)
    end = _end_of_place(own, placed, path, start)
    last = min(filter(None, (end.day - A_DAY if end else None, base.valid_to)), default=None)
    if end and day >= end.day:
        status = end.of_places if end.places else end.status
        return ValidityRecord(status, start, last, end.basis)
    if start and day < start:
        return ValidityRecord(Validity.NOT_YET, start, last, basis)
    partly = [c for c in placed if reach_of(c, path) is Reach.PART and c.day <= day]
    if partly:
        return ValidityRecord(Validity.PARTLY, start, last, partly[-1].basis)
    status = Validity.IN_FORCE if starts else base.status
    return ValidityRecord(status, start, last, basis)


def _end_of_place(
    own: Sequence[OwnDates], placed: Sequence[Change], path: Sequence[str], start: date | None
) -> Change | None:
    ends = [
        Change(Validity.REPEALED, d.until + A_DAY, f"有效期届满（{d.basis}）", "")
        for d in own
        if d.until
    ]
    ends += [change for change in placed if reach_of(change, path) is Reach.WHOLE]
    later = [change for change in ends if start is None or change.day > start]
    return min(later, key=lambda c: (c.day, c.document_id), default=None)


def own_dates(relations: Iterable[Relation]) -> Mapping[str, list[OwnDates]]:
    """By document, in the order of the text that says them."""
    found: dict[str, list[OwnDates]] = defaultdict(list)
    for r in sorted(relations, key=lambda r: (r.evidence.document_id, r.evidence.spans, r.object)):
        since, until = r.attribute("since"), r.attribute("until")
        for place in parse_locators(r.attribute("locator") or ""):
            found[r.evidence.document_id].append(
                OwnDates(
                    place,
                    date.fromisoformat(since) if since else None,
                    date.fromisoformat(until) if until else None,
                    _words(r),
                )
            )
    return found


def _words(relation: Relation) -> str:
    return f"本文件“{relation.evidence.quote}”"
