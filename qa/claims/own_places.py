"""What a clause points to in its own act: the article that was broken."""

from __future__ import annotations

from collections.abc import Sequence

from graph.references import ReferenceKind, find_references
from qa.claims.quoting import LONG_LIST
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.search.worded import PENAL
from qa.shelf.shelf import Edition


def whole_penalty(edition: Edition, scored: Scored) -> str:
    """A penalty from the beginning of its paragraph, where the article stands that was broken.

    违反本条例第九条规定的，责令改正；|逾期不改的，处…. Empty for what is no penalty.
    """
    if not PENAL.search(scored.read.words):
        return ""
    text = edition.text(scored.entry.id)
    start, end = scored.spans[-1]
    inner = text.innermost(start, end)
    return "".join(text.document.text[inner.start if inner else start : end].split())


def own_articles(inquiry: Inquiry, scored: Scored, words: str) -> list[Scored]:
    """What the nearest article of its own act says that a clause only points to.

    违反本条例第十条规定的: of a paragraph that is named, that one; whole where it is short.
    """
    text = inquiry.edition.text(scored.entry.id)
    rules = {rule.locator: rule for rule in text.all_rules() if rule != scored.rule}
    places = {
        place[:2]: None
        for reference in find_references(words)
        if reference.kind is ReferenceKind.SELF
        for place in reference.locators
        if place and place[0] in rules
    }
    found = []
    for label, *paragraph in places:
        units = inquiry.units_of(Candidate(rules[label], scored.entry, 0.0, {}))
        near = max((u.close for u in units), default=0.0)
        if near >= _ON_THE_MATTER or (units and label in inquiry.question.locators):
            spans = [
                (p.start, p.end)
                for p in text.provisions.values()
                if p.path[-2:] == (label, *paragraph)
            ]
            inside = [u for u in units if any(a <= u.read.unit.start < b for a, b in spans)]
            found.append(inside or units)
    found.sort(key=lambda units: -max(u.score for u in units))
    return _whole_or_best(found[0]) if found else []


def _whole_or_best(units: Sequence[Scored]) -> list[Scored]:
    """All units where they are short, of a list its lead-in, which brings it; else the best one."""
    length = sum(u.read.unit.end - u.read.unit.start for u in units)
    if length <= _SHORT:
        return sorted(units, key=lambda u: u.read.unit.start)
    leads = [u for u in units if u.read.words.endswith(":")]
    if leads and length <= LONG_LIST:
        return leads[:1]
    return [max(units, key=lambda u: u.score)]


_SHORT = 160
"""Characters up to which an article or paragraph that a clause points to is shown whole."""


_ON_THE_MATTER = 0.1
"""Share of the question's words that a sentence of such an article must hold."""
