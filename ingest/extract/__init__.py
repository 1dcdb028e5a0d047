"""Statements of a document: plain functions over its text, put together in one place."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import (
    Document,
    Head,
    Node,
    Norm,
    Observation,
    Predicate,
    Provision,
    Relation,
    Statement,
    Target,
)
from ingest.extract.body import Body, read_body
from ingest.extract.cases import cases
from ingest.extract.concepts import concept_relations
from ingest.extract.findings import findings
from ingest.extract.institutions import institutions
from ingest.extract.levels import has_level, levels
from ingest.extract.measures import measures
from ingest.extract.named import Names, names_of
from ingest.extract.norms import norms
from ingest.extract.observations import observations
from ingest.extract.persons import persons
from ingest.extract.pilots import pilots
from ingest.extract.places import places
from ingest.extract.policies import policies
from ingest.extract.practised import practised
from ingest.extract.programmes import programmes
from ingest.extract.regions import regions
from ingest.extract.sections import is_report
from ingest.extract.targets import targets

Extract = tuple[list[Node], list[Relation], list[str]]


def extract(document: Document, head: Head, provisions: Sequence[Provision]) -> Extract:
    """What the document states, and what of it could not be resolved.

    Nodes come with every node that the relations need, but for the document and its provisions.
    The same input gives the same output in the same order; no id stands twice.
    """
    body = read_body(document, head, provisions)
    aims = targets(body)
    done = practised(body) if is_report(body) else measures(body)
    stated: list[Statement] = [*norms(body, aims), *aims, *done]
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    gaps: list[str] = []
    bodies = institutions(body, stated)
    names = names_of(bodies[0], bodies[1], body.areas)
    reported = _reported(body, stated, names)
    for part in (
        policies(body),
        bodies,
        regions(body),
        programmes(body),
        pilots(body, names),
        persons(body, names),
        (*reported[1:], []),
        concept_relations(body, stated),
    ):
        for node in part[0]:
            nodes.setdefault(node.id, node)
        relations += part[1]
        gaps += part[2]
    located = places(body, relations, list(nodes.values()), names)
    nodes = {node.id: node for node in (*located[0], *nodes.values())}
    relations += located[1]
    for statement in (*stated, *reported[0]):
        nodes.setdefault(statement.id, statement)
        # The item of a list states it, not the lead-in, which is its first span.
        place = body.narrowest(statement.evidence.spans[-1][0])
        relations.append(Relation(place.id, Predicate.DEFINES, statement.id, statement.evidence))
    return list(nodes.values()), _each_once(relations), gaps


def _reported(
    body: Body, stated: Sequence[Statement], names: Names
) -> tuple[list[Statement], list[Node], list[Relation]]:
    """What reports tell, figures, cases, problems and advice; levels stand in policies, too."""
    told, parties, shown = cases(body, names)
    figures = [o for o in observations(body, names) if not _said_otherwise(o, stated)]
    problems, advice, answers = findings(body)
    rungs = levels(body)
    return (
        [*figures, *told, *problems, *advice, *rungs],
        parties,
        [*shown, *answers, *has_level(stated, rungs)],
    )


def _said_otherwise(figure: Observation, stated: Sequence[Statement]) -> bool:
    """Whether the value is one to be reached or one that a rule sets."""
    first, last = figure.evidence.spans[-1]
    return any(
        isinstance(s, Norm | Target)
        and s.value == figure.value
        and s.value_text in figure.value_text
        and any(a < last and first < b for a, b in s.evidence.spans)
        for s in stated
    )


def _each_once(relations: list[Relation]) -> list[Relation]:
    return list(dict.fromkeys(relations))
