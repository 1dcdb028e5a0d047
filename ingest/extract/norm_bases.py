"""What a share is a share of: 净收入, 全体组成人员; for 倍 the amount that is multiplied."""

from __future__ import annotations

import re

from graph.quantities import AMOUNT, Quantity
from ingest.extract.clauses import (
    Clause,
)

# 从许可净收入中提取不低于百分之五十, 占国内生产总值的百分之四, 奖励总额的百分之七十
_BASES = (
    re.compile(
        r"从(?P<base>[^，。；从]{2,50}?)(?:中|里)"
        r"(?:提取|安排|拿出|列支|计提|提出|划出|给予|支付|返还)?[^，。；]{0,8}$"
    ),
    re.compile(
        r"占(?!比)(?P<base>[^，。；]{2,40}?)(?:的)?(?:比例|比重|比率)?(?:应当|应|要|力争|逐步|原则上|均)?"
        r"(?:为|达到|达)?(?:的)?$"
    ),
    re.compile(r"(?:按照?|(?<!可)以)(?P<base>[^，。；按以]{2,40}?)(?:的)?(?:比例)?(?:的)?$"),
)

_BASE_AFTER = re.compile(
    r"^(?:以上|以下|以内)?的(?!比例|标准|幅度)(?P<base>[\u4e00-\u9fff]{2,20}?)(?<!罚款)(?:，|。|；|$|用于|作为|给予|奖励|归)"
)

# 不低于奖励总额的|百分之七十
_BASE_INSIDE = re.compile(
    r"(?:不低于|不少于|不得低于|不得少于|不超过|不得超过|不高于|不得高于|至少|达到|超过|低于|高于)"
    r"(?P<base>[^，。；]{2,24}?)的?$"
)


def base(clause: Clause, quantity: Quantity) -> str:
    """What the share is a share of; for 倍 the amount that is multiplied."""
    if quantity.kind == AMOUNT or quantity.unit == "百分点":
        return ""
    before = clause.text[: quantity.outer[0]]
    piece = re.split(r"[，；]", before)[-1]
    if named := _BASE_INSIDE.search(clause.text[quantity.outer[0] : quantity.start]):
        return _bare(named["base"])
    if quantity.unit == "倍":
        times = re.search(r"(?P<base>[\u4e00-\u9fff]{2,24})的?$", _after_verb(piece))
        return _bare(times["base"]) if times else ""
    after = clause.text[quantity.outer[1] :]
    return _part_of_people(piece, after) or _share_base(piece, before, after)


def _share_base(piece: str, before: str, after: str) -> str:
    """Of the first form that the words in front of or behind the share have."""
    tried = (*(pattern.search(piece) for pattern in _BASES), _BASE_AFTER.match(after))
    if found := next((match for match in tried if match), None):
        return _bare(found["base"])
    owned = re.search(r"(?P<base>[\u4e00-\u9fff（）]{2,40})的$", piece.rsplit("、", 1)[-1])
    if owned:
        return _bare(_after_verb(owned["base"]))
    amount = (
        _AMOUNT_BASE.search(_after_verb(piece))
        or _TAKEN_FROM.search(before)
        or _DIVIDED.search(before)
    )
    return _bare(amount["base"]) if amount else ""


# 全体组成人员的过半数, 应到成员三分之二以上, 人数占比三分之二: of how many people.
_PEOPLE = (
    r"(?:组成人员|人员|成员|代表|村民|居民|业主|委员|股东|会员|职工|教师|监事|董事|债权人|"
    r"户主?|表决权|选民|专家|评委)"
)

_GROUP = re.compile(
    rf"(?P<base>(?:(?:本|该|全体|应到|到会|出席|参加|参与|与会|所有|实到|有)[^，。；、的]{{0,16}}?)?"
    rf"{_PEOPLE}(?:人数|总数|总人数)?)"
    r"(?:的)?过?$"
)

_RATIO_OF = re.compile(r"(?P<base>[\u4e00-\u9fff]{0,12}(?:人数|面积|数量|金额|股份|股权))占比$")

# 五分之一以上年满十八周岁的村民, 半数以上的委员
_OF_PEOPLE = re.compile(rf"^(?:以上|以下)?(?:的)?(?P<base>[^，。；、]{{0,18}}?{_PEOPLE})")

# 处上一年度从本单位取得的收入|百分之五十: an amount stands right in front.
_AMOUNT_BASE = re.compile(
    r"(?P<base>[\u4e00-\u9fff（）]{0,28}(?:收入|收益|利润|金额|总额|价款|费用?|经费|资金|基金|投资|支出|资产|工资|薪金|税款|税额|成本|"
    r"总数|产值|[数税差货余]?额|价值|资本|造价|价|股份|股权|份额|标准|用地|面积))的?$"
)

# 可以从转让净收入中，提取|不低于百分之十的比例
_TAKEN_FROM = re.compile(
    r"从(?P<base>[^，。；从]{2,50}?)(?:中|里)，(?:提取|安排|拿出|列支|计提|划出)[^，。；]{0,8}$"
)


def _part_of_people(before: str, after: str) -> str:
    """Whose part a share of people is: those in front of it, or those behind it."""
    if found := (_RATIO_OF.search(before) or _GROUP.search(before)):
        return re.sub(r"^.*(?:应当|必须|由|经|获得|须)", "", found["base"])
    behind = _OF_PEOPLE.match(after)
    return behind["base"] if behind else ""


# 发展基金每年应安排|百分之三十; 完成人持有的份额|不低于百分之七十; 回收的资金，|一半上交
_DIVIDED = re.compile(
    r"(?:^|[，；：])(?P<base>[^，。；：]{2,30}?(?:基金|资金|经费|费|收入|收益|利润|份额|股份|股权|部分|款|拨款))"
    r"(?:，|每年|应当?|可以|安排|提取|划出)*$"
)

_VERBS = re.compile(
    r".*(?:并处|处以|处|提取|给予|返还|按照|按|安排|支付|奖励|(?<![费作使信])用|(?<!行)为|以|达到|责令|补种|不超过|(?<!所)占|收取|缴纳|扣除|罚款|并)"
)


def _after_verb(words: str) -> str:
    return _VERBS.sub("", words)


def _bare(base: str) -> str:
    return re.sub(r"^(?:对?其|该项(?!目)|该)", "", base.strip("的 ，、"))
