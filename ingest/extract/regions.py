"""Regions that the provisions of a document mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Node, Predicate, Region, Relation
from graph.regions import COUNTRY, find_regions, region_by_name, zone
from ingest.extract.body import Body

# A title names the act, not the place: 《北京市某某条例》.
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")

# 浦东新区人民政府, 郑州、洛阳市人民政府, 北京市第十一届人民代表大会: part of a body's name.
_IN_NAME = re.compile(
    r"(?:[、和及](?:[\u4e00-\u9fff]{2,5}[、和及])*[\u4e00-\u9fff]{2,5})?(?:第[一二三四五六七八九十]+届)?"
    r"(?![\u4e00-\u9fff、]{0,12}(?:设立|建立|建设|的|在|与|对|将|开展|支持|成立|引进|推动|促进|发展|创新高地))"
    r"[\u4e00-\u9fff、]{0,12}?(?:人民政府|人民代表大会|人大常委会|部门|委员会|法院|检察院|分行|厅|管委会|"
    r"局(?![面部限])|大学|学院|研究院|研究所|医院|省?实验室|有限公司|集团)"
)
_ALIAS = re.compile(
    r"^(?:区域)?[（(](?:以下|下文)?简称(?:为)?[“\"]?(?P<alias>[^”\"（）()《》]{2,16})[”\"]?[）)]"
)
# 郑洛新国家自主创新示范区（以下简称…）: a zone that the text itself names.
_ZONE_NAME = (
    r"[\u4e00-\u9fff]{2,10}(?:国家自主创新示范区|经济特区|自由贸易试验区|高新技术产业开发区|经济技术开发区|"
    r"技术开发区|开发区|试验区|合作区|知识城|科学城|示范区|高新区|新城)"
)
_ZONE = re.compile(rf"(?P<name>{_ZONE_NAME})(?=[（(](?:以下|下文)?简称)")
_BEFORE_ZONE = re.compile(
    r".*(?:结合|本条例适用于|适用于|对|在|的|是|和|与|为|指|及|促进|推进|加快|规范)(?=[\u4e00-\u9fff]{4})"
)


def regions(body: Body) -> tuple[list[Node], list[Relation], list[str]]:
    """Region nodes and MENTIONS from the narrowest provision, one per provision and region.

    The nation is in every second sentence and is left out; so are regions inside titles.
    """
    nodes: dict[str, Node] = {}
    relations: dict[tuple[str, str], Relation] = {}
    for sentence in body.sentences:
        titles = [match.span() for match in _TITLE.finditer(sentence.text)]
        for mention in find_regions(sentence.text, within=body.regions_at(sentence.start)):
            region = mention.region
            if region.level == COUNTRY or any(a <= mention.start < b for a, b in titles):
                continue
            if _IN_NAME.match(sentence.text, mention.end):
                continue
            nodes.setdefault(region.id, region)
            start = sentence.start + mention.start
            place = body.narrowest(start)
            key = (place.id, region.id)
            if key not in relations:
                evidence = body.quote((start, sentence.start + mention.end))
                relations[key] = Relation(place.id, Predicate.MENTIONS, region.id, evidence)
    named = list(_named(body))
    for node, relation in named:
        nodes.setdefault(node.id, node)
        relations[(relation.subject, node.id + relation.predicate)] = relation
    return list(nodes.values()), list(relations.values()), []


def _named(body: Body) -> Iterator[tuple[Region, Relation]]:
    """Zones and regions to which the document gives a short name of its own."""
    for sentence in body.sentences:
        for match in _ZONE.finditer(sentence.text):
            name = _BEFORE_ZONE.sub("", match["name"])
            if not re.fullmatch(_ZONE_NAME, name):
                continue
            start = match.end() - len(name)
            alias = _ALIAS.match(sentence.text[match.end() :])
            node = region_by_name(name) or zone(name, body.head.regions)
            if alias is None or node is None:
                continue
            span = (sentence.start + start, sentence.start + match.end() + alias.end())
            yield (
                node,
                Relation(
                    body.document.id,
                    Predicate.ALIAS_OF,
                    node.id,
                    body.quote(span),
                    (("alias", alias["alias"]),),
                ),
            )
