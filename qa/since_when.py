"""Whether a text holds since a day, or stands unchanged: 能说它从2001年起就管用吗？"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.dates import find_dates
from graph.store import DocumentEntry
from qa.asked_dates import AskedDate
from qa.claim import Claim
from qa.commencement import begins, history
from qa.from_heads import by_title
from qa.question import Question
from qa.rank import Inquiry
from qa.retrieve import Scope
from qa.shelf import Edition, version_date
from qa.timely import in_time

_SAYS = (
    r"(?:能|可以|敢)(?:不能|不可以)?(?:就|直接)?(?:说|讲|认为|当作|断定)"
    r"|是不是(?:说|等于)|等于说|意味着"
)
_HOLDS = r"管用|施行|生效|有效|实施|执行|适用|在用|算数|作数"
_UNCHANGED = r"(?:没有?|未)(?:再)?(?:改|动|变|修)|原样|原封不动"
# 能说这份文本从2001年起就管用吗, 是不是说它2005年以来一个字没动过
_MAY_ONE_SAY = re.compile(rf"(?:{_SAYS})[^。？]{{0,40}}(?:{_HOLDS}|{_UNCHANGED})")
# 能拿这份条例来断2015年的事吗
_TO_A_CASE = re.compile(
    r"能(?:不能)?(?:拿|用|依|按|照|引用?)[^，。？]{0,16}(?:条例|办法|规定|细则|解释|法|文本|那份|这份)"
    r"(?:来|去)?(?:断|判|办|处理|管|罚|定|审)[^，。？]{0,6}[吗么？?]"
)


def since_when(question: Question, edition: Edition, scope: Scope, today: date) -> list[Claim]:
    """不对：…, with the day from which the text holds and the lines that tell of its making.

    Empty where something else is asked, where no one act or no day is named, and where the text
    tells of no later beginning or change.
    """
    word = _word_of_no(question)
    # 现在的文本 names a text, and no day
    days = tuple(d for d in question.dates if d.first != today)
    works = _works(question, edition, scope) if word and days else set()
    if len(works) != 1:
        return []
    entry = _current(edition, works.pop(), today)
    told, late = in_time(replace(question, dates=days[-1:]), edition, entry)
    lines = history(edition, entry)
    changed = _later(lines, days[-1])
    if not late and not changed:
        return []
    first, *rest = told if late else [changed[-1], *told]
    claims = [Claim(f"{word}：{first.text}", first.quotes, premise=first.premise)]
    for claim in (*rest, *begins(edition, entry), *lines):
        if not any(_says_again(claim, other) for other in claims):
            claims.append(claim)
    return claims


def _works(question: Question, edition: Edition, scope: Scope) -> set[str]:
    documents = sorted(scope.named) or by_title(Inquiry.of(question, edition, scope))[:1]
    return {edition.entries[i].head.policy_id for i in documents}


def _says_again(claim: Claim, told: Claim) -> bool:
    """Whether a claim's quote lies in one of the other's, or holds it."""
    return any(
        one.entry.id == other.entry.id
        and any(a < d and c < b for a, b in one.spans for c, d in other.spans)
        for one in claim.quotes
        for other in told.quotes
    )


def _word_of_no(question: Question) -> str:
    """How no is said to what is asked; empty where neither is."""
    if _MAY_ONE_SAY.search(question.chinese):
        return "不对"
    bare = len(question.terms) < _TELLS_CASE
    return "不适用" if bare and _TO_A_CASE.search(question.chinese) else ""


_TELLS_CASE = 3
"""Words beside titles and days from which a question tells its case: the rules on that answer."""


def _current(edition: Edition, work: str, today: date) -> DocumentEntry:
    """The text that is in force, else the first that the library holds."""
    versions = sorted(edition.versions[work], key=lambda e: (version_date(e), e.id))
    begun = [e for e in versions if version_date(e) <= today]
    return begun[-1] if begun else versions[0]


def _later(lines: Sequence[Claim], asked: AskedDate) -> list[Claim]:
    """Lines of the note, beside its first, that tell of what was done after the day."""
    return [
        line
        for line in lines[1:]
        if any(d.value and d.value > asked.last for d in find_dates(line.text))
    ]
