"""The shapes of what curators send and see: corrections, uploads, jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from api.job import JobKind, JobState
from api.schemas import Problem, Shape
from graph.corrected import Standing
from graph.corrections import Verdict
from graph.head_fields import HeadField
from graph.model import Predicate

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=500)]
FieldName = Annotated[str, StringConstraints(min_length=1, max_length=40)]
FieldValue = (
    Annotated[str, StringConstraints(max_length=2000)]
    | bool
    | float
    | Annotated[list[str], Field(max_length=100)]
    | None
)


class RelationName(Shape):
    """One relation, as ``/v1/nodes/{node_id}`` shows it."""

    subject: Id
    predicate: Predicate
    object: Id
    quote: str | None = Field(
        None, max_length=5000, description="Needed where several texts say the same."
    )


class HeadName(Shape):
    """One field of a document's head."""

    document_id: Id
    field: HeadField


_CORRECT: JsonDict = {
    "verdict": "amend",
    "statement_id": "qh-001@120-131.norm.0f1e2d3c4b5a",
    "changes": {"base": "转让净收入"},
    "reason": "原文“转让净收入”，读漏了“转让”",
    "author": "王审校",
}
_REJECT: JsonDict = {
    "verdict": "reject",
    "relation": {
        "subject": "qh-001",
        "predicate": "ISSUED_BY",
        "object": "institution:青海省人民政府办公厅",
    },
    "reason": "办公厅只是印发，不是制定机关",
    "author": "王审校",
}


_OF_HEAD: JsonDict = {
    "verdict": "amend",
    "head": {"document_id": "qh-001", "field": "effective"},
    "changes": {"value": "2021-03-01"},
    "new_quote": "自2021年3月1日起施行",
    "reason": "读成了原办法的施行日期",
    "author": "王审校",
}


class CorrectionToMake(Shape):
    """A verdict on one statement, on one relation, or on one field of a head."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [_CORRECT, _REJECT, _OF_HEAD]}
    )

    verdict: Verdict
    statement_id: Id | None = Field(None, description="Id of a measure, norm, target …")
    relation: RelationName | None = None
    head: HeadName | None = None
    changes: dict[FieldName, FieldValue] = Field(
        default_factory=dict,
        max_length=30,
        description="Fields that take other values; only where it amends. Of a head, its ``value``:"
        " days in ISO 8601, issuers and regions as a list.",
    )
    new_quote: str = Field(
        "", max_length=5000, description="Other words of the same document to stand on."
    )
    reason: Words
    author: str = Field(
        "",
        max_length=100,
        description="Who says so. With API keys it is the key's name, and left out here.",
    )


_CORRECTION_EXAMPLE: JsonDict = {
    "id": "93b5c0f1a2d4e687",
    "verdict": "amend",
    "status": "applied",
    "document_id": "qh-001",
    "sha256": "0" * 64,
    "locator": "第三条",
    "start": 120,
    "quotes": ["不低于百分之六十五"],
    "kind": "Norm",
    "statement": {"name": "奖励比例", "value": 65.0, "unit": "%"},
    "changes": {"base": "转让净收入"},
    "new_quote": "",
    "author": "王审校",
    "reason": "读漏了“转让”",
    "made_at": "2026-03-01T09:00:00.000+08:00",
}


class CorrectionShape(Shape):
    """A correction, and what has become of it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_CORRECTION_EXAMPLE]})

    id: str
    verdict: Verdict
    status: Standing = Field(
        description="applied; idle: its words are in the text, and no such statement is read from "
        "them any more; orphaned: its words are gone."
    )
    document_id: str
    sha256: str
    locator: str
    start: int
    quotes: list[str] = Field(description="What the statement stands on, one string a span.")
    kind: str = Field(description="A kind of node, a predicate, or Head.")
    statement: dict[str, Any] = Field(description="What was read.")
    changes: dict[str, Any]
    new_quote: str
    author: str
    reason: str
    made_at: datetime


class CorrectionPage(Shape):
    items: list[CorrectionShape]
    total: int
    next_cursor: str | None
    build: str


class Corrected(Shape):
    """What a change of corrections has done."""

    correction: CorrectionShape
    documents: list[str] = Field(description="Ids of the documents that were written anew.")
    build: str


class CoverageShape(Shape):
    """Characters that are not blank, and provisions."""

    characters: int
    placed: int
    leftover: int
    provisions: int
    without_statement: int


class Gap(Shape):
    document_id: str
    gap: str = Field(description="What was not understood.")


class IngestReport(Shape):
    """What was read, and what was not understood of it."""

    written: list[str]
    unchanged: list[str]
    unreadable: list[str]
    gone: list[str]
    coverage: CoverageShape
    gaps: list[Gap]
    same: list[list[str]] = Field(
        description="Ids that are one version of one act from several sources."
    )
    by_model: dict[str, Any] | None = None


_JOB_EXAMPLE: JsonDict = {
    "id": "5f0c9b1e7a3d2468",
    "kind": "upload",
    "state": "running",
    "author": "王审校",
    "documents": ["青海省科技成果落地办法", "宁夏回族自治区科技成果落地规定"],
    "passed_over": [],
    "done": 1,
    "current": "宁夏回族自治区科技成果落地规定",
    "report": None,
    "problem": None,
    "created_at": "2026-03-01T01:00:00.000+00:00",
    "started_at": "2026-03-01T01:00:00.010+00:00",
    "ended_at": None,
}


class JobShape(Shape):
    """A job: one reading of one or several documents."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_JOB_EXAMPLE]})

    id: str
    kind: JobKind
    state: JobState
    author: str
    documents: list[str]
    passed_over: list[str] = Field(description="Files in archives that are no documents.")
    done: int = Field(description="Of ``documents``.")
    current: str = Field(description="What is read now, with page/pages while OCR reads.")
    report: IngestReport | None = Field(description="Of a job that ended or was cancelled.")
    problem: Problem | None = Field(description="Why it failed.")
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JobPage(Shape):
    items: list[JobShape]
    next_cursor: str | None


class Removed(Shape):
    removed: str
    documents: int = Field(description="Documents that are left.")
    build: str


class UploadRow(Shape):
    """What is known of one file; what the text itself says goes before it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"id": "qh-002", "region": "青海省"}]},
    )

    id: str | None = None
    title: str | None = None
    issuing_body: str | None = None
    document_number: str | None = None
    doc_type: str | None = None
    region: str | None = None
    adopted: str | None = None
    published: str | None = None
    version_date: str | None = None
    effective: str | None = None
    expires: str | None = None
    status: str | None = None
    digest_of: str | None = None
    rights: str | None = None
    source_url: str | None = None
