"""What an amount of the question is an amount of, and whether a rule's share is of the same."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.quantities import AMOUNT, COUNT, SHARE, Quantity
from qa.asked.asks import Ask
from qa.asked.question import Question
from qa.claims.claim import Quote
from qa.numbers.offered import offered
from qa.numbers.proposed import proposed

# Gross, net and profit are three bases: no share of one is reckoned from another.
_GROSS = "|".join(
    (
        *("合同额", "合同金额", "合同总额", "合同价款?", "成交额", "交易额", "成交价", "转让价款?"),
        *("总收入", "毛收入", "销售额", "营业额", "营业收入", "售价", "进账"),
        "(?<![净纯])收入",
    )
)
NET = "净收入|净收益|纯收入|净赚|净得"
_PROFIT = "营业利润|税后利润|净利润|利润|盈利"
_EQUITY = "股份|股权|[占持]股|出资比例|出资额"
_KINDS = tuple(re.compile(words) for words in (_GROSS, NET, _PROFIT, _EQUITY))
_STAKE = re.compile(_EQUITY)
# 违法所得五倍, 销售收入的百分之五: of money, and of no number of things
_MONEY = re.compile(r"所得|额|货值|价|收入|收益|利润|款|经费|资金|费用|支出|收费")
TOTAL = re.compile(r"一共|总共|合计|共计|加起来|加在一起|累计|总计|[两三四五]年(?:里|内|下来|共)")
"""Asks for what several years or things come to together."""
_NEAR = 12
# 那至少奖56万: the asker's own result, and no amount to begin with.
_RESULT = re.compile(
    r"(?:奖励?|发|罚款?|赔偿?|返还|提取?|给|分|拿|得到?|交)(?:了|至少|最少|最多)?$"
)


def told_amounts(question: Question) -> list[Quantity]:
    """Every sum that the asker tells; none that is up for choice or to be held against the rule."""
    return [q for q in _told(question) if q.kind == AMOUNT]


def own_amounts(question: Question) -> list[Quantity]:
    """Amounts, else counts, else a stake, that the asker starts from; of several no result."""
    amounts = told_amounts(question)
    if len(amounts) > 1:
        given = [
            q for q in amounts if not _is_result(question.whole, q) and not is_cost(question, q)
        ]
        amounts = given or amounts
    counts = [q for q in _told(question) if q.kind == COUNT and q.value > 1]
    return amounts or [q for q in counts if _is_counted(q)] or _stakes(question)


def _stakes(question: Question) -> list[Quantity]:
    """占新公司30%的股份: a share to take a share of, where one is asked for."""
    stakes = [q for q in _told(question) if q.unit == "%" and q.value_max is None]
    held = [q for q in stakes if _STAKE.search(own_words(question, q))]
    return held if Ask.RATIO in question.asks or _SHARES_ASKED.search(question.chinese) else []


# 拿多少股, 得多少股份
_SHARES_ASKED = re.compile(r"(?:多少|几)[^，。？]{0,3}股")


def _told(question: Question) -> list[Quantity]:
    apart = {q.start for side in offered(question) for q in side}
    apart |= {q.start for q in proposed(question)}
    cases = {q.start for q in question.quantities if _is_case(question.whole, q)}
    return [q for q in question.quantities if q.start not in apart | cases]


# 三项费用, 五类活动: the number is of the name, and counts nothing of the asker's
_OF_A_NAME = re.compile(r"[一二三四五六七八九十两][项类种条款级]$")


def _is_case(text: str, quantity: Quantity) -> bool:
    """货值5万元以上的: a case that the rule tells apart, and no sum to begin with."""
    bounded = quantity.comparator is not Comparator.EQUAL
    return bounded and text[quantity.outer[1] :].startswith("的")


def _is_counted(quantity: Quantity) -> bool:
    return not _OF_A_NAME.search(quantity.text)


_STOP = re.compile(r"[，,。；;：:？?、]")


def own_words(question: Question, amount: Quantity) -> str:
    """What stands around an amount up to the next stop or the next figure."""
    text = question.whole
    before = [m.end() for m in _STOP.finditer(text, 0, amount.start)]
    before += [q.end for q in question.quantities if q.end <= amount.start]
    after = [m.start() for m in _STOP.finditer(text, amount.end)][:1]
    after += [q.start for q in question.quantities if q.start >= amount.end][:1]
    return text[max(before, default=0) : min(after, default=len(text))]


# 税花了5万, 评估费3万, 税费和成本一共20万: what it cost, beside what it brought
_COST = re.compile(
    r"(?:税[金费款]?|费用?|成本|评估|鉴定|维护)[^，。；\d]{0,4}(?:花|交|缴|付|用|扣)(?:了|掉|去)?$"
    r"|(?:税[金费]|评估费|鉴定费|维护费|成本)(?:支出)?(?:[一总合]?[共计]|是|为|有|了)*$"
)


def is_cost(question: Question, quantity: Quantity) -> bool:
    return bool(_COST.search(question.whole[: quantity.start]))


def _is_result(text: str, quantity: Quantity) -> bool:
    return bool(_RESULT.search(text[: quantity.start][-6:]))


def mismatch(question: Question, amount: Quantity, quote: Quote, share: Quantity) -> str:
    """What keeps the share from being reckoned from the amount, in words; empty where nothing."""
    text = question.whole
    around = text[max(0, amount.start - _NEAR) : amount.end + _NEAR]
    asked = [(m.group(), n) for n, kind in enumerate(_KINDS) for m in kind.finditer(around)]
    start = max(quote.text.rfind(stop, 0, share.start) for stop in "。；：") + 1
    clause = quote.text[start : share.end + _NEAR]
    told = [(m.group(), n) for n, kind in enumerate(_KINDS) for m in kind.finditer(clause)]
    if not asked or not told or {n for _, n in asked} & {n for _, n in told}:
        return ""
    words = quote.words_of(share)
    return f"{words}，以“{told[0][0]}”为基数；问题给的是{asked[0][0]}，基数不同，所以没有相乘"


# 职工45名，其中技术人员占20%: among those counted, not among a result.
OF_REWARDS = re.compile(r"奖励总额|奖励的份额|奖励份额")


def is_of_kind(question: Question, amount: Quantity, base: str) -> bool:
    """Whether the words of a rate may be of such a base: no number of things has a 违法所得."""
    if OF_REWARDS.search(base) and not OF_REWARDS.search(own_words(question, amount)):
        return False
    if amount.kind == SHARE:
        return bool(_STAKE.search(base))
    return amount.kind != COUNT or amount.unit == "股" or not _MONEY.search(base)
