"""What an answer is: sentences with numbered citations, or what is missing; and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.model import Span, check_spans


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    """Part of what was asked is answered; ``missing`` names the rest."""
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Force:
    """Validity of the cited document at the day of the question."""

    status: str
    """A value of ``graph.model.Validity``."""
    since: str | None
    """ISO 8601 day from which this version is valid."""
    until: str | None
    basis: str

    def as_json(self) -> dict[str, Any]:
        return {"status": self.status, "from": self.since, "to": self.until, "basis": self.basis}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    n: int
    """From 1, in the order of first use."""
    document_id: str
    title: str
    document_number: str | None
    doc_type: str
    region: str
    """Names joined by 、; 全国 for national documents."""
    locator: str
    quote: str
    spans: tuple[Span, ...]
    page: int | None
    validity: Force

    def __post_init__(self) -> None:
        check_spans(self.spans)
        if len(self.quote) != sum(end - start for start, end in self.spans):
            raise ValueError(f"citation {self.n}: the quote does not fit {self.spans}")

    def as_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "document_id": self.document_id,
            "title": self.title,
            "document_number": self.document_number,
            "doc_type": self.doc_type,
            "region": self.region,
            "locator": self.locator,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "page": self.page,
            "validity": self.validity.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.text or not self.citations:
            raise ValueError(f"sentence {self.text[:20]!r} without text or citation")


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int, ...], ...]
    """One tuple a row; empty for a row that says 未见."""

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "citations": [list(numbers) for numbers in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Searched:
    documents: int
    provisions: int
    regions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "provisions": self.provisions,
            "regions": list(self.regions),
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was answered, where that is not as it was written."""

    question: str
    """Whole in itself."""
    inherited: tuple[str, ...]
    """What was taken over from the question before, in words."""

    def as_json(self) -> dict[str, Any]:
        return {"question": self.question, "inherited": list(self.inherited)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The contract of ``POST /v1/answers``. A refusal has citations only as nearest evidence."""

    status: Status
    question: str
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    table: Table | None
    missing: tuple[str, ...]
    searched: Searched
    method: str
    confidence: float
    """0 to 1: how sure it is that the text answers the question."""
    build: str
    elapsed_ms: float
    follow_up: Understood | None = None
    """None for a question that was asked alone and without a slip."""

    def __post_init__(self) -> None:
        known = {citation.n for citation in self.citations}
        used = {n for sentence in self.sentences for n in sentence.citations}
        if not used <= known:
            raise ValueError(f"citations {sorted(used - known)} are not in the answer")
        if (self.status is Status.NOT_FOUND) != (not self.sentences):
            raise ValueError(f"{self.status} with {len(self.sentences)} sentences")
        if self.status is not Status.ANSWERED and not self.missing:
            raise ValueError(f"{self.status} that does not say what is missing")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence}")

    def as_json(self) -> dict[str, Any]:
        """The contract; with ``follow_up`` where a question was not answered as it was written."""
        told: dict[str, Any] = {
            "status": self.status.value,
            "question": self.question,
            "text": self.text,
            "sentences": [{"text": s.text, "citations": list(s.citations)} for s in self.sentences],
            "citations": [c.as_json() for c in self.citations],
            "table": self.table.as_json() if self.table else None,
            "missing": list(self.missing),
            "searched": self.searched.as_json(),
            "method": self.method,
            "confidence": round(self.confidence, 3),
            "build": self.build,
            "elapsed_ms": round(self.elapsed_ms, 1),
        }
        return told | ({"follow_up": self.follow_up.as_json()} if self.follow_up else {})
