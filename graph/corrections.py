"""What a curator says of a statement: it is right, it is wrong, or it is right with other values.

A fact of a head, such as the day of commencement, is corrected in the same way.

A correction names its statement by content, the words it is quoted from and what was read in them,
so that it finds it again in another reading of the same text, and is known to be orphaned where
the words are gone. ``graph.corrected`` applies it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
from graph.record import evidence_record, node_record, relation_record

Fields = dict[str, Any]
"""Fields of a statement as JSON has them."""

NOT_CONTENT = frozenset({"id", "curator", "correction"})
"""Fields that do not say anything about what a text says."""
HEAD = "Head"
"""Kind of a correction of one field of a document's head."""
_KINDS = frozenset({HEAD, *NodeKind, *Predicate})
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
    """The words that the statement stands on, one string for each span; none for a fact of the
    head that comes from the metadata."""
    kind: str
    """Of the statement: a NodeKind, a Predicate for a relation, or ``HEAD``."""
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
        if self.kind not in _KINDS:
            raise InvalidInput(f"{self.kind!r} is no kind of statement")
        if not all(self.quotes) or not (self.quotes or self.is_of_head):
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

    @property
    def is_of_head(self) -> bool:
        return self.kind == HEAD

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
    left_out = NOT_CONTENT | (
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

    left_out = NOT_CONTENT | evidence_record(relation.evidence).keys()
    attributes = {k: v for k, v in relation_record(relation).items() if k not in left_out}
    return {"subject": named(relation.subject), "object": named(relation.object), **attributes}


def pieces(evidence: Evidence) -> tuple[str, ...]:
    """The quote, cut where its spans end."""
    found, offset = [], 0
    for start, end in evidence.spans:
        found.append(evidence.quote[offset : offset + end - start])
        offset += end - start
    return tuple(found)
