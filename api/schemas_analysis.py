"""What the analyses give, described for OpenAPI: their own dataclasses, docstrings and all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
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


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(described(shape))


def as_json(value: object) -> Any:
    """What HTTP and the command line show of a result: primitives, days in ISO 8601."""
    shape: Any = type(value)
    return _adapter(shape).dump_python(value, mode="json", by_alias=True)
