"""How people say what a policy text says: lay and short wordings beside those of the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from qa.asked.english_numbers import counted

# Common short forms of words inside titles: 科普法 is 科学技术普及法.
TITLE_SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("科普", "科学技术普及"),
    ("科技", "科学技术"),
    ("知产", "知识产权"),
    ("成果转化", "科技成果转化"),
    ("科转", "科技成果转化"),
    ("科创", "科技创新"),
    ("民促", "民营经济促进"),
    ("自创区", "自主创新示范区"),
    ("高新区", "高新技术产业开发区"),
    ("经开区", "经济技术开发区"),
    ("反法", "反不正当竞争法"),
    ("农技", "农业技术"),
    ("示范区", "自主创新示范区"),
    ("自科基金", "自然科学基金"),
    ("最高法", "最高人民法院"),
    ("最高院", "最高人民法院"),
)


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Wording → every wording that may stand for it, itself first (``data/wordings.txt``)."""
    found: dict[str, list[str]] = {}
    for line in _lines("wordings.txt"):
        words = line.split()
        for word in words:
            kept = found.setdefault(word, [word])
            kept += [other for other in words if other not in kept]
    return {word: tuple(kept) for word, kept in found.items()}


@cache
def related() -> dict[str, tuple[str, ...]]:
    """Lay word → words that texts have near the matter (``data/related.txt``)."""
    return {words[0]: tuple(words[1:]) for words in map(str.split, _lines("related.txt"))}


def _lines(name: str) -> Iterator[str]:
    for line in files("qa").joinpath("data", name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def _english() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("english.tsv"))


@cache
def _any_english() -> re.Pattern[str]:
    longest_first = sorted(_english(), key=lambda w: (-len(w), w))
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"\b(?:{words})(?:s|es|d|ed)?\b", re.IGNORECASE)


def chinese_of(question: str) -> str:
    """An English question as Chinese keywords in its order; what is unknown is left out."""
    return "，".join(chinese for _, chinese in english_terms(question))


def english_terms(question: str) -> list[tuple[str, str]]:
    """The English terms of a question in its order and words, each with the Chinese for it.

    A number with what it counts is one: five days is 5日, 30,000 yuan is 30000元.
    """
    table = _english()
    longest_first = sorted(table, key=len, reverse=True)
    numbers = counted(question)
    terms = [
        (m.start(), m.end(), table[next(w for w in longest_first if m[0].lower().startswith(w))])
        for m in _any_english().finditer(question)
        if not any(start < m.end() and m.start() < end for start, end, _ in numbers)
    ]
    found = sorted([*numbers, *terms])
    return [(question[start:end].strip(), chinese) for start, end, chinese in found]


def is_english(question: str) -> bool:
    """Whether a question has more Latin letters than Chinese characters."""
    latin = sum(c.isascii() and c.isalpha() for c in question)
    return latin > 2 * sum("\u4e00" <= c <= "\u9fff" for c in question)
