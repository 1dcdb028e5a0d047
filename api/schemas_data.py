"""The shapes of open data over HTTP."""

from __future__ import annotations

from pydantic import Field

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
