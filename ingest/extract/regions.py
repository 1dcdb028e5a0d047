"""Regions that the provisions of a document mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.gazetteer import COUNTRY
from graph.model import Node, Predicate, Region, Relation, Span
from graph.regions import find_regions, region_by_name, zone
from ingest.extract.body import Body

# A title names the act, not the place: 《北京市某某条例》.
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")

# 浦东新区人民政府, 郑州、洛阳市人民政府, 北京市第十一届人民代表大会: part of a body's name.
# Not read: 涧西区、伊滨区和|市科技局, where the body has an owner of its own.
_IN_NAME = re.compile(
    r"(?!(?:[、和及][\u4e00-\u9fff]{2,5})*?[、和及与](?:本|全)?[省市]?[省市][\u4e00-\u9fff]{2,8}[局厅委])"
    r"(?:[、和及](?:[\u4e00-\u9fff]{2,5}[、和及])*[\u4e00-\u9fff]{2,5})?(?:第[一二三四五六七八九十]+届)?"
    r"(?![\u4e00-\u9fff、]{0,12}(?:设立|建立|建设|的|在|与|对|将|联合|会同|携手|依托|出台|印发|推出|启动|开展|支持|成立|引进|推动|促进|发展|创新高地))"
    r"[\u4e00-\u9fff、]{0,12}?(?:人民政府|人民代表大会|人大常委会|部门|委员会|法院|检察院|分行|厅|管委会|"
    r"(?<![布格])局(?![面部限])|大学|学院|研究院|研究所|医院|省?实验室|有限公司|集团)"
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


# 三江新区, 临港经济技术开发区: a zone that no list knows, between marks or behind a preposition.
_UNLISTED = re.compile(
    r"(?:(?<![\u4e00-\u9fff”])|(?<=[由在和与及于向对]))(?![由在和与及于向对])(?P<stem>[\u4e00-\u9fff]{2,5}?)"
    r"(?P<kind>经济技术开发区|高新技术产业开发区|高新技术产业园区|综合保税区|自由贸易试验区|经开区|高新区|新区|科学城)"
    r"(?=[、，。；：）]|$|[各和与及等按牵负内共联设开建已率出举启试]|管委会)"
)
_NO_STEM = re.compile(
    r"^(?:国家|省级|市级|全|各|有关|相关|其他|重点|上述|该|本|这|一批|部分|推|支持|鼓励|引导|加快|加强|建设|发展|依托|"
    r"设立|打造|以|为|将|把|从|至|入驻|走进|围绕|聚焦|县|乡|老|城|开发|产业|经济|技术|高新|创新|农业|科技|工业|边境|沿)"
)


def _unlisted(body: Body) -> Iterator[tuple[Region, Span]]:
    """Zones by the form of their name, in documents of one region."""
    for sentence in body.sentences:
        for match in _UNLISTED.finditer(sentence.text):
            own = body.regions_at(sentence.start)
            listed = find_regions(match[0], within=own)
            opens = [m for m in listed if m.start == 0 and m.end < len(match[0]) and m.region.code]
            vague = not opens and re.search("国家|在|的|通过", match["stem"])
            if _NO_STEM.match(match["stem"]) or vague or (listed and not opens):
                continue
            holders = [opens[0].region.name] if opens else own
            if len(holders) == 1 and (node := zone(match[0], holders)):
                yield node, (sentence.start + match.start(), sentence.start + match.end())


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
    for node, span in _unlisted(body):
        nodes.setdefault(node.id, node)
        where = body.narrowest(span[0]).id
        told = Relation(where, Predicate.MENTIONS, node.id, body.quote(span))
        relations.setdefault((where, node.id), told)
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
