"""Persons: authors in bylines and signatures, and people with their role in running text.

Photographers and those who report a picture are credits, no persons of the graph. Who is a person
in running text is the tagger's word, asked only where a role stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Institution, Node, Relation, Span
from graph.names import person
from ingest.extract.body import Body, Sentence
from ingest.extract.bylines import lines
from ingest.extract.named import Named, Names
from ingest.extract.person_words import NAME, ROLE, TITLE, Found, affiliation, mention, unit_of
from ingest.extract.tagger import tag

# 某大学校长甲某说, 某公司总经理甲某
_ROLE_NAME = re.compile(rf"(?P<role>{ROLE})(?P<name>{NAME})")
# 甲某教授, 甲某（某公司董事长）
_NAME_TITLE = re.compile(rf"(?P<name>{NAME})(?P<role>{TITLE})(?!级|人才|席)")
_NAME_UNIT = re.compile(
    rf"(?P<name>{NAME})(?:[，,]|[（(])(?:现任|系|时任|任)?(?P<unit>[\u4e00-\u9fff]{{4,30}}?)(?P<role>{ROLE})(?=[）)，。；])"
)
# 甲某，高级工程师，现任某中心副主任
_NOW_IN = re.compile(
    rf"(?P<name>{NAME})，(?:[^，。；]{{1,14}}，){{0,3}}(?:现任|现为|曾任|时任|任职于?)(?P<unit>[\u4e00-\u9fff（）]{{4,30}}?)的?"
    rf"(?P<role>{ROLE})(?=[）)，。；])"
)
# 甲某是某公司的技术经理人
_IS_OF = re.compile(
    rf"(?P<name>{NAME})(?:是|系|作为)(?P<unit>[\u4e00-\u9fff（）]{{4,30}}?)的?(?P<role>{ROLE})(?=[）)，。；])"
)
_SPEAKS = r"(?:说|表示|介绍|认为|指出|强调|告诉|坦言|透露|建议|回忆|感慨|解释|分析|看来|称|呼吁)"
_BEFORE = re.compile(r"[\u4e00-\u9fff（）A-Za-z·]{0,40}$")


def persons(body: Body, names: Names) -> tuple[list[Node], list[Relation], list[str]]:
    """Person nodes, with AUTHOR_OF, AFFILIATED_WITH and the MENTIONS that tells a role."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    for who, where, relation in (*lines(body, names), *_running(body, names)):
        nodes.setdefault(who.id, who)
        if where is not None:
            nodes.setdefault(where.id, where)
        relations.append(relation)
    return list(nodes.values()), relations, []


# Running text


def _running(body: Body, names: Names) -> Iterator[Found]:
    for sentence in body.sentences:
        bodies = names.at(sentence.start)
        if not re.search(ROLE, sentence.text):
            continue
        taken: list[Span] = []
        for pattern in (_NAME_UNIT, _NOW_IN, _IS_OF, _ROLE_NAME, _NAME_TITLE):
            for match in pattern.finditer(sentence.text):
                name = _name(sentence.text, match)
                if name is None or any(name[0] < b and a < name[1] for a, b in taken):
                    continue
                taken.append(name)
                yield from _told(body, bodies, sentence, match, name)


def _told(
    body: Body, bodies: Named, sentence: Sentence, match: re.Match[str], name: Span
) -> Iterator[Found]:
    who = person(sentence.text[slice(*name)])
    role = match["role"]
    first, last = min(name[0], match.start("role")), max(name[1], match.end("role"))
    unit = match.groupdict().get("unit")
    if unit is not None:
        where: Institution | None = bodies.body(unit) or unit_of(unit, bodies)
    else:
        before = _BEFORE.search(sentence.text, 0, first)
        # 来自某学院的|甲某博士
        words = before[0].removesuffix("的") if before else ""
        found = bodies.unit(words) if words else None
        where = found[1] if found else None
        if before and found:
            first = before.start() + found[0]
    span = (sentence.start + first, sentence.start + last)
    yield who, None, mention(body, who, role, span)
    if where:
        yield who, where, affiliation(body, who, where, role, span)


def _name(text: str, match: re.Match[str]) -> Span | None:
    """Where the name stands, by the tagger; by its form only where somebody speaks."""
    start, end = match.span("name")
    # 所长甲某新建议: three characters, where only behind them somebody speaks.
    speaks = re.match(_SPEAKS, text[end:]) is not None
    if speaks and end - start == 3 and not re.match(_SPEAKS, text[end - 1 :]):
        return (start, end)
    # 主任陈如介绍: the pattern may have taken a character of the verb along.
    if text.startswith(tuple("说称"), end - 1) and end - start == 3:
        end -= 1
    offset = 0
    for word, kind in tag(text):
        if offset == start and kind == "PER" and 2 <= len(word) <= 4:
            return (start, start + len(word))
        offset += len(word)
    if match.re is _ROLE_NAME and re.match(_SPEAKS, text[end:]):
        return (start, end)
    return None
