"""What an interrogative hangs on: 材料 in 要交哪些材料, 主席 in 主席是谁, 奖金 in 奖金是多少."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.asked.terms import Term, asked_word

# 哪些材料, 哪几类优惠待遇, 什么条件, 多少个工作日, 几家机构
_AFTER = re.compile(
    r"(?:哪些|哪几[\u3400-\u9fff]?|哪[一两三四五六七八九十][\u3400-\u9fff]|什么样的|什么|多少[个名项家件条种]?"
    r"|几[个名项家件条种类])(?P<noun>[\u3400-\u9fff]{2,10})"
)
# 主席是谁, 保护期有多长, 奖励比例是多少, 成交额具体是几亿元
_BEFORE = re.compile(
    r"(?P<noun>[\u3400-\u9fff]{2,12}?)(?:具体|一般|通常|至少|最多|最低|最高|总共|一共|到底|究竟|分别|法定|应该|应当)*"
    r"(?:是|为|有|要|占|得|达到?)?(?:多少|多长|多久|多大|谁|什么|百分之几|几|怎么算|如何计算)"
)


@lru_cache(maxsize=256)
def find_focus(question: str) -> tuple[Term, ...]:
    """Nouns that the question wants to know of, each once; empty where the form tells of none."""
    found: dict[str, Term] = {}
    for pattern, last in ((_AFTER, False), (_BEFORE, True)):
        for match in pattern.finditer(question):
            term = asked_word(match["noun"], last=last)
            if term:
                found.setdefault(term.text, term)
    return tuple(found.values())
