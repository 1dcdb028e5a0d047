"""Statements as flat records of primitives, and back; and the digests made over them.

A record holds only ``str``, ``int``, ``float``, ``bool`` and lists of one of these, because that
is what both stores keep. None and empty lists are left out. The same records feed the store,
the JSONL export and the digest, so that what is exported is what was hashed.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from graph.model import (
    Case,
    Concept,
    Curation,
    Document,
    Evidence,
    Fact,
    FactSource,
    Head,
    Institution,
    Level,
    Measure,
    Node,
    NodeKind,
    Norm,
    Observation,
    Person,
    Policy,
    Predicate,
    PrintedLine,
    Problem,
    Programme,
    Provision,
    Recommendation,
    Region,
    Relation,
    Target,
)

Value = str | int | float | bool | list[str] | list[int]
Record = dict[str, Value]

NODE_TYPES: Mapping[NodeKind, type[Node]] = {
    t.kind: t
    for t in (
        *(Policy, Institution, Person, Programme, Region, Concept),
        *(Provision, Measure, Norm, Target, Observation),
        *(Case, Problem, Recommendation, Level),
    )
}
_OF_A_LINE = 7
"""Numbers in the record of a printed line."""
_HEAD, _ADDED = "Head", "added"
"""Names of the lines that keep a head as it was read, and a node that no reading named."""
_EVIDENCE = ("document_id", "provision_id", "spans", "quote", "page")


def evidence_record(evidence: Evidence) -> Record:
    """``spans`` is flat: start, end, start, end …"""
    record: Record = {
        "document_id": evidence.document_id,
        "provision_id": evidence.provision_id,
        "spans": [offset for span in evidence.spans for offset in span],
        "quote": evidence.quote,
    }
    if evidence.page is not None:
        record["page"] = evidence.page
    return record


def evidence_from(record: Mapping[str, Any]) -> Evidence:
    flat = record["spans"]
    return Evidence(
        record["document_id"],
        record["provision_id"],
        tuple(zip(flat[::2], flat[1::2], strict=True)),
        record["quote"],
        record.get("page"),
    )


def node_record(node: Node) -> Record:
    """The node's fields; evidence is spread into its own five fields."""
    record: Record = {}
    for name, hint in _field_types(type(node)).items():
        value = getattr(node, name)
        if isinstance(value, Evidence):
            record |= evidence_record(value)
        elif value is not None and value != ():
            # 60 and 60.0 are one value, and a store gives back 60.0.
            record[name] = float(value) if hint is float else _primitive(value)
    return record


def record_keys(cls: type[Node]) -> tuple[str, ...]:
    """Every key that a record of this class may hold, ``id`` among them."""
    return tuple(
        key
        for name, hint in _field_types(cls).items()
        for key in (_EVIDENCE if hint is Evidence else (name,))
    )


def node_from(kind: NodeKind, record: Mapping[str, Any]) -> Node:
    """The node of this kind whose fields stand in ``record``, passing over other keys and nulls."""
    cls = NODE_TYPES[kind]
    values: dict[str, Any] = {}
    for name, typed in _field_readers(cls):
        if typed is evidence_from:
            values[name] = evidence_from(record)
        elif (value := record.get(name)) is not None:
            values[name] = typed(value)
    return cls(**values)


def relation_record(relation: Relation) -> Record:
    """Evidence and attributes of a relation, without its ends and its type."""
    record = evidence_record(relation.evidence)
    for key, value in relation.attributes:
        if key in record or key in _EVIDENCE:
            raise ValueError(f"attribute {key!r} of {relation.predicate} is a field of evidence")
        record[key] = value
    return record


def relation_from(
    subject: str, predicate: Predicate, object_: str, record: Mapping[str, Any]
) -> Relation:
    attributes = sorted((k, str(v)) for k, v in record.items() if k not in _EVIDENCE)
    return Relation(subject, predicate, object_, evidence_from(record), tuple(attributes))


def document_record(document: Document, head: Head) -> Record:
    """One flat record of the frozen text and its head; facts are JSON lines.

    ``printed`` is flat, seven numbers a line: start, end, page, left, top, right, bottom.
    """
    record: Record = {"id": document.id, "sha256": document.sha256, "text": document.text}
    if document.page_starts:
        record["page_starts"] = list(document.page_starts)
    if document.joints:
        record["joints"] = list(document.joints)
    if document.printed:
        record["printed"] = [
            n for line in document.printed for n in (line.start, line.end, line.page, *line.box)
        ]
    return record | _head_record(head)


def _head_record(head: Head) -> Record:
    record: Record = {}
    for name in _field_types(Head):
        value = getattr(head, name)
        if name == "facts":
            if value:
                record["facts"] = [_fact_line(fact) for fact in value]
        elif value is not None and value != ():
            record[name] = _primitive(value)
    return record


def document_from(record: Mapping[str, Any]) -> tuple[Document, Head]:
    return text_from(record), head_from(record)


def text_from(record: Mapping[str, Any]) -> Document:
    """The frozen text alone; nulls count as left out."""
    pages = tuple(record.get("page_starts") or ())
    joints = tuple(record.get("joints") or ())
    flat = record.get("printed") or ()
    printed = tuple(
        PrintedLine(start, end, page, (left, top, right, bottom))
        for start, end, page, left, top, right, bottom in zip(
            *(flat[n::_OF_A_LINE] for n in range(_OF_A_LINE)), strict=True
        )
    )
    return Document(record["id"], record["sha256"], record["text"], pages, joints, printed)


def head_from(record: Mapping[str, Any]) -> Head:
    """The head in a document's record, also where the record lacks the text."""
    values: dict[str, Any] = {
        name: typed(record[name])
        for name, typed in _field_readers(Head)
        if name in record and name != "facts"
    }
    return Head(**values, facts=tuple(_fact_from(line) for line in record.get("facts", ())))


def curation_record(curation: Curation) -> Record:
    """Ids of the corrections, and as JSON lines what was read before them; empty without any."""
    if not curation.corrections:
        return {}
    lines = [as_line(n.kind.value, node_record(n)) for n in curation.nodes]
    lines += [
        as_line(r.predicate.value, relation_record(r), r.subject, r.object)
        for r in curation.relations
    ]
    if curation.head:
        lines.append(as_line(_HEAD, _head_record(curation.head)))
    lines += [as_line(_ADDED, id_) for id_ in curation.added]
    return {"corrections": list(curation.corrections), "as_read": lines}


def curation_from(record: Mapping[str, Any]) -> Curation:
    """Of a record that ``curation_record`` is part of; nulls count as left out."""
    nodes: list[Node] = []
    relations: list[Relation] = []
    head: Head | None = None
    added: list[str] = []
    for line in record.get("as_read") or ():
        name, said, *ends = json.loads(line)
        if name == _HEAD:
            head = head_from(said)
        elif name == _ADDED:
            added.append(said)
        elif ends:
            relations.append(relation_from(ends[0], Predicate(name), ends[1], said))
        else:
            nodes.append(node_from(NodeKind(name), said))
    held = tuple(record.get("corrections") or ())
    return Curation(held, tuple(nodes), tuple(relations), head, tuple(added))


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
"""Made once: ``json.dumps`` makes one for each call."""


def as_line(*parts: object) -> str:
    return _ENCODER.encode(parts)


def _fact_line(fact: Fact) -> str:
    return json.dumps(
        {
            "field": fact.field,
            "value": fact.value,
            "source": fact.source.value,
            "basis": fact.basis,
            "evidence": evidence_record(fact.evidence) if fact.evidence else None,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _fact_from(line: str) -> Fact:
    raw = json.loads(line)
    evidence = evidence_from(raw["evidence"]) if raw["evidence"] else None
    return Fact(raw["field"], raw["value"], FactSource(raw["source"]), raw["basis"], evidence)


_FIELD_TYPES: dict[type, dict[str, Any]] = {}


def _field_types(cls: type) -> dict[str, Any]:
    """Field name → its type without None, so that ``date | None`` reads as ``date``."""
    if cls not in _FIELD_TYPES:
        hints = get_type_hints(cls)
        _FIELD_TYPES[cls] = {f.name: _without_none(hints[f.name]) for f in fields(cls)}
    return _FIELD_TYPES[cls]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (kept,) = (arg for arg in get_args(hint) if arg is not type(None))
        return kept
    return hint


_PLAIN = frozenset({str, int, bool, float})


def _primitive(value: Any) -> Value:
    if type(value) in _PLAIN:  # nearly all values, and each pattern below costs as much
        plain: Value = value
        return plain
    match value:
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case str() | bool() | int() | float():
            return value
    raise TypeError(f"no record for a {type(value).__name__}")


_FIELD_READERS: dict[type, list[tuple[str, Callable[[Any], Any]]]] = {}


def _field_readers(cls: type) -> list[tuple[str, Callable[[Any], Any]]]:
    """Each field's name with what makes its value of what a store gives back."""
    if cls not in _FIELD_READERS:
        _FIELD_READERS[cls] = [(name, _reader(hint)) for name, hint in _field_types(cls).items()]
    return _FIELD_READERS[cls]


def _reader(hint: Any) -> Callable[[Any], Any]:
    if hint is Evidence:
        return evidence_from
    if get_origin(hint) is tuple:
        return tuple
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and (hint is float or issubclass(hint, Enum)):
        return hint
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
