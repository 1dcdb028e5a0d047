"""That an act still stands as far as the library knows: no text ends it, and when it began."""

from __future__ import annotations

from datetime import date

from graph.model import Validity
from graph.store import DocumentEntry
from qa.claim import Claim
from qa.commencement import begins, spoken, tells, title_of
from qa.retrieve import is_past
from qa.shelf import Edition


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
