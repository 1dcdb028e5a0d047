"""The same rule side by side: for each region or act the unit that answers, and its threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.cells import Cells, cells_of, columns_of
from qa.claim import Claim
from qa.compose import shown, source_words
from qa.contrast import Beside, together
from qa.matched import (
    Bench,
    Match,
    agreed,
    asked_places,
    departs,
    is_upper,
    like_pivot,
    match_of,
    pivot_of,
    ranked_of,
)
from qa.norms import thresholds
from qa.places import NATION
from qa.question import Ask, Question
from qa.rank import Inquiry
from qa.retrieve import choose_scope
from qa.shelf import Edition
from qa.sides import Side, nation_asked, national_side, provinces_lacking, sides_of


@dataclass(frozen=True, slots=True)
class Row:
    side: Side
    match: Match | None
    claim: Claim | None
    """《…》第X条规定“…”, for the side's own sentence; None where no rule was found."""


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Claim | None], ...]
    """Cells with the claim that cites what they say; None for 未见 and 未入库."""
    claims: tuple[Claim, ...]
    """What the rows say together, then each row's own sentence."""
    missing: tuple[str, ...]
    compared: int
    """Rules that were looked at."""


def compare(question: Question, edition: Edition, on: date) -> Comparison | None:
    """The comparison that is asked for; None where hardly a side has a rule on the matter."""
    plain = replace(
        question, asks=tuple(a for a in question.asks if a is not Ask.LIST) or (Ask.FACT,)
    )
    rows, looked_at = _rows(plain, edition, on)
    found = [row for row in rows if row.match]
    if len(found) < 2 and not (found and question.every_region):
        return None
    cells = [_cells(plain, row) for row in rows]
    filled = [c for c, row in zip(cells, rows, strict=True) if row.match]
    of_acts = any(row.side.is_act for row in rows)
    columns = columns_of(plain, filled, first="文件" if of_acts else "地区")
    beside = [
        Beside(row.side.name, row.match.scored, row.match.stated, row.match.quote)
        for row in rows
        if row.match
    ]
    own = [row.claim for row in rows if row.claim]
    return Comparison(
        columns=tuple(title for title, _ in columns),
        rows=tuple(
            (tuple(getattr(c, field) for _, field in columns), row.claim)
            for c, row in zip(cells, rows, strict=True)
        ),
        claims=(*together(plain, beside), *own),
        missing=_missing(question, edition, rows),
        compared=looked_at,
    )


def _rows(question: Question, edition: Edition, on: date) -> tuple[list[Row], int]:
    inquiry = Inquiry.of(question, edition, choose_scope(question, edition, on))
    sides = sides_of(question, edition, on)
    if not any(side.is_act for side in sides) and not nation_asked(question):
        sides.insert(0, national_side(edition, on))
    asked = asked_places(question, edition)
    ranked = [(side, ranked_of(inquiry, side, asked)) for side in sides]
    stated = thresholds(edition, (s for _, found in ranked for s in found))
    bench = Bench(inquiry, asked, stated)
    pivot = pivot_of(bench, [found for side, found in ranked if side.asked])
    sure = pivot is not None and agreed(bench, pivot, [f for side, f in ranked if side.asked])
    rows = []
    for side, found in ranked:
        best = like_pivot(bench, pivot, found, side)
        if best and pivot and sure and not side.is_act and departs(bench, pivot, best):
            best = None
        if best and side.name == NATION and not side.asked and pivot:
            best = best if is_upper(bench, pivot, best) else None
        match = match_of(bench, best, found) if best else None
        if match or side.asked:
            rows.append(Row(side, match, _claim(side, match) if match else None))
    return rows, sum(len(found) for _, found in ranked)


def _claim(side: Side, match: Match) -> Claim:
    name = "国家" if side.name == NATION else side.name
    return Claim(f"{name}：{source_words(match.quote)}规定“{shown(match.quote)}”。", (match.quote,))


def _cells(question: Question, row: Row) -> Cells:
    name = "国家" if row.side.name == NATION else row.side.name
    if row.match is None:
        return Cells(name, "未见" if row.side.in_library else "未入库")
    return cells_of(question, name, row.match.scored, row.match.stated, row.match.quote)


def _missing(question: Question, edition: Edition, rows: Sequence[Row]) -> tuple[str, ...]:
    lost = [row.side for row in rows if row.match is None]
    missing = []
    if unseen := [s.name for s in lost if s.in_library]:
        looked = sum(len(s.documents) for s in lost if s.in_library)
        missing.append(f"{'、'.join(unseen)}：库中其{looked}份文件里未见这样的规定")
    if lacking := provinces_lacking(question, edition):
        missing.append(f"其他{len(lacking)}个省级地区未入库：{'、'.join(lacking)}")
    return tuple(missing)
