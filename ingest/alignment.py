"""Where words of a cleaned text stand in the raw one: by their letters, blanks and width aside."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from graph.model import Span

_LONGEST_CONTEXT = 512


@dataclass(slots=True)
class _Letters:
    """A text without blanks, NFKC, with the place of each letter in the text."""

    text: str
    letters: str = field(init=False)
    places: list[int] = field(init=False)
    """Offset in ``text`` of each of ``letters``, ascending."""

    def __post_init__(self) -> None:
        letters: list[str] = []
        self.places = []
        for place, character in enumerate(self.text):
            for letter in unicodedata.normalize("NFKC", character):
                if not letter.isspace():
                    letters.append(letter)
                    self.places.append(place)
        self.letters = "".join(letters)


@dataclass(slots=True)
class Alignment:
    """From offsets in ``cleaned`` to offsets in ``raw``. Words that occur several times are told
    apart by what stands around them.
    """

    raw: str
    cleaned: str
    _raw: _Letters = field(init=False, repr=False)
    _cleaned: _Letters = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._raw = _Letters(self.raw)
        self._cleaned = _Letters(self.cleaned)

    def locate(self, span: Span) -> Span | None:
        """Where the words at ``span`` of the cleaned text stand in the raw one.

        None where they do not stand there in one piece.
        """
        start = bisect_left(self._cleaned.places, span[0])
        end = bisect_left(self._cleaned.places, span[1])
        if start == end:
            return None
        at = self._find(start, end)
        if at is None:
            return None
        places = self._raw.places
        return places[at], places[at + end - start - 1] + 1

    def _find(self, start: int, end: int) -> int | None:
        words = self._cleaned.letters[start:end]
        found = self._occurrences(words)
        context = 4
        while len(found) > 1 and context <= _LONGEST_CONTEXT:
            before = self._cleaned.letters[max(0, start - context) : start]
            after = self._cleaned.letters[end : end + context]
            closer = [
                at
                for at in found
                if self._raw.letters.endswith(before, 0, at)
                or self._raw.letters.startswith(after, at + len(words))
            ]
            both = [
                at
                for at in closer
                if self._raw.letters.endswith(before, 0, at)
                and self._raw.letters.startswith(after, at + len(words))
            ]
            if not closer:
                break
            found = both or closer
            context *= 2
        if not found:
            return None
        share = start / len(self._cleaned.letters)
        return min(found, key=lambda at: abs(at / len(self._raw.letters) - share))

    def _occurrences(self, words: str) -> list[int]:
        found = []
        at = self._raw.letters.find(words)
        while at >= 0:
            found.append(at)
            at = self._raw.letters.find(words, at + 1)
        return found
