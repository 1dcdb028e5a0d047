"""Days counted on: 自施行之日起十二个月内 from an act's own day, else from the day asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from graph.model import Comparator
from graph.quantities import PERIOD, Quantity, find_quantities
from qa.asked.asks import Ask
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import counted_on, year_end_after
from qa.claims.claim import Claim, DayCount, Quote
from qa.claims.commencement import begins, spoken
from qa.claims.quoting import quote_of, source_words
from qa.numbers.direct import nearest
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

_FROM_COMMENCEMENT = re.compile(r"(?:施行|实施|生效)之日起")
_ASKS_DAY = re.compile(
    r"最晚|最迟|最早|什么时候|何时|哪一?[天日年]|几月几[号日]|几[号日](?![内以])|截止|之前|到期|到哪(?:一?年|天)"
)
# 2025年3月10日到账，到12月1日还没发，过期了吗
_ASKS_PAST = re.compile(r"过期|逾期|超期|超时|来得及|来不来得及|(?:晚|迟)了|及时|按时|按期")
_DAY_AFTER = re.compile(
    r"(?:(?P<year>\d{4}|当|同|次|第二)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
)
# 截止于作者死亡后第五十年的12月31日
_TO_YEAR_END = re.compile(r"年的?(?:12|十二)月(?:31|三十一)日")
# 届满前六个月, 开庭三日前: counted back, which is not done here.
_COUNTED_BACK = re.compile(r"^(?:之?前|以前)")
_BEFORE_END = re.compile(r"(?:届满|期满|到期|开庭|召开)前?$")
# 到哪天保护期满, 什么时候到期, 到哪一年就不受保护了
_OF_TERM = re.compile(r"到期|期满|满期|届满|过期|失效|保护(?:期|到)|不受[^，。？]{0,4}保护")
_WORKING = "；只扣除了周六、周日，没有计入法定节假日和调休"


def deadline(question: Question, edition: Edition, scored: Scored) -> list[Claim]:
    """最晚2023年3月1日, where the rule gives a period and a day is known from which it runs."""
    days = past_days(question)
    if not days and not _ASKS_DAY.search(question.chinese):
        return []
    quote = quote_of(edition, scored)
    if days:
        return _past(question, quote, *days)
    if _FROM_COMMENCEMENT.search(quote.text):
        return _from_commencement(question, edition, scored, quote)
    return _from_asked_year(question, quote) or _from_asked_day(question, quote)


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


def _from_commencement(
    question: Question, edition: Edition, scored: Scored, quote: Quote
) -> list[Claim]:
    wants = {Ask.WHEN, Ask.EFFECTIVE, Ask.PERIOD} & set(question.asks)
    begun = scored.entry.head.effective
    words = _FROM_COMMENCEMENT.search(quote.text)
    if not (wants and words and begun):
        return []
    period = next((q for q in find_quantities(quote.text) if q.start >= words.end()), None)
    last = counted_on(begun, period) if period else None
    if period is None or last is None or period.start - words.end() > 1:
        return []
    named = [q for claim in begins(edition, scored.entry) for q in claim.quotes]
    first = [q for q in named if _names(q, begun)]
    if not first:
        return []
    count = DayCount(begun, period, last)
    text = (
        f"最晚{spoken(last)}：自{spoken(begun)}起{period.text}（{source_words(quote)}、"
        f"{first[0].locator}{_working(period)}）。"
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
    count = _counted(question, quote, begun)
    if count is None:
        return []
    said = "已经过期" if until > count.last else "没有过期"
    words = f"最晚{spoken(count.last)}：自{spoken(begun)}起{count.period.text}"
    text = f"{said}：{words}（{source_words(quote)}{_working(count.period)}）。"
    days = replace(count, until=until)
    return [Claim(text, (quote,), days=days, premise=question.chinese)]


def _counted(
    question: Question, quote: Quote, begun: date, *, to_year_end: bool = False
) -> DayCount | None:
    """The one period of the quote that the question is about, counted on from the day."""
    periods = [q for q in find_quantities(quote.text) if q.kind == PERIOD and _runs_on(quote, q)]
    near = nearest(question, periods, quote.text)
    if len({(q.value, q.unit) for q in near}) != 1:
        return None
    last = (year_end_after if to_year_end else counted_on)(begun, near[0])
    return DayCount(begun, near[0], last, to_year_end=to_year_end) if last else None


def _from_asked_day(question: Question, quote: Quote) -> list[Claim]:
    """From the one day that the question names: 2024年3月1日起公示, 2000年去世."""
    days = [d for d in question.dates if d.text in question.chinese]
    if len(days) != 1:
        return []
    asked, to_year_end = days[0], bool(_TO_YEAR_END.search(quote.text))
    count = _counted(question, quote, asked.first, to_year_end=to_year_end)
    exact = asked.first == asked.last or to_year_end
    of_term = bool(_OF_TERM.search(question.chinese))
    if count is None or not (exact or (of_term and count.period.unit == "年")):
        return []
    if not _of_event(question, asked.text, quote, count.period):
        return []
    period, last = count.period, count.last
    source = f"（{source_words(quote)}{_working(period)}）"
    if to_year_end:
        text = f"到{spoken(last)}：{asked.first.year}年之后{period.text}，止于当年年底{source}。"
    elif exact:
        bound = "到" if of_term else _bound(period)
        text = f"{bound}{spoken(last)}：自{spoken(asked.first)}起{period.text}{source}。"
    else:  # 2010年1月 and 十五年 make 2025年1月
        reached = f"{asked.first.year + int(period.value)}年{asked.text.partition('年')[2]}"
        text = f"到{reached}：自{asked.text}起{period.text}{source}。"
    return [Claim(text, (quote,), days=count, premise=question.chinese)]


# 自登记之日起三十日内, 从开始盈利的年度起连续五年, 收到通知后十日内: what the period runs from
_EVENT = re.compile(
    r"(?:自|从|在)?(?P<what>[^，,。；;：:]{2,40}?)"
    r"(?:之日|当[日天年]|[年月]度|之后|以后|后|届满|期满|时)起?(?:的|算)?[，,]?[^，,。；;]{0,14}$"
)


def _of_event(question: Question, day: str, quote: Quote, period: Quantity) -> bool:
    """Whether the period runs from what the question says of its day; true where none is said.

    收到许可费 is not 开始盈利, and a day of a revision is no day of a grant.
    """
    event = _EVENT.search("".join(quote.text[: period.outer[0]].split()))
    if event is None:
        return True
    clause = next((c for c in _CLAUSE.split(question.chinese) if day in c), "")
    said = [form for t in question.terms if t.text in clause for form in t.forms]
    return any(in_common(event["what"], words) for words in (clause, *said))


_CLAUSE = re.compile(r"[，。；？]")


def _runs_on(quote: Quote, period: Quantity) -> bool:
    behind, before = quote.text[period.end :], quote.text[: period.outer[0]]
    return not _COUNTED_BACK.match(behind) and not _BEFORE_END.search(before)


def _bound(period: Quantity) -> str:
    lower = (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return "不早于" if period.comparator in lower else "最晚"


def _working(period: Quantity) -> str:
    return _WORKING if period.unit == "工作日" else ""


def _names(quote: Quote, day: date) -> bool:
    return spoken(day) in "".join(quote.text.translate(_WIDE).split())


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
