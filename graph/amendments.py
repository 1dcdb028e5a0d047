"""A correction made of what a curator says of a statement, and the statement as it then stands.

Nothing is made that the text does not bear: the quote is literally in it, and the words of a value
are in the quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.corrections import (
    NOT_CONTENT,
    Correction,
    Fields,
    Verdict,
    canonical,
    node_content,
    pieces,
    relation_content,
)
from graph.errors import InvalidInput
from graph.model import Evidence, Fragment, Node, NodeKind, Relation, Statement
from graph.record import NODE_TYPES, evidence_record, node_from, node_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a curator says, apart from what it is said of."""

    verdict: Verdict
    author: str
    reason: str
    made_at: str
    """ISO 8601 with time zone."""
    changes: Mapping[str, Any]
    """Fields that take other values; only where it amends."""
    new_quote: str = ""


def correct_node(fragment: Fragment, node: Node, said: Judgement) -> Correction:
    """The correction of a statement of this fragment.

    Raises InvalidInput for a node that is no statement, an unknown field, a value of the wrong
    kind, and a value whose words are not in the quote.
    """
    if not isinstance(node, Statement):
        raise InvalidInput(f"{node.id} is a {node.kind}, not a statement; only statements are")
    amended_node(fragment, node, said.changes, said.new_quote)
    return _made(fragment, node.evidence, node.kind.value, node_content(node), said)


def correct_relation(fragment: Fragment, relation: Relation, said: Judgement) -> Correction:
    """The correction of a relation of this fragment. Its object can become another node that the
    document names, its attributes can be set, or taken away with an empty string.
    """
    amended_relation(fragment, relation, said.changes, said.new_quote)
    content = relation_content(fragment, relation)
    return _made(fragment, relation.evidence, relation.predicate.value, content, said)


def _made(
    fragment: Fragment, evidence: Evidence, kind: str, content: Fields, said: Judgement
) -> Correction:
    held = {p.id: p.locator for p in fragment.provisions}
    return Correction(
        verdict=said.verdict,
        document_id=fragment.document.id,
        sha256=fragment.document.sha256,
        locator=held.get(evidence.provision_id, ""),
        start=evidence.start,
        quotes=pieces(evidence),
        kind=kind,
        statement=canonical(content),
        changes=canonical(dict(said.changes)) if said.changes else "",
        new_quote=said.new_quote,
        author=said.author,
        reason=said.reason,
        made_at=said.made_at,
    )


def amended_node(
    fragment: Fragment, node: Statement, changes: Mapping[str, Any], new_quote: str
) -> Statement:
    """The statement with other values, its id kept: it is the same statement, better read."""
    record: Fields = dict(node_record(node))
    for name, value in changes.items():
        _check_field(node.kind, name, value)
        record[name] = value
    if new_quote:
        record |= evidence_record(locate(fragment, (new_quote,), node.evidence.start))
    try:
        amended = node_from(node.kind, record)
    except (TypeError, ValueError) as exc:
        raise InvalidInput(f"{node.id} cannot be amended so: {exc}") from exc
    if not isinstance(amended, Statement):
        raise TypeError(f"{node.kind} is a kind of statement")
    words = getattr(amended, "value_text", "")
    if words and words not in record["quote"]:
        raise InvalidInput(
            f"value_text {words!r} does not stand in the quote {record['quote']!r}; "
            "name the words of the text, or another quote"
        )
    return amended


def _check_field(kind: NodeKind, name: str, value: object) -> None:
    known = NODE_TYPES[kind].__dataclass_fields__
    if name not in known or name in NOT_CONTENT or name == "evidence":
        allowed = sorted(known.keys() - NOT_CONTENT - {"evidence"})
        raise InvalidInput(f"a {kind} has no field {name!r} to amend; it has {', '.join(allowed)}")
    hint = str(known[name].type)
    expected: type | tuple[type, ...] = str
    if "float" in hint:
        expected = (int, float)
    elif "tuple" in hint:
        expected = list
    elif hint == "bool":
        expected = bool
    fits = isinstance(value, expected) and (expected is bool or not isinstance(value, bool))
    if isinstance(value, list):
        fits = fits and all(isinstance(v, str) for v in value)
    if not fits and not (value is None and "None" in hint):
        raise InvalidInput(f"{name} of a {kind} is {hint}; {value!r} is not")


def amended_relation(
    fragment: Fragment, relation: Relation, changes: Mapping[str, Any], new_quote: str
) -> Relation:
    attributes = dict(relation.attributes)
    object_ = relation.object
    for name, value in changes.items():
        if not isinstance(value, str) or name in (*NOT_CONTENT, "subject"):
            raise InvalidInput(f"{name}={value!r} of a relation cannot be amended")
        if name == "object":
            object_ = value
        else:
            attributes[name] = value
    if object_ not in {node.id for node in (*fragment.provisions, *fragment.nodes)}:
        raise InvalidInput(f"{object_!r} is no node that {fragment.document.id} names")
    evidence = relation.evidence
    if new_quote:
        evidence = locate(fragment, (new_quote,), evidence.start)
    kept = tuple(sorted((key, value) for key, value in attributes.items() if value))
    return Relation(relation.subject, relation.predicate, object_, evidence, kept)


def locate(fragment: Fragment, quotes: Sequence[str], near: int) -> Evidence:
    """The place of these words, one after the other, that begins nearest to ``near``.

    Raises InvalidInput where the text does not hold them.
    """
    if found := find_quotes(fragment.document.text, quotes, near):
        start, end = found[0][0], found[-1][1]
        holders = [p for p in fragment.provisions if p.start <= start and end <= p.end]
        narrowest = min(holders, key=lambda p: (p.end - p.start, p.id), default=None)
        return fragment.document.quote(*found, provision_id=narrowest.id if narrowest else "")
    raise InvalidInput(f"{fragment.document.id} does not say {''.join(quotes)!r}")


def find_quotes(text: str, quotes: Sequence[str], near: int) -> list[tuple[int, int]]:
    """Spans of the quotes in ascending order, the first as near as can be; empty if not there."""
    firsts = _all_places(text, quotes[0])
    for first in sorted(firsts, key=lambda place: (abs(place - near), place)):
        spans = [(first, first + len(quotes[0]))]
        for piece in quotes[1:]:
            start = text.find(piece, spans[-1][1])
            if start < 0:
                break
            spans.append((start, start + len(piece)))
        if len(spans) == len(quotes):
            return spans
    return []


def _all_places(text: str, words: str) -> list[int]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    return places
