"""The values of a sentence that are aimed at: by a date, a heading, a word of aiming, a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.quantities import AMOUNT, COUNT, PERIOD, Quantity, find_quantities
from ingest.extract.aimed import GROWS, again, indicator_of, is_aimed, level_of, name_in_row
from ingest.extract.dates import DEADLINE, When, last_before
from ingest.extract.indicators import (
    Row,
    is_compared,
    part_start,
    piece_around,
    rows,
    stated_before,
    tidy,
)

# Words that reach for something in the time to come.
AIM = re.compile(r"力争|争取|确保|(?<!年度)(?<!全年)(?<!既定)目标|预期")

# 每个项目支持10万元, 三年累计不超过600万元: what a plan grants is a rule, no target.
_GRANTED = re.compile(
    r"奖励|补助|补贴|给予|资助|支持\d|每[个家项人]|单[个家]|允许|累计不超过|不高于|享受|由[^，]+承担"
)

# 选择100个县, 支持建设200个工作室: a number that a plan sets itself, with or without a date.
_TASK_VERBS = (
    r"(?:选择|遴选|选取|建设|新建|认定|培育|培养|打造|组建|布局|扶持|引进|建成|创建|筹集|选派|"
    r"选聘|招募)"
)

TASK = re.compile(rf"{_TASK_VERBS}(?:不少于|不低于|至少|超过|约)?\s*[\d一二两三四五六七八九十百千]")

_TASKED = re.compile(rf"{_TASK_VERBS}$")

# In a plan also 引育创新团队50个 and 总量达到1500名以上; not 引进博士3名以上的，给予….
PLAN_TITLE = re.compile(r"方案|计划|规划|纲要|要点|行动|任务")

_MAKES_THEM = re.compile(
    rf"(?:{_TASK_VERBS}|举办|开展|新增|实施|培训|服务|争取|落地|转化|引育|推广)[^，。；的]{{2,30}}$"
)
# 实操学时占比不低于60%, 完成率低于60%的地区: a share that is only bounded is a rule.
_ONLY_BOUNDS = re.compile(r"不|低于|少于|高于|多于|超过|至少|最")
_PLAN_TASK = re.compile(
    rf"{_MAKES_THEM.pattern}"
    r"|(?:总量|总数|规模|数量|占比|比例|比重|率|额|强度|覆盖面)(?:达到?|突破|超过|提高到|提升到|保持在|不低于|不少于)?$"
)

_CONDITIONAL = re.compile(r"^[^，。；]{0,24}的(?:，|[^，。；]{0,12}(?:给予|奖励|补助))")
# 申报单位应…, 贴息比例最高50%, 任期三年: what applicants fulfil and what is granted.
_RULED = re.compile(
    r"应当?(?=[^用急届对])|[必须]须|申报|申请|条件|资格|贴息|补贴|补助|奖励|给予|资助|每届|任期|期限|比例最"
)
# 培育5家营收|超亿元|的机构: says which, of what is counted before.
_OF_ONE = re.compile(
    r"的(?:科技|技术|龙头|骨干|领军|高新|专业|服务|上市)?[\u4e00-\u9fff]{0,8}(?:企业|机构|公司|园区|平台|集群)"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What makes the values of a sentence targets."""

    told: list[When]
    """Dates of the sentence that look ahead."""
    before: When | None
    """The date of a sentence before it that goes on counting."""
    planned: bool
    """Under a heading that announces plans."""
    goals: bool
    """Under a heading on goals."""
    tasks: bool
    """Whether it sets numbers of things to be founded, in a document that is no report."""
    in_plan: bool
    """Whether the document is a plan."""
    grants_count: bool
    """Whether an amount that is granted may be aimed at, as in a report."""

    def may_hold(self, text: str) -> bool:
        dated = self.told or self.before or self.planned
        return bool(dated or self.tasks or self.in_plan or self.goals or AIM.search(text))

    def sets(self, text: str, start: int, quantity: Quantity) -> bool:
        """Whether the number is a task of its own: 遴选30个项目, in a plan 引育团队50个."""
        before = text[start : quantity.outer[0]]
        if self.tasks and _TASKED.search(before):
            return True
        half = text[_half(text, start) : quantity.end]
        if _ONLY_BOUNDS.search(text, quantity.outer[0], quantity.start) and not _MAKES_THEM.search(
            before
        ):
            return False
        ruled = _CONDITIONAL.match(text, quantity.outer[1]) or _RULED.search(half)
        return self.in_plan and not ruled and bool(_PLAN_TASK.search(before))

    def is_granted(self, text: str, start: int, quantity: Quantity) -> bool:
        """What a plan grants is a rule."""
        if self.grants_count or not (self.planned or quantity.kind == AMOUNT):
            return False
        return bool(_GRANTED.search(text[start : quantity.outer[1]]))


@dataclass(slots=True)
class Values:
    """One sentence, value by value."""

    text: str
    aim: Aim
    name: str = ""
    """Of the value before."""
    whole: str = ""
    """What 其中 takes apart."""
    was_soon: bool = False
    last: int = 0
    """Where the value before ends."""
    was_aimed: bool = False

    def aimed(self) -> Iterator[tuple[Quantity, str, When | None]]:
        """Values that are aimed at, each with its indicator and its own date."""
        quantities = find_quantities(self.text)
        shared = {
            q.start: (row, n)
            for row in rows(self.text, quantities)
            if row.names
            for n, q in enumerate(row.quantities)
        }
        for quantity in quantities:
            start, _ = piece_around(self.text, quantity)
            if is_compared(self.text, quantity, self.text[start : quantity.outer[0]]):
                continue
            row = shared.get(quantity.start)
            own = last_before(self.aim.told, quantity.start)
            if row and row[0].years:
                at = row[0].start
                own = When(row[0].years[row[1]], at, max(start - 1, at), future=True)
            part = self.was_soon and self.text.startswith("其中", start)
            aimed = self._take(quantity, start, row)
            self.was_soon = bool(own or part or self._is_soon(quantity, start))
            which = quantity.kind == AMOUNT and _OF_ONE.match(self.text, quantity.outer[1])
            if aimed and self.was_soon and not which:
                yield quantity, self.name, own

    def _take(self, quantity: Quantity, start: int, row: tuple[Row, int] | None) -> bool:
        """Name the value; whether it is one to be reached."""
        before = self.text[start : quantity.outer[0]]
        in_row = bool(self.name) and self.text[self.last : quantity.start] in ("、", "和", "及")
        grows = GROWS.match(_without_date(before))
        if row:
            self.name = name_in_row(*row)
        elif grows and self.name and not in_row:
            self.name = f"{level_of(self.name)}{grows['how']}"
        elif not in_row:
            _, end = piece_around(self.text, quantity)
            own = indicator_of(self.text, start, quantity, end)
            stated = tidy(_without_date(stated_before(self.text, start))) if not before else ""
            self.name = own or stated or again(self.name, before)
        part = before.startswith("其中") and self.was_aimed and bool(self.name)
        if part:
            self.name = f"{self.whole}，{self.name.removeprefix('其中')}"
        self.last = quantity.end
        aimed = part or bool(row) or in_row or is_aimed(before, quantity)
        self.was_aimed, self.whole = aimed, self.whole if part else self.name
        aimed = aimed or (quantity.kind == COUNT and self.aim.sets(self.text, start, quantity))
        granted = self.aim.is_granted(self.text, start, quantity)
        return aimed and bool(self.name) and quantity.kind != PERIOD and not granted

    def _is_soon(self, quantity: Quantity, start: int) -> bool:
        aim = self.aim
        if aim.before or aim.planned or aim.goals or aim.sets(self.text, start, quantity):
            return True
        return bool(AIM.search(self.text, _half(self.text, start), quantity.start))


def _half(text: str, place: int) -> int:
    """Where the part between two ；, or the sentence, begins: 力争 counts to its end."""
    return part_start(text, place, "；。")


def _without_date(words: str) -> str:
    return DEADLINE.sub("", words)
