"""Where a further act begins in a file that holds more than one.

A decision with the act that it amends behind it, a notice with the rules that it issues behind its
signature, a page of the gazette with two acts. Its articles are counted anew, and must not be
taken for those of the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numbering import Mark
from ingest.opening import is_note
from ingest.title import is_complete_title
from ingest.units import Unit

_BEGINS = frozenset({Mark.PART, Mark.CHAPTER, Mark.ARTICLE})
_LONGEST_HEAD = 8
"""Units between a title and the first article or chapter: notes, orders, a date."""
_LONGEST_TITLE = 60
_STOP = re.compile(r"[。；，：！？|]")
# 关于印发|《临河市技术市场办法》
_ISSUES = re.compile(r"(?:印发|发布|公布|颁布)$")
_DATED = re.compile(r"^[（(]?\d{4}年.*[）)]?$")


def further_acts(found: Sequence[Unit], body: int) -> dict[int, str]:
    """Index of the unit → the title that it prints, for each act behind the first one."""
    acts: dict[int, str] = {}
    head = "".join(unit.words for unit in found[:body])
    in_annex = counted = False
    for n, unit in enumerate(found):
        if unit.mark is Mark.ANNEX:
            in_annex = True
        if n >= body and counted and not in_annex and _is_title(unit) and _begins(found, n):
            title = unit.words.strip("《》 ")
            counted = False
            if not _is_issued(title, head):
                acts[n] = title
        is_numbered = unit.mark in _BEGINS or unit.mark is Mark.COUNT
        counted = counted or (n >= body and not unit.toc and is_numbered)
    return acts


def _is_issued(title: str, head: str) -> bool:
    """Whether the head is that of a notice by which the act is issued: it is the notice's own."""
    place = head.find(f"《{title}》")
    return place >= 0 and bool(_ISSUES.search(head[:place]))


def _is_title(unit: Unit) -> bool:
    words = unit.words.strip()
    short = not unit.label and not unit.toc and not unit.quoted and len(words) <= _LONGEST_TITLE
    return short and not _STOP.search(words) and is_complete_title(words)


def _begins(found: Sequence[Unit], title: int) -> bool:
    """Whether nothing but notes stands between a title and a first article, chapter or part."""
    for unit in found[title + 1 : title + 2 + _LONGEST_HEAD]:
        if unit.toc:
            continue
        if unit.label and unit.mark in _BEGINS:
            return unit.label.number == 1 and not unit.label.extra
        if unit.label or not (is_note(unit) or _DATED.match(unit.words)):
            return False
    return False
