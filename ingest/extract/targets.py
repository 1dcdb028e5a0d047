"""Targets: which indicator is to reach which value, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import Comparator, Evidence, NodeKind, ProvisionKind, Span, Target, statement_id
from graph.quantities import AMOUNT, COUNT, PERIOD, Quantity, find_quantities
from ingest.extract.body import Body, Sentence
from ingest.extract.dates import DEADLINE, When, deadlines, is_ahead, last_before
from ingest.extract.dates import planned as planned_by
from ingest.extract.indicators import (
    LONGEST,
    MAKE,
    MAKE_WORDS,
    MAKES_FIRST,
    Row,
    has_value,
    is_compared,
    piece_around,
    rows,
    tidy,
)
from ingest.extract.sections import Section, is_report, plans_a_year, sectioned, year_above

# Words that reach for something in the time to come.
AIM = re.compile(r"力争|争取|确保|目标|预期")
_PLANS = re.compile(r"力争|争取|确保|目标|预期|将|计划|规划|方案|提出|要|任务")
_DONE = re.compile(
    r"截至|截止|已经?(?!定)|同比|目前(?!的)|现有|累计(?:实现|达到?了|完成)|以来|位居|位列|排名"
)
_REACH = re.compile(
    r"(?:累计|总数|总量|总额|规模|数量|比例|比重|占比|强度|水平|总规模|年均|每年|新增|分别|均)?"
    r"(?:净增|达到|到达|达|超过|突破|不少于|不低于|不超过|提高到|提高至|提升到|提升至|增长到|增加到|增至|降低到|降至|"
    r"保持在|控制在|稳定在|力争达到|为|占|增长|提高|提升|下降|降低|减少|增加)(?:了)?(?:的)?$"
)
# 新建中试平台20个: the verb stands in front of what is counted.
_MAKES = re.compile(rf"(?:{MAKE_WORDS})[^，。；]{{2,40}}$")
_COUNTED = re.compile(r"(?:以上|左右)?(?P<what>[\u4e00-\u9fff“”（）]{2,24}?)(?=[和及与、，。；]|$)")
# 年均增长15%以上, behind the value that is to grow.
_GROWS = re.compile(
    r"^(?:并|且|实现|保持|力争)*(?P<how>(?:年均|每年|逐年|年)?(?:增长|提高|提升|增速|下降|降低|减少)(?:率)?)"
    r"(?:达到|保持在|不低于|不少于|超过|高于|约|到|在)*$"
)
# 就地转化率|从目前的42.2%|提高到50%
_FROM = re.compile(
    r"(?:从|由)[^，。；从由]{1,16}?(?=(?:提高|提升|增长|增加|上升|下降|降低|减少)[到至])"
)
# 每个项目支持10万元, 三年累计不超过600万元: what a plan grants is a rule, no target.
_GRANTED = re.compile(
    r"奖励|补助|补贴|给予|资助|支持\d|每[个家项人]|单[个家]|允许|累计不超过|不高于|享受|由[^，]+承担"
)
# 2025年底前 and 到2025年 open a goal; 于2025年7月31日前 dates a duty.
_REACHED = re.compile(
    r"(?:到|至)20\d\d年|20\d\d年(?:年?底|年?末|\d{1,2}月底)?(?:之?前|，)|十[三四五六]五"
)
# 选择100个县, 支持建设200个工作室: a number that a plan sets itself, with or without a date.
_TASK_VERBS = (
    r"(?:选择|遴选|选取|建设|新建|认定|培育|培养|打造|组建|布局|扶持|引进|建成|创建|筹集|选派|"
    r"选聘|招募)"
)
_TASK = re.compile(
    rf"{_TASK_VERBS}(?:不少于|不低于|至少|超过|约)?\s*[\d一二两三四五六七八九十百千]"
)
_TASKED = re.compile(rf"{_TASK_VERBS}$")
_HEADINGS = frozenset(
    {
        *(ProvisionKind.HEADING_1, ProvisionKind.HEADING_2),
        *(ProvisionKind.HEADING_3, ProvisionKind.HEADING_4),
    }
)
_GOALS = re.compile(r"目标|指标")


@dataclass(slots=True)
class _Carried:
    """The deadline that goes on counting: 到2027年，…。合同额超过8000亿元；…"""

    when: When | None = None
    sentence: Sentence | None = None
    place: str = ""
    found: dict[str, Target] = field(default_factory=dict)


def targets(body: Body) -> list[Target]:
    """Values to be reached, in the order of the text; a statutory ratio (应当占…) is a norm.

    In a report only what it calls planned is a target.
    """
    carried = _Carried()
    report = is_report(body)
    sections = {s.start: told for s, told in sectioned(body)} if report else {}
    yearly = plans_a_year(body)
    for sentence in body.sentences:
        in_act = body.article(sentence.provision) is not None
        # In an act 某年前 dates a duty; only 到某年 opens a target.
        if in_act and not is_ahead(sentence.text):
            continue
        if sections.get(sentence.start) is Section.PLANS or (yearly and not in_act):
            found = _planned(body, sentence, carried)
        else:
            found = _targets(body, sentence, carried, report=report)
        for target in found:
            carried.found.setdefault(target.id, target)
    return list(carried.found.values())


_YEAR = re.compile(r"(?P<year>20\d\d)\s*年")


def _planned(body: Body, sentence: Sentence, carried: _Carried) -> Iterator[Target]:
    """Under 2025年工作打算: whatever is to be reached, by the year of the heading or sentence."""
    own = _YEAR.search(sentence.text)
    if own and not deadlines(sentence.text)[0].future:
        carried.when = When(own["year"], *own.span(), future=True)
        carried.sentence, carried.place = sentence, _place(body, sentence)
    elif carried.when is None and (above := year_above(body, sentence)):
        year, (start, end) = above
        carried.when = When(year, 0, end - start, future=True)
        carried.sentence = replace(sentence, start=start, end=end)
    yield from _targets(body, sentence, carried, report=True, planned=True)


def _targets(
    body: Body, sentence: Sentence, carried: _Carried, *, report: bool, planned: bool = False
) -> Iterator[Target]:
    text = sentence.text
    yearly = planned and not is_report(body)
    told = planned_by(text) if report else [w for w in deadlines(text) if w.future]
    before = None if told else _from_before(body, sentence, carried, planned=planned)
    if told and not (report or _REACHED.search(text)):
        carried.when = None  # 7月31日前提交材料 dates a duty and no more
    elif told:
        meant = not report or bool(_PLANS.search(text)) or not _DONE.search(text)
        carried.when = told[-1] if meant and not (report and _DONE.search(text)) else None
        carried.sentence, carried.place = sentence, _place(body, sentence)
    if _DONE.search(text) and (report or not told):
        carried.when = None
        return
    act = body.article(sentence.provision) is not None
    tasks = not report and not act and bool(_TASK.search(text))
    if not (told or before or planned or tasks or AIM.search(text)):
        return
    quantities = find_quantities(text)
    shared = {
        q.start: (row, n)
        for row in rows(text, quantities)
        if row.names
        for n, q in enumerate(row.quantities)
    }
    name, last, whole, was_aimed = "", 0, "", False
    for quantity in quantities:
        own = last_before(told, quantity.start)
        start, end = piece_around(text, quantity)
        if is_compared(text, quantity, text[start : quantity.outer[0]]):
            continue
        in_row = bool(name) and text[last : quantity.start] in ("、", "和", "及")
        row = shared.get(quantity.start)
        grows = _GROWS.match(_without_date(text[start : quantity.outer[0]]))
        if row:
            name = _in_row(*row)
        elif grows and name and not in_row:
            name = f"{_level(name)}{grows['how']}"
        elif not in_row:
            name = _indicator(text, start, quantity, end)
        part = text[start : quantity.outer[0]].startswith("其中") and was_aimed and name
        if part:
            name = f"{whole}，{name.removeprefix('其中')}"
        last = quantity.end
        aimed = (
            bool(part)
            or bool(row)
            or in_row
            or _is_aimed(text[start : quantity.outer[0]], quantity)
        )
        was_aimed, whole = aimed, whole if part else name
        tasked = tasks and bool(_TASKED.search(text, start, quantity.outer[0]))
        aimed = aimed or (tasked and quantity.kind == COUNT)
        soon = (
            own
            or before
            or planned
            or tasked
            or AIM.search(text, _half(text, start), quantity.start)
        )
        granted = yearly or (quantity.kind == AMOUNT and not report)
        granted = granted and bool(_GRANTED.search(text[start : quantity.outer[1]]))
        if granted or quantity.kind == PERIOD or not name or not aimed or not soon:
            continue
        evidence = body.quote(*_spans(sentence, (start, end), own, before, carried))
        yield _target(evidence, sentence.start, quantity, own or before, name)


def _place(body: Body, sentence: Sentence) -> str:
    """The heading that the sentence stands under, or its provision where it has none."""
    above = body.ancestors(sentence.provision)
    return next((p.id for p in above if p.rank in _HEADINGS), sentence.provision.id)


def _half(text: str, place: int) -> int:
    """Where the part between two ；, or the sentence, begins: 力争 counts to its end."""
    return max(text.rfind(mark, 0, place) for mark in "；。") + 1


def _from_before(
    body: Body, sentence: Sentence, carried: _Carried, *, planned: bool
) -> When | None:
    """The deadline of a sentence before this one: of its paragraph, or of its point on goals.

    Under a heading of plans its own year counts: 2025年，…抓好以下工作：力争….
    """
    last = carried.sentence
    if planned and carried.when is not None and last is not None:
        return carried.when
    if carried.when is None or last is None or last.start >= sentence.start:
        return None
    same = last.provision.id == sentence.provision.id
    above = {p.id: p for p in body.ancestors(sentence.provision)}
    holder = above.get(carried.place)
    goals = holder is not None and bool(_GOALS.search(holder.title))
    return carried.when if same or goals else None


def _is_aimed(before: str, quantity: Quantity) -> bool:
    bounded = quantity.comparator is not Comparator.EQUAL
    return bounded or any(p.search(before) for p in (_REACH, MAKE, _MAKES))


def _in_row(row: Row, n: int) -> str:
    how = _GROWS.match(row.between)
    return tidy(row.names[n]) + (how["how"] if how else "")


def _level(name: str) -> str:
    """The indicator itself, where the last one was its growth."""
    return re.sub(r"(?:年均|每年|逐年)?(?:增长|提高|下降)$", "", name)


def _without_date(words: str) -> str:
    return DEADLINE.sub("", words)


def _target(
    evidence: Evidence, offset: int, quantity: Quantity, when: When | None, name: str
) -> Target:
    return Target(
        id=statement_id(NodeKind.TARGET, evidence, offset + quantity.start, quantity.text),
        name=name,
        evidence=evidence,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        value_text=quantity.text,
        deadline=when.iso if when else "",
    )


def _spans(
    sentence: Sentence, piece: Span, own: When | None, before: When | None, carried: _Carried
) -> tuple[Span, ...]:
    """The piece with its value, and the words of its date where they stand further in front."""
    base = sentence.start
    if own is None and before is not None and carried.sentence is not None:
        offset = carried.sentence.start
        return (
            (offset + before.start, offset + before.end),
            (base + piece[0], base + piece[1]),
        )
    if own is None or own.start >= piece[0]:
        return ((base + piece[0], base + piece[1]),)
    if piece[0] - own.end <= 1:
        return ((base + own.start, base + piece[1]),)
    return ((base + own.start, base + own.end), (base + piece[0], base + piece[1]))


def _indicator(text: str, start: int, quantity: Quantity, end: int) -> str:
    """What is measured: 技术合同成交额|达到…, 培养经理人|超过…人, 建成|不少于300人的|队伍."""
    before = text[start : quantity.outer[0]]
    # The parts of a list go on from the last 、 that follows another value.
    inner = before.rfind("、")
    if inner >= 0 and has_value(before[:inner]):
        before = before[inner + 1 :]
    before = _FROM.sub("", DEADLINE.sub("", before))
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
