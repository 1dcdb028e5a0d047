"""Measures: what a clause says is to be done, with its force, actor and target group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import Measure, Modality, NodeKind, ProvisionKind, Span, statement_id
from ingest.extract.actions import acts, is_told, opens_action, rules_in_act, starts_anew
from ingest.extract.body import Body, Sentence
from ingest.extract.clauses import Clause, Modal, clauses, modals, subject_of
from ingest.extract.indicators import has_value
from ingest.extract.target_groups import ACTOR, target_group_of

# Sentences that say how to read the act, not what to do.
_NO_MEASURE = re.compile(
    r"^[（(]|收悉|提出(?:以下|如下)|制[定订](?:本|如下|以下)|适用本|本(?:法|条例|办法|规定|细则|决定|解释)(?:所称|自|中|由|施行|的解释)|是指|另有规定的|从其规定|"
    r"具有同等|追究刑事责任|民事责任|人民法院(?:应当|可以|不予|认定|应予)|原告|被告|上诉|起诉"
)
# Lists of uses, conditions and cases: their items are no orders.
_NO_LIST = re.compile(r"用于|条件|情形|行为|材料|包括|含义|内容|所得|所称|是指")
_LONGEST = 120
_SHORTEST = 6
"""Characters of an action."""


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
        if _under_goals(body, sentence):
            continue
        if sentence.lead and _NO_LIST.search(sentence.lead_text):
            continue
        bare = _bare_force(body, sentence)
        for clause in clauses(sentence):
            if clause.carried_text.endswith("：") and _NO_LIST.search(clause.carried_text):
                continue
            for measure in _measures(body, clause, bare):
                if dense or _is_about(body, measure):
                    found.setdefault(measure.id, measure)
    return list(found.values())


def _bare_force(body: Body, sentence: Sentence) -> Modality | None:
    """The force of a clause of this sentence that prints none; None where it states no measure.

    What an act rules binds, what a report tells was done, and what a normative document puts
    into its points is to be done; its preamble only leads up to them.
    """
    if is_told(sentence.text):
        return None
    if body.article(sentence.provision):
        return Modality.MUST
    if body.head.doc_type in _REPORTS:
        return None
    numbered = any(a.rank in _POINTS for a in body.ancestors(sentence.provision))
    has_points = any(p.rank in _POINTS for p in body.provisions)
    return Modality.PROMOTE if numbered or not has_points else None


_POINTS = frozenset(
    {
        ProvisionKind.HEADING_1,
        ProvisionKind.HEADING_2,
        ProvisionKind.HEADING_3,
        ProvisionKind.HEADING_4,
        ProvisionKind.ITEM,
    }
)
_REPORTS = frozenset({"地区案例报道", "报道", "工作报告", "统计公报"})


def _is_about(body: Body, measure: Measure) -> bool:
    if measure.modality is Modality.ENCOURAGE:
        return True
    spans = measure.evidence.spans
    return any(a <= m.start and m.end <= b for m in body.concepts for a, b in spans)


_DENSE = 6
"""Mentions of concepts per 1,000 characters from which on a text is about such measures."""
_INTERPRETATION = "司法解释"
"""Rules of procedure for courts; they hold no measures of policy."""


def _measures(body: Body, clause: Clause, bare: Modality | None) -> Iterator[Measure]:
    """One for each part of the clause that has a word of force or an action of its own."""
    for start, end in _parts(clause, bare):
        text = clause.text[start:end].rstrip("，、")
        first = _first(text)
        modality = first.modality if first else _carried(clause, bare) or _bare(text, bare)
        action = action_of(text, first)
        if len(action) < _SHORTEST and "的，" in text:  # …情形的，不予受理
            action = action_of(text, None)
        if modality is None or len(action) < _SHORTEST or is_goal(text):
            continue
        part = replace(
            clause, start=clause.start + start, end=clause.start + start + len(text), text=text
        )
        evidence = body.quote(*(part.spans if start == 0 else ((part.start, part.end),)))
        yield Measure(
            id=statement_id(NodeKind.MEASURE, evidence, part.start),
            name=action,
            evidence=evidence,
            modality=modality,
            actor=actor_of(part, first) or actor_of(clause, _first(clause.text)),
            target_group=target_group_of(text),
        )


# 到2027年，总量达到12万名以上: a goal with its date is a target, no measure.
_GOAL = re.compile(r"^(?:力争|确保|争取)?[，]?(?:到|至)(?:20\d\d年|[“\"]?十[三四五六]五)")


def is_goal(text: str) -> bool:
    """Whether a clause only says what is to be reached by when."""
    return bool(_GOAL.match(text)) and has_value(text)


def _under_goals(body: Body, sentence: Sentence) -> bool:
    """一、主要目标: its values are targets."""
    titles = (above.title for above in body.ancestors(sentence.provision))
    return any(title.endswith(("目标", "指标")) for title in titles) and has_value(sentence.text)


def _bare(text: str, force: Modality | None) -> Modality | None:
    """The force of a clause that prints none, where it says what is done."""
    says = acts(text) if force is Modality.PROMOTE else rules_in_act(text)
    return force if force and says else None


def actor_of(clause: Clause, modal: Modal | None) -> str:
    """Who acts, as the clause or its lead-in names it; empty where that is nobody who can act."""
    if modal and modal.start == 0 and not clause.carried:
        return ""
    name = subject_of(clause, modal)
    acts_itself = len(name) > 6 and opens_action(name)
    return name if ACTOR.search(name) and not modals(name) and not acts_itself else ""


def _parts(clause: Clause, bare: Modality | None) -> list[Span]:
    """Cut at a comma where a new word of force comes, with its actor or without.

    A condition goes with the order behind it, and 鼓励、支持 is one word of force.
    """
    text = clause.text
    found = modals(text)
    strong = [m for m in found if m.modality is not Modality.PROMOTE]
    in_points = bare is Modality.PROMOTE
    if not found and not clause.carried and not _bare(text, bare):
        return []
    cuts = [0]
    opening = [m for m in found[:1] if m not in strong]
    for before, modal in pairwise([*opening, *strong]):
        comma = text.rfind("，", before.end, modal.start)
        if comma < 0 or _is_means(text[before.end : comma]):
            continue
        while _leads(text, before.end, comma):
            comma = text.rfind("，", before.end, comma)
        punished = _STILL_PUNISHED.match(text, comma + 1)
        if comma > before.end and not punished and not _conditional(text, before, comma):
            cuts.append(comma + 1)
    if in_points:
        more = (*_new_actions(text, cuts), *new_groups(text), *_new_funds(text))
        cuts = sorted({*cuts, *more})
    return list(pairwise([*cuts, len(text)]))


def _new_actions(text: str, cuts: list[int]) -> Iterator[int]:
    """Where the authority begins another action, in parts that order nothing: an order governs
    the whole chain behind it.
    """
    for start, end in pairwise([*cuts, len(text)]):
        first = _first(text[start:end])
        if first and first.modality not in (Modality.PROMOTE, Modality.ENCOURAGE):
            continue
        encouraged = first is not None and first.modality is Modality.ENCOURAGE
        for comma in re.finditer("，", text[start:end]):
            at = start + comma.end()
            if acts(text[start : at - 1]) and starts_anew(text[at:end], encouraged=encouraged):
                yield at


# 处三万元以下罚款，三年内不再受理其申请: one sanction.
_STILL_PUNISHED = re.compile(r"(?:并|且|同时)?[一二两三四五六七八九十\d]+年内不再")
# 授信额度可提高至3000万元，|省级财政…给予贴息; 开展清查，|2026年9月底前建立…
_NEW_FUNDS = re.compile(
    r"(?<=，)(?:(?:中央|省|市|区|县|本级|同级|各级)?级?财政(?=[^，。；]{0,40}(?:给予|予以|安排|承担|补贴|补助|贴息))"
    r"|20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之?前|起)?(?=[\u4e00-\u9fff]{4}))"
)


def _new_funds(text: str) -> Iterator[int]:
    """Where the treasury pays for what is done, or another date is set."""
    for match in _NEW_FUNDS.finditer(text):
        before = text[: match.start() - 1]
        if (acts(before) or modals(before)) and acts(text[match.start() :]):
            yield match.start()


# …负责督促检查，|对成效明显的县，给予倾斜: what is done to others is an order of its own.
_NEW_GROUP = re.compile(
    r"(?<=，)对(?!此|于|外|象)[^，。；]{3,40}?(?:的|的[^，。；的]{1,10})，[^。；]{0,40}?"
    r"(?:给予|予以|追究|通报|取消|处理|收回|追回|支持|奖励|补助|优先|纳入|享受|可(?=[\u4e00-\u9fff]))"
)


def new_groups(text: str) -> Iterator[int]:
    """Where an order goes over to somebody else: …检查，|对成效明显的县，给予倾斜."""
    for match in _NEW_GROUP.finditer(text):
        before = text[: match.start() - 1]
        if acts(before) or modals(before):
            yield match.start()


# 应当|通过设立基金等方式，支持…: the order's means stand in front of what is ordered.
_MEANS = re.compile(
    r"(?:采取|采用|通过|利用|运用|按照?|根据|依据|围绕|结合|以|会同|依托|综合|统筹)[^，。；]+$"
)


def _is_means(between: str) -> bool:
    return bool(_MEANS.match(between))


def _conditional(text: str, modal: Modal, comma: int) -> bool:
    """可以 in a condition orders nothing: 已有设备可以满足需要的，不予批准."""
    allows = modal.modality is Modality.MAY and "，" not in text[modal.end : comma]
    return allows and text[comma - 1] == "的"


def _leads(text: str, after: int, comma: int) -> bool:
    """Whether the part in front of this comma is a condition of what follows."""
    start = text.rfind("，", after, comma)
    return start >= after and text[comma - 1] in "的时后外"


def _first(text: str) -> Modal | None:
    """The strongest word governs the clause: 应当推动 is an order, 鼓励探索 encourages."""
    found = modals(text)
    strong = [m for m in found if m.modality is not Modality.PROMOTE]
    if len(strong) > 1 and (comma := text.find("，", strong[0].end)) > 0:
        strong = strong[1:] if _conditional(text, strong[0], comma) else strong
    return next(iter(strong or found), None)


def _carried(clause: Clause, bare: Modality | None) -> Modality | None:
    """The force of the lead-in, for what is done; a list of things (具备以下功能：…) is none."""
    if bare is Modality.PROMOTE and not acts(clause.text):
        return None
    found = modals(clause.carried_text)
    return found[-1].modality if found else None


def action_of(text: str, modal: Modal | None) -> str:
    """The action in the text's own words: from the word of force on, without who acts."""
    words = re.sub(r"\s+", "", text[modal.start if modal else 0 :]).strip("。；，：")
    if len(words) <= _LONGEST:
        return words
    cut = words.rfind("，", 20, _LONGEST)
    return words[: cut if cut > 0 else _LONGEST]
