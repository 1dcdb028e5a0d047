"""The words of search: Chinese as single characters and pairs, Latin words and numbers whole.

Both sides of the index use ``tokens``: what is indexed and what is asked. No dictionary is
needed, so a new policy term is found as well as an old one (decision 0002).
"""

from __future__ import annotations

import re
import unicodedata

from graph.numerals import ARABIC_NUMERAL, CHINESE_DIGITS, CHINESE_NUMERAL, parse_number

TOKENS_VERSION = "2"
"""Changes with every change of what ``tokens`` gives; an index made by another is rebuilt."""

# 科技成果 | PCT | 2.5: a run of Han characters, a Latin word, a number.
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff\U00020000-\U0003ffff]+)|[a-z]+|\d+(?:\.\d+)?")

# 第四十五条, 第18条, 第十二条之一; not the 第一项 of 第一项目.
_LABEL = re.compile(
    rf"第(?P<number>{CHINESE_NUMERAL}|\d+)(?P<unit>[编章节条款项])(?![件目])"
    rf"(?:之(?P<more>{CHINESE_NUMERAL}|\d+))?"
)
# 百分之五十, 50%
_PERCENT = re.compile(rf"百分之(?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})|{ARABIC_NUMERAL}\s?%")
# 三十日, 五年, 二百, 2.5万; not the 一 of 统一 or 一项目, nor the 万 of 万一.
_NUMBER = re.compile(
    rf"{ARABIC_NUMERAL}[十百千万亿]+"
    rf"|{CHINESE_NUMERAL}(?=[年月日天周个倍元人名次岁]|项(?!目))"
    rf"|[{CHINESE_DIGITS}十]{CHINESE_NUMERAL}(?<=[十百千万亿])"
)


def tokens(text: str) -> list[str]:
    """Tokens of a text, with repetitions and in no promised order.

    NFKC and lower case first. The label of an article is one token, and numbers are found in
    whatever way they are printed.

    >>> tokens("科技 PCT 2.5")
    ['科', '技', '科技', 'pct', '2.5']
    >>> tokens("第二十条") == tokens("第20条"), "50%" in tokens("百分之五十")
    (True, True)
    """
    text = unicodedata.normalize("NFKC", text).lower()
    found = [_label(match) for match in _LABEL.finditer(text)]
    text = _LABEL.sub(" ", text)
    found += [f"{value}%" for match in _PERCENT.finditer(text) if (value := _value(match[0]))]
    found += [value for match in _NUMBER.finditer(text) if (value := _value(match[0]))]
    for match in _RUN.finditer(text):
        run = match.group()
        found.extend(run if match["han"] else (run,))
        if match["han"]:
            found.extend(run[n : n + 2] for n in range(len(run) - 1))
    return found


def _label(match: re.Match[str]) -> str:
    more = f"之{_value(match['more'])}" if match["more"] else ""
    return f"第{_value(match['number'])}{match['unit']}{more}"


def _value(printed: str) -> str:
    """The number in digits; empty where it is none, e.g. 万一."""
    value = parse_number(printed)
    return "" if value is None else f"{value:.12g}"
