"""The IRIs of open data, made from the ids of the graph and a base that the installation sets.

They are plain URIs: everything outside the unreserved characters of RFC 3986 is percent-encoded as
UTF-8, so that there is one spelling of each. Under the address of a server, ``https://host/v1/``,
the IRIs of nodes and documents are those at which the server shows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from rdflib import URIRef

from graph.cypher_rows import relation_key
from graph.errors import InvalidInput
from graph.model import Evidence, Fact, Relation, Span

DEFAULT_BASE = "https://zhengtu.example/v1/"
"""Of a host that can never exist (RFC 2606): without a setting nobody else's name is taken."""

# https://data.example.org/v1/ or urn:example:policy:
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/%-]*[/:]")


@dataclass(frozen=True, slots=True)
class Iris:
    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise InvalidInput(
                f"ZHENGTU_IRI_BASE={self.base!r} is no base of IRIs; "
                "write e.g. https://policy.example.org/v1/ with / or : at its end"
            )

    def document(self, document_id: str) -> URIRef:
        return self._of("documents/", document_id)

    def graph(self, document_id: str) -> URIRef:
        """The named graph of what the document says."""
        return self._of("graphs/", document_id)

    def node(self, node_id: str) -> URIRef:
        """A shared node, a statement or a provision."""
        return self._of("nodes/", node_id)

    def passage(self, evidence: Evidence) -> URIRef:
        """The words themselves: equal spans are one passage, whoever quotes them."""
        return self._inside(evidence.document_id, f"passage-{_spans(evidence.spans)}")

    def part(self, evidence: Evidence, span: Span) -> URIRef:
        """One stretch of a passage."""
        return self._inside(evidence.document_id, f"passage-{_spans((span,))}")

    def selector(self, evidence: Evidence, what: str, span: Span) -> URIRef:
        return self._inside(evidence.document_id, f"{what}-{_spans((span,))}")

    def assertion(self, relation: Relation) -> URIRef:
        key = relation_key(relation).rpartition("@")[2]
        return self._inside(relation.evidence.document_id, f"assertion-{key}")

    def fact(self, document_id: str, fact: Fact) -> URIRef:
        said = _digest(fact.value, fact.source, fact.basis)
        return self._inside(document_id, f"fact-{fact.field}-{said}")

    def change(self, document_id: str, *parts: object) -> URIRef:
        return self._inside(document_id, f"change-{_digest(*parts)}")

    def of(self, place: str) -> URIRef:
        """A fixed place of the installation, e.g. ``concepts``."""
        return URIRef(self.base + place)

    def _of(self, place: str, id_: str) -> URIRef:
        return URIRef(self.base + place + quote(id_, safe=""))

    def _inside(self, document_id: str, fragment: str) -> URIRef:
        return URIRef(f"{self.base}documents/{quote(document_id, safe='')}#{fragment}")


def _spans(spans: tuple[Span, ...]) -> str:
    return "+".join(f"{start}-{end}" for start, end in spans)


def _digest(*parts: object) -> str:
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]
