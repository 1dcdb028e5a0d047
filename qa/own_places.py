"""What a clause points to in its own act: the article that was broken, a point of 前款."""

from __future__ import annotations

from graph.names import fold
from graph.references import ReferenceKind, find_references
from qa.rank import Inquiry, Scored
from qa.retrieve import Candidate
from qa.shelf import Edition
from qa.worded import PENAL


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
    """What the articles of its own act say that a clause only points to: 违反本条例第十条规定的."""
    places = {
        place[0]
        for reference in find_references(words)
        if reference.kind is ReferenceKind.SELF
        for place in reference.locators
        if place
    }
    text = inquiry.edition.text(scored.entry.id)
    rules = [r for r in text.all_rules() if r.locator in places and r != scored.rule]
    units = inquiry.rank([Candidate(rule, scored.entry, 0.0, {}) for rule in rules])
    return [u for u in units if u.close >= _ON_THE_MATTER][:1]


def points_before(inquiry: Inquiry, scored: Scored, words: str) -> list[Scored]:
    """Of the points to which a rule sends in the paragraph before it the one that is asked about.

    用于前款第六项的资金不得超过… is understood only with what 第六项 is.
    """
    labels = {
        fold(place[-1])
        for reference in find_references(words)
        if reference.kind is ReferenceKind.PRECEDING
        for place in reference.locators
        if place
    }
    if not labels:
        return []
    units = inquiry.rank([Candidate(scored.rule, scored.entry, 0.0, {})])
    return [
        u
        for u in units
        if u.read.unit.start < scored.read.unit.start
        and u.close >= _ON_THE_MATTER
        and any(u.read.words.startswith(label) for label in labels)
    ][:1]


_ON_THE_MATTER = 0.1
"""Share of the question's words that a sentence of such an article must hold."""
