"""What was asked last in each conversation, kept for a while and for so many of them."""

from __future__ import annotations

import threading

from cachetools import TTLCache

_MOST = 10_000
"""Conversations kept; the one used longest ago goes first."""
_SECONDS = 3_600.0
"""After so long without a question a conversation is forgotten."""


class Conversations:
    """The last question of each conversation, whole in itself. Safe to use from several threads."""

    def __init__(self, most: int = _MOST, seconds: float = _SECONDS) -> None:
        self._held: TTLCache[tuple[str, str], tuple[str, int]] = TTLCache(most, seconds)
        self._lock = threading.Lock()

    def last(self, owner: str, name: str) -> tuple[str, int]:
        """The question asked last and the number of questions so far; ``("", 0)`` for none.

        ``owner`` is whose conversation it is: another's of the same name is another one.
        """
        with self._lock:
            return self._held.get((owner, name), ("", 0))

    def went_on(self, owner: str, name: str, question: str) -> int:
        """Keep the question, whole in itself, as the last one; gives its number, from 1."""
        with self._lock:
            _, turns = self._held.get((owner, name), ("", 0))
            self._held[owner, name] = (question, turns + 1)
            return turns + 1
