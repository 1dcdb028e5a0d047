"""What has become of the clauses that a lesson quotes: changed, repealed, moved, or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from graph.model import Validity as Status
from graph.names import fold, policy_id
from qa.analysis.desk import Desk
from qa.analysis.findings import InForce
from qa.lessons.lesson import Lesson, LessonCitation, SectionKind
from qa.shelf.alignment import ComparedClause, clauses_of

_SAME_CLAUSE = 60.0
"""Likeness of a quote to the best stretch of a clause, 0 to 100, from which it is its new text."""
_SAME_LABEL = 8.0
"""What an equal label adds."""
_USABLE = (Status.IN_FORCE, Status.PARTLY, Status.UNKNOWN)


class CitationState(StrEnum):
    UNCHANGED = "unchanged"
    MOVED = "moved"
    """移位: the same words stand under another number."""
    VALIDITY = "validity"
    """效力变化: the words stand, and their force is no longer what the lesson says."""
    CHANGED = "changed"
    """已修改: the clause reads otherwise now."""
    REPEALED = "repealed"
    """已废止或失效: the text has ended, and no later text says the same."""
    NOT_YET = "not_yet"
    """尚未施行: the text does not hold yet on this day."""
    DISAPPEARED = "disappeared"
    """已不在库中: its words, or the document, are not in the library any more."""


STATE_NAMES = {
    CitationState.UNCHANGED: "未变",
    CitationState.MOVED: "移位",
    CitationState.VALIDITY: "效力变化",
    CitationState.CHANGED: "已修改",
    CitationState.REPEALED: "已废止或失效",
    CitationState.NOT_YET: "尚未施行",
    CitationState.DISAPPEARED: "已不在库中",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedItem:
    item: str
    """Its id."""
    heading: str
    section: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationChange:
    """One quote of the lesson that no longer is what it was."""

    n: int
    state: CitationState
    label: str
    """The state in Chinese."""
    document_id: str
    title: str
    locator: str
    old_quote: str
    old_validity: InForce
    new_document_id: str | None
    """The text that is in its place now; its own where it was read anew."""
    new_locator: str
    new_text: str
    """The clause as it reads now; empty where there is none."""
    new_validity: InForce | None
    """Of ``new_document_id`` on the day; null where no text is in its place."""
    affected: tuple[AffectedItem, ...]
    """Items of the lesson that stand on this quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonChanges:
    as_of: date
    build: str
    """Of the library that the quotes were held against."""
    checked: int
    """Citations of the lesson."""
    counts: dict[str, int]
    """State → citations."""
    items: tuple[CitationChange, ...]
    """Those that are not unchanged, by number."""


@dataclass(frozen=True, slots=True)
class _Now:
    """Where the quote's matter stands now."""

    state: CitationState
    document_id: str | None = None
    locator: str = ""
    text: str = ""


def lesson_changes(desk: Desk, lesson: Lesson, on: date) -> LessonChanges:
    """Every citation of the lesson held against the library as it is, on a day."""
    found = []
    counts = {state.value: 0 for state in CitationState}
    desk.edition.load({c.document_id for c in lesson.citations if c.document_id in desk.entries})
    for citation in lesson.citations:
        now = _now(desk, citation, on)
        counts[now.state.value] += 1
        if now.state is not CitationState.UNCHANGED:
            found.append(_change(desk, lesson, citation, now, on))
    return LessonChanges(
        as_of=on,
        build=desk.build,
        checked=len(lesson.citations),
        counts=counts,
        items=tuple(found),
    )


def _change(
    desk: Desk, lesson: Lesson, citation: LessonCitation, now: _Now, on: date
) -> CitationChange:
    return CitationChange(
        n=citation.n,
        state=now.state,
        label=STATE_NAMES[now.state],
        document_id=citation.document_id,
        title=citation.title,
        locator=citation.locator,
        old_quote=citation.quote,
        old_validity=citation.validity,
        new_document_id=now.document_id,
        new_locator=now.locator,
        new_text=now.text,
        new_validity=desk.in_force(now.document_id, on) if now.document_id else None,
        affected=tuple(
            AffectedItem(item=item.id, heading=item.heading, section=section.kind)
            for section, item in lesson.placed_items()
            if citation.n in item.numbers
        ),
    )


def _now(desk: Desk, citation: LessonCitation, on: date) -> _Now:
    own = citation.document_id if citation.document_id in desk.entries else None
    if own and desk.in_force(own, on).status in _USABLE:
        return _in_text(desk, citation, own, on)
    later = _in_place_of(desk, citation, on)
    if later:
        found = _in_text(desk, citation, later, on)
        # The same words in the text that took the other's place have moved there.
        same = found.state in (CitationState.UNCHANGED, CitationState.VALIDITY)
        return _Now(CitationState.MOVED, later, found.locator, found.text) if same else found
    if own is None:
        return _Now(CitationState.DISAPPEARED)
    ended = desk.in_force(own, on).status
    state = CitationState.NOT_YET if ended is Status.NOT_YET else CitationState.REPEALED
    return _Now(state, own, citation.locator, "")


def _in_place_of(desk: Desk, citation: LessonCitation, on: date) -> str | None:
    """The text of the same work that is in use on the day; the latest where there are several."""
    entry = desk.entries.get(citation.document_id)
    work = entry.head.policy_id if entry else policy_id(citation.title)
    current = desk.current(on)
    texts = [e.id for e in desk.by_policy.get(work, ()) if e.id in current]
    return texts[-1] if texts else None


def _in_text(desk: Desk, citation: LessonCitation, document_id: str, on: date) -> _Now:
    """The quote held against one text: at its place, elsewhere in it, or worded otherwise."""
    text = desk.edition.text(document_id)
    here = _Now(CitationState.UNCHANGED, document_id, citation.locator, citation.quote)
    words = [text.document.text[start:end] for start, end in citation.spans]
    at_place = "".join(words) == citation.quote and document_id == citation.document_id
    if at_place and _locator(desk, citation, document_id) == citation.locator:
        return _held(desk, citation, on, here)
    clauses = clauses_of(text)
    parts = [fold(part) for part in _parts(citation)]
    for clause in clauses:
        if all(part in fold(clause.text) for part in parts):
            found = _Now(CitationState.MOVED, document_id, clause.locator, clause.text)
            same = citation.locator.startswith(clause.locator)
            return _held(desk, citation, on, found) if same else found
    if all(part in fold(text.document.text) for part in parts):
        return _held(desk, citation, on, here)  # stands in no clause
    nearest = _nearest(citation, clauses)
    if nearest is None:
        return _Now(CitationState.DISAPPEARED, document_id)
    return _Now(CitationState.CHANGED, document_id, nearest.locator, nearest.text)


def _held(desk: Desk, citation: LessonCitation, on: date, found: _Now) -> _Now:
    """The words stand at their place in ``found``; whether their force is what it was."""
    document_id = found.document_id or citation.document_id
    same = desk.in_force(document_id, on).status is citation.validity.status
    return replace(found, state=CitationState.UNCHANGED if same else CitationState.VALIDITY)


def _locator(desk: Desk, citation: LessonCitation, document_id: str) -> str:
    text = desk.edition.text(document_id)
    provision = text.provisions.get(citation.provision_id)
    return provision.locator if provision else ""


def _parts(citation: LessonCitation) -> list[str]:
    """The quote cut where its spans were: a lead-in and an item need not stand side by side."""
    parts, start = [], 0
    for first, last in citation.spans:
        parts.append(citation.quote[start : start + last - first])
        start += last - first
    return [part for part in parts if part.strip()]


def _nearest(citation: LessonCitation, clauses: Sequence[ComparedClause]) -> ComparedClause | None:
    """The clause that says most of the quote; None where none says enough of it."""
    quote = fold(citation.quote)

    def likeness(clause: ComparedClause) -> float:
        bonus = _SAME_LABEL if citation.locator.startswith(clause.locator) else 0.0
        return fuzz.partial_ratio(quote, fold(clause.text)) + bonus

    ranked = [(likeness(clause), -n, clause) for n, clause in enumerate(clauses)]
    best = max(ranked, key=lambda found: found[:2], default=None)
    return best[2] if best and best[0] >= _SAME_CLAUSE else None
