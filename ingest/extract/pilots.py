"""Who takes part in a pilot, who was made one by whom, and who runs a programme or a platform."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import Institution, Node, Predicate, Region, Relation, Span
from graph.names import institution, programme
from graph.regions import find_regions
from ingest.extract.body import Body, Sentence
from ingest.extract.named import Named, Names

_KIND = r"(?:试点|示范区|试验区|示范基地|先导区)"
# 首批全国职务科技成果单列管理试点（单位）: the programme is what stands up to 试点.
_PILOT = (
    r"(?:全国|全省|全市)?(?:首批|第[一二三四五六七八九十]批|新一批)?的?"
    rf"(?P<pilot>[“\"]?[\u4e00-\u9fff、”\"]{{4,30}}?{_KIND})(?!工作方案|方案|办法|期)"
)
_ENTERS = (
    r"(?:已|已经|先后|成功|正式)?(?:被(?:[\u4e00-\u9fff]{2,20}?)?)?(?:确定为|列为|列入|纳入|遴选为|认定为|选定为|选为|评为|批准为|入选|"
    r"获批(?:建设|成为|开展|设立)?|获准(?:建设|开展)|承担|开展|参与|加入)(?:了)?"
)
_TAKES_PART = re.compile(_ENTERS + _PILOT)
# 确定甲大学等5家单位为…试点 | 省科技厅将甲市列为…试点市
_MADE = re.compile(
    r"(?:(?:确定|将|把|批准|选定|遴选|同意)(?P<who>[^。；：]{2,60}?)(?:列为|作为|确定为|纳入|选为|认定为|(?<!成)为|列入)"
    r"|(?:批准|同意)(?P<who2>[^。；：]{2,60}?)(?:建设|开展|创建))" + _PILOT
)
_BY = re.compile(r"被(?P<by>[\u4e00-\u9fff]{3,20}?)(?:确定为|列为|认定为|批准为|选为)")
# What is wished or allowed has not happened: 支持甲市开展试点, 可以开展试点.
_WISHED = re.compile(
    r"支持|鼓励|应当|可以|允许|推动|探索|选择|研究|争取|拟|力争|申报|如|需|计划|适时|引导|申请|未|不"
)
_RUNS = re.compile(
    r"由(?P<who>[\u4e00-\u9fff（）]{3,30}?)(?:具体)?(?:负责|牵头|承担)?(?:运营管理|运营|组织实施|承办|管理运营|运行管理|建设运营)的?"
    r"(?P<what>(?:[“\"][^”\"]{2,20}[”\"])?[\u4e00-\u9fff]{2,24}?(?:计划|专项行动|专项|行动|工程|试点|中心|平台|基地|基金|大市场|示范区))"
    r"(?=[已，。；、由为的在共累]|$|[“（])"
)
_RUNS_ACTIVE = re.compile(
    r"(?:(?:负责|承担)(?:运营|组织实施|承办|运行管理)|承办|牵头实施|组织实施)了?(?P<what>(?:[“\"][^”\"]{2,20}[”\"])?[\u4e00-\u9fff]{2,24}?"
    r"(?:计划|专项行动|专项|行动|工程|中心|平台|基地|基金|大市场)"
    r"|[“\"][^”\"]{2,20}(?:计划|专项|行动|工程)[”\"])(?=[，。；]|$)"
)
_PLANS = ("计划", "专项", "行动", "工程", "试点", "示范区")
_VAGUE = re.compile(
    r"^(?:该|本|各|其|上述|相关|有关|公共|专业|科技|技术|转移|转化|成果|服务|创新|试点|区域|省级|国家|市级|重点|的|概念|验证|中试|综合|信息|孵化|交易|人才|培养|培训|实施|工作|建设|示范)*"
    r"(?:计划|专项行动|专项|行动|工程|试点|中心|平台|基地|基金|大市场|示范区|示范基地|试验区|先导区)$"
)
# 改革试点, 国家级示范区 may be any.
_ANY_PILOT = re.compile(
    rf"^(?:该|本|改革|创新|综合|工作|相关|有关|省级|国家级?|市级|先行|重点|专项|上述|各类|的)*{_KIND}$"
)
_AND_OTHERS = re.compile(
    r"^(?:等?(?:\d+|[一二两三四五六七八九十]+)?(?:个|座)?(?:省市|省份|省|城市|市|地区|区|县)?)?$"
)
_QUOTES = re.compile(r"[“”\"]")
_CLAUSE_START = re.compile(r"[，。；：]")


def pilots(body: Body, names: Names) -> tuple[list[Node], list[Relation], list[str]]:
    """PARTICIPATES_IN, DESIGNATES and OPERATES, only where a body or a place with a name acts."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    for sentence in body.sentences:
        if not re.search(rf"{_KIND}|运营|组织实施|承办|运行管理", sentence.text):
            continue
        bodies = names.at(sentence.start)
        for node, relation in (
            *_designated(body, sentence, bodies),
            *_entered(body, sentence, bodies),
            *_run(body, sentence, bodies),
        ):
            for one in node:
                nodes.setdefault(one.id, one)
            relations.append(relation)
    return list(nodes.values()), _first_each(relations), []


def _first_each(relations: Sequence[Relation]) -> list[Relation]:
    """确定甲市为试点 fits two forms, and says one thing."""
    kept: dict[tuple[str, str, str], Relation] = {}
    for relation in relations:
        kept.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return list(kept.values())


Found = tuple[tuple[Node, Node], Relation]
Member = tuple[int, int, Institution | Region]


def _entered(body: Body, sentence: Sentence, bodies: Named) -> Iterator[Found]:
    for match in _TAKES_PART.finditer(sentence.text):
        pilot = _pilot(match["pilot"])
        subject = _subject(body, sentence, match.start(), bodies)
        if pilot is None or subject is None:
            continue
        start, end, _ = subject
        before = sentence.text[_clause_start(sentence.text, start) : start]
        if _WISHED.search(before + sentence.text[end : match.start("pilot")]):
            continue
        span = (sentence.start + start, sentence.start + match.end("pilot"))
        by = _BY.search(match[0])
        agency = bodies.body(by["by"]) if by else None
        for who in (subject[2], *_beside(body, sentence, start, bodies)):
            yield _part(body, who, pilot, span)
            if agency:
                yield _named_by(body, agency, who, pilot, span)


def _designated(body: Body, sentence: Sentence, bodies: Named) -> Iterator[Found]:
    for match in _MADE.finditer(sentence.text):
        pilot = _pilot(match["pilot"])
        first = _clause_start(sentence.text, match.start())
        if pilot is None or _WISHED.search(sentence.text, first, match.start() + 1):
            continue
        agency = bodies.at_end(sentence.text[first : match.start()])
        for _, _, who in _members(body, match["who"] or match["who2"], bodies):
            start = first + agency[0] if agency else match.start()
            span = (sentence.start + start, sentence.start + match.end("pilot"))
            yield _part(body, who, pilot, span)
            if agency:
                yield _named_by(body, agency[1], who, pilot, span)


def _run(body: Body, sentence: Sentence, bodies: Named) -> Iterator[Found]:
    for match in (*_RUNS.finditer(sentence.text), *_RUNS_ACTIVE.finditer(sentence.text)):
        words = _QUOTES.sub("", match["what"])
        by = match.groupdict().get("who")
        if by is not None:
            who, start = bodies.body(by) or _pointed(sentence, match, bodies), match.start()
        else:
            ending = bodies.at_end(sentence.text[: match.start()])
            who, start = (ending[1], ending[0]) if ending else (None, 0)
        if who is None or (_VAGUE.match(words) and words == match["what"]):
            continue
        what: Node = programme(words) if words.endswith(_PLANS) else institution(words)
        span = (sentence.start + start, sentence.start + match.end("what"))
        yield (who, what), Relation(who.id, Predicate.OPERATES, what.id, body.quote(span))


def _pointed(sentence: Sentence, match: re.Match[str], bodies: Named) -> Institution | None:
    """The last body before 由该公司 that is a 公司."""
    if not match["who"].startswith("该"):
        return None
    before = bodies.inside(sentence.text[: match.start()])
    return next((b for _, _, b in reversed(before) if b.name.endswith(match["who"][1:])), None)


def _part(body: Body, who: Node, pilot: str, span: Span) -> Found:
    node = programme(pilot)
    return (who, node), Relation(who.id, Predicate.PARTICIPATES_IN, node.id, body.quote(span))


def _named_by(body: Body, agency: Node, who: Node, pilot: str, span: Span) -> Found:
    attributes = (("programme", programme(pilot).name),)
    relation = Relation(agency.id, Predicate.DESIGNATES, who.id, body.quote(span), attributes)
    return (agency, who), relation


def _pilot(words: str) -> str | None:
    """The pilot's name; None for a word that any pilot might have: 改革试点, 试点."""
    name = re.sub(r"^(?:为|的|了|建设|成为|开展|实施)+", "", _QUOTES.sub("", words))
    return None if _ANY_PILOT.match(name) else name


def _clause_start(text: str, before: int) -> int:
    cuts = [m.end() for m in _CLAUSE_START.finditer(text, 0, before)]
    return cuts[-1] if cuts else 0


def _subject(body: Body, sentence: Sentence, end: int, bodies: Named) -> Member | None:
    """The body or place right before the verb."""
    text = sentence.text[:end]
    if found := bodies.at_end(text) or bodies.meant(text):
        return found[0], end, found[1]
    regions = find_regions(text, within=body.regions_at(sentence.start))
    return next(((m.start, m.end, m.region) for m in regions if m.end == end), None)


def _beside(
    body: Body, sentence: Sentence, start: int, bodies: Named
) -> Iterator[Institution | Region]:
    """The others in the same row: 甲市、乙市被…, 甲大学、乙大学入选…"""
    while start > 1 and sentence.text[start - 1] in "、和":
        before = _subject(body, sentence, start - 1, bodies)
        if before is None:
            return
        start = before[0]
        yield before[2]


def _members(body: Body, words: str, bodies: Named) -> list[Member]:
    """The bodies that are named, or else the places: 甲市、乙市等5个市."""
    named: list[Member] = [(a, b, i) for a, b, i in bodies.inside(words)]
    if named:
        return named
    found = find_regions(words, within=body.head.regions)
    # 甲、乙高新技术产业开发区: the zones are meant, not the cities.
    if not found or not _AND_OTHERS.match(words[found[-1].end :]):
        return []
    return [
        (m.start, m.end, m.region) for m in found if m.start == 0 or words[m.start - 1] in "、和"
    ]
