"""A lesson that was rearranged: its citations renumbered, and each one checked against its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.errors import InvalidInput
from qa.analysis.desk import Desk
from qa.lessons.lesson import (
    Lesson,
    LessonCitation,
    LessonItem,
    LessonQuestion,
    LessonSection,
    LessonTable,
    Note,
    ScoringPoint,
)

Renumber = Callable[[Sequence[int]], tuple[int, ...]]


def compacted(lesson: Lesson) -> Lesson:
    """The same lesson with its citations numbered in the order in which they first come, and
    without those that nothing cites any more.
    """
    new: dict[int, int] = {}
    for section in lesson.sections:
        for item in section.items:
            for n in item.numbers:
                new.setdefault(n, len(new) + 1)
        for note in section.notes:
            for n in note.citations:
                new.setdefault(n, len(new) + 1)

    def renumber(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(new[n] for n in numbers)

    held = {citation.n: citation for citation in lesson.citations}
    return replace(
        lesson,
        sections=tuple(_section(section, renumber) for section in lesson.sections),
        citations=tuple(replace(held[old], n=n) for old, n in new.items()),
    )


def _section(section: LessonSection, renumber: Renumber) -> LessonSection:
    items = tuple(_item(item, renumber) for item in section.items)
    return replace(section, items=items, notes=_notes(section.notes, renumber))


def _notes(notes: Sequence[Note], renumber: Renumber) -> tuple[Note, ...]:
    return tuple(replace(note, citations=renumber(note.citations)) for note in notes)


def _item(item: LessonItem, renumber: Renumber) -> LessonItem:
    return replace(
        item,
        citations=renumber(item.citations),
        table=_table(item.table, renumber) if item.table else None,
        question=_question(item.question, renumber) if item.question else None,
    )


def _table(table: LessonTable, renumber: Renumber) -> LessonTable:
    return replace(table, citations=tuple(renumber(row) for row in table.citations))


def _question(question: LessonQuestion, renumber: Renumber) -> LessonQuestion:
    return replace(
        question,
        explanation=_notes(question.explanation, renumber),
        points=tuple(_point(point, renumber) for point in question.points),
    )


def _point(point: ScoringPoint, renumber: Renumber) -> ScoringPoint:
    return replace(point, citations=renumber(point.citations))


def checked(desk: Desk, lesson: Lesson, before: Lesson | None = None) -> Lesson:
    """The lesson as it may be saved: every quote literally in the library at its place, or taken
    over as it was frozen in the version before.

    Raises InvalidInput with the first citation that is neither, and for a lesson without items.
    """
    if not any(section.items for section in lesson.sections):
        raise InvalidInput("a lesson without items; build it, or add items, before saving it")
    frozen = {_frozen(citation) for citation in before.citations} if before else set()
    for citation in lesson.citations:
        if _frozen(citation) not in frozen and not _literal(desk, citation):
            raise InvalidInput(
                f"citation {citation.n} of {citation.document_id}: “{citation.quote[:30]}…” is not "
                "literally in the library at its place; take citations from answers, findings or "
                "a built lesson, and do not change their quotes"
            )
    for _, item in lesson.placed_items():
        if not item.numbers:
            raise InvalidInput(f"{item.heading!r} cites nothing; every item stands on a quote")
    return compacted(lesson)


def _frozen(citation: LessonCitation) -> LessonCitation:
    return replace(citation, n=1)


def _literal(desk: Desk, citation: LessonCitation) -> bool:
    """Whether quote, title and place are what the library holds now."""
    if citation.document_id not in desk.entries:
        return False
    text = desk.edition.text(citation.document_id)
    words = "".join(text.document.text[start:end] for start, end in citation.spans)
    provision = text.provisions.get(citation.provision_id)
    return (
        citation.quote == words
        and citation.title == desk.entries[citation.document_id].head.title
        and citation.locator == (provision.locator if provision else "")
    )
