"""Measures that a report tells: what a place or a body has done, told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import Measure, Modality, NodeKind, Span, statement_id
from ingest.extract.actions import acting_body, grants, opens_action
from ingest.extract.body import Body, Sentence
from ingest.extract.clauses import Clause, clauses, modals
from ingest.extract.dates import planned
from ingest.extract.indicators import has_value
from ingest.extract.measures import action_of, actor_of, is_goal, new_groups
from ingest.extract.sections import Section, sectioned
from ingest.extract.target_groups import target_group_of

# 实现新突破, 完成转化1200项, 取得成效: what came of it, no measure.
_RESULT = re.compile(
    r"^[\u4e00-\u9fff]{0,12}?(?:实现|完成|达到|取得|形成了?良好|突破|增长|位居|位列|荣获|获得|入选|占|带动|产生|吸引|汇集|聚集)"
    r"|^(?!将|把)[^，。；]{2,24}(?:由|从)[^，。；]{2,24}(?:增|升|降|减|提高|扩大|缩短|压缩)[加长少]?[至到]"
)
# 2022年6月, 近年来, 为破解…难题, 在…支持下: the circumstances in front of the action.
_CIRCUMSTANCE = re.compile(
    r"^(?:(?:19|20)\d\d年|近年来|目前|同时|此外|为了?|针对|围绕|聚焦|按照|根据|依据|自|从|在|截至|当年|今年|去年|其中|"
    r"一是|二是|三是|四是|五是|随着|面对|结合|以来)"
)
_COUNT_OFF = re.compile(
    r"^(?:[一二三四五六七八九]是|其[一二三四]，?|首先，?|其次，?|同时，?|此外，?|——?|目前，?|近年来，?|另外，?|并|还|也|已经?)+"
)
# 全市登记在册的经纪人已有1860人: a count, no measure.
_COUNT = re.compile(r"(?:已有|现有|共有|拥有|达到?|突破|超过)(?:约|近|超)?[\d一二三四五六七八九十]")
# 绍兴|将推动…, 长沙|率先出台…: a short name acts.
_ACTS_SOON = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?(?:将|还|已经?|先后|率先|积极|大力|着力|持续|全面|主动|创新)"
    r"(?=[\u4e00-\u9fff]{2})"
)
# 《行动计划》规定，|按…给予补助
_BY_RULE = re.compile(r"^[^，；]{0,30}(?:规定|明确(?:要求|提出)?|要求|提出)(?:，|：)(?:对)?")
# …给予补助，|单个机构每年最高80万元: the limit of a measure is part of it.
_LIMIT = re.compile(
    r"最高|最低|最多|不超过|不低于|不少于|不高于|至少|以内|期限|分[一二两三四五六七八九十\d]+年"
)
# 率先开设, 已建立, 先后出台: adverbs of what was done.
_ADVERBS = re.compile(
    r"^(?:才|在全国|在全省|在全市|率先|首批|首次|先后|已经?|陆续|累计|成功|专门|创新(?=[推开设建])|主动|积极|持续|不断|进一步|"
    r"共同|联合|统一|每年|全面|大力|深入|牵头|还|也|并|又|均|都|共)+"
)
_VERB = re.compile(
    r"^(?:开设|设立|设置|增设|成立|组建|建立|建设|建成|搭建|打造|构建|出台|印发|制定|发布|实施|推行|推出|推动|推进|开展|"
    r"启动|举办|组织|培养|培育|培训|选派|引进|聘请|聘任|遴选|认定|评选|评审|试行|试点|探索|实行|安排|设计|编制|编写|"
    r"开办|开出|办起|建起|搭起|创办|共建|共享|签订|签署|修订|派出|选聘|招引|发起|上线|调整|升级|改造|改革|开放|统筹|整合|"
    r"开发|开通|赋予|下放|将|把|对|给予|奖励|补贴|资助|支持|扶持|提供|联合|依托|通过|采用|采取|引导|完善|健全|优化|"
    r"深化|强化|加强|创新|拓宽|打通|畅通|布局|兑现|拨付|投入|建成|纳入|列入|明确|规定|取消|简化|授予|颁发|发放|设)"
    r"(?!的|者|人员|情况|能力|水平|工作的)"
)
# 出台…办法, 开设…专业: what is founded or issued is a measure, whatever it is about.
_FOUNDS = re.compile(
    r"(?:出台|印发|制定|修订|签订|签署|开办|创办|开出|共建|设立|开设|增设|组建|推出|推行|试行|选派|聘任|建立)(?:了)?"
    r"[^，。；]{2,40}(?:办法|意见|措施|方案|细则|制度|机制|机构|中心|专业|课程|岗位|职称|基金|资金|专项|"
    r"协议|团队|联盟|营|班|学院|研究院|实验室|平台|基地|特派员|专员|服务团|标准|清单|贷[”\"]|券|保险|产品|模式|试点|专班|专区|服务站|工作站|体系)"
)
_SPEECH = re.compile(
    r"^本(?:报告|文|书|刊|期)|^(?:[^，。；“”]{2,16}，)?[^，。；“”]{2,48}(?:建议|呼吁|认为|坦言|表示|希望)，|^[“\"][^”\"]{12,}|[？?]$|(?:说|表示|介绍|认为|坦言|感慨|告诉|建议|呼吁|指出)[，：。]?$"
    r"|(?:报告|讲话|全会|总书记|会议|论文|本文|研究)[^，。；]{0,8}(?:提出|指出|强调|认为|分析|发现)"
)
_TOLD_RULE = re.compile(r"《|规定|明确|要求|提出|办法|细则|意见|方案")
_AHEAD = re.compile(
    r"(?:^|，|[省市厅局校院])(?:将(?=[\u4e00-\u9fff]{0,4}(?:继续|进一步|持续|加快|推|建|开|完|加|深|打|出|探|实))|计划|拟|下一步|力争|未来)"
)
_FORCES = frozenset({Modality.MUST, Modality.MUST_NOT, Modality.MAY})
# 出台《某某措施》，提出到2025年…: the date is not of what was issued.
_ISSUED = re.compile(r"出台|印发|修订|发布了|制定了|设立了|建成了|已")
_SHORTEST = 8
_AT_LENGTH = 14
"""Characters from which on an action under 主要做法 is no mere heading."""


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
        if section in (Section.PROBLEMS, Section.ADVICE) or len(sentence.text) < _SHORTEST:
            continue
        if _SPEECH.search(sentence.text) or sentence.text.startswith("建议"):
            continue
        for clause in clauses(sentence):
            for measure in _measures(body, sentence, clause, section):
                dated = ahead == sentence.provision.id and not _ISSUED.search(measure.name)
                to_come = dated or not section.tells
                is_fact = measure.modality is Modality.PRACTISED
                told = (
                    replace(measure, modality=Modality.PROMOTE) if to_come and is_fact else measure
                )
                found.setdefault(told.id, told)
    return list(found.values())


def _holds_concept(body: Body, span: Span) -> bool:
    return any(span[0] <= m.start and m.end <= span[1] for m in body.concepts)


def _measures(
    body: Body, sentence: Sentence, clause: Clause, section: Section
) -> Iterator[Measure]:
    """Under a heading that announces plans or deeds whatever is done counts."""
    planned = section is Section.PLANS
    for first, end in _parts(clause.text):
        rule = _BY_RULE.match(clause.text[first:end])
        start = first + (rule.end() if rule else 0)
        text = clause.text[start:end].rstrip("，、")
        text = _without_goal(text) if planned else _without_outcome(_without_goal(text))
        opens = _opens(text)
        span = (clause.start + start, clause.start + start + len(text))
        if opens is None or is_goal(text):
            continue
        about = _holds_concept(body, (span[0] + opens, span[1]))
        modality = _force(text, sentence.text)
        # What a report tells of a rule is a measure, whatever it is about.
        about = about or modality in _FORCES or grants(text)
        done = section is Section.DEEDS and _does_much(text[opens:])
        if not (about or planned or done or _FOUNDS.search(text[opens:])):
            continue
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


def _does_much(text: str) -> bool:
    """Whether an action of nothing we have a concept for is told at some length."""
    bare = _ADVERBS.sub("", _COUNT_OFF.sub("", text))
    return len(text) >= _AT_LENGTH and bool(_VERB.match(bare) or acting_body(bare))


def _parts(text: str) -> list[Span]:
    """Cut where another body begins to act, and where a rule is told: 省科技厅设立…，|某大学组建…;
    出台办法，|每个实验室可设….
    """
    cuts = [0]
    rules = set(_rules(text))
    for comma in re.finditer("，", text):
        at = comma.end()
        rest = text[at:]
        anew = bool(acting_body(rest)) and not _VERB.match(_ADVERBS.sub("", rest))
        if (anew or at in rules) and _opens(text[cuts[-1] : at - 1]) is not None:
            cuts.append(at)
    return list(pairwise([*cuts, len(text)]))


# 所需经费由市财政…
_FUNDED = re.compile(r"(?<=，)(?:所需)?(?:经费|资金|费用)由")


def _rules(text: str) -> Iterator[int]:
    """Where the words of a rule begin behind a comma, with their condition and their subject."""
    yield from (m.start() for m in _FUNDED.finditer(text))
    yield from new_groups(text)
    for modal in modals(text):
        comma = text.rfind("，", 0, modal.start)
        while comma > 0 and text[comma - 1] in "的时后外":
            comma = text.rfind("，", 0, comma)
        if modal.modality in _FORCES and comma > 0:
            yield comma + 1


def _opens(text: str) -> int | None:
    """Where the words of the first action begin; None where nothing is told to be done."""
    at = 0
    for piece in text.split("，"):
        bare = _COUNT_OFF.sub("", piece)
        if not _RESULT.match(bare) and not _COUNT.search(bare):
            own = _ADVERBS.sub("", bare)
            if any(m.modality in _FORCES for m in modals(bare)):
                return at
            if _VERB.match(own) or acting_body(bare):
                return at
            if not _CIRCUMSTANCE.match(bare) and (opens_action(bare) or grants(bare)):
                return at
            soon = _ACTS_SOON.match(bare)
            if soon and _VERB.match(_ADVERBS.sub("", bare[soon.end() :])):
                return at
        at += len(piece) + 1
    return None


def _without_outcome(text: str) -> str:
    """Without what came of it at the end: …技术合同交易，|成交额达到776亿元."""
    pieces = text.split("，")
    while len(pieces) > 1:
        bare = _COUNT_OFF.sub("", pieces[-1])
        acts = _VERB.match(_ADVERBS.sub("", bare)) or acting_body(bare) or opens_action(bare)
        if not _RESULT.match(bare) and (acts or not has_value(bare) or _LIMIT.search(bare)):
            break
        if (_LIMIT.search(bare) and "给予" in pieces[-2]) or pieces[-1].startswith("并"):
            break
        pieces.pop()
    return "，".join(pieces)


# 将推动服务向镇街延伸，|力争到2026年成交额突破600亿元: a target.
_AIMS = re.compile(r"，(?:并)?(?:提出|明确|计划)?(?:力争|确保|争取|到20\d\d年)[^；]*$")


def _without_goal(text: str) -> str:
    goal = _AIMS.search(text)
    return text[: goal.start()] if goal and has_value(goal[0]) else text


def _force(text: str, sentence: str) -> Modality | None:
    """None for advice in running text: 应当… without a rule that says so."""
    found = modals(text)
    strong = [m for m in found if m.modality in _FORCES]
    if strong:
        advice = text.startswith(("应", "要", "需"), strong[0].start)
        return strong[0].modality if _TOLD_RULE.search(sentence) or not advice else None
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
