"""Invented policy texts, read as the pipeline reads them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import (
    Document,
    Fragment,
    Head,
    Measure,
    Node,
    Norm,
    Observation,
    Predicate,
    Relation,
    Target,
)
from graph.names import policy
from ingest.extract import extract
from ingest.provisions import split

TITLE = "临江省数据转化条例"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extractors say of a text; a fragment was made of it, so every quote holds."""

    document: Document
    nodes: list[Node]
    relations: list[Relation]
    gaps: list[str]

    @property
    def norms(self) -> list[Norm]:
        return [n for n in self.nodes if isinstance(n, Norm)]

    @property
    def targets(self) -> list[Target]:
        return [n for n in self.nodes if isinstance(n, Target)]

    @property
    def observations(self) -> list[Observation]:
        return [n for n in self.nodes if isinstance(n, Observation)]

    @property
    def measures(self) -> list[Measure]:
        return [n for n in self.nodes if isinstance(n, Measure)]

    def related(self, predicate: Predicate) -> list[Relation]:
        return [r for r in self.relations if r.predicate is predicate]

    def objects(self, predicate: Predicate) -> list[str]:
        return [r.object for r in self.related(predicate)]


def extracted(
    text: str,
    *,
    title: str = TITLE,
    doc_type: str = "地方性法规",
    regions: tuple[str, ...] = (),
) -> Extracted:
    document = Document("doc", "0" * 64, text)
    head = Head(title=title, policy_id=policy(title).id, doc_type=doc_type, regions=regions)
    provisions = tuple(split(document))
    nodes, relations, gaps = extract(document, head, provisions)
    own = policy(title)
    Fragment(
        document=document,
        head=head,
        provisions=provisions,
        nodes=(own, *(n for n in nodes if n.id != own.id)),
        relations=tuple(relations),
        reader="test",
    )
    return Extracted(document, nodes, relations, gaps)
