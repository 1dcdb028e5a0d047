"""Examples of responses for OpenAPI, of invented acts, from data/examples_GROUP.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def answers_with(
    name: str, *, of: str = "analysis", also: Mapping[str, Any] | None = None
) -> dict[int | str, dict[str, Any]]:
    """``responses`` of a route: its example, and other media types that it can answer in.

    Raises KeyError where the file of examples has none of this name.
    """
    content = {"application/json": {"example": _examples(of)[name]}, **(also or {})}
    return {200: {"content": content}}


@cache
def _examples(of: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        files("api").joinpath("data", f"examples_{of}.json").read_text("utf-8")
    )
    return found
