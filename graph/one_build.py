"""Reading a whole store as one build: what comes while a writer is at work is not passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from graph.errors import NotFound, StoreUnavailable
from graph.store import GraphReader

Part = TypeVar("Part")


def of_one_build(reader: GraphReader, parts: Iterable[Part]) -> Iterator[Part]:
    """The same parts, all read from the build that the store had at first.

    Raises StoreUnavailable where the store changes before the last part, so that a file or an
    answer that is complete never mixes two builds.
    """
    build = reader.build()
    each = iter(parts)
    while True:
        try:
            part = next(each)
        except StopIteration:
            break
        except NotFound as exc:
            raise _changed(build) from exc
        if reader.build() != build:
            raise _changed(build)
        yield part


def _changed(build: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"the library was changed while it was being read as build {build[:12]}; "
        "nothing of it can be used, try again when the ingestion has ended"
    )
