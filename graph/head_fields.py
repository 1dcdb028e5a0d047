"""What of a head can be corrected, and how its values are read and written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from graph.dates import find_dates
from graph.errors import InvalidInput
from graph.model import Head, NodeKind, Validity
from graph.names import canonical_name, canonical_title, fold
from graph.regions import region_by_name

Value = str | date | Validity | tuple[str, ...] | None
_POLICY = f"{NodeKind.POLICY.lower()}:"


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise InvalidInput(f"{value!r} is not one line of words")
    return value.strip()


def _title(value: object) -> str:
    title = _words(value)
    if not canonical_title(title):
        raise InvalidInput(f"{value!r} names nothing")
    return title


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_words(value))
    except ValueError as exc:
        raise InvalidInput(f"{value!r} is no day; write it as 2024-07-01") from exc


def _force(value: object) -> Validity:
    try:
        return Validity(_words(value))
    except ValueError as exc:
        raise InvalidInput(f"{value!r} is none of {', '.join(Validity)}") from exc


def _several(value: object, one: Callable[[object], str]) -> tuple[str, ...]:
    given = value if isinstance(value, list | tuple) else (value,)
    if not given:
        raise InvalidInput("no value is given; reject the field where the text tells none")
    return tuple(dict.fromkeys(map(one, given)))


def _body(name: object) -> str:
    return canonical_name(_words(name))


def _place(name: object) -> str:
    region = region_by_name(_words(name))
    if region is None:
        raise InvalidInput(f"{name!r} is no region of the gazetteer; 全国 is the whole country")
    return region.name


class HeadField(StrEnum):
    """Fields of ``Head`` by their names, and the work, which is known by its title."""

    TITLE = "title"
    WORK = "work"
    """Title of the policy that the document is a version of."""
    DOC_TYPE = "doc_type"
    DOCUMENT_NUMBER = "document_number"
    ISSUERS = "issuers"
    REGIONS = "regions"
    WRITTEN = "written"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    EXPIRES = "expires"
    STATUS = "status"


_READERS: Mapping[HeadField, Callable[[object], Value]] = {
    HeadField.TITLE: _title,
    HeadField.WORK: _title,
    HeadField.DOC_TYPE: _words,
    HeadField.DOCUMENT_NUMBER: _words,
    HeadField.ISSUERS: lambda value: _several(value, _body),
    HeadField.REGIONS: lambda value: _several(value, _place),
    HeadField.WRITTEN: _day,
    HeadField.PUBLISHED: _day,
    HeadField.EFFECTIVE: _day,
    HeadField.EXPIRES: _day,
    HeadField.STATUS: _force,
}
_NEEDED = (HeadField.TITLE, HeadField.WORK, HeadField.DOC_TYPE)
"""What every head has."""
_SEVERAL = (HeadField.ISSUERS, HeadField.REGIONS)
_LITERAL = (HeadField.TITLE, HeadField.WORK, HeadField.DOCUMENT_NUMBER)
"""Fields whose words stand in their quote."""


def head_field(name: str) -> HeadField:
    """Raises InvalidInput."""
    if name not in tuple(HeadField):
        known = ", ".join(HeadField)
        raise InvalidInput(f"a head has no field {name!r} to correct; it has {known}")
    return HeadField(name)


def read_value(field: HeadField, value: object) -> Value:
    """Of JSON. Raises InvalidInput."""
    return _READERS[field](value)


def untold(field: HeadField) -> Value:
    """The value of a field that nothing tells. Raises InvalidInput for one that is needed."""
    if field in _NEEDED:
        raise InvalidInput(f"every head has a {field}; amend it instead of rejecting it")
    if field is HeadField.STATUS:
        return Validity.UNKNOWN
    return () if field in _SEVERAL else None


def value_in(head: Head, field: HeadField) -> Value:
    if field is HeadField.WORK:
        return head.policy_id.removeprefix(_POLICY)
    value: Value = getattr(head, field)
    return value


def plain(value: Value) -> Any:
    """As JSON has it."""
    match value:
        case Validity():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value


def single(value: Value) -> tuple[str, ...]:
    """As facts have it, one string for each."""
    told = plain(value)
    return tuple(told) if isinstance(told, list) else (told,) if told else ()


def fact_of(field: HeadField) -> str:
    """Name of the facts that state the field."""
    return "work_title" if field is HeadField.WORK else field.value


def check_words(field: HeadField, value: Value, quote: str) -> None:
    """Raise InvalidInput where a quote plainly says something else than the value."""
    if isinstance(value, date):
        days = [found.value for found in find_dates(quote)]
        says_so = value in days or not days  # 自公布之日起 names no day
    else:
        says_so = field not in _LITERAL or fold(str(value)) in fold(quote)
    if not says_so:
        raise InvalidInput(f"{field} {plain(value)!r} does not stand in {quote!r}")
