"""Dates in a sentence: by when something is to be reached, and in which period it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

# 到2025年, 2025年底前, 到“十四五”末, 2019年8月底前. The long form is tried before the short one.
DEADLINE = re.compile(
    r"(?:(?<!直)到|至|截至)?(?P<year>20\d\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月)?(?:\s*(?P<day>\d{1,2})\s*日)?"
    r"(?:年?底|年?末|底|末)?(?P<before>之?前|以前|，|,|时)?"
    r"|(?:到|至)?[“\"]?(?P<plan>十[二三四五六七八]五)[”\"]?(?:规划)?(?P<span>末|期末|时期|期间)"
)
_PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_REACHED_BY = re.compile(r"到|至|[“\"]?十")
_UNTIL = re.compile(r"^(?:到|至)|前|底|末")
PERIOD_OF = re.compile(
    r"(?P<until>截至|截止到?|到)?\s*(?P<year>(?:19|20)\d\d)\s*年(?:上半年|下半年|前[一二三]季度|"
    r"第?[一二三四]季度)?(?:\s*(?P<month>\d{1,2})\s*月)?"
    r"(?:\s*(?P<day>\d{1,2})\s*日)?(?:年?底|末|初)?"
)
# 2020—2023年, 2019年至2021年: the values are of the whole span.
_SPAN_OF_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)\s*年?\s*(?:—|–|-|－|~|～|至|到)+\s*(?P<last>(?:19|20)\d\d)\s*年"
)


# 较2015年底提高, 与上年的2021年相比: what the value is compared with, not when it was.
_COMPARED_WITH = re.compile(r"(?:较|比|与|自|由)[^，。；]{0,10}$")


# 是2020年的3.1倍
_TIMES = re.compile(r"(?:年)?(?:同期)?的\s*[\d.]+\s*[余多]?倍")


@dataclass(frozen=True, slots=True)
class When:
    """A date with its place in the sentence."""

    iso: str
    """ISO 8601 as exact as the text; a span of years as first/last."""
    start: int
    end: int
    future: bool
    """Whether the words look ahead: 到2025年, 2025年底前."""


def deadlines(text: str) -> list[When]:
    """Every date of the sentence, in order, each with whether it is one to reach something by."""
    found = []
    for match in DEADLINE.finditer(text):
        words = match[0]
        if match["plan"]:
            found.append(When(str(_PLAN_ENDS[match["plan"]]), *match.span(), future=True))
            continue
        iso = _iso(match["year"], match["month"], match["day"])
        ahead = bool(_UNTIL.search(words)) and not words.startswith("截至")
        # 截至目前, 从2020年到2023年: a span that is over.
        ahead = ahead and not re.search(
            r"(?:从|自|截至|截止|—|-)[^，。；]{0,12}$|20\d\d年(?:度|底|末|\d{1,2}月)?$",
            text[: match.start()],
        )
        found.append(When(iso, *match.span(), future=ahead))
    return found


def planned(text: str) -> list[When]:
    """The dates by which a report says that something is to be reached: 到2027年, 2027年底前.

    2022年底 alone is when it was so.
    """
    words = ((w, text[w.start : w.end]) for w in deadlines(text) if w.future)
    return [w for w, printed in words if _REACHED_BY.match(printed) or _BEFORE_IT.search(printed)]


_BEFORE_IT = re.compile(r"之?前$|以前$")


def _iso(year: str, month: str | None, day: str | None) -> str:
    parts = [year, *(f"{int(part):02d}" for part in (month, day) if part)]
    return "-".join(parts)


def is_ahead(text: str) -> bool:
    """Whether the text wants something reached by a time: 到2027年… But 某年前 dates a duty."""
    return any(w.future and _REACHED_BY.match(text[w.start : w.end]) for w in deadlines(text))


def last_before(found: list[When], place: int) -> When | None:
    before = [w for w in found if w.end <= place]
    return before[-1] if before else None


def period_before(text: str, until: int) -> When | None:
    """The period that was told last in front of a place: 截至2023年6月, 2022年上半年."""
    found = [
        m
        for m in PERIOD_OF.finditer(text, 0, until)
        if not (_COMPARED_WITH.search(text, 0, m.start()) or _TIMES.match(text, m.end()))
        or _SPAN_OF_YEARS.match(text, m.start())
    ]
    if not found:
        return None
    match = found[-1]
    if span := next(
        (s for s in _SPAN_OF_YEARS.finditer(text) if s.end() >= match.end() > s.start()), None
    ):
        return When(f"{span['first']}/{span['last']}", *span.span(), future=False)
    iso = _iso(match["year"], match["month"], match["day"])
    return When(iso, *match.span(), future=False)


def without_dates(words: str) -> str:
    """The words without the periods in them."""
    return PERIOD_OF.sub("", _SPAN_OF_YEARS.sub("", words))
