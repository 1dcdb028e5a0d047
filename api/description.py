"""The OpenAPI description: what FastAPI makes of the routes, and the role that each asks for."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.access import needs_keys, role_for
from api.settings import Settings

_SCHEME = "key"
_METHODS = frozenset({"get", "post", "put", "delete"})


def describe(app: FastAPI, settings: Settings) -> None:
    """Let the app's description say which operations need an API key, where any does; and, as
    ``x-role``, the role that its key must have.
    """
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _add_roles(make(), asked=needs_keys(settings))
        assert app.openapi_schema is not None  # noqa: S101 - FastAPI keeps what it has made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _add_roles(described: dict[str, Any], *, asked: bool) -> None:
    if asked:
        schemes = described.setdefault("components", {}).setdefault("securitySchemes", {})
        words = "An API key, made by `zhengtu keys create`."
        schemes[_SCHEME] = {"type": "http", "scheme": "bearer", "description": words}
    for path, operations in described["paths"].items():
        for method in _METHODS & operations.keys():
            role = role_for(method.upper(), path)
            if role is None:
                continue
            operations[method]["x-role"] = role.value
            if asked:
                operations[method]["security"] = [{_SCHEME: []}]
