"""Cursors: where the next page starts, as an opaque word that can stand in an address."""

from __future__ import annotations

import binascii
from base64 import b64decode, urlsafe_b64encode

from graph.errors import InvalidInput

_LONGEST = 1000


def cursor_for(place: str) -> str:
    """The cursor that ``place_of`` reads back."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(cursor: str) -> str:
    """What ``cursor_for`` was given. Raises InvalidInput for anything else."""
    if len(cursor) > _LONGEST:
        raise InvalidInput(f"cursor of {len(cursor)} characters; take it from next_cursor")
    try:
        return b64decode(_padded(cursor), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as exc:
        raise InvalidInput(
            f"cursor {cursor!r} is not one of ours; take it from next_cursor"
        ) from exc


def _padded(cursor: str) -> bytes:
    return cursor.encode() + b"=" * (-len(cursor) % 4)


def skip_of(cursor: str | None) -> int:
    """How many entries a page leaves out, for lists that are paged by number."""
    if cursor is None:
        return 0
    place = place_of(cursor)
    if not place.isascii() or not place.isdigit():
        raise InvalidInput(f"cursor {cursor!r} belongs to another list; start without a cursor")
    return int(place)
