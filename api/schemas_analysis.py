"""What the analyses give, described for OpenAPI: their own dataclasses, docstrings and all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from threading import Lock
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, with_config

Shape = TypeVar("Shape")


def _outside(name: str) -> str:
    """``from`` is a word of Python, so the field is ``from_`` inside and ``from`` outside."""
    return name.rstrip("_")


_DESCRIBED = ConfigDict(
    use_attribute_docstrings=True, alias_generator=_outside, validate_by_name=True
)


def described(shape: type[Shape]) -> type[Shape]:
    """The same dataclass, with descriptions in its schema and in those of all it holds."""
    for one in _shapes(shape):
        with_config(_DESCRIBED)(one)
    return shape


def _shapes(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _shapes(inner)
    for inner in get_args(hint):
        yield from _shapes(inner)


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}
_BUILDING = Lock()
"""Pydantic fails where two threads build the schema of one dataclass at the same time."""


def adapter_of(shape: type[Shape]) -> TypeAdapter[Shape]:
    """Reads and writes a dataclass as ``described``; made once."""
    with _BUILDING:
        if shape not in _ADAPTERS:
            _ADAPTERS[shape] = TypeAdapter(described(shape))
        return _ADAPTERS[shape]


def as_json(value: object) -> Any:
    """What HTTP and the command line show of a result: primitives, days in ISO 8601."""
    return adapter_of(type(value)).dump_python(value, mode="json", by_alias=True)
