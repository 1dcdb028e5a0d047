"""The policies of a library as works: with their versions, force and issuers, and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Validity
from graph.store import DocumentEntry
from graph.versions import version_day
from qa.analysis.desk import Desk
from qa.analysis.findings import InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    """One text of a work."""

    document_id: str
    title: str
    day: date | None
    """施行, else 公布, else 成文."""
    document_number: str | None
    validity: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """A work with its texts; what stands outside of them is that of the text in use."""

    id: str
    title: str
    doc_type: str
    regions: tuple[str, ...]
    issuers: tuple[str, ...]
    year: int | None
    """Of the day of the text in use."""
    validity: InForce
    versions: tuple[PolicyVersion, ...]
    """Earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacets:
    """How many of the listed policies have each value, most frequent first."""

    region: dict[str, int]
    doc_type: dict[str, int]
    validity: dict[str, int]
    year: dict[str, int]
    issuer: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    items: tuple[PolicyLine, ...]
    total: int
    facets: PolicyFacets
    next_cursor: str | None
    build: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFilter:
    """What a list of policies is narrowed to; empty takes all."""

    title: str = ""
    regions: tuple[str, ...] = ()
    doc_types: tuple[str, ...] = ()
    validity: tuple[Validity, ...] = ()
    years: tuple[int, ...] = ()
    issuers: tuple[str, ...] = ()

    def takes(self, line: PolicyLine) -> bool:
        return (
            self.title in line.title
            and _any(self.regions, line.regions)
            and _any(self.doc_types, (line.doc_type,))
            and _any(self.validity, (line.validity.status,))
            and _any(self.years, (line.year,))
            and _any(self.issuers, line.issuers)
        )


def _any(wanted: Iterable[object], held: Iterable[object]) -> bool:
    wanted = set(wanted)
    return not wanted or not wanted.isdisjoint(held)


def policies(desk: Desk, on: date, asked: PolicyFilter, *, after: str, limit: int) -> PolicyPage:
    """Works that the library holds, by id; ``after`` is the id behind which the page begins.

    ``next_cursor`` is the last id of the page where more follow.
    """
    lines = [
        line for work in sorted(desk.by_policy) if asked.takes(line := policy_line(desk, work, on))
    ]
    rest = [line for line in lines if line.id > after]
    page = rest[:limit]
    return PolicyPage(
        items=tuple(page),
        total=len(lines),
        facets=PolicyFacets(
            region=_counts(lines, lambda line: line.regions),
            doc_type=_counts(lines, lambda line: (line.doc_type,)),
            validity=_counts(lines, lambda line: (line.validity.status.value,)),
            year=_counts(lines, lambda line: (str(line.year),) if line.year else ()),
            issuer=_counts(lines, lambda line: line.issuers),
        ),
        next_cursor=page[-1].id if len(rest) > len(page) else None,
        build=desk.build,
    )


def policy_line(desk: Desk, work: str, on: date) -> PolicyLine:
    """A work that the library holds a text of."""
    versions = desk.by_policy[work]
    used = in_use(desk, versions, on)
    day = version_day(used.head)
    return PolicyLine(
        id=work,
        title=used.head.title,
        doc_type=used.head.doc_type,
        regions=used.head.regions,
        issuers=used.head.issuers,
        year=day.year if day else None,
        validity=desk.in_force(used.id, on),
        versions=tuple(policy_version(desk, entry, on) for entry in versions),
    )


def policy_version(desk: Desk, entry: DocumentEntry, on: date) -> PolicyVersion:
    return PolicyVersion(
        document_id=entry.id,
        title=entry.head.title,
        day=version_day(entry.head),
        document_number=entry.head.document_number,
        validity=desk.in_force(entry.id, on),
    )


def in_use(desk: Desk, versions: Sequence[DocumentEntry], on: date) -> DocumentEntry:
    """The latest text that is in use on the day; where none is, the latest of all."""
    current = [entry for entry in versions if entry.id in desk.current(on)]
    return (current or list(versions))[-1]


def _counts(
    lines: Sequence[PolicyLine], values: Callable[[PolicyLine], Iterable[str]]
) -> dict[str, int]:
    counted = Counter(value for line in lines for value in values(line))
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
