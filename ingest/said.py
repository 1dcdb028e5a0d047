"""What a fragment says, in the terms and places of the annotations of its raw file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import (
    Evidence,
    Fragment,
    Institution,
    Measure,
    Node,
    Norm,
    Observation,
    Policy,
    Predicate,
    Provision,
    Region,
    Relation,
    Span,
    Statement,
    Target,
)
from graph.names import canonical_name, fold
from ingest.alignment import Alignment
from ingest.annotations import AnnotatedDocument

_EVENTS = {Predicate.AMENDS: "amends", Predicate.REPEALS: "repeals", Predicate.REPLACES: "replaces"}
_BASES = {Predicate.BASED_ON: "based_on", Predicate.IMPLEMENTS: "implements"}
_NAMING = frozenset({Predicate.MENTIONS, Predicate.ESTABLISHES, Predicate.ALIAS_OF})
"""They name an institution or region where it stands. ISSUED_BY is a fact of the head."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement that reading made."""

    kind: str
    section: str
    spans: tuple[Span, ...]
    """In the raw text; the last one is where it stands, the others are lead-ins."""
    value: tuple[str, ...]
    """What is compared: canonical names, ids of policies, plain locators."""
    node: Statement | None = None


def said(document: AnnotatedDocument, fragment: Fragment) -> tuple[list[Said], list[str]]:
    """What the fragment says inside the annotated sections, and what could not be located."""
    alignment = Alignment(document.text, fragment.document.text)
    found: list[Said] = []
    unlocated: list[str] = []
    for kind, value, evidence, node in _everything(fragment):
        spans = tuple(place for span in evidence.spans if (place := alignment.locate(span)))
        if not spans:
            unlocated.append(f"{document.id} {kind} {' '.join(value)}: {evidence.quote[:40]}")
            continue
        section = document.section_of(spans[-1][0], kind)
        if section is not None:
            found.append(Said(kind, section, spans, value, node))
    return found, unlocated


def _everything(
    fragment: Fragment,
) -> Iterator[tuple[str, tuple[str, ...], Evidence, Statement | None]]:
    nodes: dict[str, Node] = {n.id: n for n in (*fragment.nodes, *fragment.provisions)}
    for relation in fragment.relations:
        for kind, value in _said_by(relation, nodes, fragment.head.policy_id):
            yield kind, value, relation.evidence, None
    for node in fragment.nodes:
        if isinstance(node, Norm | Target | Observation | Measure):
            yield node.kind.value.lower(), (node.name,), node.evidence, node


def _said_by(
    relation: Relation, nodes: Mapping[str, Node], own: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    predicate = relation.predicate
    is_done_to_own = relation.object == own and relation.subject != own
    other = nodes.get(relation.subject if is_done_to_own else relation.object)
    if predicate is Predicate.ALIAS_OF and other is not None:
        yield "alias", (fold(relation.attribute("alias") or ""), value_of(other))
    if predicate is Predicate.CITES:
        yield from _reference(relation, nodes)
    if isinstance(other, Policy) and _names(relation):
        yield "policy", (other.id,)
        if event := _EVENTS.get(predicate):
            passive = {"amends": "amended_by", "repeals": "repealed_by", "replaces": "replaced_by"}
            yield "event", (passive[event] if is_done_to_own else event, other.id)
        if basis := _BASES.get(predicate):
            yield "basis", (basis, other.id)
    elif predicate in _NAMING:
        if isinstance(other, Institution):
            yield "institution", (value_of(other),)
        elif isinstance(other, Region):
            yield "region", (value_of(other),)


def _names(relation: Relation) -> bool:
    """Whether the words name the act: the points of a decision name its articles alone."""
    is_point = relation.predicate in _EVENTS and relation.attribute("locator") is not None
    return not is_point or "《" in relation.evidence.quote.partition("修改")[0]


def _reference(
    relation: Relation, nodes: Mapping[str, Node]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    target = nodes.get(relation.object)
    if isinstance(target, Provision):
        yield "reference", ("self", plain_locator(target.locator))
    elif locator := relation.attribute("locator"):
        yield "reference", (relation.object, plain_locator(locator))


# 第（三）项 is 第三项; an article whose items hang on it directly needs no 第一款.
_BRACKETS = re.compile(r"[（()）\s]")
_FIRST_PARAGRAPH = re.compile(r"第一款(?=第.+项)")


def plain_locator(locator: str) -> str:
    """A locator for comparing: no brackets, no blanks, no 第一款 before an item.

    >>> plain_locator("第四条第一款第（二）项")
    '第四条第二项'
    """
    return _FIRST_PARAGRAPH.sub("", _BRACKETS.sub("", locator))


def value_of(node: Node) -> str:
    """How a shared node is compared: a policy by its id, anything else by its name."""
    return node.id if isinstance(node, Policy) else canonical_name(node.name)
