"""The citations of a lesson in the making: each quote frozen once, numbered as it first comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.model import Evidence, Span
from qa.analysis.desk import Desk
from qa.analysis.showing import source_of
from qa.lessons.lesson import (
    ItemKind,
    LessonCitation,
    LessonItem,
    LessonQuestion,
    LessonTable,
    item_id,
)


class Footnotes:
    """Collects what a lesson cites, on one desk and one day."""

    def __init__(self, desk: Desk, on: date) -> None:
        self.desk = desk
        self.on = on
        self._held: dict[tuple[str, tuple[Span, ...]], LessonCitation] = {}

    def cite(self, evidence: Evidence) -> int:
        """The number of this quote."""
        place = (evidence.document_id, evidence.spans)
        if place not in self._held:
            self._held[place] = self._frozen(evidence, len(self._held) + 1)
        return self._held[place].n

    def cite_all(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.cite(one) for one in evidence))

    def all(self) -> tuple[LessonCitation, ...]:
        return tuple(self._held.values())

    def item(
        self,
        kind: ItemKind,
        heading: str,
        evidence: Iterable[Evidence] = (),
        *,
        points: tuple[str, ...] = (),
        table: LessonTable | None = None,
        question: LessonQuestion | None = None,
    ) -> LessonItem:
        numbers = self.cite_all(evidence)
        quotes = tuple(self.all()[n - 1].quote for n in numbers)
        told = question.stem if question else ""
        return LessonItem(
            id=item_id(kind, heading + told, quotes),
            kind=kind,
            heading=heading,
            points=points,
            citations=numbers,
            table=table,
            question=question,
        )

    def _frozen(self, evidence: Evidence, n: int) -> LessonCitation:
        source = source_of(self.desk, evidence, self.on)
        return LessonCitation(
            n=n,
            document_id=source.document_id,
            title=source.title,
            document_number=source.document_number,
            doc_type=source.doc_type,
            regions=source.regions,
            provision_id=source.provision_id,
            locator=source.locator,
            quote=source.quote,
            spans=source.spans,
            page=source.page,
            validity=source.validity,
            build=self.desk.build,
        )
