"""Targets: which indicator is to reach which value, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import Evidence, NodeKind, ProvisionKind, Span, Target, statement_id
from graph.quantities import Quantity
from ingest.extract.aimed_values import PLAN_TITLE, TASK, Aim, Values
from ingest.extract.body import Body, Sentence
from ingest.extract.dates import When, deadlines, is_ahead
from ingest.extract.dates import planned as planned_by
from ingest.extract.indicators import piece_around
from ingest.extract.sections import Section, is_report, plans_a_year, sectioned, year_above

_PLANS = re.compile(r"力争|争取|确保|目标|预期|将|计划|规划|方案|提出|要|任务")
_DONE = re.compile(
    r"截至|截止|已经?(?!定)|同比|目前(?!的)|现有|累计(?:实现|达到?了|完成)|以来|位居|位列|排名"
)
# 2025年底前 and 到2025年 open a goal; 于2025年7月31日前 dates a duty.
_REACHED = re.compile(
    r"(?:到|至)20\d\d年|20\d\d年(?:年?底|年?末|\d{1,2}月底)?(?:之?前|，)|十[三四五六]五"
)
_HEADINGS = frozenset(
    {
        *(ProvisionKind.HEADING_1, ProvisionKind.HEADING_2),
        *(ProvisionKind.HEADING_3, ProvisionKind.HEADING_4),
    }
)
_GOAL_TITLE = re.compile(r"(?:目标|指标)(?:任务)?$")
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
        outlook = sections.get(sentence.start) is Section.OUTLOOK and _THAT_YEAR.match(
            sentence.text
        )
        plans = sections.get(sentence.start) is Section.PLANS or outlook
        if plans or (yearly and not in_act):
            found = _planned(body, sentence, carried)
        else:
            found = _targets(body, sentence, carried, report=report)
        for target in found:
            carried.found.setdefault(target.id, target)
    return list(carried.found.values())


# 2026年，力争…, under 2026年展望
_THAT_YEAR = re.compile(r"20\d\d年，(?:[^，。；]{0,16}，)?(?:力争|争取|确保|预计|计划|将)")
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
    act = body.article(sentence.provision) is not None
    goals = not act and _under_goals(body, sentence)
    if report:
        told = planned_by(text)
    else:  # under goals a year opens what it is to bring: 2027年，成交额突破…
        told = [w for w in deadlines(text) if w.future or (goals and text[w.end - 1] == "，")]
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
    free = not report and not act
    in_plan = free and not sentence.lead and bool(PLAN_TITLE.search(body.head.title))
    aim = Aim(
        told=told,
        before=before,
        planned=planned,
        goals=goals,
        tasks=free and bool(TASK.search(text)),
        in_plan=in_plan,
        grants_count=report and not (planned and not is_report(body)),
    )
    if aim.may_hold(text):
        for quantity, name, own in Values(text, aim).aimed():
            piece = piece_around(text, quantity)
            evidence = body.quote(*_spans(sentence, piece, own, before, carried))
            yield _target(evidence, sentence.start, quantity, own or before, name)


def _place(body: Body, sentence: Sentence) -> str:
    """The heading that the sentence stands under, or its provision where it has none."""
    above = body.ancestors(sentence.provision)
    return next((p.id for p in above if p.rank in _HEADINGS), sentence.provision.id)


def _under_goals(body: Body, sentence: Sentence) -> bool:
    """二、行动目标: its values are aimed at, whether a date stands with them or not."""
    titles = (above.title for above in body.ancestors(sentence.provision) if above.title)
    return any(_GOAL_TITLE.search(title) for title in titles)


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
