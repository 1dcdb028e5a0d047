"""What a value to be reached measures, and whether its words aim at it."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.quantities import Quantity, find_quantities
from ingest.extract.dates import DEADLINE
from ingest.extract.indicators import LONGEST, MAKE, MAKE_WORDS, MAKES_FIRST, Row, has_value, tidy

_REACH = re.compile(
    r"(?:累计|总数|总量|总额|规模|数量|比例|比重|占比|强度|水平|总规模|年均|每年|新增|分别|均)?"
    r"(?:净增|达到|到达|达|超过|突破|不少于|不低于|不超过|提高到|提高至|提升到|提升至|增长到|增加到|增至|降低到|降至|"
    r"保持在|控制在|稳定在|力争达到|为|占|增长|提高|提升|下降|降低|减少|增加|缩短|压缩|压减|翻)(?:了)?(?:的)?$"
)

# 新建中试平台20个: the verb stands in front of what is counted.
_MAKES = re.compile(rf"(?:{MAKE_WORDS})[^，。；]{{2,40}}$")

_COUNTED = re.compile(r"(?:以上|左右)?(?P<what>[\u4e00-\u9fff“”（）]{2,24}?)(?=[和及与、，。；]|$)")

# 年均增长15%以上, behind the value that is to grow.
GROWS = re.compile(
    r"^(?:并|且|实现|保持|力争)*(?P<how>(?:年均|每年|逐年|年)?(?:增长|提高|提升|增速|下降|降低|减少)(?:率)?)"
    r"(?:达到|保持在|不低于|不少于|超过|高于|约|到|在)*$"
)

# 就地转化率|从目前的42.2%|提高到50%
_FROM = re.compile(
    r"(?:从|由)[^，。；从由]{1,16}?(?=(?:提高|提升|增长|增加|上升|下降|降低|减少)[到至])"
)


# 平均周期|较2024年|缩短30%
_THAN = re.compile(
    r"(?:较|比|与)[^，。；]{2,10}?(?:相比)?(?=缩短|压缩|压减|提高|提升|增长|增加|下降|降低|减少|翻)"
)
# 年均增长15%以上，|力争突破600亿元: of the indicator that was told before.
_ONLY_AIMS = re.compile(r"(?:并|且|力争|争取|确保|努力|实现|总量|总额|规模|累计)*")


def again(name: str, before: str) -> str:
    """The indicator that was told last, where the words in front of a value only aim."""
    return level_of(name) if name and _ONLY_AIMS.fullmatch(before) else ""


def is_aimed(before: str, quantity: Quantity) -> bool:
    """Whether a value is bounded, or the words in front of it reach for it or make it."""
    bounded = quantity.comparator is not Comparator.EQUAL
    return bounded or any(p.search(before) for p in (_REACH, MAKE, _MAKES))


def name_in_row(row: Row, n: int) -> str:
    """Of the value ``n`` of 甲、乙分别达到X、Y; with what grows, where its growth is told."""
    how = GROWS.match(row.between)
    return tidy(row.names[n]) + (how["how"] if how else "")


def level_of(name: str) -> str:
    """The indicator itself, where the last one was its growth."""
    return re.sub(r"(?:年均|每年|逐年)?(?:增长|提高|下降)$", "", name)


def indicator_of(text: str, start: int, quantity: Quantity, end: int) -> str:
    """What is measured: 技术合同成交额|达到…, 培养经理人|超过…人, 建成|不少于300人的|队伍."""
    before = text[start : quantity.outer[0]]
    # The parts of a list go on from the last 、 that follows another value.
    inner = before.rfind("、")
    if inner >= 0 and has_value(before[:inner]):
        before = before[inner + 1 :]
    before = _FROM.sub("", DEADLINE.sub("", _THAN.sub("", before)))
    verb = MAKES_FIRST.match(before)
    counted_before = [q for q in find_quantities(before) if q.text[0].isdigit()]
    if verb and counted_before:  # 建设50所学院和|120个专业群: the verb counts for both
        before = verb[0]
    elif counted_before:  # 达到100家和|服务人员50名: what follows the last value
        before = before[counted_before[-1].outer[1] :].lstrip("以上和及与")
    name = tidy(before)
    after = text[quantity.outer[1] : end]
    if after.startswith("的"):
        name += after[1:].rstrip("。")
    elif len(name) < 2 or MAKES_FIRST.fullmatch(name):
        counted = _COUNTED.match(after)
        name += counted["what"] if counted else ""
    name = re.sub(r"\s+", "", name).strip("，、。；")
    return name if 2 <= len(name) <= LONGEST else ""
