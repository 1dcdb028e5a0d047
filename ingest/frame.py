"""The nodes and relations that the head of a document gives: its work, issuers and regions.

A fact of the metadata stays on the head: every relation needs words of the text.
"""

from __future__ import annotations

from graph.model import Document, Head, Node, Predicate, Relation
from graph.names import institution, policy
from graph.regions import region_by_name


def frame(document: Document, head: Head) -> tuple[list[Node], list[Relation]]:
    """The work of the document, and who issued it and where it is valid, with evidence."""
    nodes: list[Node] = [policy(head.policy_id.removeprefix("policy:"))]
    relations = []
    for fact in head.facts:
        if fact.evidence is None:
            continue
        if fact.field == "issuers":
            node: Node | None = institution(fact.value)
            predicate = Predicate.ISSUED_BY
        elif fact.field == "regions":
            node = region_by_name(fact.value)
            predicate = Predicate.JURISDICTION
        else:
            continue
        if node is not None:
            nodes.append(node)
            relations.append(Relation(document.id, predicate, node.id, fact.evidence))
    return nodes, relations
