"""Regions against concepts: what each region says on each matter, down to the quote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Measure, Norm, Statement
from graph.taxonomy import ConceptEntry
from qa.analysis.applicability import why_not
from qa.analysis.asked import asked_concepts, asked_regions, groups, held_regions, region_level
from qa.analysis.desk import Desk, statement_place
from qa.analysis.findings import Finding
from qa.analysis.showing import counts, findings_of


class CellStatus(StrEnum):
    FOUND = "found"
    NOT_SEEN = "not_seen"
    """未见: the library holds the region's texts, and none of them says it."""
    NOT_APPLICABLE = "not_applicable"
    """不适用: the region may not rule on it; ``reason`` says why."""
    REGION_MISSING = "region_missing"
    """地区未入库: the library holds no text of the region, so nothing can be told."""


LABELS: Mapping[CellStatus, str] = {
    CellStatus.FOUND: "有",
    CellStatus.NOT_SEEN: "未见",
    CellStatus.NOT_APPLICABLE: "不适用",
    CellStatus.REGION_MISSING: "地区未入库",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    notation: str
    name: str
    name_en: str
    broader: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    concept: str
    """Notation of the column."""
    status: CellStatus
    label: str
    """The status in Chinese: 有, 未见, 不适用, 地区未入库."""
    reason: str
    """Why it does not apply; empty else."""
    statements: int
    """Of one sentence the norm is counted, not also the measure that says the same words."""
    clauses: int
    """Distinct places that state them."""
    documents: int
    modalities: dict[str, int]
    """Modality → number of statements."""
    values: tuple[str, ...]
    """Distinct figures as printed, with what they are a share of: 转让净收入 不低于百分之七十."""
    findings: tuple[Finding, ...]
    """The first few: figures first, then the stronger modality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    region: str
    level: str
    """国家, 省级, 地级, 县级 or 功能区."""
    documents: int
    """Texts of the region in use on the day."""
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    as_of: date
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    build: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPage:
    """All statements of one cell, page by page."""

    region: str
    concept: str
    items: tuple[Finding, ...]
    total: int
    next_cursor: str | None
    build: str


def matrix(
    desk: Desk,
    on: date,
    *,
    regions: Sequence[str] = (),
    concepts: Sequence[str] = (),
    per_cell: int = 3,
) -> Matrix:
    """What was in use on the day. Without regions all that the library holds; without concepts
    the groups of the taxonomy. Raises NotFound for a region or concept that is none.
    """
    rows = asked_regions(regions, desk) if regions else held_regions(desk)
    columns = asked_concepts(concepts) if concepts else groups()
    placed = _placed(desk, on, [column.notation for column in columns])
    shown = [s for found in placed.values() for s in found[:per_cell]]
    desk.edition.load({s.evidence.document_id for s in shown})
    table = _Table(desk, on, placed, per_cell)
    return Matrix(
        as_of=on,
        columns=tuple(_column(column) for column in columns),
        rows=tuple(_row(table, region, columns) for region in rows),
        build=desk.build,
    )


def cell(desk: Desk, on: date, region: str, concept: str, *, skip: int, limit: int) -> CellPage:
    """Every statement of one cell, in the order of the cell. ``next_cursor`` is left empty."""
    (name,) = asked_regions([region], desk)
    (column,) = asked_concepts([concept])
    found = _placed(desk, on, [column.notation]).get((name, column.notation), [])
    return CellPage(
        region=name,
        concept=column.notation,
        items=findings_of(desk, found[skip : skip + limit], on),
        total=len(found),
        next_cursor=None,
        build=desk.build,
    )


Placed = Mapping[tuple[str, str], list[Statement]]
"""Region and notation → statements, those to be shown first in front."""


def _placed(desk: Desk, on: date, notations: Iterable[str]) -> Placed:
    placed: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for notation in notations:
        for id_ in desk.by_concept.get(notation, ()):
            statement = desk.statements[id_]
            if counts(desk, statement.evidence, on):
                for region in desk.entries[statement.evidence.document_id].head.regions:
                    placed[region, notation].append(statement)
    return {key: sorted(_said_once(found), key=_weight) for key, found in placed.items()}


def _said_once(found: Sequence[Statement]) -> list[Statement]:
    """Without the measures whose words a norm among them says too."""
    norms: dict[str, list[Norm]] = defaultdict(list)
    for statement in found:
        if isinstance(statement, Norm):
            norms[statement.evidence.document_id].append(statement)
    return [
        s
        for s in found
        if not isinstance(s, Measure)
        or not any(_overlap(s, norm) for norm in norms[s.evidence.document_id])
    ]


def _overlap(one: Statement, other: Statement) -> bool:
    return any(
        a < d and c < b for a, b in one.evidence.spans[-1:] for c, d in other.evidence.spans[-1:]
    )


_FORCE = ("must", "must_not", "may", "encourage", "promote", "practised")


def _weight(statement: Statement) -> tuple[object, ...]:
    force = statement.modality if isinstance(statement, (Measure, Norm)) else "practised"
    return not isinstance(statement, Norm), _FORCE.index(force), *statement_place(statement)


def _column(entry: ConceptEntry) -> MatrixColumn:
    return MatrixColumn(
        notation=entry.notation, name=entry.zh, name_en=entry.en, broader=entry.broader
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """What every cell of one matrix is made from."""

    desk: Desk
    on: date
    placed: Placed
    per_cell: int


def _row(table: _Table, region: str, columns: Sequence[ConceptEntry]) -> MatrixRow:
    current = table.desk.current(table.on)
    held = table.desk.by_region.get(region, ())
    return MatrixRow(
        region=region,
        level=region_level(region),
        documents=sum(document_id in current for document_id in held),
        cells=tuple(_cell(table, region, column.notation) for column in columns),
    )


def _cell(table: _Table, region: str, notation: str) -> MatrixCell:
    found = table.placed.get((region, notation), [])
    status, reason = _status(table.desk, region, notation) if not found else (CellStatus.FOUND, "")
    modalities = Counter(s.modality.value for s in found if isinstance(s, (Measure, Norm)))
    return MatrixCell(
        concept=notation,
        status=status,
        label=LABELS[status],
        reason=reason,
        statements=len(found),
        clauses=len({s.evidence.provision_id for s in found}),
        documents=len({s.evidence.document_id for s in found}),
        modalities={m: modalities[m] for m in _FORCE if modalities[m]},
        values=tuple(dict.fromkeys(said_value(s) for s in found if isinstance(s, Norm))),
        findings=findings_of(table.desk, found[: table.per_cell], table.on),
    )


def _status(desk: Desk, region: str, notation: str) -> tuple[CellStatus, str]:
    """Of an empty cell, with the reason where the concept does not apply."""
    held = desk.by_region.get(region, ())
    if not held:
        return CellStatus.REGION_MISSING, ""
    reason = why_not(notation, region, {desk.entries[d].head.doc_type for d in held})
    return (CellStatus.NOT_APPLICABLE if reason else CellStatus.NOT_SEEN), reason


_BOUNDS = {">=": "不低于", "<=": "不超过", ">": "超过", "<": "低于", "=": "", "between": ""}


def said_value(norm: Norm) -> str:
    """The figure in one line: what it is a share of, how it bounds, and the value as printed."""
    bound = "" if _bounded(norm.value_text) else _BOUNDS[norm.comparator.value]
    return f"{norm.base} {bound}{norm.value_text}".strip()


def _bounded(text: str) -> bool:
    return text.endswith(("以上", "以下", "以内"))
