"""Days counted on: 自施行之日起十二个月内 from an act's own day, else from the day asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.quantities import find_quantities
from qa.asked.asks import Ask
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import counted_on, year_end_after
from qa.claims.claim import Claim, DayCount, Quote
from qa.claims.commencement import begins, lines_of_day, spoken
from qa.claims.quoting import quote_of, source_words
from qa.numbers.day_counts import (
    asks_end,
    counted,
    event_of,
    from_asked_day,
    names_period,
    periods_asked,
    sets_term,
    working,
)
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

_FROM_COMMENCEMENT = re.compile(r"(?:施行|实施|生效)之日起")
# 在本意见出台半年内: from the day that the document bears
_FROM_ISSUE = re.compile(
    r"本(?:意见|通知|决定|办法|规定|方案|条例|法|规划|纲要)(?:出台|印发|公布|发布|下发)(?:之日|以|之)?[起后]?"
)
_ISSUE_ASKED = re.compile(r"(?:落款|成文|印发|发布|公布|出台)[^，。？]{0,4}(?:起|算)")
_ASKS_DAY = re.compile(
    r"最晚|最迟|最早|什么时候|何时|哪一?[天日年]|几月几[号日]|几[号日](?![内以])|截止|之前|到期|到哪(?:一?年|天)"
)
# 2025年3月10日到账，到12月1日还没发，过期了吗
_ASKS_PAST = re.compile(r"过期|逾期|超期|超时|来得及|来不来得及|(?:晚|迟)了|及时|按时|按期")
_DAY_AFTER = re.compile(
    r"(?:(?P<year>\d{4}|当|同|次|第二)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
)


def deadline(
    question: Question,
    edition: Edition,
    units: Sequence[Scored],
    ranked: Sequence[Scored] = (),
) -> list[Claim]:
    """最晚2023年3月1日, where the rule gives a period and a day is known from which it runs.

    The rule is the one of the units with a period that the question names, else the first of its
    act among those ``ranked`` that sets the term whose end is asked for, else the first unit.
    """
    days = past_days(question)
    if not days and not _ASKS_DAY.search(question.chinese):
        return []
    if days:
        held = (_past(question, quote_of(edition, s), *days) for s in units[:_MOST])
        return next(filter(None, held), [])
    named = [s for s in units[:_MOST] if names_period(question, quote_of(edition, s))]
    terms = _setting_term(edition, units[0], ranked) if asks_end(question) and not named else []
    meant = named[:1] or [*terms, units[0]]
    return next(filter(None, (_counted_on(question, edition, s) for s in meant)), [])


def _setting_term(edition: Edition, first: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    """The first unit of the act of the first one that sets a term; none where none does."""
    near = (s for s in ranked[:_NEAR] if s.entry.id == first.entry.id)
    return [s for s in (first, *near) if sets_term(quote_of(edition, s))][:1]


def _counted_on(question: Question, edition: Edition, scored: Scored) -> list[Claim]:
    quote = quote_of(edition, scored)
    return (
        _from_own_day(question, edition, scored, quote)
        or _from_asked_year(question, quote)
        or from_asked_day(question, edition, scored, quote)
    )


_MOST = 4
"""Units of which one may give the period."""
_NEAR = 20
"""Units among which a term is looked for."""


# 从开始盈利的年度起连续五年, 自获利年度起三年内
_YEARS_FROM = re.compile(
    r"(?:从|自)(?P<what>[^，,。；;]{2,10}?)的?(?:当年|年度)起[^，,。；;]{0,6}$"
)
_WHAT_HAPPENED = 12
"""Characters behind a year in which the question says what happened in it."""


def _from_asked_year(question: Question, quote: Quote) -> list[Claim]:
    """到2026年：2022年起五年, of whole years the first of which is the one that the rule names."""
    for period in (q for q in find_quantities(quote.text) if q.unit == "年"):
        since = _YEARS_FROM.search("".join(quote.text[: period.start].split()))
        years = {
            day.first
            for day in question.dates
            if since and in_common(since["what"], _behind(question, day.text))
        }
        last = year_end_after(min(years), period, first_counts=True) if len(years) == 1 else None
        if last and period.value_max is None:
            begun = min(years)
            text = f"到{last.year}年：{begun.year}年起{period.text}（{source_words(quote)}）。"
            count = DayCount(begun, period, last, first_counts=True)
            return [Claim(text, (quote,), days=count, premise=question.whole)]
    return []


def _behind(question: Question, words: str) -> str:
    behind = question.whole.partition(words)[2]
    return re.split(r"[，。；？\d]", behind[:_WHAT_HAPPENED])[0]


def _from_own_day(
    question: Question, edition: Edition, scored: Scored, quote: Quote
) -> list[Claim]:
    """From the day of the document itself: its commencement, or the day that it bears."""
    head = scored.entry.head
    commences = _FROM_COMMENCEMENT.search(quote.text)
    since = commences or _FROM_ISSUE.search(quote.text)
    begun = head.effective if commences else head.written or head.published
    if since:
        periods = [q for q in find_quantities(quote.text) if q.start >= since.end()][:1]
        periods = [q for q in periods if q.start - since.end() <= 1]
    else:
        asked = periods_asked(question, quote) if _ISSUE_ASKED.search(question.chinese) else []
        periods = [q for q in asked if not event_of(quote, q)]
    wants = {Ask.WHEN, Ask.EFFECTIVE, Ask.PERIOD} & set(question.asks)
    last = counted_on(begun, periods[0]) if begun and len(periods) == 1 and wants else None
    if begun is None or last is None:
        return []
    if commences:
        named = [q for claim in begins(edition, scored.entry) for q in claim.quotes]
    else:
        named = lines_of_day(edition, scored.entry, begun)
    first = [q for q in named if _names(q, begun)]
    if not first:
        return []
    period, count = periods[0], DayCount(begun, periods[0], last)
    text = (
        f"最晚{spoken(last)}：自{spoken(begun)}起{period.text}（{source_words(quote)}、"
        f"{first[0].locator}{working(period)}）。"
    )
    return [Claim(text, (quote, first[0]), days=count)]


def past_days(question: Question) -> tuple[date, date] | None:
    """Where it is asked whether a day is past: the day named first and that later one.

    The year of the later one may be meant only: 2025年3月10日到账，到12月1日还没发.
    """
    if not _ASKS_PAST.search(question.chinese):
        return None
    days = [d for d in question.dates if d.first == d.last and d.text in question.chinese]
    if not days:
        return None
    begun, behind = days[0].first, question.chinese.index(days[0].text) + len(days[0].text)
    told = _DAY_AFTER.search(question.chinese, behind)
    if told is None:
        return None
    year = begun.year
    if told["year"] and told["year"].isdigit():
        year = int(told["year"])
    elif told["year"] in ("次", "第二"):
        year += 1
    try:
        until = date(year, int(told["month"]), int(told["day"]))
    except ValueError:  # 2月30日
        return None
    return (begun, until) if until > begun else None


def _past(question: Question, quote: Quote, begun: date, until: date) -> list[Claim]:
    """已经过期：最晚…, for a day that lies behind the last one of the rule's period."""
    count = counted(question, quote, begun)
    if count is None:
        return []
    said = "已经过期" if until > count.last else "没有过期"
    words = f"最晚{spoken(count.last)}：自{spoken(begun)}起{count.period.text}"
    text = f"{said}：{words}（{source_words(quote)}{working(count.period)}）。"
    days = replace(count, until=until)
    return [Claim(text, (quote,), days=days, premise=question.chinese)]


def _names(quote: Quote, day: date) -> bool:
    return spoken(day) in "".join(quote.text.translate(_WIDE).split())


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
