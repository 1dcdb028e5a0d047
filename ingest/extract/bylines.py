"""Lines of their own that name people: bylines, addresses of authors, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Person, Predicate, Relation, Span
from graph.names import person
from ingest.extract.body import Body
from ingest.extract.named import Named, Names
from ingest.extract.person_words import NAME, OFFICE, ROLE, Found, affiliation, mention, unit_of
from ingest.extract.tagger import tag

# 丁 一: a name of two characters, spread to the width of three.
_SPREAD = rf"(?:{NAME}|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff])"

_NAMES = rf"{_SPREAD}(?:[ \u3000]*[、，,／/ \u3000][ \u3000]*{_SPREAD}){{0,7}}"

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
    r"(?:见习|实习|特约|全媒体)?(?P<role>记者|通讯员)[：: \u3000]*"
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
    rf"(?P<unit>[^（）()，]{{2,40}}?)(?P<role>{ROLE})[）)]$"
)

# 省长 甲某 | 总理 甲某: under an order or a notice.
_SIGNATURE = re.compile(
    rf"^(?P<unit>[\u4e00-\u9fff]{{4,24}}?)?[ \u3000]*(?P<role>{OFFICE})"
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

Authors = list[tuple[Person, Span]]


def lines(body: Body, names: Names) -> Iterator[Found]:
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
    where = bodies.body(found["unit"]) or unit_of(found["unit"], bodies)
    if where and len(authors) == 1:
        who = authors[0][0]
        span = (start + found.start("unit"), start + found.end("role"))
        yield who, where, affiliation(body, who, where, found["role"], span)


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
        where = bodies.body(part[0]) or unit_of(part[0], bodies)
        if where:
            span = (start + part.start(), start + part.end())
            yield who, where, affiliation(body, who, where, "", span)


def _signed(body: Body, bodies: Named, found: re.Match[str], start: int) -> Iterator[Found]:
    who = person(_GAP.sub("", found["name"]))
    span = (start + found.start(), start + found.end())
    role = found["role"]
    yield who, None, mention(body, who, role, span)
    where = bodies.body(found["unit"]) if found["unit"] else None
    if where is None and role == "总理":
        where = bodies.body("国务院")
    if where:
        yield who, where, affiliation(body, who, where, role, span)
