"""Whether the act, or the provision, that answers was in force on the day that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import Predicate
from graph.store import DocumentEntry
from qa.asked.asked_dates import AskedDate
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.commencement import (
    BEGINS,
    begins,
    clauses_with,
    first_begun,
    spoken,
    tells,
    title_of,
)
from qa.claims.quoting import ground, is_act, quote_at, quote_of, shown
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.shelf.shelf import Edition


def in_time(question: Question, edition: Edition, entry: DocumentEntry) -> tuple[list[Claim], bool]:
    """The clause of commencement, where the question is of one day; and whether it comes first.

    It comes first where the act began later than the day: then the library holds no text of that
    day, and what the act says did not hold yet.
    """
    asked = question.dates[0] if len(question.dates) == 1 else None
    if asked is None or not is_act(entry):
        return [], False
    clauses = begins(edition, entry)
    own = [ground(quote) for quote in clauses_with(edition, entry, BEGINS)]
    late = _begun_later(asked, entry, [*clauses, *own])
    if late is None:
        return clauses[:1], False
    asks_earlier = _ASKS_EARLIER.search(question.chinese)
    ends = clauses_with(edition, entry, _ENDS_EARLIER, last=3) if asks_earlier else ()
    return [late, *clauses[1:], *(ground(q) for q in ends)], True


# 那时管这事的是哪份文件: the act before, which 《…》同时废止 names
_ASKS_EARLIER = re.compile(r"那时|当时|那会儿|此前|之前|以前|原先|旧|老")
_ENDS_EARLIER = re.compile(r"(?:同时|即行)(?:废止|失效|停止)")

# 本法施行前已经受理的, 于2019年1月1日前作出的: what holds for cases older than the act
_EARLIER_CASES = re.compile(
    r"(?:施行|实施|公布|生效|成立)(?:之日)?(?:以)?前|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:以|之)?前"
)


def is_of_earlier_cases(words: str) -> bool:
    """Whether a rule says itself that it is for cases from before an act or a day."""
    return bool(_EARLIER_CASES.search(words))


def of_earlier_cases(inquiry: Inquiry, entry: DocumentEntry) -> list[Claim]:
    """The clause of an act for cases from before it, where one speaks of what is asked about."""
    text = inquiry.edition.text(entry.id)
    rules = [r for r in text.all_rules() if is_of_earlier_cases(text.read_rule(r).words)]
    units = inquiry.rank([Candidate(rule, entry, 0.0, {}) for rule in rules])
    telling = [
        u for u in units if is_of_earlier_cases(u.read.words) and u.coverage >= _ON_THE_MATTER
    ]
    return [ground(quote_of(inquiry.edition, u)) for u in telling[:1]]


_ON_THE_MATTER = 0.3
"""Share of the question's words that such a clause and what stands around it must hold."""

# 按哪部法算, 按哪个执行, 用修改前还是修改后的法, 按以前的规定…按现行的…
_ASKS_WHICH = re.compile(
    r"(?:按照?|依照?|照|用|适用|听|看)(?:哪|谁|当时|新的?还|旧的?还|老的?还|修[订改正][以之]?[前后])"
    r"(?:[^，。？]{0,8}(?:法|办|算|执行|处理|判|版|条例|规定|解释)|[个部份]?(?:[？?]|$)|时)"
    r"|(?:以前|之前|当时)的(?:规定|法|条例).*(?:现行|现在)"
)


# 施行前, 新旧法, 2009年8月: the laws are of different times
_OF_TIMES = re.compile(r"施行|实施|公布|修[订改正]|新|旧|老|以前|当时|(?:19|20)\d{2}年")


def asks_which_law(question: Question) -> bool:
    """Whether it is asked which of two laws holds for what lies before a change or across it."""
    words = question.chinese
    return bool(_ASKS_WHICH.search(words) and _OF_TIMES.search(words))


def on_the_change(inquiry: Inquiry, ranked: Sequence[Scored]) -> list[Scored]:
    """The clause on what lies before a change put first, where it is asked which law holds."""
    if asks_which_law(inquiry.question):
        for scored in ranked[:NEAREST]:
            of_change = is_of_earlier_cases(scored.read.lead + scored.read.words)
            if of_change and scored.coverage >= _ON_THE_MATTER:
                return [scored, *(s for s in ranked if s is not scored)]
    return list(ranked)


# 到2015年达到百分之二点五: the value of one year, and of no other
_BY_YEAR = re.compile(r"到((?:19|20)\d{2})年")


def of_another_year(question: Question, words: str) -> list[str]:
    """Why a value that is set for one year does not answer a question about another."""
    asked = {str(d.first.year) for d in question.dates}
    told = list(dict.fromkeys(_BY_YEAR.findall(words)))
    if len(question.dates) != 1 or not question.wants_number or not told or asked & set(told):
        return []
    return [f"库中的数值是到{'、'.join(told)}年的，没有{question.dates[0].text}的"]


def of_its_own_day(
    question: Question, edition: Edition, scored: Scored, today: date
) -> tuple[list[Claim], bool]:
    """The clause that gives the provision that answers days of its own; whether it comes first.

    It comes first where the provision does not hold on the day, by these days.
    """
    if not edition.validity.sets_apart(scored.entry.id):
        return [], False
    held = _provisions_around(edition, scored)
    said = [r for r in edition.relations(Predicate.DATES) if r.object in held]
    asked = question.dates[0] if len(question.dates) == 1 else None
    words, day = (asked.text, asked.last) if asked else ("现在", today)
    for relation in said:
        quote = quote_at(edition, scored.entry.id, relation.evidence.spans)
        since, until = (_day(relation.attribute(key)) for key in ("since", "until"))
        place = f"《{title_of(scored.entry)}》{held[relation.object]}"
        state = "还没有施行" if since and day < since else ""
        state = "已经不再施行" if until and until < day else state
        if state:
            text = f"{place}{words}{state}：“{shown(quote)}”。"
            return [Claim(text, (quote,), premise=question.chinese)], True
    return [ground(quote_at(edition, scored.entry.id, r.evidence.spans)) for r in said[:1]], False


def _provisions_around(edition: Edition, scored: Scored) -> dict[str, str]:
    """Ids of the provisions that hold the unit → their locators."""
    start, end = scored.spans[-1]
    provisions = edition.text(scored.entry.id).provisions.values()
    return {p.id: p.locator for p in provisions if p.start <= start and end <= p.end}


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _begun_later(asked: AskedDate, entry: DocumentEntry, clauses: list[Claim]) -> Claim | None:
    begun = entry.head.effective
    if begun is None or begun <= asked.last:
        return None
    first = first_begun(entry)
    which = "的这一文本" if first else ""
    if first and asked.last < first:  # not even the first text held
        begun, which = first, ""
    saying = [c for c in clauses if tells(c, begun)]
    if not saying:
        return None
    text = f"《{entry.head.title}》{which}自{spoken(begun)}起施行，{asked.text}还没有施行。"
    return Claim(text, saying[0].quotes, premise=asked.text)
