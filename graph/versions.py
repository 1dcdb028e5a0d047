"""Which documents of a library are texts of one act, and which of them are one version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from graph.model import Head
from graph.store import DocumentEntry

COMMENTARY = frozenset({"摘要", "地区案例报道"})
"""Kinds of documents that are no version of what they speak of, and change nothing."""


def version_day(head: Head) -> date | None:
    """The day that orders the versions of an act: commencement, else publication, else adoption."""
    return head.effective or head.published or head.written


def is_amended(head: Head) -> bool:
    """Whether it keeps the first act's clauses, so that what they repeal is the act before that."""
    return any(fact.field == "first_effective" for fact in head.facts)


def same_version(one: Head, other: Head) -> bool:
    """Whether both were adopted on one day."""
    return one.written is not None and one.written == other.written


def same_versions(entries: Sequence[DocumentEntry]) -> list[tuple[str, ...]]:
    """Ids of documents that are one version of one act from several sources, sorted.

    One title, one issuer where both name theirs, and one day of adoption; where a text tells no
    such day, one day of commencement. Digests and reports of an act are no versions of it.
    """
    works: dict[str, list[DocumentEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        if entry.head.doc_type not in COMMENTARY:
            works[entry.head.policy_id].append(entry)
    found: list[tuple[str, ...]] = []
    for versions in works.values():
        groups: list[list[DocumentEntry]] = []
        for entry in versions:
            own = next((g for g in groups if _is_same_text(g[0].head, entry.head)), None)
            if own is None:
                groups.append([entry])
            else:
                own.append(entry)
        found += [tuple(entry.id for entry in group) for group in groups if len(group) > 1]
    return sorted(found)


def _is_same_text(one: Head, other: Head) -> bool:
    days = [(one.written, other.written), (one.effective, other.effective)]
    told = [a == b for a, b in days if a and b]
    return bool(told) and told[0] and same_issuers(one, other)


def same_issuers(one: Head, other: Head) -> bool:
    """Whether both may come from one issuer; a title alone can be shared by two ministries."""
    return not one.issuers or not other.issuers or bool({*one.issuers} & {*other.issuers})
