"""The shapes of requests and responses over HTTP, for checking what comes in and for OpenAPI."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.model import NodeKind, Predicate, ProvisionKind, Validity

QuestionText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000)
]
RegionName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


class Shape(BaseModel):
    """Base: unknown fields are refused, so that a misspelt one is not passed over in silence."""

    model_config = ConfigDict(extra="forbid")


class Ask(Shape):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "科技成果转让净收入的奖励比例最低是多少？", "regions": ["北京市"]},
                {"question": "What share of the proceeds goes to the inventors?"},
            ]
        },
    )

    question: QuestionText
    as_of: date | None = Field(None, description="Answer by what was in force on this day.")
    regions: list[RegionName] = Field(
        default_factory=list,
        max_length=40,
        description="Names as in the gazetteer: 北京市, 上海市 …",
    )
    method: Literal["extractive", "model"] = "extractive"
    conversation_id: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_-]{8,64}$",
        description=(
            "A name of your own, hard to guess: a question under it goes on from the last one "
            "that was asked under it within the hour."
        ),
    )
    context: list[QuestionText] = Field(
        default_factory=list,
        max_length=20,
        description="The questions asked before, oldest first: a conversation that you keep.",
    )

    @model_validator(mode="after")
    def _one_memory(self) -> Ask:
        if self.conversation_id and self.context:
            raise ValueError("give conversation_id or context, not both")
        return self


class AnswerSentence(Shape):
    text: str
    citations: list[int] = Field(description="Numbers ``n`` of the citations it stands on.")


class CitedValidity(Shape):
    status: Validity
    from_: date | None = Field(alias="from")
    to: date | None
    basis: str


class Citation(Shape):
    n: int
    document_id: str
    title: str
    document_number: str | None
    doc_type: str
    region: str | None
    locator: str
    quote: str
    spans: list[tuple[int, int]] = Field(
        description="Half-open offsets in code points into the document's text."
    )
    page: int | None
    validity: CitedValidity


class AnswerTable(Shape):
    columns: list[str]
    rows: list[list[str]]
    citations: list[list[int]] = Field(description="For each row, the citations it stands on.")


class Searched(Shape):
    documents: int
    provisions: int
    regions: list[str]


class FollowUp(Shape):
    """How a question that goes on from an earlier one was understood."""

    question: str = Field(description="Whole in itself.")
    inherited: list[str] = Field(description="What was taken over from the question before.")


class Conversation(Shape):
    id: str
    turn: int = Field(description="1 where nothing was known of the conversation.")


class Answer(Shape):
    """An answer whose every sentence is cited and checked, or a refusal that says what it read."""

    status: Literal["answered", "partial", "not_found"]
    question: str
    text: str
    sentences: list[AnswerSentence]
    citations: list[Citation]
    table: AnswerTable | None
    missing: list[str]
    searched: Searched
    method: Literal["extractive", "model"]
    confidence: float = Field(ge=0, le=1)
    build: str
    elapsed_ms: float
    follow_up: FollowUp | None = None
    conversation: Conversation | None = None


class Problem(BaseModel):
    """RFC 9457 application/problem+json."""

    type: str
    title: str
    status: int
    detail: str


class Health(Shape):
    """The store answered and the index is of the same build."""

    status: Literal["ok"]
    version: str
    documents: int
    build: str


class EvidenceShape(Shape):
    document_id: str
    provision_id: str
    spans: list[tuple[int, int]]
    quote: str
    page: int | None


class FactShape(Shape):
    """One fact of a head; facts of the text carry their quote."""

    field: str
    value: str
    source: Literal["text", "metadata"]
    basis: str
    evidence: EvidenceShape | None


class ValidityShape(Shape):
    """Whether it was in force on a day, from when to when, and what says so."""

    status: Validity
    from_: date | None = Field(alias="from")
    to: date | None
    basis: str
    on: date


class DocumentLine(Shape):
    """One document in a list."""

    id: str
    title: str
    policy_id: str
    doc_type: str
    document_number: str | None
    issuers: list[str]
    regions: list[str]
    effective: date | None
    status: Validity = Field(description="As the text or its source says.")
    validity: Validity = Field(description="On the day that was asked for, today if none was.")
    characters: int


class Facets(Shape):
    """How many of the listed documents have each value."""

    doc_type: dict[str, int]
    region: dict[str, int]
    validity: dict[str, int]


class DocumentPage(Shape):
    items: list[DocumentLine]
    total: int = Field(description="Of all pages together.")
    facets: Facets
    next_cursor: str | None = Field(description="Ask again with it; null on the last page.")
    build: str


class OutlineEntry(Shape):
    """A provision without its text."""

    id: str
    rank: ProvisionKind
    label: str
    title: str
    locator: str
    depth: int
    parent_id: str | None
    start: int
    end: int


class DocumentShape(Shape):
    id: str
    sha256: str
    head: dict[str, Any]
    facts: list[FactShape]
    validity: ValidityShape
    outline: list[OutlineEntry]
    characters: int
    pages: int = Field(description="0 for a source without pages.")
    pictures: bool = Field(description="Whether each page can be had as a picture.")
    text: str | None = Field(description="Only with ?text=true.")


class PrintedLine(Shape):
    start: int = Field(description="Code points into the document's text, half open.")
    end: int
    box: tuple[int, int, int, int] = Field(
        description="Left, top, right, bottom: ten-thousandths of the page's width and height."
    )


class PrintedPage(Shape):
    number: int = Field(description="From 1.")
    lines: list[PrintedLine]


class PrintedPages(Shape):
    """Where the words of a document are printed; pages without words are left out."""

    items: list[PrintedPage]
    pictures: bool = Field(description="Whether each page can be had as a picture.")


class NodeShape(Shape):
    id: str
    kind: NodeKind
    name: str
    attributes: dict[str, Any] = Field(description="What else the kind holds: value, unit, code …")
    evidence: EvidenceShape | None = Field(description="Of statements; null for shared nodes.")


class NodePage(Shape):
    items: list[NodeShape]
    next_cursor: str | None


class RelationShape(Shape):
    subject: str
    predicate: Predicate
    object: str
    attributes: dict[str, str]
    evidence: EvidenceShape
    other: NodeShape | None = Field(
        description="The node at the other end; null where that is a document."
    )


class NodeDetail(NodeShape):
    relations: list[RelationShape]
    truncated: bool = Field(description="Whether there are more relations than ``limit``.")


class ProvisionShape(Shape):
    id: str
    document_id: str
    document_title: str
    rank: ProvisionKind
    label: str
    title: str
    path: list[str]
    locator: str
    parent_id: str | None
    start: int
    end: int
    text: str
    validity: ValidityShape
    statements: list[NodeShape]
    relations: list[RelationShape]


class HitShape(Shape):
    document_id: str
    title: str
    provision_id: str
    locator: str
    start: int
    end: int
    text: str
    score: float


class HitPage(Shape):
    query: str
    items: list[HitShape]
    build: str
