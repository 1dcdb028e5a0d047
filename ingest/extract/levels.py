"""Ladders of training and titles: each rung with its audience and goal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Level, Measure, NodeKind, Predicate, Relation, Statement, statement_id
from ingest.extract.body import Body, Sentence

_RUNG = (
    r"(?:正高级?|副高级?|高级|中级|初级|助理级|员级)(?!人民法院|别|技工|人才|管理|法院|官员|职务)"
)
# 分为初级、中级、高级三个层级 | 设初级、中级、副高级和正高级
_LIST = re.compile(rf"(?P<rungs>{_RUNG}(?:(?:、|和|与|及|以及|，){_RUNG})+)")
_GRADES = re.compile(
    r"(?:分为|划分为|分成|分|设置?|设有|包括|形成|构建|建立|搭建|按照?|开设|单列)[^，。；]{0,16}$"
)
_GRADED = re.compile(
    r"^(?:[一二三四五六七八九\d两]+个)?(?:技术[\u4e00-\u9fff]{0,6}?)?"
    r"(?:层级|层次|等级|级别|档次|[一二三四五\d]级)"
)
# 具有中级、高级职称的人员: a condition, no ladder.
_CONDITION = re.compile(r"(?:具有|取得|拥有|具备|获得|担任)[^，。；]{0,10}$")
_COURSES = "培训"
"""The ladder of a rung that is told of its courses alone."""
_LADDERS = (
    (re.compile(r"职称|专业技术资格|专业技术职务"), "职称"),
    (re.compile(r"技术经理人"), "技术经理人"),
    (re.compile(r"技术经纪(?:人|专业)"), "技术经纪人"),
    (re.compile(r"培训|课程|班|教材|大纲|研修"), _COURSES),
)
_PEOPLE = r"(?:技术经理人|技术经纪人|技术转移人才|技术转移)?"
_COURSE = _PEOPLE + r"(?:培训|课程|研修|教材)?(?:班|课程|培训|教材)?"
# 初级班面向…，重在… | 高级技术经理人培训面向…
_FOR = re.compile(
    rf"(?P<rung>{_RUNG}){_COURSE}(?:主要|重点)?"
    r"(?:面向|针对|服务|招收|培训对象[为是]|适合)"
    r"(?P<audience>[^，。；、]{2,30}(?:、[^，。；、]{2,20})*)"
)
# 面向在校研究生开设初级技术经理人课程
_REVERSED = re.compile(
    rf"(?:面向|针对)(?P<audience>[^，。；]{{2,30}}?)(?:开设|举办|开展|设置|组织|提供)(?:的)?(?P<rung>{_RUNG}){_COURSE}"
)
# 初级培训侧重政策与流程: what is taught, no audience.
_TEACHES = re.compile(
    rf"(?P<rung>{_RUNG}){_COURSE}(?:主要)?(?:侧重于?|注重|重在|着重|讲授|聚焦|突出|旨在)"
    r"(?P<goal>[^，。；]{2,40})"
)
_GOAL = re.compile(
    r"^，(?:并)?(?:旨在|重在|着重|侧重于?|目标是|以|主要|讲授|重点)(?P<goal>[^；。]{2,60})"
)
_MAY_HOLD = re.compile(r"[初中高]级")


def levels(body: Body) -> list[Level]:
    """Rungs in the order of the text; within a sentence a rung with its audience is one."""
    found: list[Level] = []
    place = ""
    open_: dict[str, int] = {}
    for sentence in body.sentences:
        if not _MAY_HOLD.search(sentence.text):
            continue
        if sentence.provision.id != place:
            place, open_ = sentence.provision.id, {}
        told = next((found[n].ladder for n in open_.values()), None)
        for level in _in_sentence(body, sentence, told):
            listed = open_.get(level.name)
            if listed is not None and level.ladder in (found[listed].ladder, _COURSES):
                found[listed] = _told_again(found[listed], level)
            else:
                open_[level.name] = len(found)
                found.append(level)
    return found


def _told_again(listed: Level, described: Level) -> Level:
    """按初级、中级两个层次培养经纪人。初级班面向…: one rung, of the ladder that lists it."""
    if not (described.audience or described.goal):
        return listed
    evidence, ladder = described.evidence, listed.ladder
    return replace(
        described,
        id=statement_id(NodeKind.LEVEL, evidence, ladder, described.name),
        ladder=ladder,
        audience=described.audience or listed.audience,
        goal=described.goal or listed.goal,
    )


def has_level(stated: Sequence[Statement], found: Sequence[Level]) -> list[Relation]:
    """HAS_LEVEL from each measure to the rungs that stand in its own words."""
    spans = [(m, m.evidence.spans) for m in stated if isinstance(m, Measure)]
    return [
        Relation(measure.id, Predicate.HAS_LEVEL, level.id, level.evidence)
        for level in found
        for measure, places in spans
        if any(a <= level.evidence.start and level.evidence.end <= b for a, b in places)
    ]


def _in_sentence(body: Body, sentence: Sentence, told: str | None) -> list[Level]:
    """``told``: the ladder of the paragraph so far, of which a sentence without one speaks on."""
    text = sentence.text
    ladder = next((name for pattern, name in _LADDERS if pattern.search(text)), told)
    if ladder is None:
        return []
    found: dict[str, Level] = {}
    for match in _LIST.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _CONDITION.search(before) or not (_GRADES.search(before) or _GRADED.match(after)):
            continue
        for one in re.finditer(_RUNG, match["rungs"]):
            span = (match.start() + one.start(), match.start() + one.end())
            found.setdefault(one[0], _level(body, sentence, one[0], ladder, span))
    for rung, audience, goal, span in _described(text):
        plain = _level(body, sentence, rung, ladder, span)
        found[rung] = replace(plain, audience=audience, goal=goal)
    return list(found.values())


def _level(body: Body, sentence: Sentence, rung: str, ladder: str, span: tuple[int, int]) -> Level:
    evidence = body.quote((sentence.start + span[0], sentence.start + span[1]))
    return Level(
        id=statement_id(NodeKind.LEVEL, evidence, ladder, rung),
        name=rung,
        evidence=evidence,
        ladder=ladder,
    )


def _described(text: str) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Rung, audience, goal and place of each rung that the sentence describes."""
    for match in _TEACHES.finditer(text):
        yield match["rung"], "", match["goal"], match.span()
    for pattern in (_FOR, _REVERSED):
        for match in pattern.finditer(text):
            goal = _GOAL.match(text[match.end() :])
            end = match.end() + (goal.end() if goal else 0)
            words = goal["goal"] if goal else ""
            yield match["rung"], match["audience"], words, (match.start(), end)
