"""The OpenAPI description: what FastAPI makes of the routes, roles added and nulls taken out."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.access import needs_keys, role_for
from api.settings import Settings

_SCHEME = "key"
_METHODS = frozenset({"get", "post", "put", "delete"})


class Described(FastAPI):
    """An app whose description says which operations need an API key, where any does; and, as
    ``x-role``, the role that its key must have. No parameter of an address is null: what Python
    writes as ``| None`` is a parameter that is left out.
    """

    def __init__(self, settings: Settings, **app: Any) -> None:
        super().__init__(**app)
        self._asked = needs_keys(settings)

    def openapi(self) -> dict[str, Any]:
        """Made once, and kept as FastAPI keeps it."""
        if self.openapi_schema is None:
            described = super().openapi()
            _add_roles(described, asked=self._asked)
            _take_out_nulls(described)
            self.openapi_schema = described
        return self.openapi_schema


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


def _take_out_nulls(described: dict[str, Any]) -> None:
    for operations in described["paths"].values():
        for method in _METHODS & operations.keys():
            for parameter in operations[method].get("parameters", ()):
                parameter["schema"] = _without_null(parameter["schema"])


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == len(schema.get("anyOf", ())):
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return rest | (choices[0] if len(choices) == 1 else {"anyOf": choices})
