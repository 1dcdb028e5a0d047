"""The same rule side by side: for each region or act the unit that answers, and its threshold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.places import NATION
from qa.asked.question import Question, part_of
from qa.claims.claim import Claim
from qa.claims.kinds_beside import matches_of
from qa.claims.matched import (
    Bench,
    Match,
    agreed,
    asked_places,
    departs,
    is_upper,
    like_pivot,
    match_of,
    pivot_of,
    twin_of,
    without_number,
)
from qa.claims.norms import thresholds
from qa.claims.quoting import ground, quote_at, shown, source_words, verb_of
from qa.claims.telling import of_the_thing, ranked_of
from qa.numbers.cells import Cells, cells_of, columns_of
from qa.search.matter import places_pointed_to
from qa.search.rank import Inquiry
from qa.search.retrieve import choose_scope
from qa.search.sides import (
    Side,
    SideOf,
    nation_asked,
    national_side,
    provinces_lacking,
    sides_of,
)
from qa.shelf.shelf import Edition
from qa.ways.contrast import Beside, sums, together
from qa.ways.precedence import which_holds


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
    """The comparison that is asked for; None where hardly a side has a rule on the matter.

    Without rows where every side is held and none of them has such a rule.
    """
    plain = replace(question, asks=_asks(question))
    sides = sides_of(plain, edition, on)
    if len(sides) > 1 or plain.every_region or nation_asked(plain):
        rows, looked_at = _rows(plain, edition, on, sides)
    else:
        rows, looked_at = _rows_of_kinds(plain, edition, on)
    found = [row for row in rows if row.match]
    alone_is_told = question.every_region or all(r.side.in_library for r in rows if r.side.asked)
    if not found and len(sides) > 1 and alone_is_told:
        return Comparison((), (), (), _missing(question, edition, rows), looked_at)
    if not found or (len(found) < 2 and not alone_is_told):
        return None
    cells = [_cells(plain, row) for row in rows]
    filled = [c for c, row in zip(cells, rows, strict=True) if row.match]
    columns = columns_of(plain, filled, first=rows[-1].side.of.value)
    beside = [
        Beside(row.side.name, row.match.scored, row.match.stated, row.match.quote, row.side.asked)
        for row in rows
        if row.match
    ]
    own = [claim for row in rows for claim in _told(edition, row)]
    which = which_holds(question, edition, [row.match.scored for row in rows if row.match])
    return Comparison(
        columns=tuple(title for title, _ in columns),
        rows=tuple(
            (tuple(getattr(c, field) for _, field in columns), row.claim)
            for c, row in zip(cells, rows, strict=True)
        ),
        claims=(
            *which.clauses,
            *sums(plain, beside),
            *together(plain, beside),
            *own,
            *which.begun,
        ),
        missing=_missing(question, edition, rows),
        compared=looked_at,
    )


def _rows(
    question: Question, edition: Edition, on: date, sides: list[Side]
) -> tuple[list[Row], int]:
    inquiry = Inquiry.of(question, edition, choose_scope(question, edition, on))
    if sides and sides[0].of is SideOf.REGION and not nation_asked(question):
        sides.insert(0, national_side(edition, on))
    asked = asked_places(question, edition)
    ranked = of_the_thing(inquiry, [(side, ranked_of(inquiry, side, asked)) for side in sides])
    stated = thresholds(edition, (s for _, found in ranked for s in found.telling))
    bench = Bench(inquiry, asked, stated)
    telling = [found.telling for side, found in ranked if side.asked]
    pivot = pivot_of(bench, telling)
    sure = pivot is not None and agreed(bench, pivot, telling)
    rows = []
    for side, found in ranked:
        best = like_pivot(bench, pivot, found.telling, side)
        if pivot and sure and not side.narrowed:
            best = twin_of(bench, pivot, best, found.telling) or best
            best = None if best and departs(bench, pivot, best) else best
        if side.asked:
            best = without_number(bench, pivot, best, found.others, side) or best
        elif best and side.name == NATION and pivot:
            best = best if is_upper(bench, pivot, best) else None
        match = match_of(bench, best, found.telling) if best else None
        if match or side.asked:
            rows.append(Row(side, match, _claim(side, match) if match else None))
    return rows, sum(len(found.telling) for _, found in ranked)


def _rows_of_kinds(question: Question, edition: Edition, on: date) -> tuple[list[Row], int]:
    rows = []
    for name, match in matches_of(question, edition, on):
        side = Side(name, (match.scored.entry.id,), in_library=True, of=SideOf.KIND)
        rows.append(Row(side, match, _claim(side, match)))
    return rows, len(rows)


# 倍数有什么不同, 保护期一样吗: the kind of number that a noun is given in
_NOUNS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (Ask.RATIO, re.compile(r"倍数|比例|占比|份额|税率")),
    (Ask.PERIOD, re.compile(r"期限|年限|时限|保护期|异议期|有效期|时效")),
    (Ask.AMOUNT, re.compile(r"罚款|罚金|金额|数额|奖金|判赔|赔偿(?:额|数额|金额)")),
    (Ask.COUNT, re.compile(r"人数|数量|名额")),
)


_MONEY = re.compile(r"奖金|罚款|罚金|罚多少|判赔|赔偿(?:额|数额|金额|的?[上下]限)|赔多少")
_SHARE = re.compile(r"倍|比例|百分|几成")


def _asks(question: Question) -> tuple[Ask, ...]:
    """What each cell is to tell: lists have no place in it, and a noun may ask for its number.

    Of several interrogative clauses the first is what is compared.
    """
    first = part_of(question, question.parts[0]).asks if len(question.parts) > 1 else question.asks
    plain: list[Ask] = [ask for ask in first if ask is not Ask.LIST]
    if _MONEY.search(question.chinese) and not _SHARE.search(question.chinese):
        plain = [ask for ask in plain if ask is not Ask.RATIO]  # 罚款的下限 is no share
    if not (NUMERIC_ASKS - {Ask.QUANTITY}) & set(plain):
        named = [ask for ask, noun in _NOUNS if noun.search(question.chinese)]
        plain = named + [ask for ask in plain if not (named and ask is Ask.QUANTITY)]
    return tuple(plain) or (Ask.FACT,)


def _claim(side: Side, match: Match) -> Claim:
    name = "国家" if side.name == NATION else side.name
    return Claim(
        f"{name}：{source_words(match.quote)}{verb_of(match.quote)}“{shown(match.quote)}”。",
        (match.quote,),
        premise=name,
    )


def _told(edition: Edition, row: Row) -> list[Claim]:
    """The row's sentence, and what it punishes where it only says 违反本条例第二十条第二项的."""
    if not row.claim or not row.match:
        return []
    scored = row.match.scored
    words = scored.read.words
    broken = places_pointed_to(edition, scored, words) if words.startswith("违反本") else []
    if sum(p.end - p.start for p in broken) > _SHORT:
        return [row.claim]
    quotes = [quote_at(edition, scored.entry.id, ((p.start, p.end),), p.locator) for p in broken]
    return [row.claim, *(ground(q) for q in quotes)]


_SHORT = 400
"""Characters up to which the clauses that a penalty points to are told with it."""


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
