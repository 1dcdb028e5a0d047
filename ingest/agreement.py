"""When what was read is what was annotated: values, places and clauses compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.model import Measure, Norm, Observation, Span, Target
from graph.names import canonical_name, fold, policy_id
from ingest.annotations import AnnotatedDocument, Annotation
from ingest.said import Said, plain_locator

_ENOUGH = 0.5
"""Share of the common characters in all characters from which on two clauses are one measure."""

_SAME_UNIT = {"人": "名", "天": "日", "个月": "月"}


def wanted_values(annotation: Annotation) -> frozenset[tuple[str, ...]]:
    """Every value that would be right."""
    values = annotation.values
    match annotation.kind:
        case "policy":
            return frozenset({(policy_id(values["title"]),)})
        case "event":
            return frozenset({(values["event"], policy_id(values["title"]))})
        case "basis":
            return frozenset({(values["relation"], policy_id(values["title"]))})
        case "reference":
            target = values["target"]
            target = target if target == "self" else policy_id(target)
            return frozenset({(target, plain_locator(values["locator"]))})
        case "alias":
            alias = fold(values["alias"])
            names = (*values["names"], *(policy_id(n) for n in values["names"]))
            return frozenset((alias, n) for n in (*names, *map(canonical_name, values["names"])))
    return frozenset((canonical_name(name),) for name in values["names"])


Agreement = Callable[[Annotation, Said], float]
"""How well the two agree, 0 for not at all."""


def same_count(annotation: Annotation, one: Said) -> float:
    """By place, value, unit and bound; more where the evidence is tighter."""
    node = one.node
    if isinstance(node, Measure) or node is None:
        return 0.0
    if not any(overlap(span, annotation.span) for span in one.spans):
        return 0.0
    values = annotation.values
    same = (
        _close(values.get("value"), getattr(node, "value", None))
        and _close(values.get("value_max"), getattr(node, "value_max", None))
        and _unit(values["unit"]) == _unit(getattr(node, "unit", ""))
        and ("comparator" not in values or values["comparator"] == getattr(node, "comparator", ""))
    )
    # Of several equal values in one sentence, the one whose evidence is tighter.
    return 1 / (1 + sum(end - start for start, end in one.spans)) if same else 0.0


def same_clause(annotation: Annotation, one: Said) -> float:
    """Share of the common characters, 0 where it is too small for one clause."""
    wanted = set(range(*annotation.span))
    read = {offset for span in one.spans for offset in range(*span)}
    tail = set(range(*one.spans[-1]))
    shared = max(len(wanted & r) / len(wanted | r) for r in (read, tail))
    return shared if shared >= _ENOUGH else 0.0


def attributes(
    document: AnnotatedDocument, annotation: Annotation, one: Said
) -> Iterator[tuple[str, str, str, bool]]:
    """Name, what is wanted, what was read, and whether that is right."""
    values, node = annotation.values, one.node
    if isinstance(node, Norm | Measure):
        modality = node.modality.value
        yield "modality", "/".join(values["modality"]), modality, modality in values["modality"]
    if isinstance(node, Norm):
        yield "quantity", values["quantity"], node.quantity, node.quantity == values["quantity"]
        default = values.get("default_rule", False)
        yield "default_rule", str(default), str(node.default_rule), node.default_rule == default
        if base := values.get("base"):
            yield "base", base, node.base, _is_part(base, node.base)
        if span := values.get("condition_span"):
            condition = document.text[slice(*span)]
            yield "condition", condition, node.condition, _is_part(condition, node.condition)
    if isinstance(node, Target | Observation):
        indicator = values["indicator"]
        yield "indicator", indicator, node.name, _is_part(indicator, node.name)
    if isinstance(node, Target):
        deadline = values["deadline"]
        yield "deadline", deadline, node.deadline, node.deadline.startswith(deadline)
    if isinstance(node, Observation):
        yield "period", values["period"], node.period, node.period == values["period"]


def _is_part(wanted: str, read: str) -> bool:
    """Whether one holds the other, marks and blanks aside."""
    a, b = fold(wanted).strip("，。；的"), fold(read).strip("，。；的")
    return bool(b) and (a in b or b in a)


def _close(wanted: float | None, read: float | None) -> bool:
    if wanted is None or read is None:
        return wanted is read
    return abs(wanted - read) <= 1e-3 * max(1.0, abs(wanted))


def _unit(unit: str) -> str:
    return _SAME_UNIT.get(unit, unit)


def overlap(a: Span, b: Span) -> bool:
    """Whether the two share a character."""
    return a[0] < b[1] and b[0] < a[1]


def within(inner: Span, outer: Span) -> bool:
    """Whether the first lies in the second."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
