"""The shapes of what the server tells of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from api.keys import Role
from api.schemas import Shape


class Alive(Shape):
    status: Literal["ok"]
    version: str


class Ready(Shape):
    status: Literal["ok"]
    version: str
    documents: int
    behind: int = Field(description="Documents that the search index does not know yet.")
    build: str
    keys: bool = Field(description="Whether requests need an API key.")


class ActShape(Shape):
    """One request that wrote or tried to."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "at": "2026-03-01T01:00:00.000+00:00",
                    "key": "0a1b2c3d",
                    "actor": "王审校",
                    "address": "192.0.2.7",
                    "method": "DELETE",
                    "path": "/v1/documents/qh-001",
                    "status": 200,
                    "request_id": "7c1d0e9f8a7b6c5d",
                }
            ]
        },
    )

    at: datetime
    key: str
    actor: str
    address: str
    method: str
    path: str
    status: int
    request_id: str


class AuditPage(Shape):
    items: list[ActShape]
    next_cursor: str | None


class KeyShape(Shape):
    id: str
    name: str
    role: Role
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class KeyList(Shape):
    items: list[KeyShape]
