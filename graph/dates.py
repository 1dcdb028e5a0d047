"""Dates as Chinese policy prints them, found in a text with their place and their ISO form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""One time zone since 1949, without summer time since 1991; needs no time zone data."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0}
_DIGITS |= {"両": 2, "两": 2, "元": 1}

# 2020年1月1日, 2020年１月１日, 2020 年 1 月, 1995年8月l日 (a scanned 1), 二〇一九年九月二十七日
_YEAR = r"(?P<year>(?:1[89]|2[01])\d{2}|[一二][〇○ＯO零一二三四五六七八九]{3})"
_SMALL = r"[\dlI]{1,2}|[一二三四五六七八九十元]{1,3}"
_CHINESE = re.compile(
    rf"(?<![\d一二三四五六七八九〇]){_YEAR}\s?年"
    rf"(?:\s?(?P<month>{_SMALL})\s?月(?:份|\s?(?P<day>{_SMALL})\s?[日号])?)?"
)

# 2020-01-01, 2020.1.1, 2020/1/1. Not read: 2020-01 alone, which may be a document's number.
_DASHED = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:1[89]|2[01])\d{2})(?P<mark>[-./])"
    r"(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d\-/])"
)

# 2021—2025年, 2021年至2025年, 2023-2025年
_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:1[89]|2[01])\d{2})\s?年?\s?(?:[—–\-~～]{1,2}|至|到)\s?"
    r"(?P<last>(?:1[89]|2[01])\d{2})\s?年(?!\s?[\d一二三四五六七八九十]+\s?月)"
)

# “十四五”, “十五五”, 十四五时期. The long form is tried first, so that “十五五” is the plan of
# 2026–2030 and “十五” that of 2001–2005. Without quotation marks a word of time must follow.
_ORDINAL = r"(?P<{}>[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])五"
_PLAN = re.compile(
    rf"[“\"「]{_ORDINAL.format('quoted')}[”\"」]"
    rf"|(?<![零一二三四五六七八九十百]){_ORDINAL.format('bare')}"
    r"(?=时期|期间|规划|计划|末|初期|中期|以来|开局|收官)"
)


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date, month, year or span of years as a text gives it."""

    start: int
    """Code points into the text that was searched, from 0."""
    end: int
    iso: str
    """As exact as the text: 2020-01-01, 2020-01, 2020, or an interval 2021/2025."""
    value: date | None
    """The day; None where the text names no day, or a day that no calendar has."""


def find_dates(text: str) -> list[TextDate]:
    """Every date in the text, in order, none overlapping another.

    >>> [d.iso for d in find_dates("“十五五”时期，自2027年1月1日起")]
    ['2026/2030', '2027-01-01']
    """
    found = [
        *(_interval(m) for m in _YEARS.finditer(text)),
        *(_calendar(m) for m in _CHINESE.finditer(text)),
        *(_calendar(m) for m in _DASHED.finditer(text)),
        *(_plan(m) for m in _PLAN.finditer(text)),
    ]
    dates: list[TextDate] = []
    for one in sorted((d for d in found if d), key=lambda d: (d.start, -d.end)):
        if not dates or one.start >= dates[-1].end:
            dates.append(one)
    return dates


def parse_date(text: str) -> date | None:
    """The day that the whole text names, or None: 2020-01-01, 2020年1月1日, 二〇二〇年一月一日.

    >>> parse_date("2020年1月")
    """
    dates = find_dates(text.strip())
    return dates[0].value if len(dates) == 1 and dates[0].end == len(text.strip()) else None


def small_number(text: str) -> int | None:
    """A number of at most two digits as dates and labels print it: 12, １２, 十二, l.

    >>> small_number("二十七")
    27
    """
    plain = unicodedata.normalize("NFKC", text).replace("l", "1").replace("I", "1")
    if plain.isdigit():
        return int(plain)
    tens, mark, ones = plain.rpartition("十")
    if not set(tens + ones) <= set(_DIGITS):
        return None
    if mark:
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return _DIGITS[ones] if len(ones) == 1 else None


def _year(text: str) -> int:
    return int("".join(c if c.isdigit() else str(_DIGITS[c]) for c in text))


def _calendar(match: re.Match[str]) -> TextDate | None:
    year = _year(match["year"])
    if not match["month"]:
        return TextDate(*match.span(), f"{year:04d}", None)
    month = small_number(match["month"])
    if month is None or not 1 <= month <= 12:
        return None
    if not match["day"]:
        return TextDate(*match.span(), f"{year:04d}-{month:02d}", None)
    day = small_number(match["day"])
    value = _day(year, month, day)
    if value is None:
        return None
    return TextDate(*match.span(), value.isoformat(), value)


def _day(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 0)
    except ValueError:
        return None


def _interval(match: re.Match[str]) -> TextDate | None:
    if match["first"] >= match["last"]:
        return None
    return TextDate(*match.span(), f"{match['first']}/{match['last']}", None)


def _plan(match: re.Match[str]) -> TextDate | None:
    """五年规划: the first began in 1953, the second in 1958, the third, after a gap, in 1966."""
    ordinal = small_number(match["quoted"] or match["bare"])
    if ordinal is None or ordinal < 1:
        return None
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return TextDate(*match.span(), f"{first}/{first + 4}", None)
