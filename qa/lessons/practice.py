"""What was done and what is lacking: ladders of training, cases, measures in practice, problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from graph.model import (
    Case,
    Level,
    Measure,
    Modality,
    NodeKind,
    Predicate,
    Problem,
    Recommendation,
    Statement,
)
from graph.taxonomy import find_concepts
from qa.analysis.desk import statement_place
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import LEVEL_NAMES, ItemKind, LessonItem, LessonLevel, LessonTable
from qa.lessons.wording import place, shortened

_RUNGS = ("员级", "助理级", "初级", "中级", "副高级", "副高", "高级", "正高级", "正高")
_TRAINING = ("技术经理人", "技术经纪人", "培训")
"""Ladders of who is trained; of 职称 the lesson's own level says nothing."""
_DONE = 6
"""Measures in practice that stand beside the cases."""

Found = TypeVar("Found", bound=Statement)


def ladder_item(footnotes: Footnotes, level: LessonLevel) -> LessonItem | None:
    """The ladder with most rungs, the lesson's own rung marked."""
    ladders: dict[tuple[int, str], dict[str, Level]] = defaultdict(dict)
    for rung in _current(footnotes, NodeKind.LEVEL, Level):
        if rung.ladder in _TRAINING and rung.name in _RUNGS:
            key = (_TRAINING.index(rung.ladder), rung.evidence.document_id)
            held = ladders[key].get(rung.name)
            if held is None or _told(rung) > _told(held):
                ladders[key][rung.name] = rung
    described = [
        (sum(map(_told, rungs.values())), -order, document_id, rungs)
        for (order, document_id), rungs in ladders.items()
        if len(rungs) > 1
    ]
    if not described:
        return None
    rungs = max(described, key=lambda found: found[:3])[3]
    ordered = sorted(rungs.values(), key=lambda rung: _RUNGS.index(rung.name))
    numbers = [(footnotes.cite(rung.evidence),) for rung in ordered]
    own = LEVEL_NAMES[level]
    table = LessonTable(
        columns=("层级", "对象", "目标", "出处"),
        rows=tuple(
            (
                f"{rung.name}（本课）" if rung.name == own else rung.name,
                rung.audience or "—",
                rung.goal or "—",
                place(footnotes.all()[n - 1]),
            )
            for rung, (n,) in zip(ordered, numbers, strict=True)
        ),
        citations=tuple(numbers),
    )
    return footnotes.item(ItemKind.RUNG, f"{ordered[0].ladder}：分级", table=table)


def _told(rung: Level) -> int:
    return bool(rung.audience) + bool(rung.goal)


def case_items(
    footnotes: Footnotes, notations: Collection[str], regions: Sequence[str]
) -> list[LessonItem]:
    """Cases of the concepts, then what texts tell as done."""
    wanted, desk = set(regions), footnotes.desk
    cases = [
        case
        for case in _current(footnotes, NodeKind.CASE, Case)
        if _speaks(footnotes, case, notations)
        and (not wanted or {case.place, *_regions(footnotes, case)} & wanted)
    ]
    done = [
        measure
        for notation in sorted(notations)
        for id_ in desk.by_concept.get(notation, ())
        if isinstance(measure := desk.statements[id_], Measure)
        and measure.modality is Modality.PRACTISED
        and measure.evidence.document_id in desk.current(footnotes.on)
        and (not wanted or _regions(footnotes, measure) & wanted)
    ]
    done = sorted(dict.fromkeys(done), key=statement_place)[:_DONE]
    return [
        *(_case_item(footnotes, case) for case in sorted(cases, key=statement_place)),
        *(_practice_item(footnotes, measure) for measure in done),
    ]


def _case_item(footnotes: Footnotes, case: Case) -> LessonItem:
    told = (
        ("技术", case.technology),
        ("当事方", "、".join(case.parties)),
        ("地点", case.place),
        ("结果", case.outcome),
    )
    points = tuple(f"{name}：{words}" for name, words in told if words)
    heading = f"案例：{shortened(case.name, 30)}"
    return footnotes.item(ItemKind.CASE, heading, [case.evidence], points=points)


def _practice_item(footnotes: Footnotes, measure: Measure) -> LessonItem:
    heading = f"做法：{shortened(measure.name, 24)}"
    return footnotes.item(ItemKind.CASE, heading, [measure.evidence])


def discussion_items(
    footnotes: Footnotes, notations: Collection[str], regions: Sequence[str]
) -> list[LessonItem]:
    """Problems, each with the recommendations that the text says answer it; then the others."""
    wanted = set(regions)

    def fits(stated: Statement) -> bool:
        return _speaks(footnotes, stated, notations) and (
            not wanted or bool(_regions(footnotes, stated) & wanted)
        )

    problems = [p for p in _current(footnotes, NodeKind.PROBLEM, Problem) if fits(p)]
    advice = {
        r.id: r for r in _current(footnotes, NodeKind.RECOMMENDATION, Recommendation) if fits(r)
    }
    answers = defaultdict(list)
    for relation in footnotes.desk.relations(Predicate.ADDRESSES):
        if relation.subject in advice:
            answers[relation.object].append(advice[relation.subject])
    answered = {r.id for p in problems for r in answers[p.id]}
    made = []
    for problem in sorted(problems, key=statement_place):
        recommended = answers[problem.id]
        made.append(
            footnotes.item(
                ItemKind.PROBLEM,
                f"问题：{shortened(problem.name, 24)}",
                [problem.evidence, *(r.evidence for r in recommended)],
                points=_said_by(problem.attributed_to),
            )
        )
    rest = [r for id_, r in sorted(advice.items()) if id_ not in answered]
    made += [
        footnotes.item(
            ItemKind.RECOMMENDATION,
            f"建议：{shortened(r.name, 24)}",
            [r.evidence],
            points=_said_by(r.attributed_to),
        )
        for r in sorted(rest, key=statement_place)
    ]
    return made


def _said_by(name: str) -> tuple[str, ...]:
    return (f"提出者：{name}",) if name else ()


def _current(footnotes: Footnotes, kind: NodeKind, cls: type[Found]) -> list[Found]:
    current = footnotes.desk.current(footnotes.on)
    found = footnotes.desk.edition.statements(kind)
    return [s for s in found if isinstance(s, cls) and s.evidence.document_id in current]


def _speaks(footnotes: Footnotes, stated: Statement, notations: Collection[str]) -> bool:
    """Whether it is tied to one of the concepts, or its words speak of one."""
    tied = footnotes.desk.concepts_of.get(stated.id, ())
    spoken = {mention.concept.notation for mention in find_concepts(stated.evidence.quote)}
    return not spoken.union(tied).isdisjoint(notations)


def _regions(footnotes: Footnotes, stated: Statement) -> set[str]:
    return set(footnotes.desk.entries[stated.evidence.document_id].head.regions)
