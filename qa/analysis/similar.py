"""同源文字: provisions elsewhere that share long stretches of words with one. Never derivation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from graph.errors import NotFound
from graph.model import Provision, Span
from graph.names import fold
from qa.analysis.desk import Desk
from qa.analysis.findings import InForce
from qa.shelf.text import Rule

_CANDIDATES = 150
"""Passages of the text search that are looked at: near copies share most of their words."""
_SHINGLE = 6
"""Characters of the stretches that are counted; shorter ones are common phrases."""
_SHARED = 0.25
"""Share of the shorter text's shingles that must be in both."""
_STRETCH = 8
"""Characters of the shortest stretch that is shown as shared."""
NOTE = "文字相似，不表示来源或依据关系"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStretch:
    """The same words in both, as offsets into the texts of the two documents."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarProvision:
    document_id: str
    title: str
    regions: tuple[str, ...]
    day: date | None
    provision_id: str
    locator: str
    text: str
    start: int
    end: int
    likeness: float
    """0 to 1: share of the shorter text's stretches of six characters that the other holds."""
    same_policy: bool
    """Whether it is another version of the same work."""
    shared: tuple[SharedStretch, ...]
    """Longest first."""
    validity: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    provision_id: str
    document_id: str
    locator: str
    text: str
    note: str
    """That likeness of words says nothing of where they come from."""
    items: tuple[SimilarProvision, ...]
    """Most alike first."""
    as_of: date
    build: str


def similar(
    desk: Desk, provision_id: str, on: date, *, versions: bool = False, limit: int = 20
) -> SimilarPage:
    """Provisions of other texts; with ``versions`` also those of other texts of the same work.

    Raises NotFound for a provision that the library does not hold.
    """
    here = _provision(desk, provision_id)
    document = desk.edition.text(here.document_id).document
    words = document.text[here.start : here.end]
    stretches = _shingles(words)
    work = desk.entry(here.document_id).head.policy_id
    found: dict[tuple[str, int, int], SimilarProvision] = {}
    hits = desk.edition.search(words, limit=_CANDIDATES) if stretches else []
    desk.edition.load({hit.document_id for hit in hits})
    for hit in hits:
        entry = desk.entries[hit.document_id]
        same = entry.head.policy_id == work
        if hit.document_id == here.document_id or (same and not versions):
            continue
        text = desk.edition.text(hit.document_id)
        rule = text.rule_of(hit.provision_id, hit.start, hit.end)
        key = (rule.document_id, rule.start, rule.end)
        if key in found:
            continue
        there = text.document.text[rule.start : rule.end]
        likeness = _likeness(stretches, _shingles(there))
        if likeness >= _SHARED:
            found[key] = _similar(desk, rule, there, likeness, on, same_policy=same)
    best = sorted(found.values(), key=lambda s: (-s.likeness, s.document_id, s.start))[:limit]
    return SimilarPage(
        provision_id=here.id,
        document_id=here.document_id,
        locator=here.locator,
        text=words,
        note=NOTE,
        items=tuple(_with_stretches(one, here, words) for one in best),
        as_of=on,
        build=desk.build,
    )


def _provision(desk: Desk, provision_id: str) -> Provision:
    document_id = provision_id.partition("@")[0]
    if document_id in desk.entries:
        place = desk.edition.text(document_id).provisions.get(provision_id)
        if place:
            return place
    raise NotFound(f"no provision {provision_id!r}; the outline of a document lists the ids")


def _shingles(text: str) -> frozenset[str]:
    words = fold(text)
    return frozenset(words[n : n + _SHINGLE] for n in range(len(words) - _SHINGLE + 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _similar(
    desk: Desk, rule: Rule, text: str, likeness: float, on: date, *, same_policy: bool
) -> SimilarProvision:
    head = desk.entry(rule.document_id).head
    return SimilarProvision(
        document_id=rule.document_id,
        title=head.title,
        regions=head.regions,
        day=head.effective or head.published or head.written,
        provision_id=rule.provision_id,
        locator=rule.locator,
        text=text,
        start=rule.start,
        end=rule.end,
        likeness=round(likeness, 3),
        same_policy=same_policy,
        shared=(),
        validity=desk.in_force(rule.document_id, on),
    )


def _with_stretches(one: SimilarProvision, here: Provision, words: str) -> SimilarProvision:
    matcher = SequenceMatcher(None, words, one.text, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if _tells(words[b.a : b.a + b.size])]
    blocks.sort(key=lambda b: (-b.size, b.a))
    return replace(
        one,
        shared=tuple(
            SharedStretch(
                here=(here.start + b.a, here.start + b.a + b.size),
                there=(one.start + b.b, one.start + b.b + b.size),
            )
            for b in blocks
        ),
    )


def _tells(stretch: str) -> bool:
    """Whether it is long enough without blanks."""
    return len(fold(stretch)) >= _STRETCH
