"""Which texts of one act a question holds against each other: of two days, or around a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.store import DocumentEntry
from graph.versions import COMMENTARY
from qa.asked.asked_dates import AskedDate, dates_of_acts
from qa.asked.question import Question
from qa.shelf.shelf import version_date


@dataclass(frozen=True, slots=True)
class State:
    """An act as it stood."""

    label: str
    """When: words of the question, else 修改前 or 修改后."""
    entry: DocumentEntry
    asked: AskedDate | None
    """None where the question names no day of it."""


# 以前写过没有, 之前那版, 老细则, 改之前呢, 原来怎么写
_BEFORE = re.compile(
    r"旧|此前|老(?:版|法|条例|规定|办法|细则|的|文本)|原(?:来|先|本|版|法|条例|规定|办法)|从前|过去|先前"
    r"|(?<![年月日])(?:以前|之前)|(?:订|改|正)(?:[以之]?前|了?之前)|上一版|前一版"
)
# 现在还这么要求吗, 新条例, 修订以后, 不再
_SINCE = re.compile(
    r"现在|现行|目前|如今|眼下|新(?:修订|修正|通过|公布|出台|法|版|条例|规定|办法|细则|的|文本)"
    r"|(?:订|改|正)(?:了)?(?:[以之]?后|过)|还[^，。？]{0,16}[吗么不没]|不再|后来"
)
# 前后有什么不同, 改了没有, 以后还能都…吗: one text beside the other, though neither is named
_CHANGE = re.compile(
    r"以后[^，。？]{0,20}还|还能都|不再|改了|变了|有什么变化|新旧(?!动能)|前后"
    r"|(?:订|改|正)[^，。？]{0,10}后[^，。？]{0,8}(?:涨|升|提高|增加|降|减少|缩短|延长)了?(?:多少|几)"
)

# 2027年起的新法还是九个月吗: is held against the text before
_STILL = re.compile(
    r"还(?:是|这么|这样|要求|写|要|有|能|可以|得|需要|归|由|按)[^，。？]{0,14}[吗么]"
)


def states_of(
    question: Question, works: Iterable[Sequence[DocumentEntry]], today: date
) -> dict[str, tuple[State, ...]]:
    """Of each work the texts that the question asks about, in its order; none with fewer than two.

    ``works`` are all texts of each.
    """
    days, change = _dates(question), _asks_change(question)
    if len(days) < 2 and not change:
        return {}
    texts = {versions[0].head.policy_id: _in_order(versions) for versions in works}
    found = {
        work: _of_days(held, days) or (_around_change(question, held, today) if change else ())
        for work, held in texts.items()
        if len(held) > 1
    }
    return {work: states for work, states in found.items() if states}


def _of_days(texts: Sequence[DocumentEntry], days: Sequence[AskedDate]) -> tuple[State, ...]:
    """The texts of several days; none where one text is that of all."""
    of_days: dict[str, State] = {}
    for asked in days:
        entry = _on(texts, asked.last)
        of_days.setdefault(entry.id, State(asked.text, entry, asked))
    return tuple(of_days.values()) if len(of_days) > 1 else ()


def _dates(question: Question) -> list[AskedDate]:
    """The days that are asked about and those that name a text of an act, in their order."""
    named = dates_of_acts(question.chinese, question.policies)
    found = {asked.text: asked for asked in (*question.dates, *named)}
    return sorted(found.values(), key=lambda asked: _place(question.chinese, asked.text))


def _place(text: str, words: str) -> int:
    """Where the words stand; behind all others where they are not the question's own."""
    place = text.find(words)
    return place if place >= 0 else len(text)


def _asks_change(question: Question) -> bool:
    words = question.chinese
    both = _BEFORE.search(words) and (_SINCE.search(words) or question.dates)
    still = _STILL.search(words) and (question.new_version or question.dates)
    return bool(both or still or question.asks_change or _CHANGE.search(words))


def _around_change(
    question: Question, texts: Sequence[DocumentEntry], today: date
) -> tuple[State, ...]:
    """The text after the change that is meant, and the one before it."""
    words = question.chinese
    before, since = _BEFORE.search(words), _SINCE.search(words)
    asked = question.dates[0] if question.dates else None
    place = max(1, texts.index(_changed(question, texts, asked, today)))
    older, newer = State("修改前", texts[place - 1], None), State("修改后", texts[place], None)
    first = before and (since is None or before.start() < since.start())
    return (older, newer) if first else (newer, older)


def _changed(
    question: Question, texts: Sequence[DocumentEntry], asked: AskedDate | None, today: date
) -> DocumentEntry:
    """The text that a change of the asked day made, else the one in use on it or today."""
    if asked is None:
        return texts[-1] if question.new_version else _on(texts, today)
    made = [t for t in texts if any(_within(d, asked) for d in (t.head.written, t.head.published))]
    return made[-1] if made else _on(texts, asked.last)


def _within(day: date | None, asked: AskedDate) -> bool:
    return day is not None and asked.first <= day <= asked.last


def _in_order(versions: Sequence[DocumentEntry]) -> list[DocumentEntry]:
    """One text for each day from which a version counts, the earliest first."""
    of_day: dict[date, DocumentEntry] = {}
    for entry in sorted(versions, key=lambda e: (version_date(e), e.id)):
        if entry.head.doc_type not in COMMENTARY:
            of_day.setdefault(version_date(entry), entry)
    return list(of_day.values())


def _on(texts: Sequence[DocumentEntry], day: date) -> DocumentEntry:
    """The text in use on a day; the first where none was yet."""
    begun = [t for t in texts if version_date(t) <= day]
    return begun[-1] if begun else texts[0]
