"""Targets against indicators: what was to be reached by when, and what the library knows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from graph.gazetteer import NATION
from graph.model import Comparator, NodeKind, Observation, Target
from graph.names import fold
from graph.regions import ancestors, region_by_name
from qa.analysis.asked import asked_regions
from qa.analysis.desk import Desk
from qa.analysis.findings import Source, StatedValue, value_of
from qa.analysis.showing import source_of
from qa.analysis.timeline import last_day


class TargetStatus(StrEnum):
    REACHED = "reached"
    """已达到: an observation of the deadline or before fulfils it."""
    NOT_REACHED = "not_reached"
    """未达到: the observation of the deadline, or the first one after it, does not."""
    BEHIND = "behind"
    """尚未达到: what is known is older than the deadline and does not fulfil it yet."""
    NO_DATA = "no_data"
    """库内无: the library holds no such observation."""


_LABELS = {
    TargetStatus.REACHED: "已达到",
    TargetStatus.NOT_REACHED: "未达到",
    TargetStatus.BEHIND: "尚未达到",
    TargetStatus.NO_DATA: "库内无",
}
_SAME_INDICATOR = 85.0
"""Likeness of two normalised names of indicators, 0 to 100, from which they are one."""
# 全省研究与试验发展经费支出占生产总值的比重应当: whose it is and how it grows.
_WHOSE = re.compile(
    r"^(?:全国|全社会|全省|全市|全区|全县|本省|本市|我省|我市|累计|共|力争|确保|争取|使|实现)+(?:的)?"
)
_HOW = re.compile(
    r"(?:应当|应|力争|争取|逐步|总体|基本|累计|年均)*(?:分别|达到|达|增长|提高到|增加到|突破|超过|不低于|保持)*$"
)


# 技术合同成交总额, 成交金额: the 成交额. Not 交易额, which counts otherwise.
_AS_A_TOTAL = re.compile(r"(?<=成交|合同|签约|登记|融资|投资)(?:总金额|总额|金额)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedValue:
    """One observation of the same indicator."""

    id: str
    name: str
    subject: str
    period: str
    value: StatedValue | None
    growth: float | None
    """Percent against the same period before."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    id: str
    indicator: str
    """As the text says it."""
    indicator_plain: str
    """Without whose it is and how it is to grow; two of the same plain name are one indicator."""
    regions: tuple[str, ...]
    value: StatedValue
    deadline: str
    """ISO 8601, as exact as the text; empty where none is given."""
    overdue: bool
    """Whether the deadline was over on the day and nothing in the library says it was reached."""
    status: TargetStatus
    label: str
    """The status in Chinese."""
    observations: tuple[ObservedValue, ...]
    """Earliest first."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    items: tuple[TargetLine, ...]
    total: int
    statuses: dict[str, int]
    overdue: int
    observations: tuple[ObservedValue, ...]
    """Of the regions asked for, those that no target here was held against."""
    next_cursor: str | None
    as_of: date
    build: str


def indicators(
    desk: Desk,
    on: date,
    *,
    regions: Sequence[str] = (),
    query: str = "",
    skip: int = 0,
    limit: int = 100,
) -> IndicatorPage:
    """Targets by deadline, each with the observations of the same indicator in the same place.

    ``query`` is part of an indicator's name. Raises NotFound for a region that is none.
    """
    wanted = set(asked_regions(regions, desk))
    targets = [t for t in _targets(desk) if _takes(desk, t, wanted, query)]
    observed = [o for o in _observations(desk) if _takes(desk, o, wanted, query)]
    desk.edition.load({s.evidence.document_id for s in (*targets, *observed)})
    lines = [_line(desk, target, on) for target in targets]
    lines.sort(key=lambda line: (line.deadline or "9", line.regions, line.id))
    held = {o.id for line in lines for o in line.observations}
    return IndicatorPage(
        items=tuple(lines[skip : skip + limit]),
        total=len(lines),
        statuses={status.value: sum(x.status is status for x in lines) for status in TargetStatus},
        overdue=sum(line.overdue for line in lines),
        observations=tuple(_observed(desk, o, on) for o in observed if o.id not in held),
        next_cursor=None,
        as_of=on,
        build=desk.build,
    )


@lru_cache(maxsize=10_000)
def plain_indicator(name: str) -> str:
    """The bare name of an indicator.

    >>> plain_indicator("全省研究与试验发展经费支出占生产总值的比重应当达到")
    '研究与试验发展经费支出占生产总值的比重'
    """
    bare = fold(name)
    bare = _WHOSE.sub("", bare) or bare
    bare = _HOW.sub("", bare) or bare
    return _AS_A_TOTAL.sub("额", bare)


def _targets(desk: Desk) -> list[Target]:
    return [t for t in desk.edition.statements(NodeKind.TARGET) if isinstance(t, Target)]


def _observations(desk: Desk) -> list[Observation]:
    found = desk.edition.statements(NodeKind.OBSERVATION)
    return [o for o in found if isinstance(o, Observation)]


def _takes(desk: Desk, node: Target | Observation, wanted: set[str], query: str) -> bool:
    return query in node.name and (not wanted or bool(_places(desk, node) & wanted))


def _places(desk: Desk, node: Target | Observation) -> set[str]:
    """The region that is named as its subject, else those of its document."""
    region = region_by_name(node.subject) if isinstance(node, Observation) else None
    if region:
        return {region.name}
    return set(desk.entry(node.evidence.document_id).head.regions)


def _line(desk: Desk, target: Target, on: date) -> TargetLine:
    observed = [o for o in _observations(desk) if _same(desk, target, o)]
    observed.sort(key=lambda o: (o.period, o.id))
    status = target_status(target, observed)
    due = last_day(target.deadline) if target.deadline else None
    value = value_of(target)
    if value is None:
        raise TypeError(f"target {target.id} without a value")
    return TargetLine(
        id=target.id,
        indicator=target.name,
        indicator_plain=plain_indicator(target.name),
        regions=desk.entry(target.evidence.document_id).head.regions,
        value=value,
        deadline=target.deadline,
        overdue=due is not None and due < on and status is not TargetStatus.REACHED,
        status=status,
        label=_LABELS[status],
        observations=tuple(_observed(desk, o, on) for o in observed),
        source=source_of(desk, target.evidence, on),
    )


def _same(desk: Desk, target: Target, observation: Observation) -> bool:
    """One indicator of one place in one unit. A nation's target is not held against a province."""
    if observation.value is None or observation.unit != target.unit:
        return False
    names = plain_indicator(target.name), plain_indicator(_without_place(observation))
    if fuzz.ratio(*names) < _SAME_INDICATOR:
        return False
    return bool(_places(desk, target) & _places(desk, observation))


def _without_place(observation: Observation) -> str:
    """陕西省技术合同成交额 of 陕西省: the subject stands apart."""
    region = region_by_name(observation.subject)
    names = [region.name, *(r.name for r in ancestors(region))] if region else []
    for name in [*names, observation.subject, NATION]:
        if name and observation.name.startswith(name):
            return observation.name.removeprefix(name)
    return observation.name


def target_status(target: Target, observed: Sequence[Observation]) -> TargetStatus:
    """Against observations of the same indicator, earliest first."""
    if not observed:
        return TargetStatus.NO_DATA
    in_time = [o for o in observed if not target.deadline or o.period[:4] <= target.deadline[:4]]
    if any(fulfils(target, o) for o in in_time):
        return TargetStatus.REACHED
    due = [o for o in observed if target.deadline and o.period[:4] >= target.deadline[:4]]
    return TargetStatus.NOT_REACHED if due else TargetStatus.BEHIND


def fulfils(target: Target, observation: Observation) -> bool:
    """Whether the observed value is what the target asks for. 达到 counts from the value on."""
    value = observation.value
    if value is None:
        return False
    match target.comparator:
        case Comparator.AT_LEAST | Comparator.EQUAL:
            return value >= target.value
        case Comparator.MORE_THAN:
            return value > target.value
        case Comparator.AT_MOST:
            return value <= target.value
        case Comparator.LESS_THAN:
            return value < target.value
        case Comparator.BETWEEN:
            return value >= target.value


def _observed(desk: Desk, observation: Observation, on: date) -> ObservedValue:
    return ObservedValue(
        id=observation.id,
        name=observation.name,
        subject=observation.subject,
        period=observation.period,
        value=value_of(observation),
        growth=observation.growth,
        source=source_of(desk, observation.evidence, on),
    )
