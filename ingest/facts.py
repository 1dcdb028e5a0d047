"""Facts about a document as they are found, each with its words or from the metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.model import Document, Fact, FactSource, Provision, ProvisionKind, Span
from ingest.events import Event, read_events
from ingest.numbering import read_label


@dataclass(slots=True)
class Facts:
    """What is known of one document while its head is read.

    A field's value is that of the text, or else that of the metadata.
    """

    document: Document
    provisions: Sequence[Provision]
    given: Mapping[str, str]
    """The metadata."""
    head: Span | None
    """Title, number, 题注 and addressees."""
    closing: Span | None
    """Signature, date and notes of release."""
    events: Sequence[Event]
    facts: list[Fact] = field(default_factory=list)

    @classmethod
    def of(
        cls, document: Document, provisions: Sequence[Provision], given: Mapping[str, str]
    ) -> Facts:
        head = next(((p.start, p.end) for p in provisions if p.rank is ProvisionKind.HEAD), None)
        closings = [(p.start, p.end) for p in provisions if p.label == "落款"]
        events = read_events(document.text, _note_spans(document, head))
        return cls(document, provisions, given, head, closings[-1] if closings else None, events)

    def text(self, name: str, value: str, span: Span, basis: str) -> None:
        place = self._narrowest(span)
        evidence = self.document.quote(span, provision_id=place)
        self.facts.append(Fact(name, value, FactSource.TEXT, basis, evidence))

    def metadata(self, name: str, value: str, basis: str = "manifest") -> None:
        self.facts.append(Fact(name, value, FactSource.METADATA, basis))

    def first(self, name: str) -> str:
        found = sorted(
            (f for f in self.facts if f.field == name),
            key=lambda f: f.source is FactSource.METADATA,
        )
        return found[0].value if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of the better source."""
        found = [f for f in self.facts if f.field == name]
        texts = [f.value for f in found if f.source is FactSource.TEXT]
        return tuple(dict.fromkeys(texts or [f.value for f in found]))

    def place(self, *names: str) -> Span | None:
        """Where the text says the first of these fields that it says at all."""
        said = (f.evidence for name in names for f in self.facts if f.field == name and f.evidence)
        found = next(said, None)
        return found.spans[0] if found else None

    def day(self, name: str) -> date | None:
        value = self.first(name)
        return date.fromisoformat(value) if value else None

    def _narrowest(self, span: Span) -> str:
        holding = [p for p in self.provisions if p.start <= span[0] and span[1] <= p.end]
        return min(holding, key=lambda p: p.end - p.start).id if holding else ""


def _note_spans(document: Document, head: Span | None) -> list[Span]:
    """The lines of the head in runs between the lines that are headings of a table of contents."""
    spans: list[Span] = []
    if head is None:
        return spans
    offset = head[0]
    for line in document.text[slice(*head)].split("\n"):
        end = offset + len(line)
        if line and not read_label(line):
            joins = bool(spans) and spans[-1][1] == offset - 1
            spans[-1:] = [(spans[-1][0], end)] if joins else [*spans[-1:], (offset, end)]
        offset = end + 1
    return spans
