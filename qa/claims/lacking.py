"""That a text does not say what another version of it says: which words, and where."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.names import fold
from graph.store import DocumentEntry
from qa.asked.question import Question
from qa.claims.claim import Claim, Lacking, Quote
from qa.claims.commencement import begins
from qa.claims.quoting import quote_at, quote_of, source_words
from qa.search.rank import Inquiry, Scored
from qa.shelf.alignment import ComparedClause

_PART = re.compile(r"[^，,；;。：:]+")
# 还这么写吗, 以前写过没有, 多了哪一档: expects that one of the texts lacks what the other says
_ASKS_LACK = re.compile(
    r"还[^，。？]{0,16}(?:[吗么]|[不没][^，。？]{0,4}(?:[？?，]|$))|有没有|(?:写|有|提|规定)过?了?没有|写过|在不在|不再|多了|多出|少了"
    r"|新增|增加了|去掉|删|取消"
)
_SHORTEST = 4
_LONGEST = 500
"""Characters of a clause up to which it is cited whole."""


def asks_lack(question: Question) -> bool:
    """Whether it is asked if one of the texts says what the other does at all."""
    return bool(_ASKS_LACK.search(question.chinese))


def not_written(
    inquiry: Inquiry, entry: DocumentEntry, clause: ComparedClause | None, said: Scored
) -> Claim | None:
    """《…》第九条没有写“…”: the part of a sentence that tells most and that the text lacks.

    ``clause`` is where the words would stand; None for a text no clause of which answers to that
    of the sentence: then they are nowhere in it. None where every part stands there too.
    """
    edition = inquiry.edition
    document = edition.text(entry.id).document
    start, end = (clause.start, clause.end) if clause else (0, len(document.text))
    words = _telling(inquiry, said, fold(document.text[start:end]))
    own = _of_clause(inquiry, entry, clause)
    if not words or own is None:
        return None
    where = source_words(own) if clause else f"《{entry.head.title}》全文"
    return Claim(
        f"{where}没有写“{words}”。",
        (own, quote_of(edition, said)),
        lacking=Lacking(words, document, (start, end)),
    )


def _telling(inquiry: Inquiry, said: Scored, held: str) -> str:
    """The part of a sentence with the most of the question's words that ``held`` does not have."""
    text = inquiry.edition.text(said.entry.id).document.text
    unit = said.read.unit
    parts = [m.group().strip() for m in _PART.finditer(text[unit.start : unit.end])]
    absent = [p for p in parts if len(p) >= _SHORTEST and fold(p) not in held]
    worth = inquiry.weighted.terms

    def told(part: str) -> float:
        words = fold(part)
        return sum(weight for term, weight in worth if any(f in words for f in term.forms))

    return max(absent, key=told, default="")


def _of_clause(
    inquiry: Inquiry, entry: DocumentEntry, clause: ComparedClause | None
) -> Quote | None:
    """The clause itself, whole where it is short; else from when the text holds."""
    edition = inquiry.edition
    if clause is None:
        return next((c.quotes[0] for c in begins(edition, entry)), None)
    label = len(clause.locator) if clause.text.startswith(clause.locator) else 0
    words = clause.text[label:]
    if len(words) > _LONGEST:
        words = words.strip().partition("\n")[0]
    start = clause.start + clause.text.index(words.strip(), label)
    quote = quote_at(edition, entry.id, ((start, start + len(words.strip())),))
    return replace(quote, locator=clause.locator)
