"""Citations: which act, article, paragraph or item a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.locators import Locator
from graph.model import Node, Policy, Predicate, Provision, ProvisionKind, Relation, Span
from graph.model import locator as printed_locator
from graph.names import canonical_title, policy
from graph.references import Reference, ReferenceKind, find_references
from ingest.extract.body import Body, Sentence

# What ends the title of an act. 《商标公告》 and 《许可证》 are no acts.
_ACT = re.compile(
    r"(?:法|法典|宪法|条例|办法|规定|细则|决定|决议|意见|通知|方案|纲要|规划|计划|措施|指南|大纲|标准|解释|"
    r"批复|目录|清单|规则|规程|章程|公约|协定|协议|条约|议定书|通则|要点|安排|准则|规范|制度|政策|命令|"
    r"指引|范围|报告|建议|说明|倡议|宣言|指标|补充规定|修正案|条令|法令|会议纪要|指导原则|须知|手册|白皮书|路线图|总则|税则|名录|导则|守则|领域|暂行|试行|十条|二十条|三十条|若干问题|\d+条)"
    r"(?:[（(][^（）()]{1,24}[）)])*$"
)

_NOT_ACT = re.compile(
    r"(?:证书?|簿|公告|通报|申请书|合同书?|协议书|申请表|登记表|杂志|日报|学报|公报|声明书?)$"
)


@dataclass(slots=True)
class Found:
    """What is gathered while the text is read once."""

    nodes: dict[str, Node] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    aliases: dict[str, Policy] = field(default_factory=dict)
    """Name that the document has given → the work."""

    def node(self, title: str) -> Policy:
        made = policy(title)
        self.nodes.setdefault(made.id, made)
        return made


def is_act(title: str) -> bool:
    """Whether words in 《》 are the title of an act rather than of a form or a journal."""
    name = canonical_title(title)
    return bool(_ACT.search(name)) and not _NOT_ACT.search(name)


def read_references(
    body: Body, sentence: Sentence, found: Found, *, only_titles: bool = False
) -> None:
    for reference in find_references(sentence.text, names=found.aliases):
        span = (sentence.start + reference.start, sentence.start + reference.end)
        if reference.kind is ReferenceKind.TITLE:
            _cite_act(body, sentence, reference, span, found)
        elif only_titles:
            continue
        elif reference.kind is ReferenceKind.NAME:
            target = found.aliases.get(reference.name) or found.node(reference.name)
            if target.id == body.head.policy_id and not reference.locators:
                continue
            found.relations += _citations(body, sentence, target.id, reference.locators, span)
        elif reference.locators or reference.name not in ("本条", "本款", "本项"):
            _cite_inside(body, sentence, reference, span, found)


def _cite_act(
    body: Body, sentence: Sentence, reference: Reference, span: Span, found: Found
) -> None:
    target = found.aliases.get(reference.name)
    if target is None:
        if not is_act(reference.name):
            return
        target = found.node(reference.name)
    if target.id == body.head.policy_id and reference.locators:
        for place in reference.locators:
            _cite_place(body, sentence, place, span, found)
        return
    found.relations += _citations(body, sentence, target.id, reference.locators, span)


def _citations(
    body: Body, sentence: Sentence, target: str, places: tuple[Locator, ...], span: Span
) -> Iterator[Relation]:
    """One citation for each place that is named, or one of the whole act."""
    for place in places or ((),):
        attributes = (("locator", printed_locator(place)),) if place else ()
        yield Relation(sentence.provision.id, Predicate.CITES, target, body.quote(span), attributes)


def _cite_inside(
    body: Body, sentence: Sentence, reference: Reference, span: Span, found: Found
) -> None:
    """本条例第X条, 本条第二款, 前款: to the provision of this document."""
    if reference.kind is ReferenceKind.SELF:
        for place in reference.locators:
            _cite_place(body, sentence, place, span, found)
        return
    for target in _preceding(body, sentence, reference):
        found.relations.append(
            Relation(sentence.provision.id, Predicate.CITES, target.id, body.quote(span)),
        )


def _cite_place(body: Body, sentence: Sentence, place: Locator, span: Span, found: Found) -> None:
    target = _provision_at(body, sentence, place)
    printed = printed_locator(place) or place[-1]
    if target is None:
        where = sentence.provision.locator or sentence.provision.name
        found.gaps.append(f"{where}: {printed} is not in the document")
        return
    # An article with one 款 has no provision for it; the citation still says which.
    whole = "条" in place[0] and target.locator != printed
    found.relations.append(
        Relation(
            sentence.provision.id,
            Predicate.CITES,
            target.id,
            body.quote(span),
            (("locator", printed),) if whole else (),
        )
    )


def _provision_at(body: Body, sentence: Sentence, place: Locator) -> Provision | None:
    """The provision with these labels, as deep as the document divides itself."""
    if place[0].endswith(("章", "节", "编")):
        return next((p for p in body.provisions if p.label == place[-1]), None)
    if "条" in place[0]:
        articles = [p for p in body.provisions if p.rank is ProvisionKind.ARTICLE]
        base = next((p for p in articles if p.label == place[0]), None)
        rest = place[1:]
    else:
        base, rest = body.article(sentence.provision), place
    if base is None:
        return None
    return _inside(body, base, rest)


def _inside(body: Body, base: Provision, rest: Locator) -> Provision | None:
    for label in rest:
        inner = [p for p in _below(body, base) if p.label == label]
        if not inner:
            # An article with one 款 has no child for it.
            if label == "第一款" and not any(p.label.endswith("款") for p in body.children(base)):
                continue
            return None
        base = inner[0]
    return base


def _below(body: Body, base: Provision) -> Iterator[Provision]:
    for child in body.children(base):
        yield child
        yield from _below(body, child)


_COUNTS = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _preceding(body: Body, sentence: Sentence, reference: Reference) -> list[Provision]:
    """What 前款, 前两款, 前条, 本条 and 本款 mean at this place."""
    match = re.fullmatch(
        r"(?P<way>前|本|上)一?(?P<count>[一二两三四五六]?)(?P<level>[款条项])", reference.name
    )
    article = body.article(sentence.provision)
    if match is None or article is None:
        return []
    if match["way"] == "本":
        found = [article if match["level"] == "条" else _paragraph_of(body, sentence) or article]
    else:
        found = _before(body, sentence, article, match["level"], _COUNTS[match["count"]])
    if not reference.locators:
        return found
    return [
        p for base in found for place in reference.locators if (p := _inside(body, base, place))
    ]


def _paragraph_of(body: Body, sentence: Sentence) -> Provision | None:
    return next(
        (a for a in body.ancestors(sentence.provision) if a.rank is ProvisionKind.PARAGRAPH), None
    )


def _before(
    body: Body, sentence: Sentence, article: Provision, level: str, count: int
) -> list[Provision]:
    if level == "条":
        articles = [p for p in body.provisions if p.rank is ProvisionKind.ARTICLE]
        at = articles.index(article)
        return articles[max(0, at - count) : at]
    rank = ProvisionKind.PARAGRAPH if level == "款" else ProvisionKind.ITEM
    own = _paragraph_of(body, sentence) if level == "款" else sentence.provision
    if own is None:
        # The whole article runs on in one paragraph: 前款 is the text before, the article itself.
        return [article] if level == "款" else []
    siblings = [p for p in body.children(article) if p.rank is rank]
    if own not in siblings:
        return []
    at = siblings.index(own)
    return siblings[max(0, at - count) : at]
