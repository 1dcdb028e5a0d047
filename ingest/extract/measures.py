"""Measures: what a clause says is to be done, with its force, actor and target group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import Measure, Modality, NodeKind, ProvisionKind, Span, statement_id
from ingest.extract.body import Body
from ingest.extract.clauses import Clause, Modal, clauses, modals, subject_of

# Whom a measure is for: 对初创企业给予补助, 支持高等院校设立…, 为中小企业提供…
_TARGETS = (
    re.compile(
        r"对(?P<who>[^，。；：]{2,40}?)(?:应当|可以)?(?:给予|予以|实行|提供|进行|开展|采取)"
    ),
    re.compile(r"(?:为|向)(?P<who>[^，。；：]{2,30}?)(?:提供|发放|开放|给予)"),
    re.compile(
        r"(?:鼓励和支持|鼓励、支持|支持和鼓励|鼓励|支持|引导|推动|允许|提倡)(?P<who>[^，。；：]{0,40}?"
        r"(?:企业|院校|高校|机构|单位|人员|人才|团队|组织|院所|园区|基地|个人|力量|资本|部门|者|人|各地|银行|公司))"
        r"(?=[^的者人员]|$)"
    ),
)
# Sentences that say how to read the act, not what to do.
_NO_MEASURE = re.compile(
    r"^[（(]|收悉|制定本|适用本|本(?:法|条例|办法|规定|细则|决定|解释)(?:所称|自|中|由|施行|的解释)|是指|另有规定的|从其规定|"
    r"具有同等|追究刑事责任|民事责任|人民法院(?:应当|可以|不予|认定|应予)|原告|被告|上诉|起诉"
)
# Lists of uses, conditions and cases: their items are no orders.
_NO_LIST = re.compile(r"用于|条件|情形|行为|材料|包括|含义|内容")
_LONGEST = 120


def measures(body: Body) -> list[Measure]:
    """Measures in the order of the text: each order, permission and encouragement once.

    In an act that speaks little of the taxonomy's concepts (a civil code, a trade mark act) only
    the clauses that do, or that encourage, are measures.
    """
    if body.head.doc_type == _INTERPRETATION:
        return []
    found: dict[str, Measure] = {}
    is_act = any(p.rank is ProvisionKind.ARTICLE for p in body.provisions)
    dense = not is_act or len(body.concepts) * 1000 >= _DENSE * len(body.document.text)
    for sentence in body.sentences:
        if len(sentence.text) < 8 or _NO_MEASURE.search(sentence.text):
            continue
        if sentence.lead and _NO_LIST.search(sentence.lead_text):
            continue
        for clause in clauses(sentence):
            for measure in _measures(body, clause):
                if dense or _is_about(body, measure):
                    found.setdefault(measure.id, measure)
    return list(found.values())


def _is_about(body: Body, measure: Measure) -> bool:
    if measure.modality is Modality.ENCOURAGE:
        return True
    spans = measure.evidence.spans
    return any(a <= m.start and m.end <= b for m in body.concepts for a, b in spans)


_DENSE = 6
"""Mentions of concepts per 1,000 characters from which on a text is about such measures."""
_INTERPRETATION = "司法解释"
"""Rules of procedure for courts; they hold no measures of policy."""


def _measures(body: Body, clause: Clause) -> Iterator[Measure]:
    """One for each part of the clause that has a word of force of its own."""
    for start, end in _parts(clause):
        text = clause.text[start:end]
        first = _first(modals(text))
        modality = first.modality if first else _carried(clause)
        action = _action(text, first)
        if modality is None or len(action) < 6:
            continue
        part = replace(clause, start=clause.start + start, end=clause.start + end, text=text)
        evidence = body.quote(*(part.spans if start == 0 else ((part.start, part.end),)))
        yield Measure(
            id=statement_id(NodeKind.MEASURE, evidence, part.start),
            name=action,
            evidence=evidence,
            modality=modality,
            actor=_actor(part, first) or _actor(clause, _first(modals(clause.text))),
            target_group=_target_group(text),
        )


def _actor(clause: Clause, modal: Modal | None) -> str:
    if modal and modal.start == 0 and not clause.carried:
        return ""
    name = subject_of(clause, modal)
    return "" if modals(name) else name


def _parts(clause: Clause) -> list[Span]:
    """Cut at a comma where a new word of force comes, with its actor or without.

    A condition goes with the order behind it, and 鼓励、支持 is one word of force.
    """
    text = clause.text
    strong = [m for m in modals(text) if m.modality is not Modality.PROMOTE]
    if not strong and not clause.carried:
        return [(0, len(text))] if modals(text) else []
    cuts = [0]
    opening = [m for m in modals(text)[:1] if m not in strong]
    for before, modal in pairwise([*opening, *strong]):
        comma = text.rfind("，", before.end, modal.start)
        if comma < 0:
            continue
        while _leads(text, before.end, comma):
            comma = text.rfind("，", before.end, comma)
        if comma > before.end:
            cuts.append(comma + 1)
    return list(pairwise([*cuts, len(text)]))


def _leads(text: str, after: int, comma: int) -> bool:
    """Whether the part in front of this comma is a condition of what follows."""
    start = text.rfind("，", after, comma)
    return start >= after and text[comma - 1] in "的时后外"


def _first(found: list[Modal]) -> Modal | None:
    """The strongest word governs the clause: 应当推动 is an order, 鼓励探索 encourages."""
    strong = [m for m in found if m.modality is not Modality.PROMOTE]
    return next(iter(strong or found), None)


def _carried(clause: Clause) -> Modality | None:
    found = modals(clause.carried_text)
    return found[-1].modality if found else None


def _action(text: str, modal: Modal | None) -> str:
    """The action in the text's own words: from the word of force on, without who acts."""
    words = re.sub(r"\s+", "", text[modal.start if modal else 0 :]).strip("。；，：")
    if len(words) <= _LONGEST:
        return words
    cut = words.rfind("，", 20, _LONGEST)
    return words[: cut if cut > 0 else _LONGEST]


def _target_group(text: str) -> str:
    for pattern in _TARGETS:
        if match := pattern.search(text):
            return match["who"].strip("，、的")
    return ""
