"""Where institutions are, and which body took the place of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.gazetteer import COUNTRY, PREFECTURE, PROVINCE
from graph.model import Institution, Node, Predicate, Region, Relation
from graph.regions import find_regions, region_by_name
from ingest.extract.body import Body, Sentence
from ingest.extract.named import Named, Names

_FULL = ("省", "市", "自治区", "区", "县", "自治州", "州", "盟", "旗")
# Names of places that are names or words of their own: 中山大学 is not in 中山市.
_WORDS = frozenset(
    {"中山", "东方", "大同", "三明", "白银", "平安", "安康", "吉安", "泰安", "长治", "保定", "安顺"}
    | {"宜春", "怀化", "开封", "和平", "东营"}
)
_STANDS = re.compile(r"(?:总部)?(?:现)?(?:位于|坐落[于在]|地处|落户[于在]?|设在|设于|注册在)")

_BODY = (
    r"[\u4e00-\u9fff（）]{2,30}?"
    r"(?:大学|学院|研究院|研究所|公司|集团|中心|委员会|协会|[局厅部委院所]|办公室)"
)
_RENAMED = re.compile(
    rf"(?P<old>{_BODY})(?:（[^（）]*）)?(?:正式|已|依法|获批)?(?:更名|改名|改称|改组)为(?P<new>{_BODY})(?=[，。；、（]|$)"
)
_FORMERLY = re.compile(rf"(?P<new>{_BODY})（原(?P<old>{_BODY})）")
# 将甲局、乙局的职责整合，组建丙局 | 在甲院基础上组建丙院
# 甲公司前身为乙公司
_WAS = re.compile(rf"(?P<new>{_BODY})的?前身(?:是|为)(?P<old>{_BODY})(?=[，。；、（]|$)")
_MERGED = re.compile(
    rf"(?:将|把)?(?P<old>{_BODY}(?:[、和与]{_BODY})*)(?:的职责|职责|的职能)?(?:等)?(?:进行)?(?:整合|合并)，?(?:重新)?(?:组建|成立|设立|新组建)(?P<new>{_BODY})(?=[，。；、（]|$)"
)
_ON_BASE = re.compile(
    rf"在(?P<old>{_BODY})的?基础上，?(?:重新)?(?:组建|成立|设立)(?P<new>{_BODY})(?=[，。；、（]|$)"
)
_FOUNDED = re.compile(rf"(?:^|[，。；])(?:重新)?组建(?P<new>{_BODY})(?=[，。；、（]|$)")
_ENDED = re.compile(rf"不再保留(?P<old>{_BODY}(?:[、和与]{_BODY})*)(?=[，。；（]|$)")
# The words without which a pattern matches nowhere: cheap to look for.
_SUCCEEDING = (
    (re.compile("更名|改名|改称|改组"), _RENAMED),
    (re.compile("（原"), _FORMERLY),
    (re.compile("前身"), _WAS),
    (re.compile("整合|合并"), _MERGED),
    (re.compile("基础上"), _ON_BASE),
)
_LEAD_IN = re.compile(r"^(?:现)?(?:将|把|由|对|原|经批准|同意|决定)+")


def places(
    body: Body, told: Iterable[Relation], institutions: Iterable[Node], names: Names
) -> tuple[list[Node], list[Relation], list[str]]:
    """LOCATED_IN where the name or the text says it, SUCCEEDS where one body follows another."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    for triple in (
        *_by_name(told, institutions),
        *_stated(body, names),
        *_successions(body, names),
    ):
        for node in triple[:2]:
            nodes.setdefault(node.id, node)
        relations.append(triple[2])
    return list(nodes.values()), relations, []


Triple = tuple[Node, Node, Relation]


def _by_name(told: Iterable[Relation], institutions: Iterable[Node]) -> Iterator[Triple]:
    """The region that opens the official name; once per institution, where it is first told of."""
    known = {n.id: n for n in institutions if isinstance(n, Institution)}
    for relation in told:
        for end in (relation.object, relation.subject):
            node = known.pop(end, None)
            region = _opening_region(node.name) if node else None
            if node is not None and region is not None:
                located = Relation(node.id, Predicate.LOCATED_IN, region.id, relation.evidence)
                yield node, region, located


def _opening_region(name: str) -> Region | None:
    """The narrowest region whose name opens the body's; None where a second place stands in it."""
    for end in range(min(14, len(name) - 2), 1, -1):
        region = region_by_name(name[:end])
        if region is None or region.level == COUNTRY:
            continue
        if not name[:end].endswith(_FULL) and (
            region.level not in (PROVINCE, PREFECTURE) or name[:end] in _WORDS
        ):
            continue
        elsewhere = [m.region for m in find_regions(name[end:])]
        return region if all(r.level == COUNTRY for r in elsewhere) else None
    return None


def _stated(body: Body, names: Names) -> Iterator[Triple]:
    for sentence in (*body.opening, *body.sentences):
        bodies = names.at(sentence.start)
        for match in _STANDS.finditer(sentence.text):
            found = bodies.at_end(sentence.text[: match.start()])
            regions = find_regions(sentence.text, within=body.regions_at(sentence.start))
            after = next((m for m in regions if m.start == match.end()), None)
            if found is None or after is None:
                continue
            span = (sentence.start + found[0], sentence.start + after.end)
            located = Relation(found[1].id, Predicate.LOCATED_IN, after.region.id, body.quote(span))
            yield found[1], after.region, located


def _successions(body: Body, names: Names) -> Iterator[Triple]:
    before: tuple[Sentence, re.Match[str]] | None = None
    for sentence in body.sentences:
        bodies = names.at(sentence.start)
        for pattern in (p for word, p in _SUCCEEDING if word.search(sentence.text)):
            for match in pattern.finditer(sentence.text):
                span = (sentence.start + match.start(), sentence.start + match.end())
                yield from _pairs(body, bodies, match["new"], match["old"], span)
        if founded := _FOUNDED.search(sentence.text):
            before = (sentence, founded)
        ended = _ENDED.search(sentence.text)
        # 组建甲局。…不再保留乙局: one reform, told in one provision.
        if ended and before and before[0].provision is sentence.provision:
            first = before[0].start + before[1].start("new")
            span = (first, sentence.start + ended.end())
            yield from _pairs(body, bodies, before[1]["new"], ended["old"], span)
            before = None


def _pairs(
    body: Body, bodies: Named, new: str, old: str, span: tuple[int, int]
) -> Iterator[Triple]:
    newer = bodies.body(_LEAD_IN.sub("", new))
    for part in re.split(r"[、和与](?=[\u4e00-\u9fff]{4})", old):
        older = bodies.body(_LEAD_IN.sub("", part))
        if newer and older and newer.id != older.id:
            yield (
                newer,
                older,
                Relation(newer.id, Predicate.SUCCEEDS, older.id, body.quote(span)),
            )
