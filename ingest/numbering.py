"""The numbers and labels that Chinese policy text puts before its provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


class Mark(IntEnum):
    """What a label is, outermost first. Its rank in the tree depends on what holds it."""

    ANNEX = 0
    """附件."""
    PART = 1
    """编."""
    SUBPART = 2
    """分编."""
    CHAPTER = 3
    SECTION = 4
    ARTICLE = 5
    COUNT = 6
    """一、"""
    COUNT_BRACKET = 7
    """（一）"""
    NUMBER = 8
    """1. 1．1、"""
    NUMBER_BRACKET = 9
    """（1）"""
    CIRCLE = 10
    """①"""
    DOTTED = 11
    """5.1.1"""
    ROW = 12
    """A serial number alone on a line: a row of a flattened table. Read in annexes only."""
    NONE = 13
    """No label."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label that opens a stretch of text."""

    mark: Mark
    text: str
    """As printed, with brackets in full width and without blanks: （一）, 第十条之一."""
    number: int
    extra: int = 0
    """第十条之二 is number 10, extra 2."""
    end: int = 0
    """Code points that it takes at the start of the text, the blank after it included."""
    spaced: bool = False
    """Whether a blank, or nothing, follows it."""


_NUMERAL = r"[一二三四五六七八九十百千零〇○两\d]{1,7}"
_STRUCTURE = re.compile(
    rf"第(?P<number>{_NUMERAL})(?P<rank>分编|[编章节条])(?:之(?P<extra>[一二三四五六七八九十]{{1,2}}))?"
)
_YEAR = r"(?:19|20)\d\d年"
# 一、总体要求 and 三、2024年工作打算, but not 一.5
_COUNT = re.compile(rf"(?P<number>[一二三四五六七八九十]{{1,3}})[、．.](?!(?!{_YEAR})\d)")
_BRACKET = re.compile(r"[（(](?:(?P<count>[一二三四五六七八九十]{1,3})|(?P<number>\d{1,2}))[）)]")
_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})(?:[.．](?!(?!{_YEAR})\d)|、)")
_DOTTED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?= ?[\u4e00-\u9fff])(?! ?[万亿元倍年月日个%％])"
)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ANNEX = re.compile(
    r"附(?:件|录|表|图|则表)? ?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})?(?P<tail>[：: ]|$)"
)
_RANKS = {"编": Mark.PART, "分编": Mark.SUBPART, "章": Mark.CHAPTER, "节": Mark.SECTION}
_RANKS |= {"条": Mark.ARTICLE}

# What follows a label that is only mentioned: 第五条规定的, 第三章第二节, （四）、（五）项
_MENTION = re.compile(
    r"[、，,；和或及与至到的中]|第[一二三四五六七八九十百千零〇\d（(]|规定|所[列称述指]|[款项目]|以[上下外内]|之[外内]|修改|相应|内容|或者"
)


def read_label(text: str) -> Label | None:
    """The label at the very start of the text, or None. Mentions are no labels.

    >>> read_label("第十条之二 甲。").extra, read_label("第五条规定的情形")
    (2, None)
    >>> read_label("(三)乙").text
    '（三）'
    """
    first = text[:1]
    if first == "第":
        return _structure(text)
    if first and first in "（(":
        return _bracket(text)
    if first == "附":
        return _annex(text)
    return _counted(text)


def _counted(text: str) -> Label | None:
    """一、 1. 5.1.1 ①"""
    if match := _COUNT.match(text):
        number = chinese_number(match["number"])
        label = match["number"] + "、"
        return Label(Mark.COUNT, label, number, end=_after(text, match.end())) if number else None
    if match := _DOTTED.match(text):
        number = int(match["number"].rsplit(".", 1)[1])
        return Label(Mark.DOTTED, match["number"], number, end=_after(text, match.end()))
    if match := _NUMBER.match(text):
        label = f"{match['number']}."
        return Label(Mark.NUMBER, label, int(match["number"]), end=_after(text, match.end()))
    if text[:1] and text[0] in _CIRCLES:
        return Label(Mark.CIRCLE, text[0], _CIRCLES.index(text[0]) + 1, end=_after(text, 1))
    return None


def chinese_number(text: str) -> int | None:
    """An integer below 10,000 as labels print it, in Chinese or Arabic digits; None otherwise.

    >>> chinese_number("一百二十"), chinese_number("四百六十三"), chinese_number("12")
    (120, 463, 12)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    if not set(text) & set(_UNITS):
        digits = [_DIGITS.get(c) for c in text]
        return None if None in digits else int("".join(map(str, digits)))
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + digit


def _structure(text: str) -> Label | None:
    match = _STRUCTURE.match(text)
    number = match and chinese_number(match["number"])
    if not match or number is None:
        return None
    after = text[match.end() :]
    if _MENTION.match(after):
        return None
    mark = _RANKS[match["rank"]]
    extra = chinese_number(match["extra"]) or 0 if match["extra"] else 0
    spaced = not after or after[0] == " "
    return Label(mark, match[0], number, extra, _after(text, match.end()), spaced)


def _bracket(text: str) -> Label | None:
    match = _BRACKET.match(text)
    if not match or _is_list_of_marks(text[match.end() :]):
        return None
    label = f"（{match['count'] or match['number']}）"
    number = chinese_number(match["count"] or match["number"])
    if not number:
        return None
    mark = Mark.COUNT_BRACKET if match["count"] else Mark.NUMBER_BRACKET
    end = match.end() + (text[match.end() : match.end() + 1] in ("、", "．"))
    return Label(mark, label, number, end=_after(text, end))


def _is_list_of_marks(after: str) -> bool:
    """（四）、（五）项所列人员, （一）至（三）项."""
    return bool(re.match(r"[、，和至或]?[（(][一二三四五六七八九十\d]|项(?!目)", after))


def _annex(text: str) -> Label | None:
    match = _ANNEX.match(text)
    if not match:
        return None
    number = chinese_number(match["number"]) if match["number"] else 0
    label = text[: match.end()].rstrip("：: ").replace(" ", "")
    return Label(Mark.ANNEX, label, number or 0, end=match.end(), spaced=not text[match.end() :])


def _after(text: str, end: int) -> int:
    while text[end : end + 1] == " ":
        end += 1
    return end
