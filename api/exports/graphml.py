"""Nodes and relations as GraphML, for Gephi, yEd, NetworkX and igraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from api.views import Json
from graph.cypher import HOLDS
from graph.cypher_rows import containment, relation_key
from graph.model import Fragment, Node, Relation
from graph.record import NODE_TYPES, document_record, evidence_record, node_record, record_keys
from graph.store import GraphReader, statements

_HEAD = (
    *("title", "policy_id", "doc_type", "document_number", "issuers", "regions"),
    *("written", "published", "effective", "expires", "status", "status_basis"),
    *("source_format", "source_url", "rights", "digest_of", "sha256"),
)
NODE_KEYS = (
    *("kind", "name"),
    *sorted({k for cls in NODE_TYPES.values() for k in record_keys(cls)} - {"id", "name"}),
)
EDGE_KEYS = ("predicate", "quote", "spans", "document_id", "provision_id", "page", "attributes")
"""``attributes`` is a JSON object; ``predicate`` HOLDS is the tree of documents and provisions."""

_INTEGERS = frozenset({"start", "end", "page"})
_NUMBERS = frozenset({"value", "value_max", "growth"})
# XML 1.0 has no place for these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml_chunks(reader: GraphReader) -> Iterator[bytes]:
    """UTF-8, a chunk a document. A shared node stands once, where it is named first."""
    yield _opening().encode()
    known: set[str] = set()
    for _, fragment in statements(reader):
        yield "".join(_told(fragment, known)).encode()
        known.update(node.id for node in fragment.nodes if node.shared)
    yield b"</graph>\n</graphml>\n"


def _opening() -> str:
    keys = sorted({*NODE_KEYS, *_HEAD})
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
            *(_key("node", key) for key in keys),
            *(_key("edge", key) for key in EDGE_KEYS),
            '<graph id="zhengtu" edgedefault="directed">\n',
        ]
    )


def _key(of: str, name: str) -> str:
    kind = "double" if name in _NUMBERS else "int" if name in _INTEGERS else "string"
    kind = "boolean" if name == "default_rule" else kind
    return f'<key id="{of}.{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'


def _told(fragment: Fragment, known: set[str]) -> Iterator[str]:
    record = document_record(fragment.document, fragment.head)
    head = {key: record[key] for key in _HEAD if key in record}
    about = {"kind": "Document", "name": fragment.head.title} | head
    yield _element("node", {"id": fragment.document.id}, about)
    for node in (*fragment.provisions, *fragment.nodes):
        if node.id not in known:
            yield _element("node", {"id": node.id}, _node(node))
    for holder, held in containment(fragment):
        ends = {"id": f"{held}<", "source": holder, "target": held}
        yield _element("edge", ends, {"predicate": HOLDS})
    for relation in fragment.relations:
        yield _element("edge", _ends(relation), _edge(relation))


def _node(node: Node) -> Json:
    record = node_record(node)
    return {"kind": node.kind.value} | {key: record[key] for key in NODE_KEYS if key in record}


def _ends(relation: Relation) -> dict[str, str]:
    return {"id": relation_key(relation), "source": relation.subject, "target": relation.object}


def _edge(relation: Relation) -> Json:
    said: Json = {"predicate": relation.predicate.value, **evidence_record(relation.evidence)}
    if relation.attributes:
        said["attributes"] = json.dumps(dict(relation.attributes), ensure_ascii=False)
    return said


def _element(tag: str, attributes: Mapping[str, str], data: Mapping[str, object]) -> str:
    said = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(_data(tag, data.items()))}</{tag}>\n"


def _data(tag: str, data: Iterable[tuple[str, object]]) -> Iterator[str]:
    for name, value in data:
        yield f'<data key="{tag}.{name}">{escape(_clean(_text(value)))}</data>'


def _text(value: object) -> str:
    """Lists as JSON; a span is two numbers of such a list."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
