"""Where a passage leads on: the articles and acts that it names, and the articles that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.locators import Locator
from graph.names import canonical_title, policy_id
from graph.references import Reference, ReferenceKind, find_references
from graph.store import DocumentEntry
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.shelf.shelf import version_date
from qa.shelf.text import Rule, Text

_OF_WHOLE_ACT = 10
"""Rules of an act that is named without an article, those nearest to the question."""
_FOUND = 0.5
"""What the search is taken to say for a rule that only a reference leads to."""


def leading_on(inquiry: Inquiry, units: Iterable[Scored]) -> list[Candidate]:
    """Rules that the units point to or that point at them, each once, in the order of the units.

    本条例第二十条 leads to the article and back; 按照《…》的规定执行 to what that act says on the
    matter of the question; an act that the library lacks leads nowhere.
    """
    found: dict[tuple[str, int], Candidate] = {}
    for unit in units:
        naming = (candidate for candidate, _ in naming_it(inquiry, unit))
        for candidate in (*named_in(inquiry, unit), *naming):
            if candidate.rule != unit.rule:
                found.setdefault((candidate.rule.document_id, candidate.rule.start), candidate)
    return list(found.values())


def _current_version(inquiry: Inquiry, policy: str) -> DocumentEntry | None:
    """The text of an act as it stands in the question's scope, else its newest; None if lacking."""
    versions = inquiry.edition.versions.get(policy, [])
    inside = [v for v in versions if v.id in inquiry.scope.documents] or versions
    newest = max((version_date(v) for v in inside), default=None)
    return min((v for v in inside if version_date(v) == newest), key=lambda v: v.id, default=None)


def named_in(inquiry: Inquiry, unit: Scored) -> Iterator[Candidate]:
    """Rules that a unit names; of an act without an article those nearest to the question."""
    text = inquiry.edition.text(unit.entry.id)
    words = "".join("".join(text.document.text[a:b] for a, b in unit.spans).split())
    for reference in find_references(words):
        entry = _act_of(inquiry, unit, reference)
        if entry is None:
            continue
        if reference.locators:
            named = inquiry.edition.text(entry.id)
            yield from (_candidate(rule, entry) for rule in _articles(named, reference.locators))
        elif entry.id != unit.entry.id:
            yield from inquiry.retrieve(documents=[entry.id], extra=words)[:_OF_WHOLE_ACT]


def _act_of(inquiry: Inquiry, unit: Scored, reference: Reference) -> DocumentEntry | None:
    """The act that a reference means: the unit's own for 本条例, a held one for a title."""
    if reference.kind is ReferenceKind.SELF:
        return unit.entry
    if reference.kind is ReferenceKind.PRECEDING:
        return None
    return _current_version(inquiry, policy_id(canonical_title(reference.name)))


def _articles(text: Text, locators: Sequence[Locator]) -> Iterator[Rule]:
    labels = {locator[0] for locator in locators if locator}
    for provision in text.provisions.values():
        if provision.label in labels:
            yield text.rule_of(provision.id, provision.start, provision.end)


def naming_it(inquiry: Inquiry, unit: Scored) -> Iterator[tuple[Candidate, int]]:
    """Rules that cite the unit's article, each with where: 违反本法第十四条第五款的，处…."""
    edition = inquiry.edition
    text = edition.text(unit.entry.id)
    inner = text.innermost(*unit.spans[-1])
    ids = dict.fromkeys(p for p in (inner.id if inner else "", unit.rule.provision_id) if p)
    for relation in edition.citing(ids):
        evidence = relation.evidence
        entry = edition.entries.get(evidence.document_id)
        if entry is None or entry.id not in {*inquiry.scope.documents, unit.entry.id}:
            continue
        citing = edition.text(entry.id)
        rule = citing.rule_of(evidence.provision_id, evidence.start, evidence.end)
        yield _candidate(rule, entry), evidence.start


def _candidate(rule: Rule, entry: DocumentEntry) -> Candidate:
    return Candidate(rule, entry, _FOUND, {"plain": _FOUND})
