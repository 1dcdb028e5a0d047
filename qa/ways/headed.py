"""What stands under a heading that is asked for: 重点任务有哪六项, 保障措施有哪几条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Provision, Span
from graph.names import fold
from qa.asked.asks import Ask
from qa.asked.focus import find_focus
from qa.asked.question import Question
from qa.asked.terms import find_terms
from qa.claims.claim import Claim
from qa.claims.quoting import ground_of_list, quote_at
from qa.search.rank import Scored
from qa.shelf.shelf import Edition
from qa.shelf.text import Text

_ASKS_ALL = re.compile(r"哪(?:些|几|[一二三四五六七八九十\d]{1,2})|几(?:个|大)?[条项点类方]|什么$")
_OF_TITLE = 0.7
"""Share of a heading's words that the question must say for the heading to be meant."""
_SHORTEST = 4
"""Characters of a heading that is asked for by its name."""


def under_heading(question: Question, edition: Edition, best: Scored) -> list[Claim]:
    """The titles of all that stands under the heading, in the act of the best rule.

    Empty where no list is asked for, where the question has several parts, and where it says the
    name of no heading.
    """
    one_list = len(question.parts) < 2 and Ask.LIST in question.asks
    if not one_list or not _ASKS_ALL.search(question.chinese):
        return []
    text = edition.text(best.entry.id)
    asked, focus = fold(question.chinese), find_focus(question.chinese)
    named = [
        (len(provision.path), share, provision)
        for provision in text.provisions.values()
        if len(provision.title) >= _SHORTEST
        and all(any(form in provision.title for form in term.forms) for term in focus)
        and (share := _said(provision.title, asked)) >= _OF_TITLE
    ]
    if not named:
        return []
    # 管理体制创新方面, and not 改革举措, under which it stands
    *_, heading = max(named, key=lambda n: (*n[:2], -n[2].start))
    titles = _titles(text, heading)
    if len(titles) < 2:
        return []
    quote = replace(quote_at(edition, best.entry.id, titles), locator=heading.locator)
    return [ground_of_list(quote)]


def _said(title: str, question: str) -> float:
    """Share of the words of a title that a folded question says in some wording, 0 to 1."""
    terms = find_terms(title)
    said = sum(t.weight for t in terms if any(form in question for form in t.forms))
    return said / max(sum(t.weight for t in terms), 0.1)


def _titles(text: Text, heading: Provision) -> list[Span]:
    below = sorted(
        (p for p in text.provisions.values() if p.parent_id == heading.id and p.title),
        key=lambda p: p.start,
    )
    return [span for provision in below for span in _title_of(text, provision)]


def _title_of(text: Text, provision: Provision) -> Sequence[Span]:
    """Where label and title stand, which may run over the end of a line."""
    words = r"\s*".join(map(re.escape, provision.title))
    found = re.compile(words).search(text.document.text, provision.start, provision.end)
    if found is None:
        return ()
    labelled = text.document.text.startswith(provision.label, provision.start)
    start = provision.start if provision.label and labelled else found.start()
    return ((start, found.end()),)
