"""The page of an institution, programme, person, concept or region: what is said of it, grouped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.model import Concept, Node, NodeKind, Predicate, Region, Relation
from graph.names import node_id
from graph.taxonomy import concept, concepts
from qa.analysis.desk import Desk
from qa.analysis.evidence import SaidEdge, said_edges
from qa.analysis.findings import Finding
from qa.analysis.showing import finding_of

_LABELS: Mapping[tuple[Predicate, bool], str] = {
    (Predicate.ISSUED_BY, False): "发布的文件",
    (Predicate.ACTOR, False): "负责的措施",
    (Predicate.PARTICIPATES_IN, True): "参与",
    (Predicate.PARTICIPATES_IN, False): "参与方",
    (Predicate.OPERATES, True): "运营、组织实施",
    (Predicate.OPERATES, False): "由谁运营",
    (Predicate.DESIGNATES, True): "确定的试点",
    (Predicate.DESIGNATES, False): "由谁确定",
    (Predicate.ESTABLISHES, False): "设立依据",
    (Predicate.SUCCEEDS, True): "前身",
    (Predicate.SUCCEEDS, False): "后继机构",
    (Predicate.LOCATED_IN, True): "所在地",
    (Predicate.LOCATED_IN, False): "所在机构",
    (Predicate.AFFILIATED_WITH, True): "任职",
    (Predicate.AFFILIATED_WITH, False): "任职人员",
    (Predicate.AUTHOR_OF, True): "撰写",
    (Predicate.JURISDICTION, False): "适用的文件",
    (Predicate.ALIAS_OF, False): "简称",
    (Predicate.MENTIONS, False): "被提及",
    (Predicate.HAS_CONCEPT, False): "措施与规则",
    (Predicate.EXEMPLIFIES, False): "案例",
}
"""Predicate, and whether the page's own node is its subject → heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileItem:
    """One relation of the page's node."""

    edge: SaidEdge
    statement: Finding | None
    """The measure, norm or case at the other end, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileGroup:
    predicate: Predicate
    outwards: bool
    """Whether the page's own node is the subject."""
    label: str
    """Heading in Chinese: 发布的文件, 负责的措施 …"""
    total: int
    items: tuple[ProfileItem, ...]
    next_cursor: str | None
    """Ask for the group alone with it; null where nothing follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    id: str
    kind: NodeKind
    name: str
    attributes: dict[str, str]
    """Of a region code, level and parent; of a concept notation, English name and definition."""
    aliases: tuple[str, ...]
    """简称, each valid in the document that gives it."""
    documents: int
    """Documents that say anything of it."""
    narrower: tuple[str, ...]
    """Of a group of concepts the notations below it."""
    groups: tuple[ProfileGroup, ...]
    as_of: date
    build: str


def profile(
    desk: Desk,
    kind: NodeKind,
    name: str,
    on: date,
    *,
    group: str = "",
    skip: int = 0,
    limit: int = 10,
) -> Profile:
    """By id or name. ``group`` is one of ``predicate:out`` and ``predicate:in``; it alone is given
    then, from ``skip`` on. Raises NotFound.
    """
    node = _node(desk, kind, name)
    relations = _relations(desk, node)
    wanted = {key: found for key, found in relations.items() if not group or _key(*key) == group}
    if group and not wanted:
        raise NotFound(f"{node.name} has no group {group!r}; its page lists them")
    return Profile(
        id=node.id,
        kind=node.kind,
        name=node.name,
        attributes=_attributes(node),
        aliases=_aliases(relations),
        documents=len({r.evidence.document_id for found in relations.values() for r in found}),
        narrower=tuple(
            c.notation for c in concepts() if node.id == node_id(kind, c.broader or "-")
        ),
        groups=tuple(
            _group(desk, key, found, on, skip=skip, limit=limit) for key, found in wanted.items()
        ),
        as_of=on,
        build=desk.build,
    )


def _key(predicate: Predicate, outwards: bool) -> str:  # noqa: FBT001 - half of a pair
    return f"{predicate.value}:{'out' if outwards else 'in'}"


def _node(desk: Desk, kind: NodeKind, name: str) -> Node:
    id_ = name if name in desk.shared else node_id(kind, name.strip() or "-")
    if kind is NodeKind.CONCEPT:
        entry = next((c for c in concepts() if name in (c.notation, c.node.id, c.zh)), None)
        if entry:
            return entry.node
    node = desk.shared.get(id_)
    if node is None or node.kind is not kind:
        raise NotFound(
            f"no {kind.value.lower()} {name!r}; GET /v1/nodes?kind={kind.value} finds names"
        )
    return node


Grouped = dict[tuple[Predicate, bool], list[Relation]]


def _relations(desk: Desk, node: Node) -> Grouped:
    """In the order of the headings above; of a group of concepts also what is below it."""
    ids = {node.id}
    if isinstance(node, Concept):
        ids |= {c.node.id for c in concepts() if c.broader == node.notation}
    return {
        key: relations
        for key in _LABELS
        if (relations := [r for id_ in sorted(ids) for r in _said_of(desk, key, id_)])
    }


def _said_of(desk: Desk, key: tuple[Predicate, bool], id_: str) -> Sequence[Relation]:
    predicate, outwards = key
    return desk.saying(predicate, id_, outwards=outwards)


def _group(
    desk: Desk,
    key: tuple[Predicate, bool],
    relations: Sequence[Relation],
    on: date,
    *,
    skip: int,
    limit: int,
) -> ProfileGroup:
    predicate, outwards = key
    ordered = sorted(relations, key=lambda r: _order(desk, r))
    ends = list(dict.fromkeys((r.subject, r.object) for r in ordered))
    page = set(ends[skip : skip + limit])
    edges = said_edges(desk, [r for r in ordered if (r.subject, r.object) in page], on)
    return ProfileGroup(
        predicate=predicate,
        outwards=outwards,
        label=_LABELS[key],
        total=len(ends),
        items=tuple(_item(desk, edge, on, outwards=outwards) for edge in edges),
        next_cursor=str(skip + limit) if len(ends) > skip + limit else None,
    )


def _order(desk: Desk, relation: Relation) -> tuple[object, ...]:
    """The newest text first."""
    day, regional, document_id = desk.document_order(relation.evidence.document_id)
    return -day.toordinal(), regional, document_id, relation.evidence.start


def _item(desk: Desk, edge: SaidEdge, on: date, *, outwards: bool) -> ProfileItem:
    statement = desk.statements.get(edge.object if outwards else edge.subject)
    return ProfileItem(edge=edge, statement=finding_of(desk, statement, on) if statement else None)


def _aliases(relations: Grouped) -> tuple[str, ...]:
    said = relations.get((Predicate.ALIAS_OF, False), ())
    return tuple(sorted({alias for r in said if (alias := r.attribute("alias"))}))


def _attributes(node: Node) -> dict[str, str]:
    if isinstance(node, Region):
        held = {"code": node.code, "level": node.level, "parent": node.parent}
    elif isinstance(node, Concept):
        entry = concept(node.notation)
        held = {
            "notation": node.notation,
            "name_en": node.name_en,
            "broader": node.broader,
            "definition": entry.definition,
        }
    else:
        held = {}
    return {key: value for key, value in held.items() if value}
