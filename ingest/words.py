"""Words of the dictionary, and those that cross the break between two lines."""

from __future__ import annotations

import rjieba

CONTEXT = 6
"""Characters on each side of a break that decide whether a word crosses it."""


def crossing(before: str, after: str) -> str:
    """The word that crosses the break between two lines; empty where the break parts words.

    >>> crossing("推动科技成果转", "化的机构")
    '转化'
    """
    left, right = before[-CONTEXT:], after[:CONTEXT]
    place = 0
    for word in words(left + right):
        if place < len(left) < place + len(word) and word.isalpha():
            return word
        place += len(word)
    return ""


def words(text: str) -> list[str]:
    """Words of the dictionary; without the guesses that would make a word of any two characters."""
    return rjieba.cut(text, hmm=False)
