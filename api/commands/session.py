"""What commands share: opening the library that is meant, and writing on the screen."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import load_settings
from graph.library import Library, open_library


@contextmanager
def opened(store: str | None, *, create: bool = False) -> Iterator[Library]:
    """The library at ``store`` or, where None, at the setting's; closed at the end.

    Raises StoreUnavailable where there is none and ``create`` is false: a question to a store
    that was never made must not look like an empty answer.
    """
    settings = load_settings(store=store)
    with open_library(settings.store, index=settings.index, create=create) as library:
        yield library


def say(*lines: str) -> None:
    """Lines for people, on stdout."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
