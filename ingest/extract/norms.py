"""Rules with a threshold: who must or may do what, under which condition, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from graph.model import Comparator, Modality, NodeKind, Norm, Span, Target, statement_id
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity, find_quantities
from ingest.extract.body import Body, Sentence
from ingest.extract.clauses import (
    Clause,
    carried_modality,
    clauses,
    conditions_of,
    governing,
    subject_of,
)
from ingest.extract.dates import is_ahead
from ingest.extract.norm_bases import base
from ingest.extract.sections import Section, is_report, sectioned

# 科技成果完成单位未规定、也未与科技人员约定…的; 另有约定的除外
_DEFAULT = re.compile(
    r"(?:未|没有|无|未曾)(?:作出?|事先|在[^，。；]{1,16}中)?(?:规定|约定)"
    r"|(?:未|没有)与[^，。；]{1,20}(?:约定|签订协议|达成协议)"
    r"|(?:没有|未作|不作|未)[^，。；]{0,6}约定"
    r"|另有约定的除外|另有约定的，?从其约定|除[^，。；]{0,16}另有(?:规定|约定)(?:的)?外"
    r"|(?:规定|约定)不明"
)
_BENEFICIARY = (
    re.compile(
        r"对(?P<who>[^，。；：]{2,48}?)(?:，)?(?:应当|可以)?(?:按照[^，。；]{2,20})?(?:给予|予以|进行|实行|实施|发放|提供)(?:[^，。；]{0,16})(?:奖励|报酬|补助|补贴|资助|支持|奖补|补偿|优惠|扶持)"
    ),
    re.compile(
        r"(?:^|[，；：])(?P<who>[^，。；：对]{2,48}?)(?:所)?(?:获得|取得|享有|持有|分得)(?:的)?(?:奖励|报酬|收益|股份|股权)?的?份额"
    ),
    re.compile(
        r"(?:给予|奖励给|奖给|分配给|支付给|(?:[金费酬款贴]|奖励|补助)[^，。；]{0,6}发给|返还给?)(?P<who>[^，。；：的]{0,30}(?:人员|完成人|团队|单位|企业|机构|个人|者|当事人|发明人|设计人))"
    ),
    re.compile(
        r"向(?P<who>[^，。；：]{2,30}?)(?:发放|支付|返还|给予)[^，。；]{0,12}?(?:[奖补]|报酬|津贴|金|费|款)"
    ),
)
_SINCE = re.compile(
    r"(?P<since>(?:应当)?[自从在][^，。；]{2,40}?(?:之日|之时)?起|(?:在|于)?[^，。；在]{2,30}(?:之日|终了|期满|届满|投产|结束|完成)后)(?:，|的|连续)?[^，。；]{0,6}$"
)
_DEADLINE = re.compile(
    r"(?:到|至)20\d\d年(?:底|末)?(?:前|，|年底)|20\d\d年(?:底|末)?(?:前|年底)"
    # 2025年，…达到; not 2022年，市里出台办法，规定…
    r"|20\d\d年，(?![^。]*(?:出台|印发|规定|明确))|“?十[三四五六]五”?(?:末|期末|期间)|力争|目标"
)
# 期满 and 期限 behind a period speak of one that was set before: 五年奖励期限满后.
_SPOKEN_OF = re.compile(r"^[\u4e00-\u9fff]{0,4}(?:期限?|期间)?(?:届)?满(?:后|之日)")
_SETS_PERIOD = re.compile(
    r"期限?(?:为|是|不|：|限)?[^，。；]{0,10}$|连续$|有效期[^，。；]{0,12}$|每(?:隔)?$|为$|后$|起$|超过$|满$|保护期[^，。；]{0,30}$"
)
_LONGEST_NAME = 160


def norms(body: Body, aims: Sequence[Target]) -> list[Norm]:
    """All rules with a threshold that the document states, in the order of its text.

    A report states those that it tells or advises, and what is to be reached by a date is one of
    ``aims``.
    """
    aimed = [(t.evidence.spans[-1], t.value_text) for t in aims]
    found: dict[str, Norm] = {}
    report = is_report(body)
    for sentence, section in _ruling(body, report=report):
        if not any(character.isdigit() or character in _DIGITS for character in sentence.text):
            continue
        for clause in clauses(sentence):
            if report and not _tells_rule(sentence.text, clause.text, section):
                continue
            for norm in _norms(body, clause):
                if not _is_aim(norm, aimed):
                    found.setdefault(norm.id, norm)
    return list(found.values())


def _ruling(body: Body, *, report: bool) -> Iterator[tuple[Sentence, Section]]:
    """The sentences that may rule, with their sections, which count in a report only."""
    if report:
        yield from sectioned(body)
    else:
        yield from ((sentence, Section.OTHER) for sentence in body.sentences)


# 《行动计划》规定，…; 按到账额的2%给予补助; 可从净收入中提取…; 单个机构最高80万元
_TOLD = re.compile(
    r"》[^，。；《》]{0,8}(?:规定|明确|提出|要求)|(?:^|，)(?:规定|明确|要求)(?=[，：\u4e00-\u9fff])"
    r"|(?:年薪|薪酬|津贴|补贴|补助)(?:标准)?(?:不低于|不少于|不超过|不高于)"
    r"|每[名个家人项][^，。；]{1,12}(?:不超过|不少于|不低于|至少|最多)|由[^，。；]{2,20}承担"
    r"|按照?[^，；。]{2,40}(?:给予|予以|发放)|可(?:以|按|从|将|享受|给予|提取)|(?<!达到)最高(?:可?给予|可?补助|不超过|可达)"
    r"|(?:对|为)[^；。]{2,40}(?:给予|提供)[^；。]{0,20}(?:补助|奖励|补贴|资助|贷款|支持|补偿)"
    r"|(?<![必无])须(?!知)|必须|不得|(?:补助|补贴|有效|公示|保护|服务)期|最[高多](?:可|允许|不|达?\d)|允许|可(?:设|得|获得?|享|申请?|免)(?=[\u4e00-\u9fff\d])"
    r"|按(?:每[\u4e00-\u9fff]){1,2}[\d一二三四五六七八九十]|(?:办法|细则|规定|意见|措施|制度|政策)(?:》)?[^。；]{0,16}，[^。]*(?:放宽|提高|降低|压缩|缩短|扩大)[到至]"
)
_DONE = re.compile(r"累计|共(?:有|计|发放|兑现)|截至|同比|位居|已经?(?!定)(?!在|获|取得)|现有")


def _tells_rule(sentence: str, clause: str, section: Section) -> bool:
    """Whether a report tells a rule here, or advises or plans one."""
    if section in (Section.ADVICE, Section.PLANS) or sentence.startswith("建议"):
        return not _DONE.search(clause)
    if section is Section.PROBLEMS or _DONE.search(clause):
        return False
    return bool(_TOLD.search(sentence))


def _is_aim(norm: Norm, aimed: Sequence[tuple[Span, str]]) -> bool:
    first, last = norm.evidence.spans[-1]
    return any(
        first < end and start < last and words == norm.value_text for (start, end), words in aimed
    )


_DIGITS = frozenset("一二两三四五六七八九十百千万半")


def _norms(body: Body, clause: Clause) -> Iterator[Norm]:
    for quantity in map(partial(_lasting, clause), find_quantities(clause.text)):
        modal = governing(clause, quantity.start)
        modality = modal.modality if modal else carried_modality(clause)
        if not _is_rule(body, clause, quantity, modality):
            continue
        evidence = body.quote(*clause.spans)
        conditions = conditions_of(clause, quantity.start)
        if quantity.kind == PERIOD and (since := _since(clause, quantity)):
            conditions += [since] if not any(since in c for c in conditions) else []
        yield Norm(
            id=statement_id(NodeKind.NORM, evidence, quantity.start + clause.start, quantity.text),
            name=_name(clause),
            evidence=evidence,
            modality=_force(modality),
            quantity=quantity.kind,
            comparator=quantity.comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            value_text=quantity.text,
            base=base(clause, quantity) if quantity.kind in (SHARE, AMOUNT) else "",
            subject=subject_of(clause, modal),
            beneficiary=_beneficiary(clause),
            condition="，".join(conditions),
            default_rule=is_default_rule(clause),
        )


def is_default_rule(clause: Clause) -> bool:
    """Whether the rule holds only where nothing else was 规定 or 约定."""
    return bool(_DEFAULT.search(clause.carried_text) or _DEFAULT.search(clause.text))


# 至少在审理三日前, 申请起始之日|30日前: no later than so long before.
_BEFORE_THAT_DAY = re.compile(r"至少|(?:之日|届满|期满|截止|到期|召开)的?$")


def _lasting(clause: Clause, quantity: Quantity) -> Quantity:
    """二年未实施 bounds from below; 至少在审理三日前 says so at a distance."""
    if quantity.kind != PERIOD or quantity.comparator is not Comparator.EQUAL:
        return quantity
    piece = re.split(r"[，；]", clause.text[: quantity.start])[-1]
    after = clause.text[quantity.end :]
    lasting = after.startswith(("未", "没有", "不")) or (
        after.startswith("前") and bool(_BEFORE_THAT_DAY.search(piece))
    )
    return replace(quantity, comparator=Comparator.AT_LEAST) if lasting else quantity


def _force(modality: Modality | None) -> Modality:
    """A rule that prints no word of force orders: 保护期为二十年."""
    return Modality.MUST if modality is None or modality is Modality.PROMOTE else modality


def _is_rule(body: Body, clause: Clause, quantity: Quantity, modality: Modality | None) -> bool:
    """Whether the quantity bounds something, rather than count or date it."""
    bounded = quantity.comparator is not Comparator.EQUAL
    # 到2027年…达到百分之三 is a target.
    aimed = quantity.kind != PERIOD and is_ahead(clause.text[: quantity.start])
    if aimed or _only_counts(clause, quantity, bounded=bounded):
        return False
    forced = modality is not None and modality is not Modality.PROMOTE
    if body.article(clause.sentence.provision):
        return bounded or forced or quantity.kind == SHARE or _sets(clause, quantity)
    return _rules_in_point(clause, quantity, forced=forced)


def _rules_in_point(clause: Clause, quantity: Quantity, *, forced: bool) -> bool:
    """The same outside of articles, where most values only tell how much there is or will be."""
    if _DEADLINE.search(clause.sentence.text):
        return False
    if quantity.kind in (SHARE, AMOUNT) and _GRANTS.search(clause.text):
        return True
    if quantity.comparator is not Comparator.EQUAL:
        return forced or quantity.kind != COUNT or _is_bound(clause, quantity)
    before = clause.text[: quantity.start]
    raised = quantity.kind != COUNT and bool(_RAISED.search(before))
    cut = quantity.kind == SHARE and bool(_CUT_BY.search(before) or _PAID.search(before))
    tier = quantity.kind == AMOUNT and bool(_TIERS.search(before))
    if raised or cut or tier:
        return True
    runs = quantity.kind == PERIOD and bool(_RUNS_FOR.search(before))
    sets_up = quantity.kind == AMOUNT and bool(_SETS_UP.search(before))
    return runs or sets_up or (forced and _sets(clause, quantity))


# 建设期3年, 公示5个工作日, 分三年发放: what a point sets without a word of force.
_RUNS_FOR = re.compile(
    r"(?:有效期|期限|建设期|实施期|周期|任期|服务期|聘期|公示期?|保护期|执行期|试行期?|过渡期|存续期|孵化期|管理期)"
    r"[^，。；]{0,6}$|(?:^|，)分$|连续[^，。；]{0,4}$"
)
# 容忍度提高到40%, 审批时限压缩至5个工作日
_RAISED = re.compile(r"(?:提高|提升|放宽|降低|压缩|扩大|下调|上调|调整|延长|缩短)(?:到|至|为)$")
# 设立总规模10亿元的基金, 安排专项资金5000万元
_SETS_UP = re.compile(r"(?:设立|安排|筹集|组建|统筹|出资|规模|首期|注资|配套)[^，。；]{0,16}$")
# 资助额度分三档：10万元、20万元、30万元
_TIERS = re.compile(
    r"(?:额度|标准|金额|限额|档次?|等次)[^，。；：]{0,10}(?:：|为)(?:[^。；：]*、)?$"
)
# 首次拨付60%，验收后拨付剩余40%
_PAID = re.compile(r"(?:拨付|支付|预付|首付|兑付|结算|发放)[^，。；]{0,8}$")
# 次年项目数量核减三分之一
_CUT_BY = re.compile(r"(?:核减|扣减|扣除|上浮|下浮|减征|减按|上调|下调|调减|调增)[^，。；]{0,6}$")
# 不少于8人, 20项以上 in a list of conditions: the words themselves rule.
_RULING_BOUND = re.compile(r"不(?:得)?(?:少于|低于|超过|高于|多于)|至少|最[多少高低]|限[推报额申]")
_CONDITIONS = re.compile(r"条件|要求|标准|情形|资格")


def _is_bound(clause: Clause, quantity: Quantity) -> bool:
    printed = clause.text[slice(*quantity.outer)]
    listed = bool(_CONDITIONS.search(clause.carried_text))
    return listed or bool(_RULING_BOUND.search(printed))


# 给予技术交易额10%的一次性奖励, 按成交额的2%补助: what a plan grants needs no bound.
_GRANTS = re.compile(
    r"(?:给予|予以|按照?)[^；。]{0,60}?(?:奖励|奖补|补助|补贴|资助|支持|贴息|补偿)"
    r"|按[^，；。]{2,16}的?[一二三四五六七八九\d.]+折|由[^，。；]{2,20}承担|(?:奖励|补助|补贴|资助)(?:人民币)?\s*[\d一二三四五六七八九十百]"
)


def _only_counts(clause: Clause, quantity: Quantity, *, bounded: bool) -> bool:
    """Whether the value only counts things or speaks of a period set before. What bounds a
    condition (违法所得五万元以上的，处…) rules, too.
    """
    if quantity.unit == "分" or (quantity.kind == COUNT and not bounded):
        return True
    return not bounded and bool(_SPOKEN_OF.match(clause.text[quantity.end : quantity.end + 10]))


def _sets(clause: Clause, quantity: Quantity) -> bool:
    """Whether the words in front make the value a rule: 期限为, 连续, 每."""
    before = clause.text[max(0, quantity.start - 16) : quantity.start]
    return quantity.kind != PERIOD or bool(_SETS_PERIOD.search(before))


def _beneficiary(clause: Clause) -> str:
    for text in (clause.text, clause.carried_text):
        for pattern in _BENEFICIARY:
            if match := pattern.search(text):
                return match["who"].strip("，、")
    return ""


def _since(clause: Clause, quantity: Quantity) -> str:
    """From when a period runs: 自收到通知之日起."""
    before = clause.text[: quantity.outer[0]]
    match = _SINCE.search(before[-60:])
    return re.sub(r"^应当", "", match["since"]) if match else ""


def _name(clause: Clause) -> str:
    """The rule in one line, composed of the text's own pieces."""
    own = re.sub(r"\s+", "", clause.text).strip("，；。：")
    lead = re.sub(r"\s+", "", clause.carried_text).strip("，；。：:")
    if not lead or len(own) > _LONGEST_NAME:
        return own[: _LONGEST_NAME * 2]
    if len(lead) + len(own) > _LONGEST_NAME:
        lead = lead.split("，")[0]
    return f"{lead}：{own}"
