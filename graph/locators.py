"""Locators: where in an act, read from 第七条第一款、第九条第（一）项至第（三）项.

A locator is a tuple of labels as ``Provision.path`` has them from the article down, e.g.
``("第四十五条", "第一款", "（三）")``; ``graph.model.locator`` prints it.
"""

from __future__ import annotations

import re

import cn2an

from graph.numerals import CHINESE_NUMERAL, parse_number

Locator = tuple[str, ...]

_NUMERAL = rf"(?:{CHINESE_NUMERAL}|[0-9０-９]{{1,4}})"

_UNIT = (
    rf"第\s*[（(]?\s*(?:{_NUMERAL}(?:、|和|或))*{_NUMERAL}\s*[）)]?\s*"
    rf"(?:分编|编|章|节|条(?:之{_NUMERAL})?|款|项|目)"
)

_SEPARATOR = r"(?:\s*(?:、|，|和|与|及其?|以及|或者?|至|到|—|-)\s*)"

PLACES = rf"{_UNIT}(?:(?:{_SEPARATOR}|[ \u3000])?{_UNIT})*"
"""Pattern text of one or more places, to be built into larger patterns."""

_STEP = re.compile(
    rf"(?P<separator>{_SEPARATOR})?第\s*[（(]?\s*(?P<numbers>(?:{_NUMERAL}(?:、|和|或))*{_NUMERAL})\s*[）)]?\s*"
    rf"(?P<level>分编|编|章|节|条|款|项|目)(?:之(?P<inserted>{_NUMERAL}))?"
)

_LEVELS = ("编", "分编", "章", "节", "条", "款", "项", "目")

_HEADING_LABEL = re.compile(
    r"(?P<one>[一二三四五六七八九十]{1,3}、)|(?P<two>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])"
    r"|(?P<three>\d{1,2}[.．、])"
)


def parse_locators(text: str) -> tuple[Locator, ...]:
    """Every place in 第七条第一款、第九条第（一）项至第（三）项, ranges spelled out, in order.

    Empty where the text has none. A later place keeps the article of the one before it.
    """
    places: list[dict[str, str]] = []
    current: dict[str, str] = {}
    for step in _STEP.finditer(text):
        level = step["level"]
        numbers = _numbers(step["numbers"])
        if step["separator"] and current:
            places.append(current)
            if re.search(r"至|到|—|-", step["separator"]) and level in current:
                places += _between(current, level, numbers[0])
        kept = _LEVELS[: _LEVELS.index(level)]
        current = {key: value for key, value in current.items() if key in kept}
        for number in numbers[:-1]:
            places.append(current | {level: label(level, number)})
        current[level] = label(level, numbers[-1], _number(step["inserted"]))
    if current:
        places.append(current)
    return tuple(tuple(place[key] for key in _LEVELS if key in place) for place in places)


def _between(first: dict[str, str], level: str, last: int) -> list[dict[str, str]]:
    """The places after ``first`` and before ``last``: the inside of 第一项至第三项."""
    start = _number(re.sub(r"[^一二三四五六七八九十百千零〇0-9]", "", first[level]))
    if start is None or not 0 < last - start <= 200:
        return []
    kept = _LEVELS[: _LEVELS.index(level)]
    base = {key: value for key, value in first.items() if key in kept}
    return [base | {level: label(level, number)} for number in range(start + 1, last)]


def parse_locator(text: str) -> Locator:
    """The labels of one place: 第45条第1款第（三）项, 二、（三）, 第二章; empty for no place.

    >>> parse_locator("第45条第1款第（3）项")
    ('第四十五条', '第一款', '（三）')
    """
    places = parse_locators(text)
    if places:
        return places[0]
    labels = []
    for match in _HEADING_LABEL.finditer(text):
        if match["two"]:
            labels.append(match[0].replace("(", "（").replace(")", "）"))
        elif match["three"]:
            labels.append(match[0][:-1] + ".")
        else:
            labels.append(match[0])
    return tuple(labels)


def label(level: str, number: int, inserted: int | None = None) -> str:
    """The label of a unit as ``Provision.label`` has it.

    >>> label("条", 45), label("条", 3, 1), label("款", 2), label("项", 3), label("目", 1)
    ('第四十五条', '第三条之一', '第二款', '（三）', '1.')
    """
    if level == "目":
        return f"{number}."
    printed = cn2an.an2cn(number)
    if printed.startswith("一十"):
        printed = printed[1:]
    if level == "项":
        return f"（{printed}）"
    tail = f"之{cn2an.an2cn(inserted)}" if inserted else ""
    return f"第{printed}{level}{tail}"


def _numbers(text: str) -> list[int]:
    return [n for part in re.split(r"、|和|或", text) if (n := _number(part)) is not None] or [0]


def _number(text: str | None) -> int | None:
    value = parse_number(text) if text else None
    return None if value is None else int(value)
