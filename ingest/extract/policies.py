"""Policies that a document names: 简称, 依据, 贯彻落实, 修改, 废止, and citations of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Node, Predicate, ProvisionKind, Relation, Span
from graph.names import policy
from ingest.extract.body import Body, Sentence
from ingest.extract.changes import placed, points
from ingest.extract.citations import Found, is_act, read_references

_SHORT = re.compile(
    r"[（(](?P<scope>以下|下文)?(?:统一)?(?:简称|统称|合称|并称|称)(?:为)?"
    r"(?:《(?P<titled>[^《》]{2,24})》|[“\"《]?(?P<alias>[^”\"》（）()]{2,24}?)[”\"》]?)[）)]"
)
_CIRCUMSTANCE = r"(?:等(?:有关)?(?:法律|法规|行政法规|规定|文件)[^，。；]{0,12})?"
# 根据《甲法》《乙条例》等有关法律、法规，结合本省实际，制定本条例。
_BASED = re.compile(
    r"(?:根据|依据|依照|按照)(?P<acts>[^。；]{0,400}?)(?:，|,|(?=制定|制订|以及))[^。；]{0,160}?(?:制定|制订|修订|作出?|提出|出台)(?:本|如下|以下)"
)
_BASED_DECIDED = re.compile(
    r"(?:根据|依据)(?P<acts>[^。；，]{2,200})[，,][^。；]{0,120}?(?:决定|清理|经[^，。；]{2,40}(?:批准|同意)|现(?:就|将|组织|启动|开展|面向))"
)
# 《甲意见》（某发〔2024〕1号）
_ONE = r"《[^《》]{2,120}(?:《[^《》]{2,80}》[^《》]{0,40})*》(?:（[^（）]{2,40}）)?"
_IMPLEMENTS = re.compile(
    r"(?:贯彻落实|贯彻执行|贯彻实施|落实|贯彻|实施|执行)(?:好)?"
    rf"(?P<acts>[^。；，《》]{{0,16}}{_ONE}(?:(?:、|和|及|与|以及)*{_ONE})*[^。；，《》]{{0,20}})"
)
_GUIDED = re.compile(
    r"以(?P<acts>《[^。；，]{2,120}》)(?:等)?(?:为|作为)(?:指导|指引|依据|遵循|统领)"
)
_PLACES = r"(?:中?的?第[第条款项目章节一二三四五六七八九十百\d（）、和及至之]{1,60})?"
_REPEALED = re.compile(
    rf"(?P<acts>《[^。；]{{2,400}}?》{_PLACES}[^。；《》]{{0,24}}?)(?:同时|即行|自行|予以|相应)?(?:废止|失效|停止执行)"
)
_REPEALS = re.compile(r"(?:决定)?(?:废止|停止执行)(?P<acts>《[^。；]{2,400}》)")
_REPEALS_LIST = re.compile(
    r"决定(?:对[^，。；]{0,40})?(?:予以)?废止(?:下列|以下|如下)?[^《》，。；]{0,16}(?:部|件|项)"
    r"|(?:下列|以下|如下)[^《》，。；]{0,24}(?:文件|规章|办法|规定)[^《》。；]{0,24}(?:废止|失效|停止执行)[：:]?$"
    r"|^[^《》，。；]{0,24}(?:废止|失效)(?:的)?[^《》，。；]{0,12}(?:目录|清单)(?:（[^（）]{1,12}）)?$"
)
# What another list says of its acts: 下列文件继续有效：
_OTHER_LIST = re.compile(
    r"(?:继续有效|予以保留|继续执行|拟?修[改订])(?:的)?[^《》，。；]{0,12}[：:]?$"
)
_AMENDS = re.compile(
    rf"(?:决定|现)?(?:对|将)(?P<acts>《[^。；]{{2,120}}》){_PLACES}(?:作|进行|做)?(?:出)?(?:如下|以下|部分)?(?:补充[、和])?(?:修改|修订|修正|调整)"
)
_AMENDS_TITLE = re.compile(
    r"关于修(?:改|订|正)(?P<acts>[《〈<][^》〉>]{2,80}[》〉>](?:[、和及][《〈<][^》〉>]{2,80}[》〉>])*)"
)
_REPEALS_TITLE = re.compile(
    r"关于废止(?P<acts>[《〈<][^》〉>]{2,80}[》〉>](?:[、和及][《〈<][^》〉>]{2,80}[》〉>])*)"
)
_TITLES = re.compile(
    r"[《〈<](?P<title>[^《》〈〉<>]{2,100}(?:[〈《][^〈〉《》]{2,60}[〉》][^《》〈〉]{0,30})?)[》〉>]"
)
# A repealed or superseded act in a list without 《》: 1. 某某办法（1993年…公布）
_LISTED = re.compile(
    r"^(?P<title>[\u4e00-\u9fff、（）()“”]{4,60}?(?:办法|规定|条例|细则|规则|通知|意见|决定|方案|标准|规程)(?:（试行）|（暂行）)?)(?=[（(]|$)"
)
# The same in the row of a table: 1 | 某某办法 | 某政发〔2009〕1号
_LISTED_ROW = re.compile(r"^\d{1,3} \| 《?(?P<title>[^《》|]{4,80}?)》?(?= \||$)")
# What cannot be resolved to an act, and is told instead.
_VAGUE = re.compile(
    r"(?:国家|本省|本市|自治区|省|市|上级|有关部门)?(?:和本[省市]|和省|和市)?(?:的)?(?:其他)?有关(?:法律(?:、行政?法规)?|法规|规定|政策)"
)


def policies(body: Body) -> tuple[list[Node], list[Relation], list[str]]:
    """Policy nodes, relations to them, and what could not be resolved."""
    found = Found()
    own = body.head.policy_id
    for sentence in (*body.opening, *body.sentences):
        if "《" in sentence.text or "简称" in sentence.text or "称" in sentence.text:
            _read_aliases(body, sentence, found)
    for sentence in body.opening:
        _read_amended(body, sentence, own, found)
        read_references(body, sentence, found, only_titles=True)
        if _PREAMBLE.search(sentence.text):
            _read_acts(body, sentence, own, found)
    for sentence in body.sentences:
        _read_acts(body, sentence, own, found)
        read_references(body, sentence, found)
        _read_vague(sentence, found)
    _read_title(body, own, found)
    _read_lists(body, own, found)
    if any(own in (r.subject, r.object) for r in found.relations):
        found.node(own.removeprefix("policy:"))
    return list(found.nodes.values()), found.relations, found.gaps


def _read_aliases(body: Body, sentence: Sentence, found: Found) -> None:
    """《某某条例》（以下简称《条例》): valid inside this document only."""
    for match in _SHORT.finditer(sentence.text):
        before = sentence.text[: match.start()]
        title = re.search(r"《([^《》]{1,120}(?:《[^《》]*》[^《》]*)*)》\s*$", before)
        if not title or not is_act(title[1]):
            continue
        named = found.node(title[1])
        alias = (match["titled"] or match["alias"]).strip("《》“”")
        found.aliases[alias] = named
        span = (sentence.start + title.start(), sentence.start + match.end())
        found.relations.append(
            Relation(
                body.document.id,
                Predicate.ALIAS_OF,
                named.id,
                body.quote(span),
                (("alias", alias),),
            ),
        )


# What a sentence says of the acts in it, relation by relation.
_SAYINGS = (
    (Predicate.BASED_ON, _BASED),
    (Predicate.BASED_ON, _BASED_DECIDED),
    (Predicate.IMPLEMENTS, _IMPLEMENTS),
    (Predicate.GUIDED_BY, _GUIDED),
    (Predicate.REPEALS, _REPEALED),
    (Predicate.REPEALS, _REPEALS),
    (Predicate.AMENDS, _AMENDS),
)
_OPENING_WORDS = re.compile(
    r"制[定订](?:本|如下|以下)|国务院批准|经国务院|现(?:就|将|对)|提出以下|如下意见|制订?本行动|印发|决定废止|决定"
)
# The preamble of a text whose first provision is a table: 根据《甲》，…作如下修改：
_PREAMBLE = re.compile(
    r"(?:根据|依据|依照|按照|为)[^。]{10,}(?:(?:如下|制[定订]本)[^。；]{0,16}[：:。]$|现(?:予以?)?印发)"
)
_EARLY = 12
"""Sentences from the start of the body in which a text says what it rests on."""


def _read_acts(body: Body, sentence: Sentence, own: str, found: Found) -> None:
    text = sentence.text
    if "《" not in text:
        return
    said: set[tuple[Predicate, str]] = set()
    for predicate, pattern in _SAYINGS:
        if not _may_say(body, sentence, predicate):
            continue
        for match in pattern.finditer(text):
            for act, span in _acts_in(match, "acts", sentence.start):
                target = found.aliases.get(act) or (found.node(act) if is_act(act) else None)
                if target is None or (predicate, target.id) in said:
                    continue
                if target.id == own and predicate is not Predicate.REPEALS:
                    continue  # only an older version of the same act can be meant
                said.add((predicate, target.id))
                first, last = match.span()
                each, end = _places(predicate, text, span[1] - sentence.start)
                clause = (sentence.start + first, sentence.start + max(last, end))
                evidence = body.quote((min(clause[0], span[0]), clause[1]))
                found.relations += [
                    Relation(own, predicate, target.id, evidence, told) for told in each
                ]


def _places(
    predicate: Predicate, text: str, title_end: int
) -> tuple[tuple[tuple[tuple[str, str], ...], ...], int]:
    """What of an act a change is about; everything else is about the whole."""
    if predicate in (Predicate.REPEALS, Predicate.AMENDS):
        return placed(text, title_end)
    return ((),), title_end


def _may_say(body: Body, sentence: Sentence, predicate: Predicate) -> bool:
    """依据 and 贯彻落实 of the act itself stand at its start; later ones speak of other things."""
    if predicate in (Predicate.REPEALS, Predicate.AMENDS):
        return True
    if predicate is Predicate.GUIDED_BY:
        return True
    early = sentence in body.sentences[:_EARLY] or sentence in body.opening
    if predicate is Predicate.BASED_ON:
        return early and bool(_OPENING_WORDS.search(sentence.text))
    first_article = any(
        a.rank is ProvisionKind.ARTICLE and a.label not in ("第一条", "第1条")
        for a in body.ancestors(sentence.provision)
    )
    return (
        early
        and not first_article
        and bool(re.search(r"^(?:为|根据|按照|深入|现|各)", sentence.text))
    )


def _acts_in(match: re.Match[str], group: str, offset: int) -> Iterator[tuple[str, Span]]:
    start = match.start(group)
    for title in _TITLES.finditer(match[group]):
        yield title["title"], (offset + start + title.start(), offset + start + title.end())


def _read_title(body: Body, own: str, found: Found) -> None:
    """A decision's title says what it amends or repeals."""
    for pattern, predicate in (
        (_AMENDS_TITLE, Predicate.AMENDS),
        (_REPEALS_TITLE, Predicate.REPEALS),
    ):
        if not pattern.search(body.head.title):
            continue
        for sentence in body.opening:
            match = pattern.search(sentence.text)
            if not match:
                continue
            for title in _TITLES.finditer(match["acts"]):
                target = found.node(title["title"])
                span = (sentence.start + match.start(), sentence.start + match.end())
                found.relations.append(Relation(own, predicate, target.id, body.quote(span)))
            targets = [policy(t["title"]).id for t in _TITLES.finditer(match["acts"])]
            if len(targets) == 1:  # then its points name articles without the act: 将第五条修改为
                found.relations += points(body, own, targets[0])
            break


def _read_lists(body: Body, own: str, found: Found) -> None:
    """决定废止5部规章。1. 某某办法（…公布） 2. …"""
    opens: Span | None = None
    for sentence in body.sentences:
        if lead := _REPEALS_LIST.search(sentence.text):
            opens = (sentence.start + lead.start(), sentence.start + lead.end())
            continue
        if _OTHER_LIST.search(sentence.text):
            opens = None
        if opens is None:
            continue
        match = (
            _LISTED.match(sentence.text)
            or re.match(r"《(?P<title>[^《》]{4,80})》", sentence.text)
            or _LISTED_ROW.match(sentence.text)
        )
        if not match:
            continue
        target = found.node(match["title"])
        span = (sentence.start, sentence.start + match.end())
        found.relations.append(Relation(own, Predicate.REPEALS, target.id, body.quote(opens, span)))


# 《关于修改〈某某条例〉的决定》第二次修正, in the note under the title
_AMENDED_BY = re.compile(
    r"《(?P<title>[^《》]*(?:修改|修订|修正|废止)[^《》]*(?:《[^《》]*》[^《》]*)*决定)》"
    r"(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改)"
)


def _read_amended(body: Body, sentence: Sentence, own: str, found: Found) -> None:
    """The decisions that amended this act: policy AMENDS this one, said by this document."""
    for match in _AMENDED_BY.finditer(sentence.text):
        decision = found.node(match["title"])
        span = (sentence.start + match.start(), sentence.start + match.end())
        found.relations.append(Relation(decision.id, Predicate.AMENDS, own, body.quote(span)))


def _read_vague(sentence: Sentence, found: Found) -> None:
    for match in _VAGUE.finditer(sentence.text):
        where = sentence.provision.locator or sentence.provision.name
        gap = f"{where}: {match[0]} unresolved"
        if gap not in found.gaps:
            found.gaps.append(gap)
