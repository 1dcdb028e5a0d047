"""Characters that are not known: of private fonts (U+E000–U+F8FF), which only the font that set
them can read, and those that could not be decoded (U+FFFD).

Beside a digit or inside of a word one of them stands for something that was printed and is lost:
it becomes □, so that 1□20 is never read as 120. At the edge of a line or of a sentence they are
bullets and blanks, and go. Both are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.formats.raw import RawLine

LOST = "□"
"""Stands where a printed character is not known."""
_UNKNOWN = r"[\ue000-\uf8ff\ufffd]+"
_PRIVATE = re.compile(_UNKNOWN)
# Words or figures on both sides, but for one blank: 1|20元, 人|才, 第|12条
_WORD = r"[\w.,．，%％]"
_INSIDE = re.compile(rf"(?<={_WORD}){_UNKNOWN}(?={_WORD})")
# A figure on one side is enough: |20元, 增长5|
_BESIDE_FIGURE = re.compile(rf"(?<=\d){_UNKNOWN}|{_UNKNOWN}(?=\d)")
_AROUND = 6
"""Characters on each side that the report shows."""
_SHOWN = 20
"""Places that are told one by one."""


def without_private(text: str) -> str:
    """The line without private characters, □ where one of them was part of the words.

    >>> without_private("\uf06c 人均1\ue01020元"), without_private("甲。\ue5f9")
    (' 人均1□20元', '甲。')
    """
    if not _PRIVATE.search(text):
        return text
    text = _BESIDE_FIGURE.sub(LOST, _INSIDE.sub(LOST, text))
    return _PRIVATE.sub("", text)


def private_notes(lines: Sequence[RawLine]) -> list[str]:
    """One note for each place with private characters, as far as there is room; and their sum."""
    notes: list[str] = []
    count = 0
    for number, line in enumerate(lines, 1):
        for match in _PRIVATE.finditer(line.text):
            count += len(match[0])
            if len(notes) < _SHOWN:
                notes.append(_note(line, number, match))
    if not count:
        return []
    return [
        f"{count} characters of private fonts or lost in decoding, which nobody can read",
        *notes,
    ]


def _note(line: RawLine, number: int, match: re.Match[str]) -> str:
    where = f"page {line.page}" if line.page else f"line {number} with words"
    before, after = line.text[: match.start()], line.text[match.end() :]
    around = before[-_AROUND:] + LOST * len(match[0]) + after[:_AROUND]
    codes = " ".join(f"U+{ord(c):04X}" for c in match[0][:3])
    words = _PRIVATE.sub(LOST, around).strip()
    return f"{where}: “{words}” ({codes}): a character that nobody can read"
