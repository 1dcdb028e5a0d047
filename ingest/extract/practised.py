"""Measures that a report tells: what a place or a body has done, told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import Measure, Modality, NodeKind, Span, statement_id
from ingest.extract.actions import acting_body, opens_action
from ingest.extract.body import Body, Sentence
from ingest.extract.clauses import Clause, clauses, modals
from ingest.extract.dates import planned
from ingest.extract.indicators import has_value
from ingest.extract.measures import action_of, actor_of, target_group_of
from ingest.extract.sections import Section, sectioned

# 实现新突破, 完成转化1200项, 取得成效: what came of it, no measure.
_RESULT = re.compile(
    r"^[\u4e00-\u9fff]{0,12}?(?:实现|完成|达到|取得|形成了?良好|突破|增长|位居|位列|荣获|获得|入选|占|带动|产生|吸引|汇集|聚集)"
)
# 2022年6月, 近年来, 为破解…难题, 在…支持下: the circumstances in front of the action.
_CIRCUMSTANCE = re.compile(
    r"^(?:(?:19|20)\d\d年|近年来|目前|同时|此外|为了?|针对|围绕|聚焦|按照|根据|依据|自|从|在|截至|当年|今年|去年|其中|"
    r"一是|二是|三是|四是|五是|随着|面对|结合|以来)"
)
_COUNT_OFF = re.compile(
    r"^(?:[一二三四五六七八九]是|其[一二三四]，?|首先，?|其次，?|同时，?|此外，?|——?|目前，?|近年来，?|另外，?|并|还|也|已经?)+"
)
# 率先开设, 已建立, 先后出台: adverbs of what was done.
_ADVERBS = re.compile(
    r"^(?:在全国|在全省|在全市|率先|首批|首次|先后|已经?|陆续|累计|成功|专门|创新(?=[推开设建])|主动|积极|持续|不断|进一步|"
    r"共同|联合|统一|每年|全面|大力|深入|牵头|还|也|并|又|均|都|共)+"
)
_VERB = re.compile(
    r"^(?:开设|设立|设置|增设|成立|组建|建立|建设|建成|搭建|打造|构建|出台|印发|制定|发布|实施|推行|推出|推动|推进|开展|"
    r"启动|举办|组织|培养|培育|培训|选派|引进|聘请|聘任|遴选|认定|评选|评审|试行|试点|探索|实行|安排|设计|编制|编写|"
    r"开发|开通|赋予|下放|将|把|对|给予|奖励|补贴|资助|支持|扶持|提供|联合|依托|通过|采用|采取|引导|完善|健全|优化|"
    r"深化|强化|加强|创新|拓宽|打通|畅通|布局|纳入|列入|明确|规定|取消|简化|授予|颁发|发放|设)"
    r"(?!的|者|人员|情况|能力|水平|工作的)"
)
_SPEECH = re.compile(
    r"^[“\"][^”\"]{12,}|[？?]$|(?:说|表示|介绍|认为|坦言|感慨|告诉|建议|呼吁|指出)[，：。]?$"
    r"|(?:报告|讲话|全会|总书记|会议|论文|本文|研究)[^，。；]{0,8}(?:提出|指出|强调|认为|分析|发现)"
)
_TOLD_RULE = re.compile(r"《|规定|明确|要求|提出|办法|细则|意见|方案")
_AHEAD = re.compile(
    r"(?:^|，|[省市厅局校院])(?:将(?=[\u4e00-\u9fff]{0,4}(?:继续|进一步|持续|加快|推|建|开|完|加|深|打|出|探|实))|计划|拟|下一步|力争|未来)"
)
_FORCES = frozenset({Modality.MUST, Modality.MUST_NOT, Modality.MAY})
_SHORTEST = 8


def practised(body: Body) -> list[Measure]:
    """Measures of a report in the order of its text: actions that speak of a concept.

    What the report plans is promoted, what it tells of a rule keeps the rule's force, and its
    problems and advice are none.
    """
    found: dict[str, Measure] = {}
    ahead = ""
    for sentence, section in sectioned(body):
        if planned(sentence.text):
            ahead = sentence.provision.id
        if section is not Section.OTHER or len(sentence.text) < _SHORTEST:
            continue
        if _SPEECH.search(sentence.text) or not _holds_concept(
            body, (sentence.start, sentence.end)
        ):
            continue
        for clause in clauses(sentence):
            for measure in _measures(body, sentence, clause):
                to_come = ahead == sentence.provision.id
                is_fact = measure.modality is Modality.PRACTISED
                told = (
                    replace(measure, modality=Modality.PROMOTE) if to_come and is_fact else measure
                )
                found.setdefault(told.id, told)
    return list(found.values())


def _holds_concept(body: Body, span: Span) -> bool:
    return any(span[0] <= m.start and m.end <= span[1] for m in body.concepts)


def _measures(body: Body, sentence: Sentence, clause: Clause) -> Iterator[Measure]:
    for start, end in _parts(clause.text):
        text = _without_outcome(clause.text[start:end].rstrip("，、"))
        opens = _opens(text)
        span = (clause.start + start, clause.start + start + len(text))
        if opens is None or not _holds_concept(body, (span[0] + opens, span[1])):
            continue
        modality = _force(text, sentence.text)
        action = action_of(_COUNT_OFF.sub("", text[opens:]), None)
        if modality is None or len(action) < _SHORTEST:
            continue
        part = replace(clause, start=span[0], end=span[1], text=text, carried=(), carried_text="")
        evidence = body.quote(span)
        yield Measure(
            id=statement_id(NodeKind.MEASURE, evidence, span[0]),
            name=action,
            evidence=evidence,
            modality=modality,
            actor=_actor(part),
            target_group=target_group_of(text),
        )


def _parts(text: str) -> list[Span]:
    """Cut where another body begins to act: 省科技厅设立…，|某大学组建…"""
    cuts = [0]
    for comma in re.finditer("，", text):
        at = comma.end()
        rest = text[at:]
        anew = bool(acting_body(rest)) and not _VERB.match(_ADVERBS.sub("", rest))
        if anew and _opens(text[cuts[-1] : at - 1]) is not None:
            cuts.append(at)
    return list(pairwise([*cuts, len(text)]))


def _opens(text: str) -> int | None:
    """Where the words of the first action begin; None where nothing is told to be done."""
    at = 0
    for piece in text.split("，"):
        bare = _COUNT_OFF.sub("", piece)
        if not _RESULT.match(bare):
            own = _ADVERBS.sub("", bare)
            if any(m.modality in _FORCES for m in modals(bare)):
                return at
            if _VERB.match(own) or acting_body(bare):
                return at
            if not _CIRCUMSTANCE.match(bare) and opens_action(bare):
                return at
        at += len(piece) + 1
    return None


def _without_outcome(text: str) -> str:
    """Without what came of it at the end: …技术合同交易，|成交额达到776亿元."""
    pieces = text.split("，")
    while len(pieces) > 1:
        bare = _COUNT_OFF.sub("", pieces[-1])
        acts = _VERB.match(_ADVERBS.sub("", bare)) or acting_body(bare) or opens_action(bare)
        if not _RESULT.match(bare) and (acts or not has_value(bare)):
            break
        pieces.pop()
    return "，".join(pieces)


def _force(text: str, sentence: str) -> Modality | None:
    """None for advice in running text: 应当… without a rule that says so."""
    found = modals(text)
    strong = [m for m in found if m.modality in _FORCES]
    if strong:
        return strong[0].modality if _TOLD_RULE.search(sentence) else None
    if any(text.startswith(("鼓励", "提倡", "倡导"), m.start) for m in found):
        return Modality.ENCOURAGE
    return Modality.PROMOTE if _AHEAD.search(text) else Modality.PRACTISED


def _actor(clause: Clause) -> str:
    """The body that the clause opens with, behind its date: 2022年，|陕西省…"""
    for piece in clause.text.split("，"):
        bare = _COUNT_OFF.sub("", piece)
        if _CIRCUMSTANCE.match(bare):
            continue
        if name := acting_body(bare) or actor_of(replace(clause, text=bare), None):
            return name
        if _VERB.match(_ADVERBS.sub("", bare)):
            return ""
    return ""
