"""Concepts of the taxonomy that norms and measures are about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from graph.model import Measure, Node, Norm, Predicate, Relation, Statement
from graph.taxonomy import ConceptMention
from ingest.extract.actions import punishes
from ingest.extract.body import Body

_LIABILITY = "D"
"""The group of concepts on liability and on what nobody answers for."""


def concept_relations(
    body: Body, stated: list[Statement]
) -> tuple[list[Node], list[Relation], list[str]]:
    """HAS_CONCEPT from each norm and measure, with the words that name the concept."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    starts = [mention.start for mention in body.concepts]
    for statement in stated:
        if not isinstance(statement, Norm | Measure):
            continue
        sanction = isinstance(statement, Measure) and punishes(statement.name)
        for mention in _inside(body.concepts, starts, statement):
            # 骗取奖励的，责令退回 is about liability, not about rewards.
            if sanction and not mention.concept.notation.startswith(_LIABILITY):
                continue
            node = mention.concept.node
            nodes.setdefault(node.id, node)
            evidence = body.quote((mention.start, mention.end))
            relations.append(Relation(statement.id, Predicate.HAS_CONCEPT, node.id, evidence))
    return list(nodes.values()), relations, []


def _inside(
    mentions: Sequence[ConceptMention], starts: Sequence[int], statement: Statement
) -> list[ConceptMention]:
    """The first mention of each concept within the statement's evidence.

    ``starts``: of the mentions, ascending, so that not every one is looked at for every statement.
    """
    found: dict[str, ConceptMention] = {}
    for first, last in statement.evidence.spans:
        for mention in mentions[bisect_left(starts, first) : bisect_left(starts, last)]:
            if mention.end <= last:
                found.setdefault(mention.concept.notation, mention)
    return list(found.values())
