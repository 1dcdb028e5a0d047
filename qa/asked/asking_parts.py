"""The sentences and clauses of a question that ask."""

from __future__ import annotations

import re

from qa.asked.asks import ASKS_NOTHING

_ASKING = re.compile(
    r"什么|哪|谁|多少|多久|多长|多大|几|怎么|怎样|如何|何时|能否|是否|有没有"
    r"|([\u3400-\u9fff])[不没]\1|[吗么呢][？?，,]?$"
)
# 成交额增长多少、高企有多少家; 多少名经理人、多少个基地: each of a row has its own interrogative
_ANY = "(?:多少|几|多久|多长|什么|哪|谁|何时|怎么)"
_PIECE = re.compile(
    rf"[^，,。；;？?]+?(?:(?:多少|几)[个家名人项元件年天月]{{0,2}}、(?=[^，,。；;？?]*{_ANY})"
    rf"|{_ANY}[^，,。；;？?、]{{2,12}}、(?={_ANY})|[，,。；;？?]|$)"
)


def asking_clauses(text: str) -> tuple[str, ...]:
    """Clauses that ask, each with the words before it that ask nothing."""
    parts: list[str] = []
    rest = ""
    for piece in _PIECE.findall(text):
        rest += piece
        if parts and _WHERE.fullmatch(piece):
            parts[-1] += rest
            rest = ""
        elif _ASKING.search(ASKS_NOTHING.sub("", piece)):
            parts.append(rest.rstrip("、"))
            rest = ""
    if rest and parts:
        parts[-1] += rest
    return tuple(parts) or (text,)


# 看哪条？ 写在哪一条？ 依据是什么？ asks where the answer stands, and nothing more
_WHERE = re.compile(
    r"(?:(?:写|规定|又|都|分别)?(?:在|看|见|是|依据?|出自)?(?:法律|的)?(?:哪一?[条款]|第几[条款]|依据是什么)|为什么|为何)[？?，,。]*"
)


_SENTENCE = re.compile(r"[^？?。]+[？?。]*")


def asking_sentences(text: str) -> list[str]:
    """Its sentences that ask, each with what stands around it and asks nothing."""
    found: list[str] = []
    rest = ""
    for sentence in _SENTENCE.findall(text):
        if _ASKING.search(ASKS_NOTHING.sub("", sentence)):
            found.append(rest + sentence)
            rest = ""
        elif found:
            found[-1] += sentence
        else:
            rest += sentence
    return found
