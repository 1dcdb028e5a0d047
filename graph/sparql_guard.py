"""Which SPARQL of a reader is let through: queries of the dataset alone.

Updates are not queries by grammar and the worker cannot write. What is left is SERVICE, which would
let this server call others. The word is refused wherever it stands but in a variable: a parser that
tells strings, comments and comparison signs apart in another way than ours cannot be misled then.
"""

from __future__ import annotations

import re

from graph.errors import QueryRefused

MAX_LENGTH = 50_000
"""Characters of one query."""

_SERVICE = re.compile(r"(?<![?$])service", re.IGNORECASE)


def check_sparql(query: str) -> None:
    """Raises QueryRefused."""
    if not query.strip():
        raise _refused("it is empty")
    if len(query) > MAX_LENGTH:
        raise _refused(f"it is longer than {MAX_LENGTH} characters")
    if _SERVICE.search(query):
        raise _refused(
            "SERVICE would call other servers; in a string or an IRI the word is refused too, "
            'where CONCAT("serv", "ice") helps'
        )


def refused_update() -> QueryRefused:
    return _refused("the dataset is only read; updates and LOAD are not for readers")


def _refused(reason: str) -> QueryRefused:
    return QueryRefused(f"query refused: {reason}; docs/open-data.md tells what is allowed")
