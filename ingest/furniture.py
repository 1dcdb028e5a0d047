"""What a page carries besides its text: page numbers, running heads, marks of its making."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ingest.formats.raw import LineKind, RawLine

# - 3 -, — 3 —, －3－, 第3页, 第 3 页 共 10 页, 3/10, · 3 ·
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－―·•. ]{1,4}\d{1,4}[-—–－―·•. ]{1,4}|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?|"
    r"\d{1,4} ?/ ?\d{1,4}|[Pp]age ?\d{1,4}(?: of \d{1,4})?)$"
)
_NUMBER_ALONE = re.compile(r"^\d{1,4}$|^[ivxlc]{1,6}$")
_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Lines at the top and bottom of a page among which running heads are looked for."""
_LEAST_PAGES = 3
"""A line is a running head only where it stands on at least so many pages."""


def without_furniture(lines: list[RawLine]) -> tuple[list[RawLine], list[str]]:
    """The lines without page numbers and running heads, and one note for what was taken out."""
    heads = _running_heads(lines)
    edges = _edges(lines)
    kept = [
        line
        for n, line in enumerate(lines)
        if not _PAGE_NUMBER.match(line.text)
        and not (n in edges and (_NUMBER_ALONE.match(line.text) or _form(line.text) in heads))
    ]
    taken = len(lines) - len(kept)
    return kept, [f"{taken} running heads and page numbers taken out"] if taken else []


def _pages(lines: list[RawLine]) -> dict[int, list[int]]:
    pages: dict[int, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.page is not None and line.kind is LineKind.TEXT:
            pages[line.page].append(n)
    return pages


def _edges(lines: list[RawLine]) -> set[int]:
    edges: set[int] = set()
    for numbers in _pages(lines).values():
        edges.update(numbers[:_EDGE], numbers[-_EDGE:])
    return edges


def _running_heads(lines: list[RawLine]) -> set[str]:
    """Forms (digits aside) that stand at the edge of most pages, odd and even ones apart."""
    pages = _pages(lines)
    seen: Counter[str] = Counter()
    for numbers in pages.values():
        seen.update({_form(lines[n].text) for n in (*numbers[:_EDGE], *numbers[-_EDGE:])})
    least = max(_LEAST_PAGES, len(pages) * 0.4)
    return {form for form, count in seen.items() if count >= least}


def _form(text: str) -> str:
    return _DIGITS.sub("#", text).replace(" ", "")
