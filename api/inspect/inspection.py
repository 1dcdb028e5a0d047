"""Everything that is shown of one document, gathered once for terminal, page and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.inspect.kinds import STATEMENTS
from api.inspect.marks import Mark, Stretch, marks, stretches
from api.views import evidence_view, fact_view, head_view, node_view, outline_view
from graph.model import (
    Evidence,
    Fragment,
    Node,
    Provision,
    ProvisionKind,
    Relation,
    Statement,
)
from ingest.reading import Coverage, coverage_of, silent_provisions


@dataclass(frozen=True, slots=True)
class Inspection:
    fragment: Fragment
    coverage: Coverage
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    silent: tuple[Provision, ...]
    """Innermost provisions that no statement and no relation stands on."""
    leftovers: tuple[Provision, ...]
    gaps: tuple[str, ...] | None
    """What reading told; None for a document of a store, which does not keep it."""
    nodes: Mapping[str, Node]
    """Nodes and provisions by id."""
    related: Mapping[str, tuple[Relation, ...]]
    """Id of a statement → what it is related to: concepts, institutions, other statements."""

    @property
    def statements(self) -> list[Statement]:
        """By kind in the order of the legend, then by place."""
        order = list(STATEMENTS)
        found = [n for n in self.fragment.nodes if isinstance(n, Statement)]
        return sorted(found, key=lambda n: (order.index(n.kind), n.evidence.spans, n.id))

    @property
    def relations(self) -> list[Relation]:
        """Those without a statement at either end, by predicate, then by place."""
        shown = [
            r
            for r in self.fragment.relations
            if not any(isinstance(self.nodes.get(end), Statement) for end in (r.subject, r.object))
        ]
        return sorted(shown, key=lambda r: (r.predicate, r.evidence.spans, r.subject, r.object))

    def place(self, evidence: Evidence) -> str:
        """Locator of the provision that the evidence stands in; empty outside provisions."""
        provision = self.nodes.get(evidence.provision_id)
        return self.locator(provision) if isinstance(provision, Provision) else ""

    def locator(self, provision: Provision) -> str:
        """How it is cited; a paragraph under a heading without a number with that heading, since
        every such heading has a 第一段.
        """
        above = self.nodes.get(provision.parent_id or "")
        title = above.title if isinstance(above, Provision) and not above.locator else ""
        return f"{title} {provision.locator}".strip()


def inspect(fragment: Fragment, gaps: tuple[str, ...] | None) -> Inspection:
    """Pure. ``gaps`` as they came with the reading, None where nothing is known of them."""
    found = marks(fragment)
    nodes: dict[str, Node] = {n.id: n for n in (*fragment.nodes, *fragment.provisions)}
    return Inspection(
        fragment=fragment,
        coverage=coverage_of(fragment),
        stretches=tuple(stretches(fragment, found)),
        marks=tuple(found),
        silent=tuple(silent_provisions(fragment)),
        leftovers=tuple(p for p in fragment.provisions if p.rank is ProvisionKind.LEFTOVER),
        gaps=gaps,
        nodes=nodes,
        related=_related(fragment, nodes),
    )


def _related(fragment: Fragment, nodes: Mapping[str, Node]) -> dict[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = {}
    for relation in sorted(fragment.relations, key=lambda r: (r.predicate, r.object)):
        if isinstance(nodes.get(relation.subject), Statement):
            found.setdefault(relation.subject, []).append(relation)
    return {statement: tuple(relations) for statement, relations in found.items()}


def as_json(inspection: Inspection) -> dict[str, Any]:
    """Spans are half-open code points into ``text``."""
    fragment, coverage = inspection.fragment, inspection.coverage
    text = fragment.document.text
    return {
        "id": fragment.document.id,
        "head": head_view(fragment.document, fragment.head),
        "facts": [fact_view(fact) for fact in fragment.head.facts],
        "outline": outline_view(fragment.provisions),
        "text": text,
        "marks": [
            {"start": m.start, "end": m.end, "kind": m.kind, "label": m.label}
            for m in inspection.marks
        ],
        "statements": [node_view(node) for node in inspection.statements],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate.value,
                "object": r.object,
                "attributes": dict(r.attributes),
                "evidence": evidence_view(r.evidence),
            }
            for r in fragment.relations
        ],
        "not_understood": {
            "characters": coverage.characters,
            "placed": coverage.placed,
            "leftovers": [text[p.start : p.end] for p in inspection.leftovers],
            "without_statement": [
                {"id": p.id, "locator": p.locator, "text": text[p.start : p.end]}
                for p in inspection.silent
            ],
            "gaps": None if inspection.gaps is None else list(inspection.gaps),
        },
    }
