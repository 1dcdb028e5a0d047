"""Persons: authors in bylines and signatures, and people with their role in running text.

Photographers and those who report a picture are credits, no persons of the graph. Who is a person
in running text is the tagger's word, asked only where a role stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Institution, Node, Person, Predicate, Relation, Span
from graph.names import person
from ingest.extract.body import Body, Sentence
from ingest.extract.named import Named, Names
from ingest.extract.tagger import tag

_SURNAMES = (
    "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟"
    "安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃"
    "霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边净阴闻丘饶阚冷滕仇蓝苟晏邢岳惠连习巩桑刁卓褚娄应宫仲岑巴]"
)
_NAME = rf"(?:(?:{_SURNAMES})[\u4e00-\u9fff]{{1,2}})"
# 丁 一: a name of two characters, spread to the width of three.
_SPREAD = rf"(?:{_NAME}|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff])"
_NAMES = rf"{_SPREAD}(?:[ \u3000]*[、，,／/ \u3000][ \u3000]*{_SPREAD}){{0,7}}"

_RANK = r"(?:原|时任|现任|党工委|党组成员|党委|党组|团委|常务|执行|名誉|首席|高级|助理|副|总|代)*"
_OFFICE = (
    rf"{_RANK}(?:校长|院长|所长|主任|局长|厅长|部长|处长|科长|省长|市长|县长|区长|书记|董事长|总经理|经理|总裁|主席|"
    r"总理|委员长|行长|会长|理事长|秘书长|负责人|创始人|首席科学家|首席执行官|总工程师|总监|站长|组长|司长|庭长|署长)"
)
_TITLE = (
    rf"{_RANK}(?:教授|研究员|院士|工程师|讲师|博士|农艺师|主任医师|技术经理人|技术经纪人|研究馆员|"
    r"咨询师|分析师|设计师|合伙人|特派员|辅导员|社长|总编辑)"
)
_ROLE = rf"(?:{_OFFICE}|{_TITLE})(?:(?:、|兼|、兼){_RANK}(?:{_OFFICE}|{_TITLE}))*"

# 作者：甲某、乙某 | 文/甲某 | 执笔人：甲某 | （作者：甲某，单位：某大学）
_BYLINE = re.compile(
    r"^[（(]?(?P<role>作者|文|撰文|采写|整理|编写|撰稿人?|(?:主要)?执笔[人者]?|供稿人?|"
    r"课题(?:负责人|组长|组成员|组组长)|项目负责人|报告人|起草人)[ \u3000]*"
    rf"[：:/／|｜][ \u3000]*(?P<names>{_NAMES})"
    r"(?:[，,；;（( \u3000]+(?:作者)?单位[：:]?(?P<unit>[^（）()]{4,60}?))?[）)]*$"
)
# 本报记者 甲某 通讯员 乙某: who wrote the text. Not read: … 甲某 摄.
_REPORTERS = re.compile(
    r"^[（(]?(?:[\u4e00-\u9fff]{0,6}(?:报|社|网|刊|台)?)(?:驻[\u4e00-\u9fff]{2,4})?"
    r"(?:见习|实习|特约|全媒体)?(?P<role>记者)[：: \u3000]*"
    rf"(?P<names>{_NAMES})(?:[ \u3000]*(?P<role2>通讯员)[：: \u3000]*(?P<names2>{_NAMES}))?"
    r"(?:[ \u3000]*(?:报道|文))?[）)]?$"
)
# …技术交易。（记者 甲某 通讯员 乙某） | 某报讯（记者甲某）
_IN_BRACKETS = re.compile(
    rf"[（(](?:[\u4e00-\u9fff]{{0,8}}?(?P<role>记者))[：: \u3000]*(?P<names>{_NAMES})"
    rf"(?:[ \u3000，、]*(?P<role2>通讯员)[：: \u3000]*(?P<names2>{_NAMES}))?[）)]"
)
# （作者单位：某大学、某研究所） | （作者系某大学教授） | （甲某，某大学教授）
_UNIT_LINE = re.compile(
    r"^[（(]作者(?:单位|所在单位)(?:为|是)?[：: ]?(?P<units>[^（）()]{4,60})[）)]$"
)
_AUTHOR_IS = re.compile(
    rf"^[（(]作者(?:分别)?(?:系|为|是|任)[：: ]?"
    rf"(?P<unit>[^（）()，]{{2,40}}?)(?P<role>{_ROLE})[）)]$"
)
# 省长 甲某 | 总理 甲某: under an order or a notice.
_SIGNATURE = re.compile(
    rf"^(?P<unit>[\u4e00-\u9fff]{{4,24}}?)?[ \u3000]*(?P<role>{_OFFICE})"
    rf"[ \u3000]*[：:]?[ \u3000]*(?P<name>{_SPREAD})$"
)
# 甲某1，乙某2 under the title, and （1.某大学，某省；2.某研究院） under it.
_MARKED = re.compile(rf"(?P<name>{_SPREAD})[ \u3000]*(?P<marks>[\d,，*①-⑨]*)")
_NAMES_ALONE = re.compile(
    rf"^{_SPREAD}[\d*①-⑨]*(?:[ \u3000]*[、，,；; \u3000][ \u3000]*{_SPREAD}[\d*①-⑨]*){{0,7}}$"
)
_NUMBERED_UNITS = re.compile(r"^[（(] ?1[.．、 ](?P<units>.{4,200})[）)]$")
_NUMBERED = re.compile(r"(?:^|[；;]\s*)(?:(?P<n>\d)[.．、 ])?(?P<unit>[^，,；;（）()]{4,40})")
_UNDER_TITLE = 4
"""Lines of a document among which the names of its authors may stand alone."""
_LONGEST_LINE = 90
_EDGE = 40
"""Characters at either end of a paragraph among which its reporter may be named."""
_GAP = re.compile(r"[ \u3000]+")

# 某大学校长甲某说, 某公司总经理甲某
_ROLE_NAME = re.compile(rf"(?P<role>{_ROLE})(?P<name>{_NAME})")
# 甲某教授, 甲某（某公司董事长）
_NAME_TITLE = re.compile(rf"(?P<name>{_NAME})(?P<role>{_TITLE})(?!级|人才|席)")
_NAME_UNIT = re.compile(
    rf"(?P<name>{_NAME})(?:[，,]|[（(])(?:现任|系|时任|任)?(?P<unit>[\u4e00-\u9fff]{{4,30}}?)(?P<role>{_ROLE})(?=[）)，。；])"
)
_SPEAKS = r"(?:说|表示|介绍|认为|指出|强调|告诉|坦言|透露|建议|回忆|感慨|解释|分析|看来|称|呼吁)"
_BEFORE = re.compile(r"[\u4e00-\u9fff（）A-Za-z·]{0,40}$")


def persons(body: Body, names: Names) -> tuple[list[Node], list[Relation], list[str]]:
    """Person nodes, with AUTHOR_OF, AFFILIATED_WITH and the MENTIONS that tells a role."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    for who, where, relation in (*_lines(body, names), *_running(body, names)):
        nodes.setdefault(who.id, who)
        if where is not None:
            nodes.setdefault(where.id, where)
        relations.append(relation)
    return list(nodes.values()), relations, []


Found = tuple[Person, Institution | None, Relation]


# Lines of their own: bylines, addresses, signatures


Authors = list[tuple[Person, Span]]


def _lines(body: Body, names: Names) -> Iterator[Found]:
    authors: Authors = []
    marked: dict[str, Authors] = {}
    for n, (start, line) in enumerate(_short_lines(body.document.text)):
        bodies = names.at(start)
        if found := (_BYLINE.match(line) or _REPORTERS.match(line)):
            yield from _byline(body, bodies, found, start, authors)
        elif found := _UNIT_LINE.match(line):
            place = start + found.start("units")
            yield from _employed(body, authors, found["units"], place, bodies)
        elif found := _AUTHOR_IS.match(line):
            yield from _office(body, bodies, found, start, authors)
        elif 0 < n < _UNDER_TITLE and not authors and _are_names(line):
            yield from _names_alone(body, line, start, authors, marked)
        elif marked and (found := _NUMBERED_UNITS.match(line)):
            yield from _numbered_units(body, bodies, found, start, marked)
        elif "记者" in line and (found := _IN_BRACKETS.search(line)):
            yield from _byline(body, bodies, found, start, authors)
        elif found := _SIGNATURE.match(line):
            yield from _signed(body, bodies, found, start)

    for start, edge in _edges(body.document.text):
        if found := _IN_BRACKETS.search(edge):
            yield from _byline(body, names.at(start), found, start, authors)


def _edges(text: str) -> Iterator[tuple[int, str]]:
    """Start and end of each long paragraph, where its reporter may be named."""
    start = 0
    for line in text.split("\n"):
        if len(line) > _LONGEST_LINE and "记者" in line:
            yield start, line[:_EDGE]
            yield start + len(line) - _EDGE, line[-_EDGE:]
        start += len(line) + 1


def _byline(
    body: Body, bodies: Named, found: re.Match[str], start: int, authors: Authors
) -> Iterator[Found]:
    names = list(_listed(found, start))
    for who, role, span in names:
        yield who, None, _author(body, who, role, span)
    authors += [(who, span) for who, _, span in names]
    if unit := found.groupdict().get("unit"):
        yield from _employed(body, authors, unit, start + found.start("unit"), bodies)


def _office(
    body: Body, bodies: Named, found: re.Match[str], start: int, authors: Authors
) -> Iterator[Found]:
    """（作者系某大学教授）: of the one author."""
    where = bodies.body(found["unit"]) or _unit(found["unit"], bodies)
    if where and len(authors) == 1:
        who = authors[0][0]
        span = (start + found.start("unit"), start + found.end("role"))
        yield who, where, _affiliation(body, who, where, found["role"], span)


def _names_alone(
    body: Body, line: str, start: int, authors: Authors, marked: dict[str, Authors]
) -> Iterator[Found]:
    for match in _MARKED.finditer(line):
        span = (start + match.start("name"), start + match.end("name"))
        who = person(_GAP.sub("", match["name"]))
        yield who, None, _author(body, who, "作者", span)
        authors.append((who, span))
        for mark in match["marks"]:
            marked.setdefault(mark, []).append((who, span))


def _numbered_units(
    body: Body, bodies: Named, found: re.Match[str], start: int, marked: dict[str, Authors]
) -> Iterator[Found]:
    for match in _NUMBERED.finditer(found["units"]):
        place = start + found.start("units") + match.start("unit")
        whose = marked.get(match["n"] or "1", [])
        yield from _employed(body, whose, match["unit"], place, bodies)


def _are_names(line: str) -> bool:
    """Whether a line under the title is names only, by the tagger too: 高新 is none."""
    if not _NAMES_ALONE.match(line):
        return False
    names = [_GAP.sub("", m["name"]) for m in _MARKED.finditer(line)]
    said = [kind for name in names for _, kind in tag(name + "说")[:1]]
    return all(kind == "PER" for kind in said)


def _short_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip(" \u3000\t*#")
        if bare and len(bare) <= _LONGEST_LINE:
            yield start + line.index(bare), bare
        start += len(line) + 1


def _listed(found: re.Match[str], start: int) -> Iterator[tuple[Person, str, Span]]:
    """Each name of a byline with its role and place."""
    for names, role in (("names", "role"), ("names2", "role2")):
        words = found.groupdict().get(names)
        if words is None:
            continue
        told = found[role]
        told = told.removeprefix("主要")
        told = "作者" if told in ("文", "撰文", "作者") else told
        for match in re.finditer(_SPREAD, words):
            first = start + found.start(names) + match.start()
            yield person(_GAP.sub("", match[0])), told, (first, first + len(match[0]))


def _author(body: Body, who: Person, role: str, span: Span) -> Relation:
    attributes = (("role", role),) if role != "作者" else ()
    evidence = body.quote(span)
    return Relation(who.id, Predicate.AUTHOR_OF, body.document.id, evidence, attributes)


def _affiliation(body: Body, who: Person, where: Institution, role: str, span: Span) -> Relation:
    attributes = (("role", role),) if role else ()
    return Relation(who.id, Predicate.AFFILIATED_WITH, where.id, body.quote(span), attributes)


def _employed(
    body: Body, authors: Authors, units: str, start: int, bodies: Named
) -> Iterator[Found]:
    """One address for all authors, or as many as there are authors, in their order.

    Not read: two addresses for three authors, which does not say whose is which.
    """
    parts = list(re.finditer(r"[^、；;，, \u3000]+", units))
    if len(parts) not in (1, len(authors)):
        return
    for n, (who, _) in enumerate(authors):
        part = parts[n if len(parts) > 1 else 0]
        where = bodies.body(part[0]) or _unit(part[0], bodies)
        if where:
            span = (start + part.start(), start + part.end())
            yield who, where, _affiliation(body, who, where, "", span)


def _unit(words: str, bodies: Named) -> Institution | None:
    found = bodies.unit(words)
    return found[1] if found and found[0] == 0 else None


def _signed(body: Body, bodies: Named, found: re.Match[str], start: int) -> Iterator[Found]:
    who = person(_GAP.sub("", found["name"]))
    span = (start + found.start(), start + found.end())
    role = found["role"]
    yield who, None, _mention(body, who, role, span)
    where = bodies.body(found["unit"]) if found["unit"] else None
    if where is None and role == "总理":
        where = bodies.body("国务院")
    if where:
        yield who, where, _affiliation(body, who, where, role, span)


def _mention(body: Body, who: Person, role: str, span: Span) -> Relation:
    place = body.narrowest(span[0]).id
    return Relation(place, Predicate.MENTIONS, who.id, body.quote(span), (("role", role),))


# Running text


def _running(body: Body, names: Names) -> Iterator[Found]:
    for sentence in body.sentences:
        bodies = names.at(sentence.start)
        if not re.search(_ROLE, sentence.text):
            continue
        taken: list[Span] = []
        for pattern in (_NAME_UNIT, _ROLE_NAME, _NAME_TITLE):
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
        where: Institution | None = bodies.body(unit) or _unit(unit, bodies)
    else:
        before = _BEFORE.search(sentence.text, 0, first)
        found = bodies.unit(before[0]) if before else None
        where = found[1] if found else None
        if before and found:
            first = before.start() + found[0]
    span = (sentence.start + first, sentence.start + last)
    yield who, None, _mention(body, who, role, span)
    if where:
        yield who, where, _affiliation(body, who, where, role, span)


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
