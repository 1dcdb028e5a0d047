"""What ends an act, and from which day; or that nothing in the library ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import Predicate, Validity
from graph.names import policy_id
from graph.store import DocumentEntry
from qa.claims.claim import Claim, Quote
from qa.claims.commencement import begins, first_begun, spoken, tells, title_of
from qa.claims.quoting import ground, sentence_of, shown, source_words
from qa.search.retrieve import is_past
from qa.shelf.shelf import Edition

_IS_ENDED = re.compile(r"废止|失效")


def ended_by(edition: Edition, title: str, *, apart: str = "") -> list[Quote]:
    """Sentences of other documents that end the act of this title, or of one that holds it."""
    wanted = policy_id(title).partition(":")[2]
    return [
        sentence_of(edition, relation.evidence)
        for relation in edition.relations(Predicate.REPEALS)
        if wanted in relation.object and relation.evidence.document_id != apart
    ][:2]


def ended(edition: Edition, title: str, on: date, *, apart: str = "") -> list[Claim]:
    """Which document ends the act of this title, said first and from which day; empty for none.

    For a day before that the act is told to have been ended later.
    """
    quotes = ended_by(edition, title, apart=apart)
    begun = begins(edition, quotes[0].entry) if quotes else []
    claims = [_direct(quote, title, on, begun) for quote in quotes[:1]]
    claims += [ground(quote) for quote in quotes[1:]]
    return claims + begun


def _direct(quote: Quote, title: str, on: date, begun: Sequence[Claim]) -> Claim:
    # an act that was amended since ended it when its first text began
    day = first_begun(quote.entry) or quote.entry.head.effective
    if day is None or not _IS_ENDED.search(quote.text + quote.entry.head.title):
        return ground(quote)
    if day <= on:
        words = f"《{title}》已经废止：{source_words(quote)}规定“{shown(quote)}”。"
        return Claim(words, (quote,))
    words = f"《{title}》到{spoken(day)}才废止：{source_words(quote)}规定“{shown(quote)}”。"
    return Claim(words, (quote, *(q for claim in begun for q in claim.quotes)))


def not_ended(edition: Edition, entry: DocumentEntry, today: date) -> list[Claim]:
    """没有查到它已经废止或者失效, with the day from which the text holds and its clause.

    Empty where the text has ended, has not begun, or tells no day from which it holds: then
    nothing in the library bears its force out.
    """
    begun = entry.head.effective
    if is_past(entry) or entry.head.status is Validity.NOT_YET or begun is None or begun > today:
        return []
    clauses = begins(edition, entry)
    telling = [c for c in clauses if tells(c, begun)]
    if not telling:
        return []
    day = spoken(begun)
    since = f"这一文本是{day}修改的" if "修" in telling[0].quotes[0].text else f"它自{day}起施行"
    words = f"没有查到它已经废止或者失效：库中没有废止《{title_of(entry)}》的文件，{since}。"
    return [Claim(words, telling[0].quotes), *clauses]
