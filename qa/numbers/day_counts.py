"""The end of a rule's period, counted on from the day of the question from which it runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from graph.model import Comparator
from graph.names import fold
from graph.quantities import PERIOD, Quantity, find_quantities
from qa.asked.asked_dates import AskedDate
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.arithmetic import counted_on, year_end_after
from qa.claims.claim import Claim, DayCount, Quote
from qa.claims.commencement import first_begun, spoken
from qa.claims.quoting import sentences_with, source_words
from qa.numbers.direct import nearest
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

# 截止于作者死亡后第五十年的12月31日
_TO_YEAR_END = re.compile(r"年的?(?:12|十二)月(?:31|三十一)日")
# 届满前六个月, 开庭三日前: counted back, which is not done here.
_COUNTED_BACK = re.compile(r"^(?:之?前|以前)")
_BEFORE_END = re.compile(r"(?:届满|期满|到期|开庭|召开)前?$")
# 到哪天保护期满, 什么时候到期, 有效期到哪天, 到哪一年就不受保护了
_OF_TERM = re.compile(
    r"到期|期满|满期|届满|过期|失效|(?:保护|有效|保证)期|(?:保护|保)到|不受[^，。？]{0,4}保护"
)
_WORKING = "；只扣除了周六、周日，没有计入法定节假日和调休"
# 以较前日期为准: of the days that a period may run from
_EARLIER = re.compile(r"以(?:较|最)?(?:前|早|先)[^，。；]{0,4}为准")
_LATER = re.compile(r"以(?:较|最)?(?:后|晚|迟)[^，。；]{0,4}为准")
_OLDER = "；起算日早于这一文本的施行，当时的期限可能不同"


def counted(
    question: Question, quote: Quote, begun: date, *, to_year_end: bool = False
) -> DayCount | None:
    """The one period of the quote that the question is about, counted on from the day."""
    periods = periods_asked(question, quote)
    if len({(q.value, q.unit) for q in periods}) != 1:
        return None
    last = (year_end_after if to_year_end else counted_on)(begun, periods[0])
    return DayCount(begun, periods[0], last, to_year_end=to_year_end) if last else None


def periods_asked(question: Question, quote: Quote) -> list[Quantity]:
    """The periods that run on and that the question is about: of its own length, if it says one."""
    periods = [q for q in find_quantities(quote.text) if q.kind == PERIOD and _runs_on(quote, q)]
    meant = [q for q in periods if (q.value, q.unit) in _said(question)]
    return meant or nearest(question, periods, quote.text, of_one=True)


# 有效期为十年; 保护期限，自授权公告之日起，木本植物为25年
_TERM = re.compile(
    r"(?:期限|有效期|保护期|保证期间)[^。；]{0,40}为[\d一二三四五六七八九十]+(?:个月|年)"
)


def sets_term(quote: Quote) -> bool:
    return bool(_TERM.search(quote.text))


def asks_end(question: Question) -> bool:
    """Whether the end of a term is asked for: 哪天到期, 保护到哪一年."""
    return bool(_OF_TERM.search(question.chinese))


def names_period(question: Question, quote: Quote) -> bool:
    """Whether the question itself gives the length of a period of the quote: 要求半年内修订."""
    return any((q.value, q.unit) in _said(question) for q in find_quantities(quote.text))


def _said(question: Question) -> set[tuple[float, str]]:
    return {(q.value, q.unit) for q in question.quantities if q.kind == PERIOD}


def from_asked_day(
    question: Question, edition: Edition, scored: Scored, quote: Quote
) -> list[Claim]:
    """From the day of the question that the rule names: 2024年3月1日起公示, 2000年去世."""
    to_year_end = bool(_TO_YEAR_END.search(quote.text))
    asked = _day_of_event(question, quote, periods_asked(question, quote))
    count = counted(question, quote, asked.first, to_year_end=to_year_end) if asked else None
    if asked is None or count is None:
        return []
    exact = asked.first == asked.last or to_year_end
    of_term = asks_end(question)
    if not (exact or (of_term and count.period.unit == "年")):
        return []
    ends_before = _day_before(edition, quote) if of_term and exact and not to_year_end else []
    if ends_before:
        count = replace(count, last=count.last - timedelta(days=1), day_before=True)
    quotes = (quote, *ends_before)
    period, last = count.period, count.last
    amended = first_begun(scored.entry) is not None
    held = scored.entry.head.effective
    older = _OLDER if of_term and amended and held and asked.first < held else ""
    sources = "、".join(source_words(q) for q in quotes)
    source = f"（{sources}{working(period)}{older}）"
    by = "按这一文本算，" if older else ""
    if to_year_end:
        text = (
            f"{by}到{spoken(last)}：{asked.first.year}年之后{period.text}，止于当年年底{source}。"
        )
    elif exact:
        bound = "到" if of_term else _bound(period)
        until = "，届满日为相应日的前一日" if ends_before else ""
        text = f"{by}{bound}{spoken(last)}：自{spoken(asked.first)}起{period.text}{until}{source}。"
    else:  # 2010年1月 and 十五年 make 2025年1月
        reached = f"{asked.first.year + int(period.value)}年{asked.text.partition('年')[2]}"
        text = f"{by}到{reached}：自{asked.text}起{period.text}{source}。"
    return [Claim(text, quotes, days=count, premise=question.chinese)]


# 自登记之日起三十日内, 从开始盈利的年度起连续五年, 收到通知后十日内: what the period runs from
_EVENT = re.compile(
    r"(?:自|从|在)?(?P<what>[^，,。；;：:]{2,40}?)"
    r"(?:之日|当[日天年]|[年月]度|之后|以后|后|届满|期满|时)起?(?:的|算)?[，,]?[^，,。；;]{0,14}$"
)
# 为十年，自核准注册之日起计算; 五十年，截止于作品首次发表后第五十年
_EVENT_BEHIND = re.compile(
    r"^[^。；;]{0,60}?[，,](?:均)?(?:(?:自|从)(?P<from>[^，,。；;]{2,40}?)日?起(?:计算|算)"
    r"|截止于(?P<after>[^，,。；;]{2,20}?)后第)"
)
_CLAUSE = re.compile(r"[，,、。；？]")


def event_of(quote: Quote, period: Quantity) -> str:
    """From what the rule counts the period; empty where it does not say."""
    behind = _EVENT_BEHIND.match("".join(quote.text[period.outer[1] :].split()))
    if behind:
        return behind["from"] or behind["after"]
    before = _EVENT.search("".join(quote.text[: period.outer[0]].split()))
    return before["what"] if before else ""


def _day_of_event(
    question: Question, quote: Quote, periods: Sequence[Quantity]
) -> AskedDate | None:
    """The one day of the question of which it says from what the period runs.

    收到许可费 is not 开始盈利, and a day of a grant is none of an application. A rule that takes
    the earlier of two days is counted only where the question says of all its days that they are
    such. Where the rule does not say from what, the only day of the question.
    """
    days = [d for d in question.dates if d.text in question.chinese]
    event = next((what for q in periods if (what := event_of(quote, q))), "")
    if not event:
        return days[0] if len(days) == 1 else None
    own = [d for d in days if _says(question, d.text, event)]
    of_two = _EARLIER.search(quote.text) or _LATER.search(quote.text)
    if of_two and len(own) > 1 and len(own) == len(days):
        ends = min if _EARLIER.search(quote.text) else max
        return ends(own, key=lambda d: d.first)
    return own[0] if len(own) == 1 and not (of_two and len(days) > 1) else None


def _says(question: Question, day: str, event: str) -> bool:
    """Whether the question says of its day, in the clause around it, that it is of the event."""
    clause = next((c for c in _CLAUSE.split(question.chinese) if day in c), "")
    said = [form for t in question.terms if t.text in clause for form in t.forms]
    return any(in_common(event, words) for words in (clause, *said))


# 商标法第三十九条规定的有效期…，期限最后一月相应日的前一日为期限届满日
_ENDS_BEFORE = re.compile(
    r"(?P<act>[\u3400-\u9fff]{2,12}(?:法|条例))第(?P<articles>.{1,30}?)条.{0,60}前一日为期限届满日"
)


def _day_before(edition: Edition, quote: Quote) -> list[Quote]:
    """What ends the term of this very article on the day before the like one of its last month."""
    words = "期限最后一月相应日的前一日为期限届满日"
    article = quote.locator.partition("条")[0]
    hits = edition.search(words, limit=8)
    found = [
        (q, told)
        for document in dict.fromkeys(hit.document_id for hit in hits)
        for q in sentences_with(edition, document, words, _ENDS_BEFORE)
        if (told := _ENDS_BEFORE.search(fold(q.text)))
    ]
    title = fold(quote.entry.head.title)
    return [
        q for q, told in found if title.endswith(told["act"]) and f"{article}条" in fold(q.text)
    ][:1]


def _runs_on(quote: Quote, period: Quantity) -> bool:
    behind, before = quote.text[period.end :], quote.text[: period.outer[0]]
    return not _COUNTED_BACK.match(behind) and not _BEFORE_END.search(before)


def _bound(period: Quantity) -> str:
    lower = (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return "不早于" if period.comparator in lower else "最晚"


def working(period: Quantity) -> str:
    return _WORKING if period.unit == "工作日" else ""
