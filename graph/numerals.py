"""Numbers as policy text prints them (百分之二点五, 1.5万, 二百, 三分之一, 一个半月) as values."""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

CHINESE_DIGITS = "〇零一二两三四五六七八九"
CHINESE_NUMERAL = rf"[{CHINESE_DIGITS}十百千万亿]+(?:点[{CHINESE_DIGITS}]+)?"
"""Pattern text of a number in Chinese characters, to be built into larger patterns."""
ARABIC_NUMERAL = (
    r"(?:[0-9０-９]+(?:,[0-9]{3})*|(?<![A-Za-z])[OＯ](?=[.．][0-9０-９]))(?:[.．][0-9０-９]+)?"
)
"""Pattern text of a number in digits, half or full width, with or without thousands commas;
a letter O before a point is a nought that was typed or read wrongly."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_DIGIT_VALUES = {"〇": 0, "两": 2} | {c: n for n, c in enumerate("零一二三四五六七八九")}
_SCALES = {"": 1.0, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}

# 百分之五十, 千分之三, 万分之五, 百分之50
_SHARE = re.compile(rf"(?P<whole>百|千|万)分之(?P<part>{CHINESE_NUMERAL}|{ARABIC_NUMERAL})")
# 5%, 2.5％, 3‰
_SIGN = re.compile(rf"(?P<part>{ARABIC_NUMERAL})\s*(?P<sign>[%％‰])")
# 三分之二
_FRACTION = re.compile(rf"(?P<whole>{CHINESE_NUMERAL})分之(?P<part>{CHINESE_NUMERAL})")
# 五成, 三成五
_TENTHS = re.compile(rf"(?P<tens>[{CHINESE_DIGITS}十])成(?P<ones>[{CHINESE_DIGITS}])?")
# 五折, 八五折, 八点五折, 8.5折
_DISCOUNT = re.compile(
    r"(?P<tens>[一二三四五六七八九1-9])[点.．]?(?P<ones>[一二三四五六七八九1-9])?折"
)
# 半年, 一个半月, 两年半: the unit may stand with it, because 半 leans on it
_HALF = re.compile(
    rf"(?P<whole>{CHINESE_NUMERAL}|{ARABIC_NUMERAL})?个?(?:年|月|天|日|小时)?半(?:年|个?月|天|日|小时)?"
)
_DIGITS = re.compile(rf"(?P<number>{ARABIC_NUMERAL})\s*(?P<scale>[十百千万亿]*)")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> float | None:
    """The value of one isolated number; None where the text is not a number.

    Shares are in percent, however printed: 百分之五十 and 50% are 50.0, 千分之三 is 0.3.

    >>> parse_number("百分之二点五"), parse_number("1.5万"), parse_number("一个半月")
    (2.5, 15000.0, 1.5)
    """
    text = text.strip().translate(_FULL_WIDTH)
    if not text:
        return None
    if text in ("一半", "半数"):
        return 50.0
    for read in (_digits, _share, _half, _chinese):
        value = read(text)
        if value is not None:
            return value
    return None


def _digits(text: str) -> float | None:
    match = _DIGITS.fullmatch(text)
    if not match:
        return None
    value = float(re.sub("[OＯ]", "0", match["number"].replace(",", "")))
    for scale in match["scale"]:
        value *= _SCALES[scale]
    return round(value, 6)


def _share(text: str) -> float | None:
    """In percent."""
    if match := _SHARE.fullmatch(text):
        part = parse_number(match["part"])
        return None if part is None else round(part * 100 / _SCALES[match["whole"]], 6)
    if match := _SIGN.fullmatch(text):
        part = _digits(match["part"])
        return part if part is None or match["sign"] != "‰" else round(part / 10, 6)
    if match := _TENTHS.fullmatch(text):
        ones = _chinese(match["ones"]) if match["ones"] else 0.0
        tens = _chinese(match["tens"])
        return None if tens is None or ones is None else tens * 10 + ones
    if match := _DISCOUNT.fullmatch(text):
        tens, ones = (parse_number(match[part] or "0") for part in ("tens", "ones"))
        return None if tens is None or ones is None else tens * 10 + ones
    if match := _FRACTION.fullmatch(text):
        whole, part = _chinese(match["whole"]), _chinese(match["part"])
        return None if not whole or part is None else round(part * 100 / whole, 4)
    return None


def _half(text: str) -> float | None:
    match = _HALF.fullmatch(text)
    if not match:
        return None
    whole = parse_number(match["whole"]) if match["whole"] else 0.0
    return None if whole is None else whole + 0.5


def _chinese(text: str) -> float | None:
    """By cn2an, which is right on an isolated numeral and must never see a sentence."""
    if not re.fullmatch(CHINESE_NUMERAL, text):
        return None
    if text[0] in "百千万亿":  # 百分之百, 千元, 百万: the one is not printed
        if set(text) - set("百千万亿"):
            return None
        text = "一" + text
    if len(text) > 1 and set(text) <= set(CHINESE_DIGITS):  # 二〇二一, read digit by digit
        return float("".join(str(_DIGIT_VALUES[c]) for c in text))
    try:
        return float(cn2an.cn2an(text.replace("〇", "零"), "normal"))
    except (ValueError, KeyError):  # 十百, 万千: characters of numbers that are no number
        return None
