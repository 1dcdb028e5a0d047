"""The levels of a ladder that a text sets up: 初级, 中级 and 高级 of 技术经理人."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.model import Level, NodeKind
from graph.names import fold
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.quoting import quote_at, shown, source_words
from qa.shelf.shelf import Edition

# 分几个等级, 有哪几级, 设了什么级别, 分哪些层次
_ASKED = re.compile(
    r"(?:[几多哪什][\u3400-\u9fff]{0,3})(?:等级|级别|层级|层次|档|级(?![政机单部]))|(?:等级|级别|层级|层次)(?:是|有|分|怎么)"
)
_FEWEST = 2


def levels_of(question: Question, edition: Edition) -> list[Claim]:
    """The levels by name, each with the words that set it up; empty where no ladder is asked for.

    Only of a ladder that the question names; where several documents set it up, of the first.
    """
    if not _ASKED.search(question.chinese):
        return []
    ladders: dict[tuple[str, str], list[Level]] = defaultdict(list)
    for node in edition.statements(NodeKind.LEVEL):
        if isinstance(node, Level) and _is_named(question, node.ladder):
            ladders[node.ladder, node.evidence.document_id].append(node)
    for (ladder, _), nodes in sorted(ladders.items()):
        if len({node.name for node in nodes}) >= _FEWEST:
            return [_told(edition, ladder, sorted(nodes, key=lambda n: n.evidence.start))]
    return []


def _is_named(question: Question, ladder: str) -> bool:
    forms = [form for term in question.terms for form in term.forms]
    return bool(ladder) and (ladder in question.chinese or fold(ladder) in forms)


def _told(edition: Edition, ladder: str, nodes: list[Level]) -> Claim:
    quotes: dict[str, Quote] = {}
    for node in nodes:
        quote = quote_at(edition, node.evidence.document_id, node.evidence.spans)
        quotes.setdefault(node.name, quote)
    words = "；".join(f"“{shown(quote)}”" for quote in quotes.values())
    source = source_words(next(iter(quotes.values())))
    return Claim(
        f"{ladder}按{'、'.join(quotes)}分级（{source}）：{words}。", tuple(quotes.values())
    )
