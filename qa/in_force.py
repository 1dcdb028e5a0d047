"""Whether an act was in force on a day, in one sentence with the clause it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.store import DocumentEntry
from qa.asked_dates import AskedDate, dates_of_acts
from qa.asking_parts import asking_sentences
from qa.claim import Claim, Quote
from qa.commencement import begins, first_begun, spoken, tells, title_of
from qa.facts import ended_by
from qa.question import Question
from qa.quoting import ground, shown, source_words
from qa.retrieve import Scope
from qa.shelf import Edition, version_date
from qa.terms import find_terms
from qa.timely import in_time

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
_IS_ENDED = re.compile(r"废止|失效")


def force_on_day(question: Question, edition: Edition, scope: Scope) -> list[Claim]:
    """Whether the one act that is named was in force on the one day that is asked about.

    Empty where something else is asked, and where no text tells from which day the act holds.
    """
    works = {edition.entries[i].head.policy_id for i in scope.named}
    simple = len(works) == 1 and len(question.dates) == 1
    if not simple or len(asking_sentences(question.chinese)) > 1:
        return []
    asks_force = _ASKS_FORCE.search(question.chinese)
    applies = _ASKS_APPLIES.search(question.chinese)
    if not asks_force and (applies is None or _tells_case(question, applies.start())):
        return []
    entry = edition.entries[min(scope.named)]
    if question.new_version:  # 新的条例生效了吗: the last text, begun or not
        entry = max(edition.versions[entry.head.policy_id], key=version_date)
    told, late = in_time(question, edition, entry)
    if late:
        return told
    if replaced := _replaced(question, edition, entry):
        return replaced
    return (_begun(question.dates[0], edition, entry) or told) if asks_force else []


def _tells_case(question: Question, end: int) -> bool:
    """Whether the question tells of what happened before it asks: the rules on that answer it."""
    return len(find_terms(question.chinese[:end])) >= _CASE


_CASE = 5
"""Words, dates among them, that tell of a case."""


def _replaced(question: Question, edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """That another text of the act holds on the day than the one that its year names."""
    named = dates_of_acts(question.chinese, question.policies)
    asked = question.dates[0]
    begun = entry.head.effective
    if len(named) != 1 or begun is None or not named[0].last < begun <= asked.last:
        return []
    first = first_begun(entry)
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
