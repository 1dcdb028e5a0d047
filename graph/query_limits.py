"""How much one query of a reader may take, in Cypher and in SPARQL alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 20.0
    rows: int = 10_000
    """Of an answer, at most; a query may ask for fewer."""
    bytes: int = 8_000_000
    """Of an answer."""
