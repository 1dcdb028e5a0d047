"""Concepts of the taxonomy that norms and measures are about."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Measure, Node, Norm, Predicate, Relation, Statement
from graph.taxonomy import ConceptMention
from ingest.extract.body import Body


def concept_relations(
    body: Body, stated: list[Statement]
) -> tuple[list[Node], list[Relation], list[str]]:
    """HAS_CONCEPT from each norm and measure, with the words that name the concept."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    for statement in stated:
        if not isinstance(statement, Norm | Measure):
            continue
        for mention in _inside(body.concepts, statement):
            node = mention.concept.node
            nodes.setdefault(node.id, node)
            evidence = body.quote((mention.start, mention.end))
            relations.append(Relation(statement.id, Predicate.HAS_CONCEPT, node.id, evidence))
    return list(nodes.values()), relations, []


def _inside(mentions: Sequence[ConceptMention], statement: Statement) -> list[ConceptMention]:
    """The first mention of each concept within the statement's evidence."""
    found: dict[str, ConceptMention] = {}
    for mention in mentions:
        held = any(a <= mention.start and mention.end <= b for a, b in statement.evidence.spans)
        if held:
            found.setdefault(mention.concept.notation, mention)
    return list(found.values())
