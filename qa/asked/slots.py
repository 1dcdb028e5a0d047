"""The places of a question that a follow-up fills anew: region, date, kind of unit, amount, way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.dates import find_dates
from graph.quantities import find_quantities
from qa.asked.names import KnownNames
from qa.asked.places import find_places


class Slot(StrEnum):
    """What kind of thing a follow-up may put in the place of another of its kind."""

    REGION = "地区"
    DATE = "时间"
    ACT = "文件"
    UNIT = "单位类型"
    WAY = "转化方式"
    RIGHT = "成果类型"
    PERSON = "人员"
    NUMBER = "数额"
    ARTICLE = "条款"


@dataclass(frozen=True, slots=True)
class Filled:
    """One slot with what a question says in it; offsets are code points into the question."""

    slot: Slot
    start: int
    end: int
    text: str


# 公办高校, 某三甲医院, 省属科研院所
_UNIT = re.compile(
    r"(?:公办|公立|民办|国家设立的|政府设立的|省属|市属|部属|中央|地方|国有|三甲)?"
    r"(?:高等院校|高等学校|高校|大学(?!生|科技园)|学院|医疗卫生机构|医疗机构|医院|科研院所|科研机构|研究开发机构|"
    r"研发机构|新型研发机构|研究所|研究院|国有企业|国企|央企|中小企业|民营企业|外资企业|企业|公司|事业单位)"
)
_WAY = re.compile(
    r"作价投资|作价入股|技术入股|折股|入股|普通许可|独占许可|排他许可|许可|转让|自行实施|自己实施|合作实施|赋权|质押"
)
_RIGHT = re.compile(r"发明专利|实用新型|外观设计|植物新品种|软件著作权|集成电路布图设计|技术秘密")
_PERSON = re.compile(
    r"发明人|设计人|成果完成人|完成人|科研人员|科技人员|研发人员|管理人员|技术转移人员|技术经理人|领导干部|"
    r"正职领导|担任领导职务的人员|研究生|团队"
)
_ARTICLE = re.compile(
    r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]+款)?"
)
# 50万: people leave 元 out
_BARE_AMOUNT = re.compile(r"\d+(?:\.\d+)?[万亿](?![元人件名项家个篇户亩股美欧])")
# 2015年以前, 去年之后 … the words that turn a date into a span belong to it.
_AROUND = re.compile(r"\s*(?:以前|之前|前|以后|之后|后|起|以来|的时候|时|年版|版)?")
_PATTERNS = (
    (Slot.ARTICLE, _ARTICLE),
    (Slot.UNIT, _UNIT),
    (Slot.WAY, _WAY),
    (Slot.RIGHT, _RIGHT),
    (Slot.PERSON, _PERSON),
    (Slot.NUMBER, _BARE_AMOUNT),
)


def slots_of(text: str, names: KnownNames) -> tuple[Filled, ...]:
    """The filled slots of a question, in its order and disjoint.

    Titles come before places and dates: 《上海市…条例》 names an act.
    """
    regions = find_places(text, names.places)
    policies = names.find_policies(text, regions)
    found = [Filled(Slot.ACT, p.start, p.end, text[p.start : p.end]) for p in policies]
    found += _apart([Filled(Slot.REGION, m.start, m.end, m.region.name) for m in regions], found)
    dates = []
    for date in find_dates(text):
        around = _AROUND.match(text, date.end)
        end = around.end() if around else date.end
        dates.append(Filled(Slot.DATE, date.start, end, text[date.start : end]))
    found += _apart(dates, found)
    for slot, pattern in _PATTERNS:
        matches = [Filled(slot, *m.span(), m.group()) for m in pattern.finditer(text)]
        found += _apart(matches, found)
    numbers = [Filled(Slot.NUMBER, q.start, q.end, q.text) for q in find_quantities(text)]
    return tuple(sorted((*found, *_apart(numbers, found)), key=lambda f: f.start))


def _apart(new: Sequence[Filled], known: Sequence[Filled]) -> list[Filled]:
    """Those that do not overlap a known one."""
    return [n for n in new if not any(n.start < k.end and k.start < n.end for k in known)]
