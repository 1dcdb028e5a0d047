"""What is amiss with the number that is asked for: none, another unit or year, or of no rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.quantities import AMOUNT, COUNT, SHARE, Quantity
from qa.asks import NUMERIC_ASKS, Ask
from qa.figureless import reckons
from qa.kinds import asked_quantities, has_kind
from qa.question import Question
from qa.rank import Scored
from qa.signals import is_report
from qa.worded import ASKS_PENALTY

# 亿元, 学时: a unit that the question fixes must stand in the evidence.
_UNIT_ASKED = re.compile(
    r"(?<![差翻])(?:多少|几)(?:个)?(?P<unit>倍|亿元|万元|亿|万|元|学时|课时|学分|平方公里|月(?!内|以|前|后|几|份))"
)
# 有没有上限, 是否有比例限制: that there is none is an answer
_WHETHER_ANY = re.compile(r"(?:有没有|是否有|有无|是不是有)[^，。？]{0,8}(?:限|比例|要求|规定|期)")
_MONEY_ASKED = re.compile(r"多少(?:钱|块)|几(?:块钱|[十百千万]块)")
# 有效期是几年: days or hours are of another period
_YEARS_ASKED = re.compile(r"(?:几|多少)年(?:[？?，,。]|以|之|才|能|可|就|内|$)")
# 几个月内: a period of years is of another matter
_MONTHS_ASKED = re.compile(r"(?:几|多少)个月(?:之|以)?(?:内|前|后)")
_MONTHS = re.compile(
    r"[\d一二三四五六七八九十百两半]\s*(?:个)?(?:工作)?[月日天周]|[月年]底|当[日天月]|立即|及时"
)
_YEARS = re.compile(r"[\d一二三四五六七八九十百两半]\s*(?:个)?(?:年|月|周年)|终身|终生|永久|长期")
_MONEY = re.compile(r"[\d一二三四五六七八九十百千万亿两]\s*(?:万|亿)?元|倍")
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
_YEAR = re.compile(r"((?:19|20)\d{2})年")
# 处一万元以下罚款: a sum that no question about a fee, a wage or a capital asks for
_PENAL = re.compile(r"罚款|没收|违法所得")
_SENTENCE = re.compile(r"[^。；;\n]+")
# 同比增长10.9%: no share of anything
_GROWTH = re.compile(r"(?:同比|环比|比上年)?(?:增长|下降|上升)(?:了)?[\d.]+%")
_ASKS_GROWTH = re.compile(r"增|涨|升|降|提高|幅度")
_ASKS_WRONG = re.compile(r"擅自|未经|没经|侵|假|非法|偷|泄|盗|欠|拒|骗|冒")
# 有多少人参加了, 增加了多少: what came to pass, and not what a rule lays down
_HAPPENED = re.compile(
    r"(?:多少|几)[^，。？?]{1,24}了(?:[^，。？?]{0,12})[？?。]?$|(?:出|到|有|加|长|(?<![改变换定])成|放|现|得|过|涨|降|少|掉|用|理|收|审|判|签|批|办|建|派|招)了(?:多少|几)"
    r"|(?:一共|总共|(?<![份同])共有(?!的)|合计|累计)[^，。？?]{0,12}(?:多少|几)|实际(?:花|用|支出|发放|完成|收到|到账)"
)
# 科普基地一共有多少个, 企业有多少家: things of the world, and not points of a rule
_STOCK = re.compile(
    r"(?:基地|企业|公司|机构|高校|学校|大学|医院|场馆|园区|项目|专利|案件|合同|申请|经理人|经纪人|人才|人员|单位|团队)"
    r"(?:目前|现在|如今|眼下|现)?(?:一共|总共|共|合计|累计)?(?:建成|收到|受理|办理|签订)?(?:了|有|共)(?:多少|几)(?!年|天|日|月|岁)"
)
_COUNT_ASKED = re.compile(r"(?:多少|几)(?:项|家|名|位|人|件|所|宗)")
_HAPPENED_ENGLISH = re.compile(
    r"\bhow (?:many|much)\b[^?]*\b(?:did|were|was|have been|has been|are there)\b", re.IGNORECASE
)
_RULES = re.compile(r"法律|法规|规章|司法解释")
_THINGS = re.compile(
    r"[\d一二三四五六七八九十百千万亿两]\s*(?:余|多)?(?:个(?!月|工作日)|家|名|人|件|所|座|项|位|支|份|宗|批)"
)
_OF_A_RULE = re.compile(r"修订|修正|修改|版|规定|条例|办法|约定|应当|应该|可以|必须")


def insists(asks: Sequence[Ask]) -> bool:
    """Whether the answer has to be a number: 哪几项 counts nothing, 百分之几 does."""
    exact = {Ask.RATIO, Ask.AMOUNT, Ask.PERIOD} & set(asks)
    other = {Ask.LIST, Ask.DEFINITION, Ask.FORMULA, Ask.WHO, Ask.YES_NO, Ask.HOW} & set(asks)
    return bool(exact) or (bool(NUMERIC_ASKS & set(asks)) and not other)


def doubts_kind(question: Question, units: Sequence[Scored]) -> str:
    """Why these units do not give the number that is asked for; empty where they do."""
    if not units or not insists(question.asks) or _WHETHER_ANY.search(question.chinese):
        return ""
    words = "".join(s.read.words + s.read.lead for s in units)
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    if not (Ask.PERIOD in asks or ASKS_PENALTY.search(question.chinese)):
        words = words if _ASKS_WRONG.search(question.chinese) else _without_penalties(words)
    words = words if _ASKS_GROWTH.search(question.chinese) else _GROWTH.sub("", words)
    lost = (
        ""
        if by_own_figures(question, words)
        else _no_number(question, asks, words) or _of_another_unit(question, words)
    )
    return lost or _of_no_rule(question, units[0], words)


def _without_penalties(words: str) -> str:
    return _SENTENCE.sub(lambda m: "" if _PENAL.search(m.group()) else m.group(), words)


def by_own_figures(question: Question, words: str) -> bool:
    """Whether what is asked for comes of the asker's own figures by a share or without one."""
    own = _amounts(question)
    if _COUNT_ASKED.search(question.chinese):  # 多少项超过1000万元: of money no count comes
        own = [q for q in own if q.kind != AMOUNT]
    return bool(own) and (has_kind((Ask.RATIO,), words) or reckons(words))


def _no_number(question: Question, asks: Sequence[Ask], words: str) -> str:
    given = has_kind(asks, words) and (
        len(question.parts) > 1 or Ask.QUANTITY not in asks or bool(asked_quantities(asks, words))
    )
    return "" if given else "检索到的条文没有给出所问的数值"


def _of_another_unit(question: Question, words: str) -> str:
    if (
        _MONEY_ASKED.search(question.chinese)
        and not _amounts(question)
        and not _MONEY.search(words)
    ):
        return "检索到的条文没有给出所问的金额"
    unit = _UNIT_ASKED.search(question.chinese)
    if unit and not re.search(_UNIT_WORDS.get(unit["unit"], re.escape(unit["unit"])), words):
        return f"检索到的条文没有以“{unit['unit']}”计的数值"
    if _YEARS_ASKED.search(question.chinese) and not _YEARS.search(words):
        return "检索到的条文没有给出以年计的期限"
    if _MONTHS_ASKED.search(question.chinese) and not _MONTHS.search(words):
        return "检索到的条文没有给出以月计的期限"
    return ""


def _of_no_rule(question: Question, best: Scored, words: str) -> str:
    """What came to pass, how many there are: a rule does not tell, a report only of its year."""
    if _only_laid_down(question, best) and not (
        _STOCK.search(question.rest) and _THINGS.search(words)
    ):
        return "检索到的条文只作规定，没有记载实际的数"
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(words + best.entry.head.title))
    of_report = bool(told) and is_report(best.entry)
    if years and not told & years and (of_report or _asks_what_happened(question)):
        return f"库中没有{'、'.join(sorted(years))}年的这一数据"
    return ""


def _asks_what_happened(question: Question) -> bool:
    """Whether a figure of what was done is asked for: 2024年有多少人参加了培训."""
    return _happened(question) and not (_OF_A_RULE.search(question.rest) or _amounts(question))


def _happened(question: Question) -> bool:
    asked, text = (_HAPPENED, question.rest)
    if question.english:
        asked, text = (_HAPPENED_ENGLISH, question.text)
    return bool(asked.search(text))


def _only_laid_down(question: Question, best: Scored) -> bool:
    """Whether a figure of the world is asked for, and a rule is all that was found."""
    if not _RULES.search(best.entry.head.doc_type) or _OF_A_RULE.search(question.rest):
        return False
    return not _amounts(question) and (_happened(question) or bool(_STOCK.search(question.rest)))


def _amounts(question: Question) -> list[Quantity]:
    """Sums, shares and counts of the asker's own case that a share may be taken of; not 一件."""
    return [
        q
        for q in question.quantities
        if q.kind in (AMOUNT, SHARE) or (q.kind == COUNT and q.value > 1)
    ]
