"""The values that a sentence reports, each with its indicator, growth and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.model import Span
from graph.quantities import AMOUNT, PERIOD, Quantity, find_quantities
from ingest.extract.counted import counted
from ingest.extract.dates import without_dates
from ingest.extract.indicators import (
    LONGEST,
    MAKE,
    MAKES_FIRST,
    Row,
    has_value,
    is_compared,
    piece_around,
    rows,
    tidy,
)

_GROWTH = re.compile(
    r"(?:，?(?:(?<!合)同|与|较|(?<![占同环])比)(?:上|去|前|同|历|\d{4}|往)[^，。；、]{0,8}?(?:相比)?，?)?"
    r"(?P<per>同比|环比|年均|每年)?(?:名义|实际|分别|均|各)?"
    r"(?P<way>增长|提高|上升|增加|提升|增幅|增速|下降|减少|降低|回落)(?:了|率)?(?:为|达到|到达|达|约|近|超过|超)?$"
)
_FALLS = frozenset({"下降", "减少", "降低", "回落"})
_SHARE_OF = re.compile(
    r"(?P<who>[^，。；]*?)(?:约)?占(?:到|了)?(?P<of>[^，。；占]{2,24}?)(?:的)?(?P<kind>比例|比重)?(?:为|达到?|超过|近|约)?的?$"
)
_GROWTH_UNITS = frozenset({"%", "倍", "百分点"})
_PART = re.compile(r"(?:其中|含|包括)[：，]?[\u4e00-\u9fff、“”（）]{0,30}$")
# 53岁, 以1500万元作价, 三个方面, 甲、乙等8个区域: not what is measured.
_NO_UNITS = frozenset({"岁", "分", "位"})
_VAGUE_AFTER = re.compile(
    r"(?:方面|层级|层次|阶段|步骤|环节|方向|维度|等级|部分|类别|关键|重点|问题|原则|特点|条件|结合|统一|转变|层面|月|年)"
)
_PRICE = re.compile(
    r"(?:作价|出资|投入|价格|借来的|追加|以|按|占股|入股|持股|收购|估值|估价|现金|将|把|向|在|由)(?:了|约|近|超)?$"
)
# 给予最高100万元: a grant's size is no indicator's value, 累计发放奖励3000万元 is one.
_GRANTED = re.compile(
    r"^(?!.*(?:累计|共|已|发放|合计|兑现|拨付|落实|支出)).*(?:给予|奖励|补助|补贴|资助|奖补|最高|每人|每家|每项|"
    r"(?:单个|每个)[^，。；]{0,10}(?:每年)?$)"
)
# 设立2000万元的资金: the size of what is founded, no indicator's value.
_FOUNDED = re.compile(r"(?:设立|组建|投入)[^，。；]{0,4}$")
# 最高80万元, 至多3家: a rule's bound, not what was reached.
_RULED = re.compile(r"^(?:最[高多低少长]|至多|至少|限|年?满|届满)")
# 是2020年的3.1倍, 相当于去年同期的1.4倍
_MULTIPLE = re.compile(r"(?:是|为|达到?|相当于)[^，。；]{2,14}的$")
# 较上年净增402家, 比2022年多出3个
_MORE_BY = re.compile(
    r"^(?:比|较|与)[^，。；]{2,16}?(?P<way>(?:净|新)?增(?:加|长)?|减少|多出?)(?:了|约)?$"
)
# 新建基地14家，|累计达到37家
_IN_ALL = re.compile(r"^(?:累计|总数|总量|合计)(?:已)?(?:达到?|有|建成)?$")
# 占43.2%, behind the value whose share it is
_BARE_SHARE = re.compile(r"^(?:约|仅|只)?占(?:比)?(?:为|达|约|仅为?|超过?|近)?$")
_TO_GRANT = re.compile(r"(?:以内|以下|以上)?(?:的)?(?:标准|比例)?(?:给予|予以)")
# 已有312家机构, 已招收20名学员: what is counted stands behind the value.
_COUNTS_BEHIND = re.compile(
    r"(?:已有|现有|共有|拥有|坐拥|获得|收到|汇集了?|聚集了?|集聚了?|有|共|招收|取得|成立|交付|引进|培养|培育|认定|孵化|建成|建设|新建|建有|"
    r"设立|促成|转化|吸引|服务|入驻|走访|调研|覆盖|涉及|惠及|辐射|联系|对接|发放|回收|登记|完成|组建|签订|达成|授予|评选|选派|举办|召开|组织|开展|实施|推动|征集|发布|新增|遴选|支持|布局|购买|受理|办理|建立)(?:出|起)?(?:了)?(?:省内|市内|区内|全国|全省|全市|全区|有效)?$"
    r"|^(?:首批|其中|另有|尚有|还有|其余|已?有|约|近|仅有?)$"
)
# 31人|进入专业服务机构就业, 42人|获评中级以上职称: who they are is what they did.
_DID = re.compile(
    r"(?:进入|获评|获得|取得|通过|实现|入选|毕业|结业|参加|参与|从事|离岗|留任|晋升|评上|成为|考取|拿到|设有|建有|"
    r"[\u4e00-\u9fff]{0,6}(?:尚未|不了解|表示|认为|没有|未曾|愿意))"
)
# 随着|933名经理人, 在…中: words that name nothing.
_NO_NAME = re.compile(r"^(?:随着|获得|提高|取得|收到|即?将|其|有的|对.*|以.{0,6})了?$|[给授]予$")
# 全省共有技术转移机构, 四川省共认定登记合同: the holder is told by ``subject``.
_HOLDS = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:共有|现有|拥有|已有|(?<=[省市区县])(?:共|累计|已))(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A value with its place, or a growth that stands with it or alone."""

    name: str
    piece: Span
    """From the words of its indicator to the end of its part of the sentence."""
    quantity: Quantity | None
    growth: Quantity | None = None
    falls: bool = False


def reported(text: str, whole: str) -> list[Reported]:
    """Values in the order of the text; ``whole`` is what 其中 at its start takes apart."""
    reading = _Reading(text, whole, in_part=bool(whole))
    quantities = find_quantities(text)
    shared = {q.start: row for row in rows(text, quantities) for q in row.quantities}
    for quantity in quantities:
        row = shared.get(quantity.start)
        if row is None:
            reading.take(quantity)
        elif quantity is row.quantities[0]:
            reading.take_row(row)
    return [value for value in reading.values if value.name]


def _indicator(words: str) -> str:
    return tidy(without_dates(words))


@dataclass(slots=True)
class _Reading:
    """One sentence, value by value."""

    text: str
    whole: str
    """The indicator that 其中 takes apart."""
    in_part: bool
    values: list[Reported] = field(default_factory=list)

    def take_row(self, row: Row) -> None:
        """甲、乙分别为X、Y; their growth or share goes to the values of the row before."""
        piece = (row.start, piece_around(self.text, row.quantities[-1])[1])
        growth, share = _GROWTH.search(row.between), _SHARE_OF.match(row.between)
        for name, quantity in zip(self._names(row), row.quantities, strict=False):
            if growth and quantity.unit in _GROWTH_UNITS:
                self._grow(name, piece, quantity, falls=growth["way"] in _FALLS)
            elif share and quantity.unit == "%":
                self.values.append(Reported(f"{name}占{share['of']}", piece, quantity))
            else:
                self.values.append(Reported(name, piece, quantity))

    def _names(self, row: Row) -> list[str]:
        """甲为102项、乙为408项，占比分别为…: the names may be those of the values before."""
        if row.names:
            return [_indicator(name) for name in row.names]
        before = [v.name for v in self.values[-len(row.quantities) :]]
        share = not row.own or _RATE.fullmatch(row.own)
        whole = len(before) == len(row.quantities)
        return [f"{name}{row.own}" for name in before] if share and whole else []

    def _grow(self, name: str, piece: Span, quantity: Quantity, *, falls: bool) -> None:
        for n, value in enumerate(self.values):
            if value.name == name and value.growth is None:
                whole = (value.piece[0], piece[1])
                self.values[n] = replace(value, growth=quantity, falls=falls, piece=whole)
                return
        self.values.append(Reported(name, piece, None, quantity, falls))

    def take(self, quantity: Quantity) -> None:
        start, end = piece_around(self.text, quantity)
        before = self.text[start : quantity.outer[0]].rstrip()
        if not _reports_value(self.text, quantity, before):
            return
        growth = _GROWTH.search(before) if quantity.unit in _GROWTH_UNITS else None
        share = _SHARE_OF.match(before) if quantity.unit == "%" else None
        if self._of_last(before, (start, end), quantity):
            return
        if growth:
            self._take_growth(growth, (start, end), quantity)
        elif share:
            self._take_share(share, (start, end), quantity)
        else:
            self._take_level(before, (start, end), quantity)

    def _of_last(self, before: str, piece: Span, quantity: Quantity) -> bool:
        """占43.2%, 是2020年的3.1倍, 较上年净增402家: of the indicator before, which goes on."""
        last = self.values[-1] if self.values else None
        if last is None:
            return False
        more = _MORE_BY.match(before) if quantity.unit not in _GROWTH_UNITS else None
        if quantity.unit == "%" and _BARE_SHARE.match(before):
            name = f"{last.name}占比"
        elif _IN_ALL.match(before) and last.quantity and last.quantity.unit == quantity.unit:
            name = MAKES_FIRST.sub("", last.name, count=1) + "累计"
        elif quantity.unit == "倍" and _MULTIPLE.search(before):
            name = last.name
        elif more:
            name = f"{last.name}{more['way']}"
        else:
            return False
        self.values.append(Reported(name, (last.piece[0], piece[1]), quantity))
        return True

    def _take_growth(self, growth: re.Match[str], piece: Span, quantity: Quantity) -> None:
        """Of the value before it, or of an indicator that it names itself."""
        words = growth.string[: growth.start()]
        name = _indicator(
            words[find_quantities(words)[-1].outer[1] :] if has_value(words) else words
        )
        falls = growth["way"] in _FALLS
        last = self.values[-1] if self.values else None
        if len(name) >= 2:
            part = f"{self.whole}，{name.removeprefix('其中')}"
            named = (
                part if _PART.search(growth.string) and self.whole else name.removeprefix("其中")
            )
            self.values.append(Reported(named, piece, None, quantity, falls))
        elif last and growth["per"] in ("年均", "每年"):
            whole = (last.piece[0], piece[1])
            named = f"{last.name}{growth['per']}{growth['way']}"
            self.values.append(Reported(named, whole, None, quantity, falls))
        elif last:
            self._grow_last(piece, quantity, falls=falls)

    def _grow_last(self, piece: Span, quantity: Quantity, *, falls: bool) -> None:
        """Points go to a share, percents to the last level: 100亿元，占30%，增长5%."""
        points = quantity.unit == "百分点"
        for n in range(len(self.values) - 1, -1, -1):
            value = self.values[n]
            fits = value.quantity is not None and (value.quantity.unit == "%") is points
            if value.growth is None and (fits or len(self.values) == 1):
                whole = (value.piece[0], piece[1])
                self.values[n] = replace(value, growth=quantity, falls=falls, piece=whole)
                return
            if value.growth is not None:
                return

    def _take_share(self, share: re.Match[str], piece: Span, quantity: Quantity) -> None:
        who = "" if has_value(share["who"]) else _indicator(share["who"])
        last = self.values[-1] if self.values else None
        name = who or (re.sub(r"占[^占]+$", "", last.name) if last else "")
        start = last.piece[0] if last and not who else piece[0]
        if name:
            kind = share["kind"] or ""
            named = f"{name}占{share['of']}{kind}"
            self.values.append(Reported(named, (start, piece[1]), quantity))

    def _take_level(self, before: str, piece: Span, quantity: Quantity) -> None:
        last = self.values[-1].quantity if self.values else None
        joined = last is not None and self.text.startswith("、", last.outer[1])
        self.in_part = bool(_PART.search(before)) or (self.in_part and joined)
        name = self._qualified(_observed(self.text, piece[0], quantity, piece[1]), piece[0])
        if self.in_part and self.whole and name:
            name = f"{self.whole}，{name}"
        elif name:
            self.whole = name
        self.values.append(Reported(name, piece, quantity))

    def _qualified(self, name: str, start: int) -> str:
        """成交额 alone is that of what the part before speaks of: 甲领域位居首位，成交额为…"""
        if _RATE.fullmatch(name):
            return f"{self.values[-1].name}{name}" if self.values else ""
        if not _BARE.fullmatch(name) or start < 2:
            return name
        before = max(self.text.rfind(mark, 0, start - 1) for mark in "，；：。") + 1
        spoken = _SPOKEN_OF.match(self.text[before : start - 1])
        return f"{_indicator(spoken['what'])}{name}" if spoken else name


# 成交额, 总金额: of what, the words before tell.
_BARE = re.compile(
    r"(?:总|年|累计)?(?:成交额|交易额|成交金额|合同额|金额|产值|收入|规模|人数|数量)"
)
_RATE = re.compile(r"占比|比重|占有率|增长率|增速|增幅|同比增速|同比增幅")
_SPOKEN_OF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,20}?)(?:位居|居|位列|占|列|是|最为|增长|表现|保持)"
)


# 发明专利|从2.1万件增长到|4.7万件
_FROM_VALUE = re.compile(
    r"(?P<what>[^，。；]{2,30}?)(?:从|由)[^，。；从由]{1,24}?"
    r"(?:提高|提升|增长|增加|上升|发展|扩大|下降|降低|减少|缩短|压缩|压减|增|升|降)(?:到|至|为)$"
)


def _reports_value(text: str, quantity: Quantity, before: str) -> bool:
    """Not a period, not 百万吨 without a figure (many), not 甲、乙等8个区域 (what was listed)."""
    lasting = quantity.kind == PERIOD and bool(_LASTS.search(before))
    if (quantity.kind == PERIOD and not lasting) or quantity.unit in _NO_UNITS:
        return False
    if before.endswith("等") or _PRICE.search(before) or _GRANTED.search(before):
        return False
    ruled = _RULED.match(text[slice(*quantity.outer)])
    founded = quantity.kind == AMOUNT and _FOUNDED.search(before)
    if ruled or founded or quantity.text[0] in "百千万亿":
        return False
    if _TO_GRANT.match(text, quantity.end):
        return False
    if is_compared(text, quantity, before):
        return False
    few = not quantity.text[0].isdigit() and quantity.value < 10 and quantity.unit != "%"
    vague = _VAGUE_AFTER.match(text, quantity.end)
    return lasting or not (few or vague)


# 审批流程长达六个月, 平均用时压缩至3个工作日: how long something takes is a value of it.
_LASTS = re.compile(
    r"(?:时间|周期|时限|流程|期限|用时|耗时|工期|时长|年限)[^，。；]{0,6}"
    r"(?:长|为|达到?|超过|[至到]|仅需?|需要?|只需|平均|约)$"
)


def _observed(text: str, start: int, quantity: Quantity, end: int) -> str:
    """The indicator of a reported value."""
    before = text[start : quantity.outer[0]]
    inner = max(before.rfind("、"), before.rfind("（"))
    if before.endswith("（"):  # 企业首次破万家（11189家）: the figure of what stands before
        rough = find_quantities(before[:-1])
        before = before[: rough[-1].outer[0]] if rough else before[:-1]
    elif inner >= 0 and has_value(before[:inner] + "。"):
        before = before[inner + 1 :]
    elif has_value(before):  # 占股75%和25%, 甲3家、乙: the words behind the last value
        before = before[find_quantities(before)[-1].outer[1] :]
    if grown := _FROM_VALUE.match(text[start : quantity.outer[0]]):
        before = grown["what"]
    before = re.sub(r"(?:其中|含|包括)", "", before)
    name = _HOLDS.sub("", tidy(without_dates(before)))
    after = re.match(r"(?P<what>[\u4e00-\u9fff（）“”]{2,30})", text[quantity.outer[1] : end])
    if after and (_COUNTS_BEHIND.search(before) or before.endswith("的") or not name):
        name = _behind(text, quantity, end, after["what"])
    elif after and (len(name) < 2 or MAKE.search(name) or name.endswith(("相关", "等"))):
        name += _behind(text, quantity, end, after["what"])
    named = 2 <= len(name) <= LONGEST and not _NO_NAME.search(name)
    return name if named else ""


def _behind(text: str, quantity: Quantity, end: int, words: str) -> str:
    """What is counted, out of the words behind the value; all of them where no noun is one."""
    noun = "" if _DID.match(words) else counted(text, quantity.outer[1], end, quantity.unit)
    return noun or words.removeprefix("的")
