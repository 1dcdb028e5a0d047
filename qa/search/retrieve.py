"""Which rules may answer a question: found by words, steered by place, date and named policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model import Validity
from graph.store import DocumentEntry, Hit
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.search.lay_words import searched_words
from qa.shelf.shelf import Edition, version_date
from qa.shelf.text import Rule

_LIMIT = 60
"""Passages asked for in one search."""
_LIMIT_KIN = 30
_LIMIT_MEANING = 20
_FORMS = 3
"""Other wordings of a word that go into the second search."""
_KIN = 3
"""Words near the matter that go into it."""
_DEPTH = 60.0
"""Reciprocal rank fusion: how fast a place in a list loses weight."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents in which an answer is looked for."""

    documents: tuple[str, ...]
    named: frozenset[str]
    """Documents of policies that the question names."""
    local: frozenset[str]
    """Documents of the very regions that the question names."""
    above: frozenset[str]
    """Documents of regions that hold those, national ones left out."""
    inside: frozenset[str]
    """Documents of regions that lie inside them."""
    on: date
    """The day by whose law they were chosen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    rule: Rule
    entry: DocumentEntry
    rank_score: float
    """Of the fused lists; 1 for a rule that leads them all."""
    matches: Mapping[str, float]
    """Name of a search → the rule's score beside that of the list's first, 0 to 1."""


def valid_versions(edition: Edition, on: date, *, old: bool = False) -> frozenset[str]:
    """Ids of the documents that give each work as it stood on a day.

    Of a work whose versions all begin later the first is kept, so that it can be told of.
    """
    kept = set(edition.alone)
    for versions in edition.several:
        ordered = sorted(versions, key=lambda e: (version_date(e), e.id))
        begun = [e for e in ordered if version_date(e) <= on] or ordered[:1]
        newest = version_date(begun[-1])
        if old and len({version_date(e) for e in begun}) > 1:
            begun = [e for e in begun if version_date(e) < newest]
            newest = version_date(begun[-1])
        kept.update(e.id for e in begun if version_date(e) == newest)
    return frozenset(kept)


def choose_scope(question: Question, edition: Edition, on: date) -> Scope:
    """Documents by named policy, else by region (national ones always beside), else all."""
    current = valid_versions(
        edition,
        date.max if question.new_version and not question.dates else on,
        old=question.old_version,
    )
    local = _of_regions(edition, question.regions) & current
    above = {r for name in question.regions for r in chain(name)[1:]}
    inside = {
        r for r in edition.names.regions if any(name in chain(r)[1:] for name in question.regions)
    }
    higher = _of_regions(edition, above) & current - local
    lower = _of_regions(edition, inside) & current - local - higher
    national = _of_regions(edition, (NATION,)) & current
    wanted = local | higher | lower | national if question.regions else current
    named = frozenset(
        entry.id
        for mention in question.policies
        for policy in mention.policy_ids
        for entry in edition.versions[policy]
        # 汕头的科技成果转化条例 names none of the acts of other places
        if entry.id in (current if len(mention.policy_ids) == 1 else wanted)
    )
    return Scope(
        tuple(sorted(wanted - edition.needless_digests | named)), named, local, higher, lower, on
    )


def _of_regions(edition: Edition, regions: Iterable[str]) -> frozenset[str]:
    return frozenset(i for region in regions for i in edition.names.documents_of(region))


def retrieve(
    question: Question,
    edition: Edition,
    scope: Scope,
    *,
    documents: Sequence[str] | None = None,
    extra: str = "",
) -> list[Candidate]:
    """Rules best first. ``documents`` narrows the scope, ``extra`` adds words to look for."""
    lists = {
        name: edition.search(query, limit=limit, documents=inside)
        for name, query, limit, inside in _searches(question, edition, scope, documents, extra)
    }
    if documents is None and not extra:
        lists["meaning"] = _from_zero(
            edition.search_meaning(
                question.text if question.english else question.chinese,
                limit=_LIMIT_MEANING,
                documents=scope.documents,
            )
        )
    edition.load(hit.document_id for hits in lists.values() for hit in hits)
    fused: dict[_Key, float] = {}
    matches: dict[_Key, dict[str, float]] = {}
    rules: dict[_Key, Rule] = {}
    for name, hits in lists.items():
        seen: set[_Key] = set()
        for place, hit in enumerate(hits):
            rule = edition.text(hit.document_id).rule_of(hit.provision_id, hit.start, hit.end)
            key = (rule.document_id, rule.provision_id, rule.start)
            rules[key] = rule
            if key not in seen:
                # what is only alike in meaning comes in, and is no sign that words agree on it
                own = 0.0 if name == "meaning" else 1 / (_DEPTH + place)
                fused[key] = fused.get(key, 0.0) + own
                matches.setdefault(key, {})[name] = hit.score / (hits[0].score or 1.0)
                seen.add(key)
    best = max(fused.values(), default=1.0)
    order = sorted(fused, key=lambda key: (-fused[key], key))
    return [Candidate(rules[k], edition.entries[k[0]], fused[k] / best, matches[k]) for k in order]


_Key = tuple[str, str, int]


def _from_zero(hits: Sequence[Hit]) -> list[Hit]:
    """The same list, its last hit at 0: cosines of one model all lie close together."""
    lowest = hits[-1].score if hits else 0.0
    return [replace(hit, score=hit.score - lowest) for hit in hits]


def _searches(
    question: Question, edition: Edition, scope: Scope, documents: Sequence[str] | None, extra: str
) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    """``(name, words, most hits, documents)`` of each search that has words."""
    inside = scope.documents if documents is None else documents
    plain = f"{searched_words(question, edition)} {extra}"
    wide = " ".join(form for term in question.terms for form in term.forms[: 1 + _FORMS])
    kin = " ".join(word for term in question.terms for word in term.kin[:_KIN])
    yield "plain", plain, _LIMIT, inside
    if wide:
        yield "wide", f"{wide} {extra}", _LIMIT, inside
    if kin:
        yield "kin", f"{wide} {kin}", _LIMIT_KIN, inside
    if documents is None and scope.named:
        yield "named", plain, _LIMIT, sorted(scope.named)
    if documents is None and scope.local:
        yield "local", plain, _LIMIT, sorted(scope.local)


def is_past(entry: DocumentEntry) -> bool:
    """Whether the document is said to be no longer in force."""
    return entry.head.status in (Validity.REPEALED, Validity.AMENDED)
