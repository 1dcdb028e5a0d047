"""What a document says now and did not say before: statements by their content, not their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from graph.model import (
    Fragment,
    Head,
    Measure,
    Norm,
    Observation,
    Predicate,
    Relation,
    Statement,
    Target,
)
from graph.names import fold

_HEAD_FIELDS = (
    *("title", "doc_type", "document_number", "issuers", "regions"),
    *("written", "published", "effective", "expires", "status"),
)
_TOLD = (
    *(Predicate.BASED_ON, Predicate.IMPLEMENTS, Predicate.GUIDED_BY),
    *(Predicate.AMENDS, Predicate.REPEALS, Predicate.REPLACES),
)
"""Relations between policies that are statements of a document as its norms are."""
_CONCEPT = "concept:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of a document, without its offsets."""

    id: str
    """Of the node; empty for a relation between policies."""
    kind: str
    """Norm, Measure …, or the predicate of a relation."""
    name: str
    modality: str
    value: str
    """As printed; empty for what has none."""
    quote: str
    locator: str
    concepts: tuple[str, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """What tells it from others: the same words elsewhere in the text are no news."""
        return self.kind, fold(self.name), self.modality, self.value, fold(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadChange:
    field: str
    """Of the head, e.g. effective."""
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    head: tuple[HeadChange, ...]
    added: tuple[Said, ...]
    removed: tuple[Said, ...]


def difference(before: Fragment | None, after: Fragment | None) -> Difference:
    """In the order of the text; a document that was not there, or is no more, says nothing."""
    said_before = list(_said(before)) if before else []
    said_after = list(_said(after)) if after else []
    return Difference(
        head=tuple(_head_changes(before.head, after.head)) if before and after else (),
        added=tuple(_without(said_after, said_before)),
        removed=tuple(_without(said_before, said_after)),
    )


def _without(these: list[Said], those: list[Said]) -> Iterator[Said]:
    left = Counter(said.content for said in those)
    for said in these:
        if left[said.content]:
            left[said.content] -= 1
        else:
            yield said


def _said(fragment: Fragment) -> Iterator[Said]:
    locators = {p.id: p.locator for p in fragment.provisions}
    concepts: dict[str, set[str]] = {}
    for relation in fragment.relations:
        if relation.predicate in (Predicate.HAS_CONCEPT, Predicate.EXEMPLIFIES):
            notation = relation.object.removeprefix(_CONCEPT)
            concepts.setdefault(relation.subject, set()).add(notation)
    nodes = [node for node in fragment.nodes if isinstance(node, Statement)]
    for node in sorted(nodes, key=lambda n: (n.evidence.spans, n.id)):
        yield Said(
            id=node.id,
            kind=node.kind.value,
            name=node.name,
            modality=node.modality.value if isinstance(node, (Measure, Norm)) else "",
            value=node.value_text if isinstance(node, (Norm, Target, Observation)) else "",
            quote=node.evidence.quote,
            locator=locators.get(node.evidence.provision_id, ""),
            concepts=tuple(sorted(concepts.get(node.id, ()))),
        )
    told = [r for r in fragment.relations if r.predicate in _TOLD]
    for relation in sorted(told, key=lambda r: (r.evidence.spans, r.predicate, r.object)):
        yield _told(relation, locators)


def _told(relation: Relation, locators: Mapping[str, str]) -> Said:
    return Said(
        id="",
        kind=relation.predicate.value,
        name=relation.object,
        modality="",
        value=relation.attribute("locator") or "",
        quote=relation.evidence.quote,
        locator=locators.get(relation.evidence.provision_id, ""),
        concepts=(),
    )


def _head_changes(before: Head, after: Head) -> Iterator[HeadChange]:
    for field in _HEAD_FIELDS:
        old, new = _shown(getattr(before, field)), _shown(getattr(after, field))
        if old != new:
            yield HeadChange(field=field, before=old, after=new)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case tuple():
            return "、".join(map(str, value))
    return str(value)


def difference_record(found: Difference | None) -> dict[str, Any] | None:
    return asdict(found) if found else None


def difference_from(record: Mapping[str, Any] | None) -> Difference | None:
    if record is None:
        return None
    return Difference(
        head=tuple(HeadChange(**change) for change in record["head"]),
        added=tuple(_said_from(said) for said in record["added"]),
        removed=tuple(_said_from(said) for said in record["removed"]),
    )


def _said_from(record: Mapping[str, Any]) -> Said:
    return Said(**{**record, "concepts": tuple(record["concepts"])})
