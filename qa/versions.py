"""What the other versions of an act say on the point that one of them answers."""

from __future__ import annotations

from graph.store import DocumentEntry
from qa.claim import Claim, Quote
from qa.commencement import begins
from qa.quoting import ground, quote_at, quote_of
from qa.rank import Inquiry, Scored
from qa.shelf import Edition, likeness, version_date

_ALIKE = 0.45
"""Likeness from which a sentence is the same one, reworded."""
_ANSWERS = 0.35
"""Share of the question's words that a sentence without a like one must hold to answer too."""


def in_other_versions(inquiry: Inquiry, scored: Scored) -> list[Claim]:
    """The sentence most like this one, else the best answer, in each other version, with its day.

    The day of the sentence's own version comes last, where there is another.
    """
    edition, entry = inquiry.edition, scored.entry
    claims: list[Claim] = []
    for version in sorted(edition.versions[entry.head.policy_id], key=version_date):
        if version_date(version) != version_date(entry):
            quote = _most_alike(edition, version, scored) or _best(inquiry, version)
            if quote:
                claims += [ground(quote), *begins(edition, version)[:1]]
    return claims + (begins(edition, entry)[:1] if claims else [])


def _most_alike(edition: Edition, version: DocumentEntry, scored: Scored) -> Quote | None:
    text = edition.text(version.id)
    units = [(rule, read) for rule in text.all_rules() for read in text.read_rule(rule).units]
    alike = [(likeness(read.words, scored.read.words), -n) for n, (_, read) in enumerate(units)]
    most, place = max(alike, default=(0.0, 0))
    if most <= _ALIKE:
        return None
    rule, read = units[-place]
    return quote_at(edition, version.id, read.unit.spans, rule.locator)


def _best(inquiry: Inquiry, version: DocumentEntry) -> Quote | None:
    found = inquiry.rank(inquiry.retrieve(documents=[version.id]))
    return next((quote_of(inquiry.edition, s) for s in found[:1] if s.close >= _ANSWERS), None)
