"""The shapes of open data over HTTP."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, JsonValue

from api.exports.formats import ExportFormat
from api.schemas import Shape


class ExportOffer(Shape):
    format: ExportFormat
    title: str
    media_type: str
    href: str = Field(examples=["/v1/exports/turtle"])


class ExportList(Shape):
    build: str
    items: list[ExportOffer]


class CypherQuery(Shape):
    """One query that only reads."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "query": "MATCH (p:Provision)-[:DEFINES]->(n:Norm) WHERE n.value >= $least "
                    "RETURN n.document_id AS document, p.label AS article, n.value_text AS value",
                    "parameters": {"least": 50},
                    "limit": 20,
                }
            ]
        },
    )

    query: str = Field(min_length=1, max_length=20_000)
    parameters: dict[str, JsonValue] = Field(default_factory=dict, max_length=100)
    limit: int = Field(1_000, ge=1, le=10_000, description="Rows at most.")


class CypherTable(Shape):
    columns: list[str]
    rows: list[list[Any]] = Field(
        description="Nodes are {labels, properties}, relations {type, start, end, properties}, "
        "paths {nodes, relationships}; days and times are ISO 8601."
    )
    truncated: Literal["rows", "bytes"] | None = Field(
        description="Which limit cut the answer; null where it is whole."
    )
    build: str
    elapsed_ms: float
