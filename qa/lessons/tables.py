"""One rule side by side in the regions, and targets and observed figures, as tables with charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.gazetteer import NATION
from graph.model import NodeKind, Norm, Observation, Statement, Target
from graph.names import fold
from graph.regions import region_by_name
from graph.taxonomy import find_concepts
from qa.analysis.asked import region_order
from qa.analysis.desk import Desk
from qa.analysis.indicators import plain_indicator
from qa.analysis.trace import trace
from qa.lessons.clauses import Clause
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import ItemKind, LessonChart, LessonItem, LessonTable
from qa.lessons.wording import FORCE, bounded, figure, observed, place, shortened

_SEEDS = 8
"""Norms of the chosen clauses from which a comparison is tried."""
_TABLES = 4
_ROWS = 12
"""Regions of one table."""
_STEPS = 500
_SAME_BASE = 0.4
"""Share of character pairs that two bases have in common, from which they are one thing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One rule as the regions have it: a norm for each, the nation first."""

    seed: Norm
    rows: tuple[tuple[str, Norm], ...]
    silent: tuple[str, ...]
    """Regions that were asked for and have no such rule in the library."""


def compared(
    desk: Desk, on: date, chosen: Sequence[Clause], regions: Sequence[str]
) -> list[Compared]:
    """Comparisons of two regions or more that start from the norms of the chosen clauses."""
    seeds = [s for clause in chosen for s in clause.statements if isinstance(s, Norm)]
    found: list[Compared] = []
    taken: set[str] = set()
    for seed in list(dict.fromkeys(seeds))[:_SEEDS]:
        if seed.id in taken:
            continue
        one = _filled(_beside(desk, on, seed, regions), chosen)
        if len(one.rows) > 1 and taken.isdisjoint(norm.id for _, norm in one.rows):
            found.append(one)
            taken |= {norm.id for _, norm in one.rows}
    found.sort(key=lambda c: -len(c.rows))
    return found[:_TABLES]


def _beside(desk: Desk, on: date, seed: Norm, regions: Sequence[str]) -> Compared:
    steps = trace(desk, on, node=seed.id, regions=regions, limit=_STEPS).items
    current = desk.current(on)
    best: dict[str, tuple[float, Norm]] = {}
    for step in steps:
        norm = desk.statements[step.finding.id]
        document_id = step.finding.source.document_id
        if document_id not in current or not isinstance(norm, Norm):
            continue
        for region in desk.entries[document_id].head.regions:
            if (not regions or region in regions) and step.likeness > best.get(region, (0.0,))[0]:
                best[region] = (step.likeness, norm)
    rows = sorted(
        ((r, norm) for r, (_, norm) in best.items()), key=lambda row: region_order(row[0])
    )
    silent = tuple(region for region in regions if region not in best)
    return Compared(seed, tuple(rows[:_ROWS]), silent)


def _filled(one: Compared, chosen: Sequence[Clause]) -> Compared:
    """With the rules of the chosen clauses on the same matter, where a region words it its own way.

    A share of the same thing, bound the same way; its own base stands in the row.
    """
    seed, rows = one.seed, dict(one.rows)
    for clause in chosen:
        near = [
            (_shared_pairs(seed.base, norm.base), norm)
            for norm in clause.statements
            if isinstance(norm, Norm)
            and (norm.quantity, norm.unit, norm.comparator)
            == (seed.quantity, seed.unit, seed.comparator)
        ]
        score, best = max(near, key=lambda pair: pair[0], default=(0.0, seed))
        if clause.region not in rows and score >= _SAME_BASE:
            rows[clause.region] = best
    ordered = tuple(sorted(rows.items(), key=lambda row: region_order(row[0])))
    return Compared(seed, ordered[:_ROWS], tuple(r for r in one.silent if r not in rows))


def _shared_pairs(one: str, other: str) -> float:
    """Share of the character pairs of the shorter name that the other has, 0 to 1."""
    pairs = [{name[n : n + 2] for n in range(len(name) - 1)} for name in (one, other)]
    least = min(map(len, pairs))
    return len(pairs[0] & pairs[1]) / least if least else 0.0


def comparison_item(footnotes: Footnotes, one: Compared) -> LessonItem:
    """Region, figure, force, condition and source in a row; a chart of the figures."""
    rows, numbers = [], []
    for region, norm in one.rows:
        n = footnotes.cite(norm.evidence)
        condition = norm.condition or ("未规定也未约定时" if norm.default_rule else "—")
        source = place(footnotes.all()[n - 1])
        own = norm.base if norm.base != one.seed.base else ""
        rows.append(
            (
                region,
                f"{own} {bounded(norm)}".strip(),
                FORCE[norm.modality],
                shortened(condition, 60),
                source,
            )
        )
        numbers.append((n,))
    return footnotes.item(
        ItemKind.TABLE,
        subject(one.seed),
        points=_spread(one),
        table=LessonTable(
            columns=("地区", "规定", "力度", "适用条件", "出处"),
            rows=tuple(rows),
            citations=tuple(numbers),
            chart=_chart(one),
        ),
    )


def subject(norm: Norm) -> str:
    """What a norm is about: 转让净收入的比例, else its own name in short."""
    about = norm.base or norm.condition.rpartition("，")[2] or shortened(norm.name, 28)
    return f"{about}：{norm.quantity}"


def _spread(one: Compared) -> tuple[str, ...]:
    """What the rows say together."""
    norms = [norm for _, norm in one.rows]
    least, most = min(n.value for n in norms), max(n.value for n in norms)
    unit = one.seed.unit
    lines = []
    if not _alike(one):
        lines.append("数值的写法不同，不能直接比大小")
    elif least == most:
        lines.append(f"{len(norms)}个地区（含国家层面）的数值相同：{figure(least, None, unit)}")
    else:
        low, high = (
            "、".join(region for region, norm in one.rows if norm.value == bound)
            for bound in (least, most)
        )
        lines.append(
            f"数值从{figure(least, None, unit)}（{low}）到{figure(most, None, unit)}（{high}）"
        )
    forces = {FORCE[norm.modality] for norm in norms}
    if len(forces) > 1:
        told = "；".join(
            f"{force}：{'、'.join(r for r, norm in one.rows if FORCE[norm.modality] == force)}"
            for force in sorted(forces)
        )
        lines.append(f"力度不同——{told}")
    return tuple(lines)


def _chart(one: Compared) -> LessonChart | None:
    """None where a row is a span of values or bounds the other way."""
    if not _alike(one):
        return None
    return LessonChart(
        title=f"{subject(one.seed)}（{one.seed.unit}）",
        unit=one.seed.unit,
        categories=tuple(region for region, _ in one.rows),
        values=tuple(norm.value for _, norm in one.rows),
    )


def _alike(one: Compared) -> bool:
    """Whether the figures bound the same way, so that one can be above another."""
    norms = [norm for _, norm in one.rows]
    bounds = {(norm.unit, norm.comparator) for norm in norms}
    return len(bounds) == 1 and all(norm.value_max is None for norm in norms)


def figure_items(
    footnotes: Footnotes, notations: Collection[str], regions: Sequence[str]
) -> list[LessonItem]:
    """Targets in one table, observed figures in another, where they speak of the concepts."""
    desk, wanted = footnotes.desk, set(regions)
    targets = [
        t
        for t in _figures(desk, NodeKind.TARGET, footnotes.on, notations)
        if isinstance(t, Target) and (not wanted or _regions(desk, t) & wanted)
    ]
    values = [
        o
        for o in _figures(desk, NodeKind.OBSERVATION, footnotes.on, notations)
        if isinstance(o, Observation) and (not wanted or _regions(desk, o) & wanted)
    ]
    targets.sort(key=lambda t: (t.deadline or "9", t.id))
    values.sort(key=lambda o: (plain_indicator(o.name), o.period, o.id))
    made = [_target_table(footnotes, targets[:_ROWS])] if targets else []
    return made + ([_observed_table(footnotes, values[:_ROWS])] if values else [])


def _figures(
    desk: Desk, kind: NodeKind, on: date, notations: Collection[str]
) -> Iterable[Statement]:
    current = desk.current(on)
    for node in desk.edition.statements(kind):
        if isinstance(node, Statement) and node.evidence.document_id in current:
            spoken = {m.concept.notation for m in find_concepts(node.evidence.quote)}
            if not spoken.isdisjoint(notations):
                yield node


def _regions(desk: Desk, stated: Target | Observation) -> set[str]:
    named = region_by_name(stated.subject) if isinstance(stated, Observation) else None
    if named:
        return {named.name}
    return set(desk.entries[stated.evidence.document_id].head.regions)


def _target_table(footnotes: Footnotes, targets: Sequence[Target]) -> LessonItem:
    numbers = [(footnotes.cite(t.evidence),) for t in targets]
    rows = [
        (
            shortened(t.name, 40),
            bounded(t),
            t.deadline or "—",
            "、".join(sorted(_regions(footnotes.desk, t))) or NATION,
            place(footnotes.all()[n - 1]),
        )
        for t, (n,) in zip(targets, numbers, strict=True)
    ]
    table = LessonTable(
        columns=("指标", "目标", "期限", "地区", "出处"),
        rows=tuple(rows),
        citations=tuple(numbers),
    )
    return footnotes.item(ItemKind.TABLE, "目标", table=table)


def _observed_table(footnotes: Footnotes, values: Sequence[Observation]) -> LessonItem:
    numbers = [(footnotes.cite(o.evidence),) for o in values]
    rows = [
        (
            shortened(o.name, 40),
            observed(o),
            o.period or "—",
            o.subject or "—",
            place(footnotes.all()[n - 1]),
        )
        for o, (n,) in zip(values, numbers, strict=True)
    ]
    table = LessonTable(
        columns=("指标", "数值", "时间", "主体", "出处"),
        rows=tuple(rows),
        citations=tuple(numbers),
        chart=_observed_chart(values),
    )
    return footnotes.item(ItemKind.TABLE, "已有数据", table=table)


def _observed_chart(values: Sequence[Observation]) -> LessonChart | None:
    """Of the indicator with most values in one unit that are told apart by subject and time."""
    series: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for o in values:
        label = " ".join(part for part in (o.subject, o.period) if part)
        if o.value is not None and label:
            series[fold(plain_indicator(o.name)), o.unit].setdefault(label, o.value)
    (name, unit), points = max(
        series.items(), key=lambda pair: (len(pair[1]), pair[0]), default=(("", ""), {})
    )
    if len(points) < 2:
        return None
    return LessonChart(
        title=f"{name}（{unit}）",
        unit=unit,
        categories=tuple(points),
        values=tuple(points.values()),
    )
