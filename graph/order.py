"""The order of a fragment's statements: as the text runs, and as a store gives them back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.model import Fragment, Provision, ProvisionKind, Relation, Statement


def in_order(fragment: Fragment) -> Fragment:
    """The same fragment in the order in which a store gives it back, for comparing with ``==``."""
    return replace(
        fragment,
        provisions=tuple(sorted(fragment.provisions, key=place)),
        nodes=tuple(sorted(fragment.nodes, key=lambda node: node.id)),
        relations=tuple(sorted(fragment.relations, key=relation_order)),
    )


def place(node: Provision | Statement) -> tuple[int, bool, int, int, str]:
    """Sorts as the text runs: outer before inner, a provision before the statements it holds."""
    if isinstance(node, Provision):
        return node.start, False, -node.end, _RANKS[node.rank], node.id
    return node.evidence.start, True, -node.evidence.end, 0, node.id


_RANKS = {rank: n for n, rank in enumerate(ProvisionKind)}


def relation_order(relation: Relation) -> tuple[Any, ...]:
    """Sorts by predicate and ends, then by where it is said."""
    evidence = relation.evidence
    return (
        *(relation.predicate, relation.subject, relation.object),
        *(evidence.document_id, evidence.spans, evidence.provision_id, relation.attributes),
    )
