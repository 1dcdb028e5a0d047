"""A document's fragment as one line of JSON and back, as backups hold it: what was read, whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.corrected import as_read
from graph.errors import StoreCorrupt
from graph.model import Fragment, NodeKind, Predicate, Provision
from graph.record import (
    document_from,
    document_record,
    node_from,
    node_record,
    relation_from,
    relation_record,
)


def fragment_line(fragment: Fragment) -> str:
    """Without what curators changed: their corrections are kept beside it, and applied again."""
    read = as_read(fragment)
    return json.dumps(
        {
            "document": document_record(read.document, read.head),
            "reader": read.reader,
            "provisions": [node_record(p) for p in read.provisions],
            "nodes": [[n.kind.value, node_record(n)] for n in read.nodes],
            "relations": [
                [r.subject, r.predicate.value, r.object, relation_record(r)] for r in read.relations
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def fragment_from(line: str) -> Fragment:
    """Of ``fragment_line``. Raises StoreCorrupt for anything else."""
    try:
        return _fragment(json.loads(line))
    except (KeyError, TypeError, ValueError) as exc:
        raise StoreCorrupt(f"not a document of a backup: {exc!r}") from exc


def _fragment(record: Mapping[str, Any]) -> Fragment:
    document, head = document_from(record["document"])
    provisions = [node_from(NodeKind.PROVISION, said) for said in record["provisions"]]
    return Fragment(
        document=document,
        head=head,
        provisions=tuple(p for p in provisions if isinstance(p, Provision)),
        nodes=tuple(node_from(NodeKind(kind), said) for kind, said in record["nodes"]),
        relations=tuple(
            relation_from(subject, Predicate(predicate), object_, said)
            for subject, predicate, object_, said in record["relations"]
        ),
        reader=record["reader"],
    )
