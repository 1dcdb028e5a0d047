"""A question in the words of texts: who asks left out, words that no text holds put as texts do."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.asked.question import Question
from qa.shelf.shelf import Edition

# Kinds of unit that rules tell apart (高校, 企业, 医院) are not among them.
_WHO = "学校|单位|院里|系里|所里|教授|老师|教师|研究员|博士后?|同事|同学|工程师|团队|课题组"
_ACTORS = re.compile(
    rf"(?:我们?|咱们?|某|有个|[一这那][个名位])(?:的|们)?(?P<who>{_WHO})(?:有?(?:一|几)?[个名位]?(?P<also>{_WHO}))?"
)


@lru_cache(maxsize=256)
def actors(question: str) -> frozenset[str]:
    """教授 and 学校 of 我们学校一个教授想带着专利出去创业，学校要走什么程序."""
    found = (word for m in _ACTORS.finditer(question) for word in m.group("who", "also"))
    return frozenset(word for word in found if word)


def searched_words(question: Question, edition: Edition) -> str:
    """What is searched for: 离岗创业 for 出去创业, without 我们学校一个教授."""
    words = question.chinese
    told = actors(words)
    if told:
        bare = _ACTORS.sub("", words)
        words = re.sub("|".join(map(re.escape, sorted(told))), "", bare) or words
    for term in question.terms:
        if len(term.forms) > 1 and not edition.words.knows(term.forms[0]):
            words = words.replace(term.text, term.forms[1])
    return words
