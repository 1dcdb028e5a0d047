"""When a text was last revised and from which day it holds, where its first clause is older."""

from __future__ import annotations

import re

from graph.dates import find_dates
from graph.store import DocumentEntry
from qa.claim import Claim, Quote
from qa.commencement import BEGINS, begun_on, clauses_with, fact_of, own_start, title_of
from qa.question import Question
from qa.quoting import ground, shown, source_words
from qa.shelf import Edition

# 哪年修订的, 什么时候改的, 最近一次修正是哪天
_ASKS_REVISED = re.compile(
    r"(?:哪一?[年天日月]|何时|什么时候|啥时候|几月几[号日])[^，。？]{0,4}(?:修订|修正|修改|改)(?!前|后|以)"
    r"|(?:修订|修正|修改)(?:的)?(?:时间|日期|是|于|在)[^，。？]{0,4}(?:哪|何时|什么时候|几月)"
)
_KINDS = re.compile(r"修订|修正|修改")


def last_revision(question: Question, edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The day of the last revision, then what the text tells of the day from which it holds.

    Empty where the question asks for no revision, or the note under the title tells of none.
    """
    fact = fact_of(entry, "written")
    if not _ASKS_REVISED.search(question.chinese) or fact is None or fact.evidence is None:
        return []
    kind = _KINDS.findall("".join(fact.evidence.quote.split()))
    day = find_dates(fact.evidence.quote)
    if not kind or not day:
        return []
    note = Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
    title = title_of(entry)
    words = f"《{title}》最近一次{kind[-1]}是在{_spoken(day[0].iso)}：“{shown(note)}”。"
    return [Claim(words, (note,)), *_since_then(edition, entry)]


def _spoken(iso: str) -> str:
    year, *rest = iso.split("-")
    return f"{year}年" + "".join(f"{int(n)}{u}" for n, u in zip(rest, "月日", strict=False))


def _since_then(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The day from which the revised text holds, or that its clause is of the first version."""
    clauses = list(clauses_with(edition, entry, BEGINS))[:1]
    if own := own_start(edition, entry, ()):
        return [own]
    if not clauses:
        return []
    clause = clauses[0]
    if fact_of(entry, "first_effective") is None:
        day = entry.head.effective
        begun = begun_on(edition, entry, clause, day) if day else None
        return [begun] if begun else []
    if not find_dates(clause.text):  # 本法自公布之日起施行
        return [ground(clause)]
    words = (
        f"{source_words(clause)}的“{shown(clause)}”是首次施行的日期，"
        "修改后的文本从哪天起施行，文中没有另写。"
    )
    return [Claim(words, (clause,))]
