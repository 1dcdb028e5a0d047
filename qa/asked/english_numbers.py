"""Numbers of an English question as policy text writes them: five days is 5日."""

from __future__ import annotations

import re

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "": 1.0}
_UNITS = {
    "yuan": "元", "rmb": "元", "working day": "个工作日", "business day": "个工作日", "day": "日",
    "week": "周", "month": "个月", "year": "年", "percent": "%", "per cent": "%", "%": "%",
    "people": "人", "person": "人", "employee": "人", "time": "倍",
}  # fmt: skip
# 30,000 yuan, RMB 3 million, five working days, 20%
_COUNTED = re.compile(
    rf"""(?:(?P<money>RMB|CNY|¥)\s?)?(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?|{"|".join(_WORDS)})
    (?:[\s-](?P<scale>hundred|thousand|million|billion))?
    (?:[\s-]?(?P<unit>{"|".join(u.replace(" ", r"[ ]") for u in _UNITS)})s?(?![a-z]))?""",
    re.IGNORECASE | re.VERBOSE,
)


def counted(text: str) -> list[tuple[int, int, str]]:
    """Start, end and Chinese of every number whose unit is known.

    >>> counted("within five days, or 2.5 million yuan")
    [(7, 16, '5日'), (21, 37, '2500000元')]
    """
    found = ((m.start(), m.end(), _in_chinese(m)) for m in _COUNTED.finditer(text))
    return [(start, end, chinese) for start, end, chinese in found if chinese]


def _in_chinese(match: re.Match[str]) -> str:
    """The number with its unit; empty where it counts nothing that is known."""
    unit = "元" if match["money"] else _UNITS.get((match["unit"] or "").lower(), "")
    word = match["number"].lower().replace(",", "")
    value = _WORDS.index(word) + 1 if word in _WORDS else float(word)
    return f"{value * _SCALES[(match['scale'] or '').lower()]:.10g}{unit}" if unit else ""
