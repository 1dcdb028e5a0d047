"""When an answer would be a guess: what is missing, and how sure the answer is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import NodeKind, Person
from graph.regions import ZONE, region_by_name
from qa.attributes import unanswered_attribute
from qa.compose import Chosen
from qa.kinds import asked_quantities, has_kind
from qa.places import chain
from qa.question import NUMERIC_ASKS, Ask, Question
from qa.rank import Inquiry, Scored
from qa.retrieve import Scope
from qa.shelf import Edition
from qa.signals import ASKS_PENALTY
from qa.weigh import Weighted

MIN_COVERAGE = 0.26
"""Weighted share of the question's words that the best rule must hold."""
MIN_CLOSE = 0.14
"""The same for the very words that are quoted."""
MIN_CONFIDENCE = 0.28
"""Below it hardly one in four answers would be right."""
_ON_THE_MATTER = 0.65
"""A number counts only from a rule about as near the question as the nearest rule is."""
_NEAR_ENOUGH = 0.5

# 亿元, 学时: a unit that the question fixes must stand in the evidence.
_UNIT_ASKED = re.compile(
    r"(?:多少|几)(?:个)?(?P<unit>倍|亿元|万元|亿|万|元|学时|课时|学分|平方公里|月(?!内|以|前|后|几|份))"
)
# 有没有上限, 是否有比例限制: that there is none is an answer
_WHETHER_ANY = re.compile(r"(?:有没有|是否有|有无|是不是有)[^，。？]{0,8}(?:限|比例|要求|规定|期)")
_MONEY_ASKED = re.compile(r"多少(?:钱|块)|几(?:块钱|万块)")
_UNIT_WORDS = {
    "倍": r"倍",
    "亿元": r"亿",
    "亿": r"亿",
    "万元": r"万|亿|元",
    "万": r"万|亿",
    "元": r"元",
    "课时": r"课时|学时",
    "学时": r"课时|学时",
    "月": r"月",
}
# 贵洲省: what ends like a province and is none
_PROVINCE = re.compile(
    r"(?<![全本外跨各哪])(?<![\u3400-\u9fff])(?![哪各])[\u3400-\u9fff]{2,3}省(?![级属份会内外市科财教人政委略])"
)
_SUFFIX = re.compile(r"(?:省|市|区|自治区)$")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_REPORT = re.compile(r"报道|案例")
# 处一万元以下罚款: a sum that no question about a fee, a wage or a capital asks for
_PENAL_SENTENCE = re.compile(r"[^。；;\n]*(?:罚款|没收|违法所得)[^。；;\n]*")
_ASKS_WRONG = re.compile(r"擅自|未经|没经|侵|假|非法|偷|泄|盗|欠|拒|骗|冒")
# 有多少人参加了, 增加了多少: what came to pass, and not what a rule lays down
_HAPPENED = re.compile(
    r"(?:多少|几)[^，。？?]{1,24}了(?:[^，。？?]{0,12})[？?。]?$|(?:出|到|有|加|长|成|放|现|得|过)了(?:多少|几)"
    r"|(?:一共|总共|共有|合计|累计)[^，。？?]{0,12}(?:多少|几)"
)
_OF_A_RULE = re.compile(r"修订|修正|修改|版|规定|条例|办法|约定|应当|应该|可以|必须")
_NATION_ASKED = re.compile(r"国家|全国|国务院|中央|该法")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the question wants and the library does not have."""

    words: str


def gaps_of_question(question: Question, edition: Edition) -> list[Gap]:
    """Regions and policies that the question names and the library does not hold."""
    gaps = [
        Gap(f"库中没有{name}的文件")
        for name in question.regions
        if not any(region in edition.names.regions for region in chain(name))
    ]
    if not question.regions:
        gaps += [
            Gap(f"没有认出“{m.group()}”是哪个地区") for m in _PROVINCE.finditer(question.chinese)
        ]
    gaps += [
        Gap(f"库中没有《{mention.text.strip('的')}》")
        for mention in question.policies
        if not mention.policy_ids and not mention.named_only
    ]
    return gaps


def missing_articles(question: Question, edition: Edition, documents: Sequence[str]) -> list[Gap]:
    """Articles that the question names and the named policy does not have."""
    gaps = []
    for label in question.locators:
        found = any(
            p.label == label for d in documents for p in edition.text(d).provisions.values()
        )
        if documents and not found:
            title = edition.entries[documents[0]].head.title
            gaps.append(Gap(f"《{title}》没有{label}"))
    return gaps


def doubts(inquiry: Inquiry, chosen: Chosen, sure: float) -> list[str]:
    """Why the chosen units would be a guess; empty where they answer."""
    if not chosen.units:
        return ["没有检索到与问题相关的条文"]
    best = chosen.units[0]
    beside = [
        s
        for s in chosen.units
        if s.rule == best.rule
        and (s.read.unit.paragraph == best.read.unit.paragraph or s.read.unit.lead)
    ]
    shown = [*beside, *chosen.hops, *chosen.parts]
    reason = (
        doubts_kind(inquiry.question, shown)
        or _doubts_attribute(inquiry, shown)
        or _doubts_nearness(inquiry.question, chosen, shown)
        or _doubts_place(inquiry.question, inquiry.scope, chosen)
    )
    if not reason and (
        best.coverage < MIN_COVERAGE or best.close < MIN_CLOSE or sure < MIN_CONFIDENCE
    ):
        unsaid = missing_terms(chosen.all, inquiry.weighted)
        reason = f"检索到的条文没有说明：{'、'.join(unsaid[:3]) or '所问事项'}"
    return [reason] if reason else []


def _doubts_attribute(inquiry: Inquiry, shown: Sequence[Scored]) -> str:
    """The fee, the name, the address that is asked for and stands in no unit shown."""
    persons = [n.name for n in inquiry.edition.statements(NodeKind.PERSON) if isinstance(n, Person)]
    words = "\n".join(s.read.lead + s.read.words for s in shown)
    lost = unanswered_attribute(inquiry.question.chinese, words, persons)
    return f"检索到的条文没有给出所问的{lost}" if lost else ""


def _doubts_nearness(question: Question, chosen: Chosen, shown: Sequence[Scored]) -> str:
    """Whether another rule is nearer to the question, and gives no number."""
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    telling = [s for s in chosen.units if has_kind(asks, s.read.words)]
    near = max(s.close for s in (*shown, *telling))
    alone = _insists(question.asks) and len(question.parts) < 2
    if alone and near < _ON_THE_MATTER * chosen.closest and near < _NEAR_ENOUGH:
        return "说到所问事项的条文没有给出数值"
    return ""


def _insists(asks: Sequence[Ask]) -> bool:
    """Whether the answer has to be a number: 哪几项 counts nothing, 百分之几 does."""
    exact = {Ask.RATIO, Ask.AMOUNT, Ask.PERIOD} & set(asks)
    other = {Ask.LIST, Ask.DEFINITION, Ask.FORMULA, Ask.WHO, Ask.YES_NO, Ask.HOW} & set(asks)
    return bool(exact) or (bool(NUMERIC_ASKS & set(asks)) and not other)


def doubts_kind(question: Question, units: Sequence[Scored]) -> str:
    """What is amiss with the number that is asked for: none, of another unit, of another year."""
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    if not units or not _insists(question.asks) or _WHETHER_ANY.search(question.chinese):
        return ""
    words = "".join(s.read.words + s.read.lead for s in units)
    if not (Ask.PERIOD in asks or ASKS_PENALTY.search(question.chinese)):
        words = words if _ASKS_WRONG.search(question.chinese) else _PENAL_SENTENCE.sub("", words)
    by_share = bool(question.quantities) and has_kind((Ask.RATIO,), words)
    given = has_kind(asks, words) and (
        len(question.parts) > 1 or Ask.QUANTITY not in asks or bool(asked_quantities(asks, words))
    )
    if not by_share and not given:
        return "检索到的条文没有给出所问的数值"
    if _MONEY_ASKED.search(question.chinese) and not question.quantities:
        words_of_money = re.search(r"[\d一二三四五六七八九十百千万亿两]\s*(?:万|亿)?元|倍", words)
        if not words_of_money:
            return "检索到的条文没有给出所问的金额"
    unit = _UNIT_ASKED.search(question.chinese)
    if (
        unit
        and not by_share
        and not re.search(_UNIT_WORDS.get(unit["unit"], re.escape(unit["unit"])), words)
    ):
        return f"检索到的条文没有以“{unit['unit']}”计的数值"
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(words + units[0].entry.head.title))
    of_report = bool(told) and _REPORT.search(units[0].entry.head.doc_type)
    if years and not told & years and (of_report or _asks_what_happened(question)):
        return f"库中没有{'、'.join(sorted(years))}年的这一数据"
    return ""


def _asks_what_happened(question: Question) -> bool:
    """Whether a figure of what was done is asked for: 2024年有多少人参加了培训."""
    text = question.chinese
    return bool(_HAPPENED.search(text)) and not _OF_A_RULE.search(text)


def _doubts_place(question: Question, scope: Scope, chosen: Chosen) -> str:
    """A national rule is no answer to what a region's own rules say in numbers."""
    if _in_zones_only(question.regions) or _NATION_ASKED.search(question.chinese):
        return ""
    own = scope.local | scope.above | scope.inside | scope.named
    best = chosen.units[0]
    telling = [s for s in chosen.units if s.rule == best.rule]
    if any(
        s.entry.id in own or _speaks_of(question.regions, s)
        for s in (*telling, *chosen.parts, *chosen.hops)
    ):
        return ""
    if question.wants_number or Ask.WHO in question.asks:
        return f"库中{'、'.join(question.regions)}的文件没有这样的规定"
    return ""


def _in_zones_only(regions: Sequence[str]) -> bool:
    """Whether no region is named, or only 功能区, which seldom have acts of their own."""
    found = [region_by_name(name) for name in regions]
    return all(region is not None and region.level == ZONE for region in found)


def _speaks_of(regions: Sequence[str], scored: Scored) -> bool:
    stems = [_SUFFIX.sub("", name) for region in regions for name in chain(region)]
    return any(s in scored.entry.head.title or s in scored.read.paragraph for s in stems)


def missing_terms(chosen: Sequence[Scored], weighted: Weighted) -> list[str]:
    """Rare words of the question that no chosen rule holds, the weightiest first."""
    covered = {word for scored in chosen for word in scored.covered}
    lost = [(w, t.text) for t, w in weighted.terms if t.text not in covered]
    return [
        text for weight, text in sorted(lost, key=lambda p: -p[0]) if weight / weighted.total > 0.1
    ]
