"""Digests of what a document says and of a whole library, whatever the order in which it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from graph.model import Fragment
from graph.record import (
    as_line,
    curation_record,
    document_record,
    node_record,
    relation_record,
)


def fragment_digest(fragment: Fragment) -> str:
    """SHA-256 over the fragment's statements, sorted: independent of the order of making."""
    lines = [as_line("document", document_record(fragment.document, fragment.head))]
    lines += [as_line("reader", fragment.reader)]
    lines += [
        as_line(n.kind.value, node_record(n)) for n in (*fragment.provisions, *fragment.nodes)
    ]
    lines += [
        as_line(r.predicate.value, r.subject, r.object, relation_record(r))
        for r in fragment.relations
    ]
    if fragment.curation.corrections:
        lines += [as_line("curation", curation_record(fragment.curation))]
    return _digest(lines)


def build_digest(fragments: Mapping[str, str], corrections: Iterable[str] = ()) -> str:
    """The build: over ``document id → fragment digest`` and the ids of the corrections, those
    that do not hold now included; whatever the order of arrival.
    """
    documents = (f"{document}:{digest}" for document, digest in fragments.items())
    return _digest((*documents, *(f"#{correction}" for correction in corrections)))


def _digest(lines: Iterable[str]) -> str:
    hasher = sha256()
    for line in sorted(lines):
        hasher.update(line.encode())
        hasher.update(b"\n")
    return hasher.hexdigest()
