"""The short texts that terminal and page show alike: titles, places, attributes, ends."""

from __future__ import annotations

from api.inspect.inspection import Inspection
from api.views import node_attributes
from graph.model import Document, Provision, ProvisionKind, Relation, Statement

_SHOWN = 60
"""Characters of a provision that stand for it in a list."""


def heading(provision: Provision) -> str:
    """Label and title; 文件头, 表 or 段 where both are empty."""
    words = " ".join(part for part in (provision.label, provision.title) if part)
    return words or provision.name


def beginning(document: Document, provision: Provision) -> str:
    text = " ".join(document.text[provision.start : provision.end].split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def attributes(inspection: Inspection, statement: Statement) -> str:
    """What is known beside name and quote, as ``modality must · ACTOR → 某市科技局``."""
    known = [
        f"{key} {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in node_attributes(statement).items()
        if key != "kind" and value not in ("", False)
    ]
    known += [
        f"{relation.predicate} → {end_of(inspection, relation.object)}"
        for relation in inspection.related.get(statement.id, ())
    ]
    return " · ".join(known)


def end_of(inspection: Inspection, node_id: str) -> str:
    """How the end of a relation is called: a locator, a name, or ``this document``."""
    if node_id == inspection.fragment.document.id:
        return "本文件"
    node = inspection.nodes.get(node_id)
    if isinstance(node, Provision):
        return inspection.locator(node) or heading(node)
    return node.name if node else node_id


def relation_attributes(relation: Relation) -> str:
    return " · ".join(f"{key} {value}" for key, value in relation.attributes)


def is_outlined(provision: Provision) -> bool:
    """Whether it stands in the table of structure: all but 款, which print no label."""
    return provision.rank is not ProvisionKind.PARAGRAPH
