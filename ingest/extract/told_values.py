"""Which quantities of a report are values of something: no price, bound, date or manner."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.quantities import AMOUNT, PERIOD, Quantity
from ingest.extract.indicators import is_compared

# 53岁, 以1500万元作价, 三个方面, 甲、乙等8个区域: not what is measured.
_NO_UNITS = frozenset({"岁", "分", "位"})

_VAGUE_AFTER = re.compile(
    r"(?:方面|层级|层次|阶段|步骤|环节|方向|维度|等级|部分|类别|关键|重点|问题|原则|特点|条件|结合|统一|转变|层面|月|年)"
)

_PRICE = re.compile(
    r"(?:作价|出资|(?<![研资社财会本费政发])投入|价格|借来的|追加|以|按|占股|入股|持股|收购|估值|估价|现金|将|把|向|在|由)(?:了|约|近|超)?$"
)

# 给予最高100万元: a grant's size is no indicator's value, 累计发放奖励3000万元 is one.
_GRANTED = re.compile(
    r"^(?!.*(?:累计|共|已|发放|合计|兑现|拨付|落实|支出)).*(?:给予|奖励|补助|补贴|资助|奖补|最高|每人|每家|每项|"
    r"(?:单个|每个)[^，。；]{0,10}(?:每年)?$)"
)

# 设立2000万元的资金: the size of what is founded, no indicator's value.
_FOUNDED = re.compile(r"(?:设立|组建|(?<![研资社财会本费政发])投入)[^，。；]{0,4}$")

# 最高80万元, 至多3家: a rule's bound, not what was reached.
_RULED = re.compile(r"^(?:最[高多低少长]|至多|至少|限|年?满|届满)")

# 所得股权的85%|奖励给研发团队
_TO_SHARE = re.compile(
    r"(?:的比例)?(?:用于)?(?:奖励|分配|返还|归|留归|划归|赋予)(?:给|予|于|研|科|完成|团队|个人|单位|学校)"
)
_TO_GRANT = re.compile(r"(?:以内|以下|以上)?(?:的)?(?:标准|比例)?(?:给予|予以)")


def reports_value(text: str, quantity: Quantity, before: str) -> bool:
    """Not a period, not 百万吨 without a figure (many), not 甲、乙等8个区域 (what was listed)."""
    lasting = quantity.kind == PERIOD and bool(_LASTS.search(before))
    if (quantity.kind == PERIOD and not lasting) or quantity.unit in _NO_UNITS:
        return False
    if before.endswith("等") or _PRICE.search(before) or _GRANTED.search(before):
        return False
    ruled = _RULED.match(text[slice(*quantity.outer)])
    founded = quantity.kind == AMOUNT and _FOUNDED.search(before)
    many = quantity.text[0] in "百千万亿" and quantity.comparator is Comparator.EQUAL
    if ruled or founded or many:
        return False
    if _TO_GRANT.match(text, quantity.end) or _TO_SHARE.match(text, quantity.outer[1]):
        return False
    if is_compared(text, quantity, before):
        return False
    few = not quantity.text[0].isdigit() and quantity.value < 10 and quantity.unit != "%"
    vague = _VAGUE_AFTER.match(text, quantity.end)
    return lasting or not (few or vague)


# 审批流程长达六个月, 平均用时压缩至3个工作日: how long something takes is a value of it.
_LASTS = re.compile(
    r"(?:时间|周期|时限|流程|期限|用时|耗时|工期|时长|年限)(?:[^，。；]{0,6}|[由从][^，。；]{2,20})"
    r"(?:长|为|达到?|超过|[至到]|仅需?|需要?|只需|平均|约)$"
)
