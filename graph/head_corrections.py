"""A fact of a head as its curator has it: its value, its words, and what hangs on it.

A statement is found again by its words. A head has each field once: its correction holds for the
bytes that it was made over, and for other bytes of the same document where its words are in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graph.amendments import Judgement, find_quotes, locate
from graph.corrections import HEAD, Correction, Fields, Verdict, canonical, pieces
from graph.errors import InvalidInput
from graph.head_fields import (
    HeadField,
    Value,
    check_words,
    fact_of,
    head_field,
    plain,
    read_value,
    single,
    untold,
    value_in,
)
from graph.model import Evidence, Fact, FactSource, Fragment, Head, Node, Predicate, Relation
from graph.names import institution, policy, policy_id
from graph.regions import region_by_name

_NAMING = {
    HeadField.ISSUERS: Predicate.ISSUED_BY,
    HeadField.REGIONS: Predicate.JURISDICTION,
}
"""Fields whose values are nodes, with the relation that leads to them."""
_NODES: Mapping[HeadField, Callable[[str], Node | None]] = {
    HeadField.ISSUERS: institution,
    HeadField.REGIONS: region_by_name,
}


def correct_head(fragment: Fragment, name: str, said: Judgement) -> Correction:
    """The correction of one field of the head; ``said.changes`` holds its ``value``.

    Raises InvalidInput for an unknown field, a value of the wrong kind, words that the text does
    not hold, and words that say another value.
    """
    field = head_field(name)
    if unknown := sorted(said.changes.keys() - {"value"}):
        raise InvalidInput(f"{field} can take another value, but no {', '.join(unknown)}")
    changes = {key: plain(read_value(field, value)) for key, value in said.changes.items()}
    evidence = _evidence_of(fragment.head, field)
    made = Correction(
        verdict=said.verdict,
        document_id=fragment.document.id,
        sha256=fragment.document.sha256,
        locator="",
        start=evidence.start if evidence else 0,
        quotes=pieces(evidence) if evidence else (),
        kind=HEAD,
        statement=canonical(head_content(fragment.head, field)),
        changes=canonical(changes) if changes else "",
        new_quote=said.new_quote,
        author=said.author,
        reason=said.reason,
        made_at=said.made_at,
    )
    with_head(fragment, made)
    if said.new_quote:
        check_words(field, _value(made, field), said.new_quote)
    return made


def head_content(head: Head, field: HeadField) -> Fields:
    """Name and value of the field, as a correction keeps them."""
    return {"name": field, "value": plain(value_in(head, field))}


def with_head(fragment: Fragment, correction: Correction) -> Fragment:
    """The fragment with the field as the curator has it, and what hangs on it.

    Raises InvalidInput where the correction does not hold for this text.
    """
    field = head_field(str(correction.content().get("name")))
    evidence = _words_in(fragment, correction)
    value = _value(correction, field)
    head = _with_value(fragment.head, field, value, correction)
    head = replace(head, facts=_facts(head, field, value, correction, evidence))
    if field in _NAMING:
        return _with_named(replace(fragment, head=head), field, value, correction, evidence)
    return _of_work(fragment, head, correction)


def _value(correction: Correction, field: HeadField) -> Value:
    if correction.verdict is Verdict.REJECT:
        return untold(field)
    value = correction.amended_content()["value"]
    if not value:
        return untold(field)
    if isinstance(value, list) and not correction.changes:
        return tuple(value)  # as it was read: a manifest may name a zone that no gazetteer has
    return read_value(field, value)


def _evidence_of(head: Head, field: HeadField) -> Evidence | None:
    """The words that the value stands on; None where it comes from the metadata."""
    values = single(value_in(head, field))
    facts = (f for f in head.facts if f.field == fact_of(field) and f.value in values)
    return next((fact.evidence for fact in facts if fact.evidence), None)


def _words_in(fragment: Fragment, correction: Correction) -> Evidence | None:
    """The place of the words that say the value; None where the curator knows it otherwise."""
    if correction.new_quote:
        return locate(fragment, (correction.new_quote,), correction.start)
    text, quotes = fragment.document.text, correction.quotes
    there = bool(quotes) and bool(find_quotes(text, quotes, correction.start))
    if not there and correction.sha256 != fragment.document.sha256:
        raise InvalidInput(f"{fragment.document.id} is another text, without the words of this")
    if there and correction.verdict is Verdict.ACCEPT:
        return locate(fragment, quotes, correction.start)
    return None


def _with_value(head: Head, field: HeadField, value: Value, correction: Correction) -> Head:
    changes: dict[str, Any] = {field.value: value}
    if field is HeadField.STATUS:
        changes["status_basis"] = _basis(correction)
    elif field is HeadField.WORK:
        changes = {"policy_id": policy_id(str(value))}
    elif field is HeadField.TITLE and policy_id(head.title) == head.policy_id:
        changes["policy_id"] = policy_id(str(value))
    return replace(head, **changes)


def _basis(correction: Correction) -> str:
    return f"校订（{correction.author}）"


def _facts(
    head: Head, field: HeadField, value: Value, correction: Correction, evidence: Evidence | None
) -> tuple[Fact, ...]:
    """The curator's word first; what says another value goes."""
    if field is HeadField.STATUS:
        return head.facts  # its basis stands on the head
    name, told = fact_of(field), single(value)
    source = FactSource.TEXT if evidence else FactSource.METADATA
    own = [Fact(name, one, source, _basis(correction), evidence) for one in told]
    left = (f for f in head.facts if f.field != name or f.value in told)
    return (*own, *left)


# --- What hangs on a field ----------------------------------------------------------------------


def _with_named(
    fragment: Fragment,
    field: HeadField,
    value: Value,
    correction: Correction,
    evidence: Evidence | None,
) -> Fragment:
    """Relations to the named nodes, and to no others; a new one needs words of the text."""
    predicate, document = _NAMING[field], fragment.document.id
    named = map(_NODES[field], single(value))
    wanted = {node.id: node for node in named if node is not None}
    kept = [
        r
        for r in fragment.relations
        if (r.subject, r.predicate) != (document, predicate) or r.object in wanted
    ]
    held = {r.object for r in kept if (r.subject, r.predicate) == (document, predicate)}
    new = {} if evidence is None else {id_: wanted[id_] for id_ in wanted if id_ not in held}
    if evidence is not None:
        marks = _marks(correction)
        kept += [Relation(document, predicate, id_, evidence, marks) for id_ in new]
    known = {node.id for node in fragment.nodes}
    nodes = (*fragment.nodes, *(node for id_, node in new.items() if id_ not in known))
    return replace(fragment, nodes=nodes, relations=tuple(kept))


def _marks(correction: Correction) -> tuple[tuple[str, str], ...]:
    return ("correction", correction.id), ("curator", correction.author)


def _of_work(fragment: Fragment, head: Head, correction: Correction) -> Fragment:
    """What is said of the document's own work is said of the one that it is a version of now."""
    old, new = fragment.head.policy_id, head.policy_id
    if old == new:
        return replace(fragment, head=head)

    def moved(relation: Relation) -> Relation:
        if old not in (relation.subject, relation.object):
            return relation
        told = dict(relation.attributes) | dict(_marks(correction))
        return replace(
            relation,
            subject=new if relation.subject == old else relation.subject,
            object=new if relation.object == old else relation.object,
            attributes=tuple(sorted(told.items())),
        )

    nodes = [node for node in fragment.nodes if node.id not in (old, new)]
    relations = [moved(relation) for relation in fragment.relations]
    return replace(
        fragment,
        head=head,
        nodes=(*nodes, policy(new.removeprefix("policy:"))),
        # What was said between the two would now be said of one and itself.
        relations=tuple(r for r in relations if {r.subject, r.object} != {new}),
    )
