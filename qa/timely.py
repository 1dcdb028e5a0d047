"""Whether the act that answers was in force on the day that the question names."""

from __future__ import annotations

import re

from graph.store import DocumentEntry
from qa.asked_dates import AskedDate
from qa.claim import Claim
from qa.commencement import begins
from qa.question import Question
from qa.shelf import Edition

_NO_ACT = re.compile(r"报道|案例|摘要|解读")


def in_time(question: Question, edition: Edition, entry: DocumentEntry) -> tuple[list[Claim], bool]:
    """The clause of commencement, where the question is of one day; and whether it comes first.

    It comes first where the act began later than the day: then the library holds no text of that
    day, and what the act says did not hold yet.
    """
    asked = question.dates[0] if len(question.dates) == 1 else None
    if asked is None or _NO_ACT.search(entry.head.doc_type):
        return [], False
    clauses = begins(edition, entry)
    late = _begun_later(asked, entry, clauses)
    return ([late, *clauses[1:]], True) if late else (clauses[:1], False)


# 到2015年达到百分之二点五: the value of one year, and of no other
_BY_YEAR = re.compile(r"到((?:19|20)\d{2})年")


def of_another_year(question: Question, words: str) -> list[str]:
    """Why a value that is set for one year does not answer a question about another."""
    asked = {str(d.first.year) for d in question.dates}
    told = list(dict.fromkeys(_BY_YEAR.findall(words)))
    if len(question.dates) != 1 or not question.wants_number or not told or asked & set(told):
        return []
    return [f"库中的数值是到{'、'.join(told)}年的，没有{question.dates[0].text}的"]


def _begun_later(asked: AskedDate, entry: DocumentEntry, clauses: list[Claim]) -> Claim | None:
    begun = entry.head.effective
    if begun is None or begun <= asked.last:
        return None
    day = f"{begun.year}年{begun.month}月{begun.day}日"
    saying = [c for c in clauses if day in "".join(c.quotes[0].text.split())]
    if not saying:
        return None
    text = f"《{entry.head.title}》自{day}起施行，{asked.text}还没有施行。"
    return Claim(text, saying[0].quotes, premise=asked.text)
