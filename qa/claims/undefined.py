"""That no text defines the thing that is asked about, and where it stands instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asked.asks import Ask
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.quoting import quote_of, shown, source_words, verb_of
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

# 什么是概念验证, 概念验证是什么, 何为揭榜挂帅, 职务科技成果的定义
_ASKED = re.compile(
    r"(?:什么是|何为|何谓|什么叫做?)[“\"《]?(?P<after>[\u3400-\u9fffA-Za-z]{2,12}?)[”\"》]?(?:[？?，。]|$)"
    r"|^(?:[^，。？]{1,12}[的里])?[“\"]?(?P<before>[\u3400-\u9fffA-Za-z]{2,12}?)[”\"]?(?:是什么(?:意思)?|是指什么|指的?是什么)[？?]?$"
)
# A，是指B; A是B; 本条例所称A，包括B; A（B）
_AFTER_TERM = re.compile(
    r"[”’\"）)》]?(?:[，,]?(?:是(?!否)|系指|指)|为(?!了)|包括|即|简称|[（(]以下)"
)
# 提出实施“朱雀计划”，加快引进…: what is said of a name tells what it is
_NAME = re.compile(r"(?:计划|工程|行动|专项|项目|试点|平台|规划|方案)$")
_BEFORE_TERM = re.compile(r"(?:所称的?|称为|即为|就是|叫做|简称)[“‘\"]?$")


def first_undefined(
    question: Question, edition: Edition, units: Sequence[Scored], claims: list[Claim]
) -> list[Claim]:
    """The claims, begun with 没有下定义 where that is so, and its sentence not told twice."""
    told = _undefined(question, edition, units)
    said = {quote.spans for claim in told for quote in claim.quotes}
    return [*told, *(c for c in claims if not {q.spans for q in c.quotes} <= said)]


def _undefined(question: Question, edition: Edition, units: Sequence[Scored]) -> list[Claim]:
    """没有“…”的定义, with the sentence in which the word stands.

    Empty where no definition is asked for, where a unit shown may be one, and where none holds
    the word.
    """
    match = _ASKED.search(question.chinese)
    if match is None or Ask.DEFINITION not in question.asks[:2]:
        return []
    term = match["after"] or match["before"]
    holding = [s for s in units if term in s.read.words]
    if (
        _NAME.search(term)
        or not holding
        or any(_may_define(s.read.lead + s.read.words, term) for s in holding)
    ):
        return []
    quote = quote_of(edition, holding[0])
    text = (
        f"库中的条文没有给“{term}”下定义；写到它的有{source_words(quote)}，"
        f"该处{verb_of(quote)}“{shown(quote)}”。"
    )
    return [Claim(text, (quote,))]


def _may_define(words: str, term: str) -> bool:
    places = [m.start() for m in re.finditer(re.escape(term), words)]
    return any(
        _AFTER_TERM.match(words, at + len(term)) or _BEFORE_TERM.search(words[:at]) for at in places
    )
