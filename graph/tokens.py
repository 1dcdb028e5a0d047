"""The words of search: Chinese as single characters and pairs, digits and Latin words whole.

Both sides of the index use ``tokens``: what is indexed and what is asked. No dictionary is
needed, so a new policy term is found as well as an old one (decision 0002).
"""

from __future__ import annotations

import re
import unicodedata

TOKENS_VERSION = "1"
"""Changes with every change of what ``tokens`` gives; an index made by another is rebuilt."""

# 科技成果 | PCT | 2.5: a run of Han characters, a Latin word, a number.
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff\U00020000-\U0003ffff]+)|[a-z]+|\d+(?:\.\d+)?")


def tokens(text: str) -> list[str]:
    """Tokens of a text, with repetitions; NFKC and lower case first, so ５０％ gives ``50``.

    >>> tokens("科技 PCT 2.5")
    ['科', '技', '科技', 'pct', '2.5']
    """
    found: list[str] = []
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text).lower()):
        run = match.group()
        found.extend(run if match["han"] else (run,))
        if match["han"]:
            found.extend(run[n : n + 2] for n in range(len(run) - 1))
    return found
