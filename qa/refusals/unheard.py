"""A name that a question asks about and no text of the library holds: 拨投结合, 秦创原."""

from __future__ import annotations

import re

from graph.names import fold
from qa.asked.question import Question
from qa.asked.subject import asked_subject
from qa.asked.terms import single_characters
from qa.shelf.shelf import Edition

_LOOKED_AT = 5
"""Passages that the search finds for a name, of which one may hold it."""
# and not “我是照标准做的”
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z]{2,6}")
# 秦创原是个什么平台, “先投后股”怎么操作: asked for without 是指
_WHAT_IS = re.compile(
    r"(?:^|[，。；])(?P<name>(?:(?![的里讲说这那该此])[\u3400-\u9fff]){2,10}?)(?:到底|究竟)?(?:是(?:个|一种|一个)?(?:什么|啥)|怎么操作|怎么玩|是干什么)"
)


def unheard(question: Question, edition: Edition) -> str:
    """The first name of that kind; empty where the library holds all that is asked about.

    Only a name that is made of no common words is looked for: others may be worded otherwise.
    """
    names = [t.text for t in question.terms if t.marked and _NAME.fullmatch(t.text)]
    names += [subject] if (subject := asked_subject(question.chinese)) else []
    names += [m["name"] for m in _WHAT_IS.finditer(question.chinese)]
    return next((n for n in names if any(not _held(r, edition) for r in single_characters(n))), "")


def _held(words: str, edition: Edition) -> bool:
    folded = fold(words)
    if edition.words.knows(folded):
        return True
    hits = edition.search(words, limit=_LOOKED_AT)
    return any(
        folded in fold(edition.text(h.document_id).document.text[h.start : h.end]) for h in hits
    )
