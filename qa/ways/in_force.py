"""Whether an act held on a day, or has since it, with the clause or the note it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.dates import find_dates
from graph.store import DocumentEntry
from qa.asked.asked_dates import AskedDate, dates_of_acts
from qa.asked.asking_parts import asking_sentences
from qa.asked.question import Question
from qa.asked.terms import find_terms
from qa.claims.claim import Claim
from qa.claims.commencement import begins, first_begun, history, spoken, tells, title_of
from qa.search.rank import Inquiry
from qa.search.retrieve import Scope
from qa.shelf.shelf import Edition, version_date
from qa.ways.from_heads import by_title
from qa.ways.timely import in_time

# 施行了没有, 能用了吗, 是不是已经生效, 在用了吗
_ASKS_FORCE = re.compile(
    r"(?:施行|生效|实施|执行|起效|能用|可以用|开始用|在用|用上|用得上|算数|作数)了?(?:没有?|吗|么)[？?]?$"
    r"|(?:有没有|是否|是不是|已经?)[^，。？]{0,2}(?:施行|生效|实施|起效|在用|算数|作数)"
)
# 还适用2018年施行的那部条例吗, 能按这个办法处理吗: no, where it had not begun
_ASKS_APPLIES = re.compile(
    r"(?:适用|依照?|按照?|照|用)[^，。？]{0,24}(?:法|条例|办法|规定|细则|解释|决定)"
    r"(?:来|办|办理|处理|处罚|执行|申请|申报)?[^，。？]{0,4}?[吗么]?[？?]?$"
)


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


def force_on_day(question: Question, edition: Edition, scope: Scope, today: date) -> list[Claim]:
    """Whether the one act asked about held on the day that is asked about, or has since it.

    A no is said first, with the day from which the text holds; that a text held since a day or
    stands unchanged is denied with the lines of its note. Empty where something else is asked,
    and where no text tells of the day.
    """
    no = _word_of_no(question)
    if no and (denied := _denied(question, edition, scope, today, no)):
        return denied
    works = {edition.entries[i].head.policy_id for i in scope.named}
    if len(works) != 1 or len(question.dates) != 1 or not _asks_force(question):
        return []
    asked = question.dates[0]
    entry = _begun_by(edition, works.pop(), date.max if question.new_version else asked.last)
    told, late = in_time(question, edition, entry)
    if late:
        return told
    begun = _ASKS_FORCE.search(question.chinese)
    return _replaced(question, edition, entry) or (
        (_begun(asked, edition, entry) or told) if begun else []
    )


def _denied(
    question: Question, edition: Edition, scope: Scope, today: date, no: str
) -> list[Claim]:
    """不对：…, with the day from which the text of today holds and the lines of its note.

    Empty where no one act or day is meant, and where no text tells of a later beginning or change.
    """
    # 现在的文本 names a text, and no day
    days = tuple(d for d in question.dates if d.first != today)
    documents = sorted(scope.named) or by_title(Inquiry.of(question, edition, scope))[:1]
    works = {edition.entries[i].head.policy_id for i in documents}
    if len(works) != 1 or not days:
        return []
    entry = _begun_by(edition, works.pop(), today)
    told, late = in_time(replace(question, dates=days[-1:]), edition, entry)
    lines = history(edition, entry)
    found = told if late else [*_later(lines, days[-1])[-1:], *told]
    if not late and not _later(lines, days[-1]):
        return []
    claims = [Claim(f"{no}：{found[0].text}", found[0].quotes, premise=found[0].premise)]
    for claim in (*found[1:], *begins(edition, entry), *lines):
        if not any(_says_again(claim, other) for other in claims):
            claims.append(claim)
    return claims


def _word_of_no(question: Question) -> str:
    """How it is denied that a text holds since a day or for a case; empty where none is asked."""
    if _MAY_ONE_SAY.search(question.chinese):
        return "不对"
    bare = len(question.terms) < _TELLS_CASE
    return "不适用" if bare and _TO_A_CASE.search(question.chinese) else ""


_TELLS_CASE = 3
"""Words beside titles and days from which a question tells its case: the rules on that answer."""


def _asks_force(question: Question) -> bool:
    """Whether only the force of an act is asked for, and nothing of what it says."""
    if len(asking_sentences(question.chinese)) > 1:
        return False
    applies = _ASKS_APPLIES.search(question.chinese)
    case = applies and len(find_terms(question.chinese[: applies.start()])) >= _CASE
    return bool(_ASKS_FORCE.search(question.chinese) or (applies and not case))


_CASE = 5
"""Words, dates among them, that tell of a case before it is asked whether an act applies."""


def _begun_by(edition: Edition, work: str, day: date) -> DocumentEntry:
    """The last text that had begun by the day, else the first that the library holds."""
    versions = sorted(edition.versions[work], key=lambda e: (version_date(e), e.id))
    begun = [e for e in versions if version_date(e) <= day]
    return begun[-1] if begun else versions[0]


def _replaced(question: Question, edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """That another text of the act holds on the day than the one that its year names."""
    named = dates_of_acts(question.chinese, question.policies)
    asked, begun, first = question.dates[0], entry.head.effective, first_begun(entry)
    if len(named) != 1 or begun is None or not named[0].last < begun <= asked.last:
        return []
    clauses = [c for c in begins(edition, entry) if tells(c, begun)]
    if not clauses or (first and first >= named[0].first):
        return []
    since = f"《{title_of(entry)}》自{spoken(begun)}起施行的是新的文本"
    words = f"{since}，{asked.text}已经不是{named[0].text}的文本。"
    return [Claim(words, clauses[0].quotes, premise=question.chinese), *clauses[1:]]


def _begun(asked: AskedDate, edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """《…》自…起施行，…已经施行: where the clause gives the day from which the text holds."""
    begun = entry.head.effective
    clauses = begins(edition, entry)
    if begun is None or begun > asked.first or not clauses or not tells(clauses[0], begun):
        return []
    text = f"《{entry.head.title}》自{spoken(begun)}起施行，{asked.text}已经施行。"
    return [Claim(text, clauses[0].quotes, premise=asked.text), *clauses[1:]]


def _later(lines: Sequence[Claim], asked: AskedDate) -> list[Claim]:
    """Lines of the note, beside its first, that tell of what was done after the day."""
    return [
        line
        for line in lines[1:]
        if any(d.value and d.value > asked.last for d in find_dates(line.text))
    ]


def _says_again(claim: Claim, told: Claim) -> bool:
    """Whether a claim's quote lies in one of the other's, or holds it."""
    return any(
        one.entry.id == other.entry.id
        and any(a < d and c < b for a, b in one.spans for c, d in other.spans)
        for one in claim.quotes
        for other in told.quotes
    )
