"""A statement as analyses show it: its value and force, and the quote that it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.model import (
    Comparator,
    Modality,
    Node,
    NodeKind,
    Norm,
    Observation,
    Span,
    Target,
    Validity,
)


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether a text was in force on the day that was asked for."""

    status: Validity
    from_: date | None
    """First day in force; null where nothing tells."""
    to: date | None
    """Last day in force; null where no end is known."""
    basis: str
    """What says so: 附则第四十五条, manifest …; empty for unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a quote stands."""

    document_id: str
    title: str
    document_number: str | None
    doc_type: str
    regions: tuple[str, ...]
    provision_id: str
    locator: str
    """第十二条第三款, 二、（三）; empty where the text has no numbered places."""
    quote: str
    spans: tuple[Span, ...]
    """Half-open offsets in code points into the document's text."""
    page: int | None
    context: str
    """The sentence around a quote that is only part of one, such as a name; empty else."""
    validity: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValue:
    """A figure that a statement gives."""

    quantity: str
    """比例, 期限, 金额 or 数量; empty for targets and observations."""
    comparator: Comparator
    value: float
    """In ``unit``; amounts in 元."""
    value_max: float | None
    """Upper bound of ``between``."""
    unit: str
    text: str
    """As printed."""
    base: str
    """What a share is a share of."""
    subject: str
    """Who is bound, as printed."""
    beneficiary: str
    condition: str
    default_rule: bool
    """Whether it holds only where nothing else was agreed or laid down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement of one document."""

    id: str
    kind: NodeKind
    name: str
    modality: Modality | None
    """Null for cases, targets and observations."""
    concepts: tuple[str, ...]
    """Notations of the taxonomy."""
    value: StatedValue | None
    source: Source


def value_of(node: Node) -> StatedValue | None:
    """The figure of a norm, target or observation; None for what has none."""
    if isinstance(node, Norm):
        return StatedValue(
            quantity=node.quantity,
            comparator=node.comparator,
            value=node.value,
            value_max=node.value_max,
            unit=node.unit,
            text=node.value_text,
            base=node.base,
            subject=node.subject,
            beneficiary=node.beneficiary,
            condition=node.condition,
            default_rule=node.default_rule,
        )
    if isinstance(node, Target):
        return _bare(node.comparator, node.value, node.value_max, node.unit, node.value_text)
    if isinstance(node, Observation) and node.value is not None:
        return _bare(Comparator.EQUAL, node.value, None, node.unit, node.value_text)
    return None


def _bare(
    comparator: Comparator, value: float, value_max: float | None, unit: str, text: str
) -> StatedValue:
    return StatedValue(
        quantity="",
        comparator=comparator,
        value=value,
        value_max=value_max,
        unit=unit,
        text=text,
        base="",
        subject="",
        beneficiary="",
        condition="",
        default_rule=False,
    )
