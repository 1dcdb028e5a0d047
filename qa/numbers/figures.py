"""The targets that a document sets, from the graph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import NodeKind, Target
from qa.asked.asks import Ask
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.quoting import ground, quote_at
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

_TARGETS = re.compile(r"目标|指标值|要达到|targets?", re.IGNORECASE)
_MANY = re.compile(r"哪些|哪几|几个|[二三四五六七八九十两\d]个|分别|各")
_MOST = 10


def targets(question: Question, edition: Edition, units: Sequence[Scored]) -> list[Claim]:
    """All targets of the best unit's document, where the question asks for several of them."""
    asks = {Ask.LIST, Ask.COUNT, Ask.QUANTITY, Ask.DEFINITION} & set(question.asks)
    if not (asks and _TARGETS.search(question.chinese) and _MANY.search(question.chinese)):
        return []
    years = {str(d.first.year) for d in question.dates}
    claims: list[Claim] = []
    for node in edition.statements(NodeKind.TARGET):
        if not isinstance(node, Target) or node.evidence.document_id != units[0].entry.id:
            continue
        if years and node.deadline[:4] not in years:
            continue
        text = edition.text(node.evidence.document_id)
        rule = text.rule_of(node.evidence.provision_id, *node.evidence.spans[-1])
        for read in text.read_rule(rule).units:
            if read.unit.start <= node.evidence.spans[-1][0] < read.unit.end:
                quote = quote_at(edition, units[0].entry.id, read.unit.spans, rule.locator)
                claims.append(ground(quote))
    return list({claim.text: claim for claim in claims}.values())[:_MOST]
