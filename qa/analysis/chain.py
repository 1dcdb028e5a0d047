"""The chain of a policy: what it rests on, what rests on it, and what changed what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Predicate, Relation
from qa.analysis.desk import Desk
from qa.analysis.evidence import SaidEdge, said_edges
from qa.analysis.findings import InForce
from qa.analysis.policies import PolicyVersion, in_use, policy_version


class ChainSide(StrEnum):
    """Where an edge lies, seen from the policy that was asked for."""

    UP = "up"
    """依据↑: what it is based on, carries out or is guided by, and what that rests on."""
    DOWN = "down"
    """落实↓: what is based on it, carries it out or is guided by it, and what rests on that."""
    CHANGES = "changes"
    """What it amends, repeals or replaces, and what that had changed before."""
    CHANGED_BY = "changed_by"
    """What amends, repeals or replaces it, and what changed that."""


_RESTS_ON = (Predicate.BASED_ON, Predicate.IMPLEMENTS, Predicate.GUIDED_BY)
_CHANGES = (Predicate.AMENDS, Predicate.REPEALS, Predicate.REPLACES)
_SIDES: Mapping[ChainSide, tuple[tuple[Predicate, ...], bool]] = {
    ChainSide.UP: (_RESTS_ON, True),
    ChainSide.DOWN: (_RESTS_ON, False),
    ChainSide.CHANGES: (_CHANGES, True),
    ChainSide.CHANGED_BY: (_CHANGES, False),
}
"""The predicates of a side, and whether it goes from subject to object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPolicy:
    """A policy of the chain."""

    id: str
    title: str
    in_library: bool
    """Whether the library holds a text of it, or others only name it."""
    side: ChainSide | None
    """On which side it was met first; null for the policy that was asked for."""
    depth: int
    """Steps from the policy that was asked for."""
    doc_type: str | None
    regions: tuple[str, ...]
    validity: InForce | None
    versions: tuple[PolicyVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEdge:
    side: ChainSide
    depth: int
    """1 for what touches the policy that was asked for."""
    edge: SaidEdge


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    policy: ChainPolicy
    policies: tuple[ChainPolicy, ...]
    """Every other policy of the edges, nearest first."""
    edges: tuple[ChainEdge, ...]
    truncated: bool
    """Whether edges were left out because of ``limit``."""
    as_of: date
    build: str


@dataclass(frozen=True, slots=True)
class _Step:
    side: ChainSide
    depth: int
    relations: list[Relation]
    far: str


def chain(desk: Desk, name: str, on: date, *, depth: int = 2, limit: int = 200) -> Chain:
    """Each side is walked in its own direction only, ``depth`` steps far; a cycle ends a walk.

    Raises NotFound for a policy that the library neither holds nor names.
    """
    work = desk.policy(name)
    steps = [step for side in ChainSide for step in _walk(desk, work, side, depth)]
    steps.sort(key=lambda step: step.depth)
    kept = steps[:limit]
    edges = [
        ChainEdge(side=step.side, depth=step.depth, edge=said_edges(desk, step.relations, on)[0])
        for step in kept
    ]
    met: dict[str, _Step] = {}
    for step in kept:
        met.setdefault(step.far, step)
    met.pop(work, None)
    return Chain(
        policy=_policy(desk, work, None, on),
        policies=tuple(_policy(desk, far, step, on) for far, step in met.items()),
        edges=tuple(edges),
        truncated=len(steps) > limit,
        as_of=on,
        build=desk.build,
    )


def _walk(desk: Desk, work: str, side: ChainSide, depth: int) -> list[_Step]:
    predicates, outwards = _SIDES[side]
    steps: list[_Step] = []
    seen = {work}
    edge_of = [work]
    for distance in range(1, depth + 1):
        next_edge: list[str] = []
        for near in edge_of:
            for (far, _), relations in _from(desk, near, predicates, outwards=outwards).items():
                steps.append(_Step(side, distance, relations, far))
                if far not in seen:
                    seen.add(far)
                    next_edge.append(far)
        edge_of = next_edge
    return steps


def _from(
    desk: Desk, near: str, predicates: Sequence[Predicate], *, outwards: bool
) -> dict[tuple[str, Predicate], list[Relation]]:
    """Far end and predicate → the relations that say so."""
    found: dict[tuple[str, Predicate], list[Relation]] = {}
    for predicate in predicates:
        for relation in desk.saying(predicate, near, outwards=outwards):
            far = relation.object if outwards else relation.subject
            found.setdefault((far, predicate), []).append(relation)
    return found


def _policy(desk: Desk, work: str, step: _Step | None, on: date) -> ChainPolicy:
    versions = desk.by_policy.get(work, ())
    used = in_use(desk, versions, on) if versions else None
    return ChainPolicy(
        id=work,
        title=used.head.title if used else desk.name(work),
        in_library=used is not None,
        side=step.side if step else None,
        depth=step.depth if step else 0,
        doc_type=used.head.doc_type if used else None,
        regions=used.head.regions if used else (),
        validity=desk.in_force(used.id, on) if used else None,
        versions=tuple(policy_version(desk, entry, on) for entry in versions),
    )
