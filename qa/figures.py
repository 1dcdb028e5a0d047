"""Answers from the graph's figures: thresholds of rules, and the targets that a document sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import NodeKind, Norm, Target
from graph.names import fold
from graph.quantities import find_quantities
from qa.asks import Ask
from qa.claim import Claim
from qa.direct import nearest
from qa.kinds import KINDS
from qa.question import Question
from qa.quoting import ground, quote_at, quote_of, source_words
from qa.rank import Scored
from qa.shelf import Edition
from qa.told_numbers import number_sentence
from qa.worded import NO_AGREEMENT

_TARGETS = re.compile(r"目标|指标值|要达到|targets?", re.IGNORECASE)
_MANY = re.compile(r"哪些|哪几|几个|[二三四五六七八九十两\d]个|分别|各")
_MOST = 10


def norm_of(question: Question, edition: Edition, scored: Scored) -> Norm | None:
    """The threshold that the graph holds for this very unit, of the kind that is asked for."""
    kinds = {kind for ask in question.asks for kind in KINDS.get(ask, ())}
    unit = scored.read.unit
    held = [
        node
        for node in edition.statements_in([scored.rule.provision_id])
        if isinstance(node, Norm)
        and node.quantity in kinds
        and unit.start <= node.evidence.spans[-1][0] < unit.end
    ]
    held.sort(key=lambda n: (n.default_rule is not question.no_agreement, n.evidence.start))
    return held[0] if held else None


def threshold(question: Question, edition: Edition, scored: Scored) -> Claim | None:
    """从净收入中提取不低于百分之五十的比例（《…》第四十五条）. None where the graph has no norm."""
    norm = norm_of(question, edition, scored)
    if norm is None:
        return None
    quote = quote_of(edition, scored)
    kinds = {kind for ask in question.asks for kind in KINDS.get(ask, ())}
    own = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    asked = [q for q in find_quantities(quote.text) if q.kind in kinds and q.start >= own]
    near = nearest(question, asked, quote.text)
    value = (norm.value, norm.value_max, norm.unit)
    if len(near) != 1 or (near[0].value, near[0].value_max, near[0].unit) != value:
        return None
    words = number_sentence(near, quote)
    said = fold(norm.base) in fold(words) or norm.base.endswith("基数")
    base = f"，以{norm.base}为基数" if norm.base and not said else ""
    unagreed = norm.default_rule and NO_AGREEMENT.search(quote.text)
    default = "；未规定、也未约定时适用" if unagreed else ""
    text = f"{words}{base}（{source_words(quote)}{default}）。"
    return Claim(text, (quote,), values=tuple(near))


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
