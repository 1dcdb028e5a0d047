"""The members of a list in JSON that is still being written, each as soon as it is complete."""

from __future__ import annotations

import json
import re

_DECODER = json.JSONDecoder(strict=False)  # models put line breaks into strings
_BETWEEN = re.compile(r"[\s,]*")


class ListReader:
    """Reads the list ``name`` that comes first in an object: ``{"name": [{…}, {…}``.

    Only complete members are given. What has another shape gives none: whether the whole is well
    formed is to be seen when it has ended.
    """

    def __init__(self, name: str) -> None:
        self.text = ""
        """All that has been read."""
        self._opening = re.compile(rf'\s*\{{\s*"{re.escape(name)}"\s*:\s*\[')
        self._at = -1

    def read(self, piece: str) -> list[object]:
        """The members that this piece completes."""
        self.text += piece
        if "}" not in piece:
            return []
        if self._at < 0:
            opened = self._opening.match(self.text)
            self._at = opened.end() if opened else -1
        found: list[object] = []
        while self._at >= 0 and (member := self._next()):
            found += member
        return found

    def _next(self) -> list[object]:
        """One complete member, or none."""
        between = _BETWEEN.match(self.text, self._at)
        start = between.end() if between else self._at
        if not self.text.startswith("{", start):
            return []
        try:
            member, self._at = _DECODER.raw_decode(self.text, start)
        except ValueError:
            return []  # not complete yet
        return [member]
