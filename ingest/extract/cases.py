"""Cases: a result that was licensed, transferred, contributed or put to use, with its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.gazetteer import COUNTRY
from graph.model import (
    Case,
    Institution,
    Modality,
    Node,
    NodeKind,
    Predicate,
    Relation,
    statement_id,
)
from graph.regions import find_regions
from ingest.extract.body import Body, Sentence
from ingest.extract.case_forms import (
    APPLIED,
    FOUNDED,
    INVESTED,
    MATCHED,
    MAY_HOLD,
    OF_A_RESULT,
    OWNED,
    PASSED_ON,
    PATTERNS,
    PUSHED,
    SIGNED,
    TAKEN,
    WORKED_WITH,
)
from ingest.extract.clauses import modals
from ingest.extract.named import Named, Names
from ingest.extract.sections import Section, is_report, sectioned

_CERTAIN = frozenset({Modality.MUST, Modality.MUST_NOT, Modality.MAY, Modality.ENCOURAGE})
_QUOTED = re.compile(r"[“\"《]([^”\"》]{2,30})[”\"》]")
_GENERIC_SIDE = re.compile(
    r"^(?:该|本|其|各|高等?)?(?:学校|高校|院校|企业|单位|公司|科研院所|研究院|学院|大学|院所|团队|科研团队|服务机构|机构|中小企业|中小微企业|平台|中心)$"
)
# A body of its own, or people with a leader's name.
_PROPER_SIDE = re.compile(
    r"有限(?:责任)?公司$|股份公司$|集团$|[\u4e00-\u9fff]{2,}大学$|[\u4e00-\u9fff]{2,8}团队$|[\u4e00-\u9fff]{2,}(?:研究院|研究所|医院|学院)$"
)
# 化学学院某教授团队: the department alone is nobody's.
_DEPARTMENT = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:学院|系|研究所|实验室)(?=[\u4e00-\u9fff]{2,10}(?:团队|课题组)$)"
)
_MONEY = re.compile(r"\d[\d.,，]*\s*(?:余)?[万亿]?多?元")
_OUTCOME = re.compile(
    r"产值|收入|利润|营收|销售|增收|节约|处理|投产|合同金额|转让费|许可费|合同额|成交额|成立|形成|带动|建成|上市|应用于|"
    r"惠及|推广|融资|估值|税|\d[\d.]*\s*[万亿]?元"
)
_NO_CASE = re.compile(
    r"将(?:会|要|继续|进一步|重点|力争|全力)|计划|拟|力争|有望|预计|目标|希望|未来|下一步|是否|如果|不能|无法|难以|没有|未能|尚未"
)
_BEFORE_SIDE = re.compile(
    r"^.*(?:\d年|月|日|期间|近日|近年来|目前|日前|此前|随后|其中|例如|比如|促成了?|推动了?|帮助|助力|撮合|经|由|在|让|使|支持|来自|案例[一二三四五六七八九十\d]*[：:])(?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class _Deal:
    technology: str
    parties: tuple[str, ...]
    end: int
    """Where the words that tell it end in the part of the sentence."""


def cases(body: Body, names: Names) -> tuple[list[Case], list[Node], list[Relation]]:
    """Cases in the order of the text; ACTOR to parties with a name, EXEMPLIFIES to concepts.

    Only reports have cases: in a policy 将成果许可给企业 is what shall be done.
    """
    if not is_report(body):
        return [], [], []
    found: list[Case] = []
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    before = ("", "")
    for sentence, section in sectioned(body):
        told = before[1] if before[0] == sentence.provision.id else ""
        if result := _LAST_RESULT.search(sentence.text):
            before = (sentence.provision.id, result[0])
        if section in (Section.PROBLEMS, Section.ADVICE) or not MAY_HOLD.search(sentence.text):
            continue
        bodies = names.at(sentence.start)
        for case in _in_sentence(body, sentence, bodies, told):
            found.append(case)
            for node, relation in (*_parties(case, bodies), *_shown(body, case)):
                nodes.setdefault(node.id, node)
                relations.append(relation)
    return found, list(nodes.values()), _first_each(relations)


# 甲大学的“某某系统”: the last result that a sentence names with its owner.
_LAST_RESULT = re.compile(r"[^，。；“”]{2,30}的?[“《][^”》]{3,30}[”》](?!.*[“《])")


def _in_sentence(body: Body, sentence: Sentence, bodies: Named, told: str) -> Iterator[Case]:
    """One for each part between two ；; ``told`` is the result that its paragraph named last."""
    for part in re.finditer(r"[^；]+", sentence.text):
        deal = _deal(part[0], bodies) or _taken(part[0], told, bodies)
        if deal is not None:
            start = sentence.start + part.start()
            yield _case(body, start, part[0], deal)


def _parties(case: Case, bodies: Named) -> Iterator[tuple[Node, Relation]]:
    for party in case.parties:
        if node := _actor(party, bodies):
            yield node, Relation(case.id, Predicate.ACTOR, node.id, case.evidence)


def _shown(body: Body, case: Case) -> Iterator[tuple[Node, Relation]]:
    for mention in body.concepts:
        if case.evidence.start <= mention.start and mention.end <= case.evidence.end:
            concept = mention.concept.node
            evidence = body.quote((mention.start, mention.end))
            yield concept, Relation(case.id, Predicate.EXEMPLIFIES, concept.id, evidence)


def _actor(party: str, bodies: Named) -> Institution | None:
    """The body that the party is, or the one whose team it is: 某大学某教授团队."""
    if node := bodies.body(party):
        return node
    inside = bodies.inside(party)
    return inside[0][2] if inside and inside[0][0] == 0 else None


def _first_each(relations: Sequence[Relation]) -> list[Relation]:
    kept: dict[tuple[str, str, str], Relation] = {}
    for relation in relations:
        kept.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return list(kept.values())


def _deal(text: str, bodies: Named) -> _Deal | None:
    """The first form of a case that the words have and that names something of its own."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            before = text[: match.end()]
            if _NO_CASE.search(before) or _wished(before, pattern):
                continue
            deal = _read(match, text, bodies)
            if deal is not None:
                return deal
    return None


def _taken(text: str, told: str, bodies: Named) -> _Deal | None:
    """乙公司出资1500万元取得独占许可, of the result that stands in a sentence before."""
    match = TAKEN.search(text)
    if match is None or not told or _NO_CASE.search(text[: match.end()]):
        return None
    owner, _, words = _owner(told, bodies)
    technology = _technology(words)
    parties = tuple(s for s in (_side(owner, bodies), _side(match["taker"], bodies)) if s)
    return _Deal(technology, parties, match.end()) if technology and len(parties) > 1 else None


def _wished(words: str, pattern: re.Pattern[str]) -> bool:
    return any(m.modality in _CERTAIN for m in modals(words)) and pattern is not PUSHED


def _read(match: re.Match[str], text: str, bodies: Named) -> _Deal | None:
    groups = match.groupdict()
    sides = [groups.get(k) or groups.get(k + "2") or "" for k in ("giver", "taker")]
    if groups.get("giver"):  # 某大学|某市研究院: the name may go on where the pattern ended
        names = (text[a:b] for a, b, _ in bodies.inside(text) if a == match.start("giver"))
        sides[0] = max((sides[0], *names), key=len)
    second = groups.get("second") or ""
    technology = groups.get("tech") or groups.get("tech2") or ""
    if match.re in OF_A_RESULT:
        giver, also, technology = _owner(technology, bodies)
        second = also or second
        sides[0] = sides[0] or giver
    parties = tuple(
        dict.fromkeys(s for s in (_side(s, bodies) for s in (sides[0], second, sides[1])) if s)
    )
    technology = _technology(technology)
    proper = [p for p in parties if bodies.body(p) or _PROPER_SIDE.search(p)]
    quoted = bool(_QUOTED.search(match[0]))
    if match.re in (INVESTED, APPLIED, SIGNED, WORKED_WITH, PASSED_ON, MATCHED) and not (
        proper or quoted
    ):
        return None
    if not (technology or (proper and match.re in (SIGNED, FOUNDED))):
        return None
    if not (proper or quoted or (technology and _MONEY.search(text))):
        return None
    return _Deal(technology, parties, match.end())


def _side(words: str, bodies: Named) -> str:
    """A party as printed, without what leads to it; empty for 该校 and 企业."""
    words = _BEFORE_SIDE.sub("", words)
    if found := bodies.at_end(words):
        words = words[found[0] :]
    department = _DEPARTMENT.match(words)
    if department and not bodies.inside(words):
        words = words[department.end() :]
    return "" if _GENERIC_SIDE.match(words) else words


def _owner(words: str, bodies: Named) -> tuple[str, str, str]:
    """Whose the result is, who made it too, and the result."""
    words = _BEFORE_SIDE.sub("", words)
    if match := OWNED.match(words):
        return match["owner"] or match["first"], match["second"] or "", words[match.end() :]
    inside = bodies.inside(words)
    if inside and inside[0][0] == 0:
        return words[: inside[0][1]], "", words[inside[0][1] :]
    quoted = _QUOTED.search(words)
    if quoted and (found := bodies.at_end(words[: quoted.start()])):
        return words[found[0] : quoted.start()], "", words[quoted.start() :]
    return "", "", words


def _technology(words: str) -> str:
    """The words of the result: what stands in quotation marks, where something does."""
    if quoted := _QUOTED.search(words):
        return quoted[1]
    words = re.sub(r"^(?:其|了|一种|一项|的|等)+", "", words)
    if not re.match(r"\d", words):
        words = re.sub(r"(?:成果|专利|专利权)$", "", words)
    return (
        "" if len(words) < 3 or re.match(r"^(?:科技|技术|职务|相关|多项|\d+项)*$", words) else words
    )


def _case(body: Body, start: int, text: str, deal: _Deal) -> Case:
    evidence = body.quote((start, start + len(text)))
    regions = find_regions(text, within=body.regions_at(start))
    places = [m.region for m in regions if m.region.level != COUNTRY]
    rest = re.split(r"[，；]", text[deal.end :].rstrip("。"))
    outcome = "，".join(part for part in rest if part and _OUTCOME.search(part))
    return Case(
        id=statement_id(NodeKind.CASE, evidence, deal.technology),
        name=deal.technology or "与".join(deal.parties),
        evidence=evidence,
        technology=deal.technology,
        parties=deal.parties,
        place=places[-1].name if places else "",
        outcome=outcome,
    )
