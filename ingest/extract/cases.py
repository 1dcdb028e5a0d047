"""Cases: a result that was licensed, transferred, contributed or put to use, with its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from graph.regions import COUNTRY, find_regions
from ingest.extract.body import Body, Sentence
from ingest.extract.clauses import modals
from ingest.extract.named import Named, Names
from ingest.extract.sections import Section, is_report, sectioned

_SIDE = (
    r"(?:[\u4e00-\u9fff（）A-Za-z·]{2,28}?(?:大学|学院|研究院|研究所|公司|集团|医院|中心|团队|课题组|实验室|企业|合作社|厂|院|所|学校))"
    r"(?:、[\u4e00-\u9fff（）A-Za-z·]{2,28}?(?:大学|学院|研究院|研究所|公司|集团|医院|中心|企业))*"
)
_RESULT = r"(?:专利包|专利权?|发明|技术|成果|软件|品种|工艺|专有技术|知识产权|著作权)"
_TECH = rf"(?P<tech>[^，。；]{{2,40}}?{_RESULT}?)"
_GIVES = (
    r"(?:以[^，。；]{2,16}?(?:方式|形式|价格|元)，?)?(?:独占|排他|普通|独家)?(?:实施)?"
    r"(?:许可|转让|授权|交付|出让|转移|让渡)(?:给|予|给予|至|到|于)"
)
# 甲大学将“某某”专利许可给乙公司
_GIVEN = re.compile(
    rf"(?P<giver>{_SIDE})(?:成功|正式|已|又)?(?:将|把)(?:其|自主研发的|拥有的|持有的|所持有的)?{_TECH}{_GIVES}(?P<taker>{_SIDE})"
)
# 甲大学以普通许可方式许可三家企业使用“某某”专利 | 甲向乙转让某某专利
_LICENSED = re.compile(
    rf"(?P<giver>{_SIDE})(?:以[^，。；]{{2,12}}?(?:方式|形式))?(?:成功)?(?:许可|授权)(?:给)?(?P<taker>{_SIDE})(?:使用|实施)(?:其)?(?P<tech>[^，。；]{{2,40}}?{_RESULT})"
    rf"|(?P<giver2>{_SIDE})(?:成功)?向(?P<taker2>{_SIDE})(?:许可|转让|授权|交付)(?:了)?(?P<tech2>[^，。；]{{2,40}}?{_RESULT})"
)
# 甲大学与乙公司签订技术开发合同，共同攻克某某技术
_SIGNED = re.compile(
    rf"(?P<giver>{_SIDE})(?:与|和|同|携手|联合)(?P<taker>{_SIDE})(?:成功|正式|共同)?(?:签订|签署|达成|签约|开展|完成)(?:了)?[^，。；]{{0,24}}?(?:合同|协议|合作|签约)"
    rf"(?:，(?:双方)?(?:共同|联合|合作)?(?:攻克|开发|研发|研制|攻关|转化|推进|实施|建设)(?:了)?(?P<tech>[^，。；]{{2,40}}))?"
)
# 甲研究院…，与乙公司合作推广某某品种
_WORKED_WITH = re.compile(
    rf"(?P<giver>{_SIDE})(?:[^；。]{{0,30}}，)?(?:与|和|同|携手|联合)(?P<taker>{_SIDE})"
    rf"(?:合作|联合|共同|携手)(?:推广|开发|研发|研制|转化|攻关|攻克|建设|推进|实施)(?:了)?"
    rf"(?P<tech>[^，。；]{{2,40}})"
)
# 甲与乙共同研发的某某技术实现产业化 is read by _APPLIED.
# 某某成果以1500万元作价入股，成立乙公司
_INVESTED = re.compile(
    rf"(?P<tech>[^，。；]{{2,60}}?(?:{_RESULT}|”))(?:成功)?(?:以|按|作价)(?P<price>[^，。；]{{0,16}}?万?亿?元)?(?:的价格)?(?:作价)?(?:入股|投资|转让|许可)(?:(?:给|予|至|到)(?P<taker2>{_SIDE}))?"
    rf"(?:，(?:与(?P<second>{_SIDE})共同|[^，。；]{{0,10}}?)?(?:成立|组建|注册|创办|孵化)(?:了)?(?P<taker>{_SIDE}))?"
)
# 甲院的“某某”成果在乙县实现转化
_APPLIED = re.compile(
    rf"(?P<tech>[^，。；]{{4,60}}?(?:{_RESULT}|系统|装备|设备|产品|材料|项目|平台|”))(?:技术|成果|项目)?(?:已|先后|成功|顺利)?(?:在(?P<where>[\u4e00-\u9fff]{{2,20}}?))?(?:已|成功|顺利|率先|正式)?"
    r"(?:实现|完成|进行)?(?:了)?(?:成果|就地)?(?P<how>转化为|转化落地|转化应用|实施转化|落地转化|产业化|规模化生产|量产|投产|落地|(?<=实现)转化|(?<=完成)转化|孵化为)"
)
# 成功推动“某某”项目落地
_PUSHED = re.compile(
    r"(?:成功|先后|积极|已|共同)?(?:推动|推广|合作|联合|共同|促成|助推|助力|促进|撮合|推进|孵化)(?:了)?(?P<tech>[^，。；]{0,20}?[“\"《][^”\"》]{2,30}[”\"》])(?:等)?(?:[\u4e00-\u9fff]{0,6}?)(?:项目|技术|成果|产品)"
)
# 案例一：… | 以“某某”项目为例
_EXAMPLE = re.compile(
    r"^(?:典型)?案例(?:[一二三四五六七八九十\d]{1,2})?[：:]|以(?P<tech>[“\"《][^”\"》]{2,30}[”\"》][^，。；]{0,10}?)为例"
)
# 某团队研制的某某技术，经撮合，以独占许可方式授权乙公司使用
_PASSED_ON = re.compile(
    rf"(?P<tech>[^，。；]{{2,40}}?{_RESULT})，(?:[^，。；]{{2,24}}，)?"
    r"(?:已|成功|最终)?(?:以[^，。；]{2,16}?(?:方式|形式|价格|元)，?)?(?:被)?(?:许可|授权|转让|出让)(?:给|予|至|到)?"
    rf"(?P<taker>{_SIDE})"
)
# 甲大学“某某”成果与乙公司签约
_MATCHED = re.compile(
    rf"(?P<tech>[^，。；]{{4,60}}?(?:{_RESULT}|项目))(?:成功|顺利)?(?:与|和|同)(?P<taker>{_SIDE})"
    r"(?:成功|顺利|现场)?(?:签约|签订|签署|达成)"
)
# 某教授创办了某公司 | 甲团队成立乙公司: who founded it stands in front, with a role or as a team.
_COMPANY = r"[\u4e00-\u9fff（）A-Za-z·]{4,28}?(?:有限(?:责任)?公司|股份公司|公司|集团)"
_FOUNDER = (
    r"(?:[\u4e00-\u9fff（）、]{0,24}(?:教授|院士|研究员|博士|工程师)(?:[\u4e00-\u9fff]{2,3}(?=[，创注成发牵组拿带领])|团队)?"
    r"|[\u4e00-\u9fff]{2,12}(?:团队|课题组))"
)
_FOUNDED = re.compile(
    rf"(?P<giver>{_FOUNDER})(?:[^，。；]{{0,16}}，){{0,3}}?[^，。；]{{0,12}}?(?:创办|创立|创建|注册成立|注册|牵头成立|发起成立|发起设立|成立|组建)(?:起|了)*"
    rf"(?P<taker>{_COMPANY}(?:和{_COMPANY})*)(?![的\u4e00-\u9fff])"
)
# 甲大学将50个知识产权作价2500万元占股25%
_SHARES = re.compile(
    rf"(?P<giver>{_SIDE})(?:则|也|又|已|成功)?(?:将|把|以)(?P<tech>[^，。；]{{2,40}}?{_RESULT})(?:等)?作价(?P<price>[^，。；]{{0,16}}?元)?(?:占股|出资|持股|占比)"
)
_OF_A_RESULT = (_INVESTED, _APPLIED, _PUSHED, _PASSED_ON, _MATCHED)
_PATTERNS = (
    *(_GIVEN, _LICENSED, _MATCHED, _SIGNED, _WORKED_WITH, _PASSED_ON),
    *(_INVESTED, _SHARES, _APPLIED, _PUSHED, _FOUNDED, _EXAMPLE),
)
_MAY_HOLD = re.compile(
    r"许可|转让|授权|交付|出让|签订|签署|签约|达成|作价|入股|转化|产业化|投产|量产|落地|推动|促成|助推|助力|撮合|案例|为例|孵化|创办|创立|注册|成立|组建"
)
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
    for sentence, section in sectioned(body):
        if section in (Section.PROBLEMS, Section.ADVICE) or not _MAY_HOLD.search(sentence.text):
            continue
        bodies = names.at(sentence.start)
        for case in _in_sentence(body, sentence, bodies):
            found.append(case)
            for node, relation in (*_parties(case, bodies), *_shown(body, case)):
                nodes.setdefault(node.id, node)
                relations.append(relation)
    return found, list(nodes.values()), _first_each(relations)


def _in_sentence(body: Body, sentence: Sentence, bodies: Named) -> Iterator[Case]:
    """One for each part between two ；"""
    for part in re.finditer(r"[^；]+", sentence.text):
        deal = _deal(part[0], bodies)
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
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[: match.end()]
            if _NO_CASE.search(before) or _wished(before, pattern):
                continue
            deal = _read(match, text, bodies)
            if deal is not None:
                return deal
    return None


def _wished(words: str, pattern: re.Pattern[str]) -> bool:
    return any(m.modality in _CERTAIN for m in modals(words)) and pattern is not _PUSHED


def _read(match: re.Match[str], text: str, bodies: Named) -> _Deal | None:
    groups = match.groupdict()
    sides = [groups.get(k) or groups.get(k + "2") or "" for k in ("giver", "taker")]
    if groups.get("giver"):  # 某大学|某市研究院: the name may go on where the pattern ended
        names = (text[a:b] for a, b, _ in bodies.inside(text) if a == match.start("giver"))
        sides[0] = max((sides[0], *names), key=len)
    second = ""
    technology = groups.get("tech") or groups.get("tech2") or ""
    if match.re in _OF_A_RESULT:
        giver, second, technology = _owner(technology, bodies)
        second = second or groups.get("second") or ""
        sides[0] = sides[0] or giver
    parties = tuple(
        dict.fromkeys(s for s in (_side(s, bodies) for s in (sides[0], second, sides[1])) if s)
    )
    technology = _technology(technology)
    proper = [p for p in parties if bodies.body(p) or _PROPER_SIDE.search(p)]
    quoted = bool(_QUOTED.search(match[0]))
    if match.re in (_INVESTED, _APPLIED, _SIGNED, _WORKED_WITH, _PASSED_ON, _MATCHED) and not (
        proper or quoted
    ):
        return None
    if not (technology or (proper and match.re in (_SIGNED, _FOUNDED))):
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


# 甲院的“某某”成果, 乙团队研发的某某技术, 丙大学与丁公司联合研发的…: whose it is stands in front.
_PEOPLE = (
    r"[\u4e00-\u9fff]{0,24}?(?:教授|院士|研究员|博士|工程师)"
    r"[\u4e00-\u9fff]{2,3}?(?:等人|团队)?(?=研|开|发|带|主)"
)
_MADE = (
    r"(?:自主|联合|共同|合作|历时[^的]{1,8})?"
    r"(?:研发|研制|开发|发明|培育|完成|持有|攻克|孵化|主持研发)"
)
_OWNED = re.compile(
    rf"^(?:(?P<first>{_SIDE})(?:与|和|同|联合|携手)(?P<second>{_SIDE}){_MADE}的"
    rf"|(?P<owner>{_SIDE}|{_PEOPLE})(?:{_MADE})?的)"
)


def _owner(words: str, bodies: Named) -> tuple[str, str, str]:
    """Whose the result is, who made it too, and the result."""
    words = _BEFORE_SIDE.sub("", words)
    if match := _OWNED.match(words):
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
