"""Programmes, special projects and pilots that have a name of their own."""

from __future__ import annotations

import re

from graph.model import Node, Predicate, Programme, Relation
from graph.names import programme
from ingest.extract.body import Body

# 实施“朱雀计划”, “揭榜挂帅”专项, 国家重点研发计划: quoted, or one of the national names.
_QUOTED = re.compile(
    r"(?P<verb>(?:组织|全面|深入)?(?:实施|启动|开展|设立|推出|推进|提出))?(?:了)?"
    r"[“\"](?P<name>[^”\"，。；]{2,18}?(?:计划|工程|专项|行动|试点|基金))[”\"]"
    r"|(?P<verb2>(?:组织|全面|深入)?(?:实施|启动|开展|设立|推出))?(?:了)?"
    r"[“\"](?P<stem>[^”\"，。；]{2,14})[”\"](?P<kind>(?:人才|创新)?(?:计划|工程|专项|行动))(?!方案)"
)
_NATIONAL = re.compile(
    r"国家(?:重点研发计划|科技重大专项|自然科学基金|高新技术研究发展计划|科技支撑计划|星火计划|火炬计划|"
    r"高层次人才特殊支持计划|高层次人才特殊支持|技术创新引导专项)|火炬计划|星火计划|科技型中小企业创新基金"
)
_NOT_NAMES = re.compile(
    r"^(?:十[一二三四五六]五|[一二三四五六七八九十]+)?(?:规划|计划)$|^七五|五年计划"
)


def programmes(body: Body) -> tuple[list[Node], list[Relation], list[str]]:
    """Programme nodes; ESTABLISHES where the text sets one up, MENTIONS otherwise."""
    nodes: dict[str, Programme] = {}
    relations: list[Relation] = []
    for sentence in body.sentences:
        for match in (*_QUOTED.finditer(sentence.text), *_NATIONAL.finditer(sentence.text)):
            groups = match.groupdict()
            name = groups.get("name") or (groups.get("stem") or "") + (groups.get("kind") or "")
            name = name or match[0]
            verb = groups.get("verb") or groups.get("verb2")
            whole = bool(groups.get("name")) and match[0][0] in '“"'
            quoted_only = whole and name.endswith(("工程", "行动", "试点", "基金"))
            if _NOT_NAMES.search(name) or quoted_only:
                continue
            node = programme(name)
            nodes.setdefault(node.id, node)
            span = (sentence.start + match.start(), sentence.start + match.end())
            predicate = Predicate.ESTABLISHES if verb else Predicate.MENTIONS
            relations.append(
                Relation(body.narrowest(span[0]).id, predicate, node.id, body.quote(span))
            )
    return list(nodes.values()), relations, []
