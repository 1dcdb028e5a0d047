"""Slips of the pen in a question, mended by the library's own words: 奖厉 is read as 奖励.

Only one kind of slip is mended, the one that Chinese input makes: a character in the place of
another that sounds alike. The written words must be none, and the words meant must be the
library's. What was mended is said with the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from qa.terms import cut_words
from qa.wording import groups, related

_LONGEST = 4
"""Characters of a word that is looked for around a slip."""
_OFTEN = 5
"""Times a word of two characters must stand in the texts; a longer one half as often."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
# Characters that stand alone in any sentence, so that a pair with one of them is no broken word.
_COMMON = frozenset(
    "的了是在有和与及或能要会可不没也就都还把被让给到去来上下里中后前内外多少几谁哪什么吗呢吧啊这那我你他她它们"
    "一二三四五六七八九十百千万两个名家件项次年月日天元块人想算说写问看做办用叫得地着过从向对为由按各每某该其此再又只很太"
)
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")


@dataclass(frozen=True, slots=True)
class Slip:
    start: int
    """Code points into the question, from 0."""
    written: str
    meant: str

    @property
    def told(self) -> str:
        return f"“{self.written}”按“{self.meant}”理解"


class Lexicon:
    """Words that the texts of a library hold, found by all but one of their characters."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(
            w for text in texts for run in _HAN_RUN.findall(text) for w in cut_words(run)
        )
        self._counts = {
            word: count
            for word, count in counts.items()
            if 1 < len(word) <= _LONGEST and count * (len(word) - 1) >= _OFTEN
        }
        self._gapped: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._counts):
            for place in range(len(word)):
                self._gapped[_gap(word, place)].append(word)

    def meant_by(self, written: str) -> str | None:
        """The commonest word that sounds like ``written`` and differs in one character.

        国家给 means no 国家级: a character that stands in any sentence is seldom a slip.
        """
        found = [
            word
            for place in range(len(written))
            if len(written) == _LONGEST or written[place] not in _COMMON
            for word in self._gapped.get(_gap(written, place), ())
            if word[place] != written[place] and sound_alike(word[place], written[place])
        ]
        return max(found, key=lambda word: (self._counts[word], word), default=None)


def find_slips(
    question: str, knows: Callable[[str], bool], meant_by: Callable[[str], str | None]
) -> list[Slip]:
    """Slips from left to right, none inside another; longer words are looked for first.

    ``knows`` says whether the texts hold every pair of a stretch's characters, ``meant_by`` what
    ``Lexicon.meant_by`` does; the latter is asked only where a stretch is unknown.
    """
    found: list[Slip] = []
    for run in _HAN_RUN.finditer(question):
        for start, end in _broken(run.group()):
            place = run.start() + start
            if any(s.start < run.start() + end and place < s.start + len(s.written) for s in found):
                continue
            written = run.group()[start:end]
            meant = None if knows(written) else meant_by(written)
            if meant:
                found.append(Slip(place, written, meant))
    return sorted(found, key=lambda slip: slip.start)


def mended(question: str, slips: list[Slip]) -> str:
    for slip in reversed(slips):
        end = slip.start + len(slip.written)
        question = question[: slip.start] + slip.meant + question[end:]
    return question


def _broken(run: str) -> Iterator[tuple[int, int]]:
    """Stretches that may be a word with a slip, the longest first.

    Each is made of whole pieces of the cut run, and of more than one: what is a word is none. In
    a short one a character must be left alone, in a pair both, and those that seldom stand so.
    """
    pieces = cut_words(run)
    starts = [sum(map(len, pieces[:n])) for n in range(len(pieces) + 1)]
    for size in range(_LONGEST, 1, -1):
        for first in range(len(pieces)):
            for last in range(first + 2, len(pieces) + 1):
                start, end = starts[first], starts[last]
                if end - start != size:
                    continue
                whole = all(len(piece) > 1 for piece in pieces[first:last])
                if size < _LONGEST and (whole or (size == 2 and _COMMON & set(run[start:end]))):
                    continue
                if run[start:end] not in groups() and run[start:end] not in related():
                    yield start, end


def _gap(word: str, place: int) -> str:
    return f"{word[:place]}_{word[place + 1 :]}"


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters are read alike, whatever the tone; by the usual reading of each."""
    return bool(_reading(one)) and _reading(one) == _reading(other)


@cache
def _reading(character: str) -> str:
    table: Mapping[int, str] = import_module("pypinyin.pinyin_dict").pinyin_dict
    first, *_ = table.get(ord(character), "").split(",")
    return _TONES.sub("", unicodedata.normalize("NFD", first))
