"""What a curator says of a statement: it is right, it is wrong, or it is right with other values.

A correction names its statement by content, the words it is quoted from and what was read in them,
so that it finds it again in another reading of the same text, and is known to be orphaned where
the words are gone. ``graph.corrected`` applies it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from graph.errors import InvalidInput
from graph.model import (
    Evidence,
    Fragment,
    Node,
    NodeKind,
    Predicate,
    Relation,
    Statement,
)
from graph.record import NODE_TYPES, evidence_record, node_from, node_record, relation_record

Fields = dict[str, Any]
"""Fields of a statement as JSON has them."""

_NOT_CONTENT = frozenset({"id", "curator", "correction"})
_OWN_DOCUMENT = "document"


class Verdict(StrEnum):
    ACCEPT = "accept"
    """The statement is right, and stays where later rules would not read it."""
    REJECT = "reject"
    """The text does not say it."""
    AMEND = "amend"
    """The text says it, with other values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One verdict on one statement. Its id is made from everything else in it."""

    verdict: Verdict
    document_id: str
    sha256: str
    """Of the source bytes that it was made over; another document of the same bytes has it too."""
    locator: str
    """Of the provision in which the statement was read."""
    start: int
    """Where the quote began then, in code points; tells two equal quotes apart."""
    quotes: tuple[str, ...]
    """The words that the statement stands on, one string for each span."""
    kind: str
    """Of the statement: a NodeKind, or a Predicate for a relation."""
    statement: str
    """What was read, as canonical JSON of ``content_of``."""
    changes: str = ""
    """The fields that take other values, as canonical JSON; empty unless it amends."""
    new_quote: str = ""
    """Words of the same text to stand on instead; empty where the quote was right."""
    author: str
    reason: str
    made_at: str
    """ISO 8601 with time zone. Later corrections are applied after earlier ones."""

    def __post_init__(self) -> None:
        if not self.author.strip() or not self.reason.strip():
            raise InvalidInput("a correction names its author and gives a reason")
        if not self.quotes or not all(self.quotes):
            raise InvalidInput("a correction quotes the words that its statement stands on")
        if (self.verdict is Verdict.AMEND) != bool(self.changes or self.new_quote):
            raise InvalidInput(
                "an amendment names at least one field or quote to change; "
                "accepting and rejecting change none"
            )
        _check_moment(self.made_at)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits."""
        return sha256(canonical(asdict(self)).encode()).hexdigest()[:16]

    @property
    def is_of_relation(self) -> bool:
        return self.kind in Predicate.__members__

    def content(self) -> Fields:
        fields: Fields = json.loads(self.statement)
        return fields

    def changed(self) -> Fields:
        fields: Fields = json.loads(self.changes) if self.changes else {}
        return fields

    def amended_content(self) -> Fields:
        """The content as it stands after the correction."""
        return self.content() | self.changed()


def _check_moment(made_at: str) -> None:
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError as exc:
        raise InvalidInput(f"made_at {made_at!r} is no ISO 8601 time") from exc
    if moment.tzinfo is None:
        raise InvalidInput(f"made_at {made_at!r} has no time zone; write e.g. …T08:00:00+08:00")


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


# --- A correction as a line -------------------------------------------------------------------


def correction_record(correction: Correction) -> Fields:
    """Flat; also a line of the export."""
    record = asdict(correction) | {"id": correction.id, "quotes": list(correction.quotes)}
    return record | {"verdict": correction.verdict.value}


def correction_from(record: Mapping[str, Any]) -> Correction:
    """Of ``correction_record``. Raises InvalidInput where a field lacks or the id does not fit."""
    names = set(Correction.__slots__)
    if unknown := sorted(record.keys() - names - {"id"}):
        raise InvalidInput(f"a correction has no field {', '.join(unknown)}")
    values = {name: record[name] for name in names & record.keys()}
    for name, value in values.items():
        _check_type(name, value)
    try:
        values |= {"verdict": Verdict(values["verdict"]), "quotes": tuple(values["quotes"])}
        correction = Correction(**values)
        correction.content(), correction.changed()
    except (KeyError, TypeError, ValueError) as exc:
        raise InvalidInput(f"not a correction: {exc!r}") from exc
    if record.get("id", correction.id) != correction.id:
        raise InvalidInput(
            f"correction {record['id']} was changed after it was made: it is {correction.id}; "
            "leave out the id to take it as a new one"
        )
    return correction


def _check_type(name: str, value: object) -> None:
    fits = (
        isinstance(value, int)
        if name == "start"
        else isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
        if name == "quotes"
        else isinstance(value, str)
    )
    if not fits:
        raise InvalidInput(f"{name} of a correction is {value!r}")


def correction_order(correction: Correction) -> tuple[str, str]:
    """In the order in which they are applied."""
    moment = datetime.fromisoformat(correction.made_at)
    return f"{moment.timestamp():020.6f}", correction.id


# --- What a statement says, apart from where it says it ---------------------------------------


def node_content(node: Node) -> Fields:
    """The fields of a statement without id, place and curator."""
    left_out = _NOT_CONTENT | (
        evidence_record(node.evidence).keys() if isinstance(node, Statement) else set()
    )
    return {key: value for key, value in node_record(node).items() if key not in left_out}


def relation_content(fragment: Fragment, relation: Relation) -> Fields:
    """Ends and attributes. Ends that a document owns are named without their place."""
    ends = {node.id: node for node in (*fragment.provisions, *fragment.nodes)}

    def named(end: str) -> str:
        if end == fragment.document.id:
            return _OWN_DOCUMENT
        node = ends[end]
        return end if node.shared else f"{node.kind.lower()}:{node.name}"

    left_out = _NOT_CONTENT | evidence_record(relation.evidence).keys()
    attributes = {k: v for k, v in relation_record(relation).items() if k not in left_out}
    return {"subject": named(relation.subject), "object": named(relation.object), **attributes}


def pieces(evidence: Evidence) -> tuple[str, ...]:
    """The quote, cut where its spans end."""
    found, offset = [], 0
    for start, end in evidence.spans:
        found.append(evidence.quote[offset : offset + end - start])
        offset += end - start
    return tuple(found)


# --- Making one -------------------------------------------------------------------------------


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
    words = getattr(amended, "value_text", "")
    if words and words not in record["quote"]:
        raise InvalidInput(
            f"value_text {words!r} does not stand in the quote {record['quote']!r}; "
            "name the words of the text, or another quote"
        )
    assert isinstance(amended, Statement)  # noqa: S101 - made of the kind of a statement
    return amended


def _check_field(kind: NodeKind, name: str, value: object) -> None:
    known = NODE_TYPES[kind].__dataclass_fields__
    if name not in known or name in _NOT_CONTENT or name == "evidence":
        allowed = sorted(known.keys() - _NOT_CONTENT - {"evidence"})
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
    if expected is list and fits:
        fits = all(isinstance(v, str) for v in value)  # type: ignore[attr-defined]
    if not fits and not (value is None and "None" in hint):
        raise InvalidInput(f"{name} of a {kind} is {hint}; {value!r} is not")


def amended_relation(
    fragment: Fragment, relation: Relation, changes: Mapping[str, Any], new_quote: str
) -> Relation:
    attributes = dict(relation.attributes)
    object_ = relation.object
    for name, value in changes.items():
        if not isinstance(value, str) or name in (*_NOT_CONTENT, "subject"):
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
