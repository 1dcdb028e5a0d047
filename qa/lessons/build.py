"""Builds a lesson from the graph: a pure function of one build of the library and one brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import InvalidInput
from graph.gazetteer import NATION
from graph.taxonomy import ConceptEntry
from qa.analysis.asked import asked_concepts, asked_regions, with_narrower
from qa.analysis.desk import Desk
from qa.lessons.arrange import compacted
from qa.lessons.basket import chosen_items
from qa.lessons.clauses import Clause, clause_item, clauses
from qa.lessons.definitions import Definition, definition_item, definitions
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import (
    LEVEL_NAMES,
    SECTION_TITLES,
    Lesson,
    LessonBrief,
    LessonItem,
    LessonLevel,
    LessonSection,
    SectionKind,
)
from qa.lessons.notes import (
    comparison_notes,
    definition_notes,
    force_notes,
    rule_notes,
    section_notes,
)
from qa.lessons.plan import COSTS, item_counts, section_minutes
from qa.lessons.practice import case_items, discussion_items, ladder_item
from qa.lessons.questions import questions
from qa.lessons.tables import Compared, compared, comparison_item, figure_items

SHORTEST, LONGEST = 15, 600
"""Minutes."""
_CLAUSES = 60
"""Clauses that are weighed for one lesson."""


def build_lesson(desk: Desk, brief: LessonBrief) -> Lesson:
    """Raises InvalidInput for a brief without a concept or item, or too short or long, and
    NotFound for a concept, region or item that is none.
    """
    _check(brief)
    asked = asked_concepts(brief.concepts)
    regions = asked_regions(brief.regions, desk)
    made = _Making(desk, brief, asked, [NATION, *(r for r in regions if r != NATION)])
    return compacted(made.lesson())


def _check(brief: LessonBrief) -> None:
    if not brief.concepts and not brief.items:
        raise InvalidInput(
            "a lesson needs concepts (C1, 职称 …; GET /v1/concepts lists them) or items"
        )
    if not SHORTEST <= brief.minutes <= LONGEST:
        raise InvalidInput(
            f"a lesson of {brief.minutes} minutes; give {SHORTEST} to {LONGEST}, "
            "and a longer course as several lessons"
        )


@dataclass(slots=True)
class _Stock:
    """Everything that could be in the lesson, best first."""

    items: dict[SectionKind, list[LessonItem]]
    clauses: list[Clause]
    compared: list[Compared]


class _Making:
    """One lesson in the making."""

    def __init__(
        self, desk: Desk, brief: LessonBrief, asked: Sequence[ConceptEntry], regions: list[str]
    ) -> None:
        self.desk = desk
        self.brief = brief
        self.asked = asked
        self.regions = regions if brief.regions else []
        """The nation and what was asked for; empty is everything."""
        self.notations = with_narrower(entry.notation for entry in asked)
        self.footnotes = Footnotes(desk, brief.as_of)

    def lesson(self) -> Lesson:
        level = self.brief.level
        basket, of_basket = chosen_items(self.footnotes, self.brief.items)
        found = clauses(self.desk, self.brief.as_of, self.asked, self.regions)[:_CLAUSES]
        stock = self._stock(found, of_basket)
        reserved = len(basket) * COSTS[SectionKind.CHOSEN]
        available = {kind: len(items) for kind, items in stock.items.items()}
        counts = item_counts(available, level, max(0, self.brief.minutes - reserved))
        # What rules are taught is known now: terms, comparisons and questions follow from them.
        taught = [*of_basket, *found[: counts.get(SectionKind.RULES, 0)]]
        stock = self._stock(found, of_basket, taught)
        available = {kind: len(items) for kind, items in stock.items.items()}
        counts = item_counts(available, level, max(0, self.brief.minutes - reserved))
        taken = {kind: stock.items[kind][:n] for kind, n in counts.items()}
        if basket:
            taken[SectionKind.CHOSEN] = basket
        if not taken:
            return self._empty()
        minutes = section_minutes({k: len(v) for k, v in taken.items()}, level, self.brief.minutes)
        sections = [
            self._section(kind, taken[kind], minutes[kind], taught, stock)
            for kind in SectionKind
            if kind in taken
        ]
        return self._bound(sections)

    def _stock(
        self, found: Sequence[Clause], basket: Sequence[Clause], taught: Sequence[Clause] = ()
    ) -> _Stock:
        footnotes, level = self.footnotes, self.brief.level
        used = list(taught) or [*basket, *found]
        beside = compared(self.desk, self.brief.as_of, used, self.regions)
        ladder = ladder_item(footnotes, level)
        items = {
            SectionKind.LADDER: [ladder] if ladder else [],
            SectionKind.DEFINITIONS: [definition_item(footnotes, d) for d in self._terms(used)],
            SectionKind.RULES: [clause_item(footnotes, clause) for clause in found],
            SectionKind.COMPARISON: [comparison_item(footnotes, one) for one in beside],
            SectionKind.FIGURES: figure_items(footnotes, self.notations, self.regions),
            SectionKind.CASES: case_items(footnotes, self.notations, self.regions),
            SectionKind.DISCUSSION: discussion_items(footnotes, self.notations, self.regions),
            SectionKind.EXERCISES: questions(footnotes, used, beside, level),
        }
        return _Stock(items, used, beside)

    def _terms(self, used: Sequence[Clause]) -> list[Definition]:
        documents = list(dict.fromkeys(clause.rule.document_id for clause in used))
        quotes = [self._words(clause) for clause in used]
        return definitions(self.desk, documents, quotes, self.notations)

    def _words(self, clause: Clause) -> str:
        text = self.desk.edition.text(clause.rule.document_id).document.text
        return text[clause.rule.start : clause.rule.end]

    def _section(
        self,
        kind: SectionKind,
        items: Sequence[LessonItem],
        minutes: int,
        taught: Sequence[Clause],
        stock: _Stock,
    ) -> LessonSection:
        notes = section_notes(kind, self.brief.level)
        if kind is SectionKind.RULES:
            notes += rule_notes(self.footnotes, taught)
        if kind is SectionKind.DEFINITIONS:
            notes += definition_notes(self.footnotes, self._terms(taught)[: len(items)])
        if kind is SectionKind.COMPARISON:
            notes += comparison_notes(stock.compared[: len(items)])
        notes += force_notes(items, lambda n: self.footnotes.all()[n - 1])
        return LessonSection(
            kind=kind,
            title=SECTION_TITLES[kind],
            minutes=minutes,
            items=tuple(items),
            notes=tuple(notes),
        )

    def _bound(self, sections: Sequence[LessonSection]) -> Lesson:
        return Lesson(
            title=self.brief.title.strip() or self._title(),
            brief=replace(
                self.brief,
                concepts=tuple(entry.notation for entry in self.asked),
                regions=tuple(region for region in self.regions if region != NATION),
            ),
            goals=tuple(_goals(self.brief.level, self._matter(), sections)),
            sections=tuple(sections),
            citations=self.footnotes.all(),
            missing=tuple(self._missing(sections)),
            build=self.desk.build,
        )

    def _empty(self) -> Lesson:
        return self._bound([])

    def _matter(self) -> str:
        return "、".join(entry.zh for entry in self.asked) or "选定条文"

    def _title(self) -> str:
        return f"{self._matter()}（{LEVEL_NAMES[self.brief.level]}）"

    def _missing(self, sections: Sequence[LessonSection]) -> list[str]:
        """What was asked for and is not in the lesson, with the reason as far as it is known."""
        cited = [self.footnotes.all()[n - 1] for s in sections for i in s.items for n in i.numbers]
        held = {region for citation in cited for region in citation.regions}
        told = []
        for region in self.regions:
            if region not in held and region != NATION:
                known = self.desk.by_region.get(region)
                told.append(f"{region}：{'未见相关规定' if known else '地区未入库'}")
        silent = [e.zh for e in self.asked if not self.desk.by_concept.get(e.notation)]
        return told + [f"{name}：库中没有相关条文" for name in silent]


_GOALS: Mapping[LessonLevel, Mapping[SectionKind, str]] = {
    LessonLevel.ELEMENTARY: {
        SectionKind.DEFINITIONS: "说出关键术语的法定含义",
        SectionKind.RULES: "找到{matter}的依据条文，说出主体、力度和数值",
        SectionKind.EXERCISES: "区分“应当”与“可以”",
    },
    LessonLevel.INTERMEDIATE: {
        SectionKind.RULES: "按条件判断{matter}的规定是否适用",
        SectionKind.COMPARISON: "比较国家和地方在{matter}上的异同",
        SectionKind.CASES: "用条文解释实际做法",
    },
    LessonLevel.ADVANCED: {
        SectionKind.RULES: "分析{matter}各项规定的条件、例外和相互关系",
        SectionKind.COMPARISON: "评价各地在{matter}上的不同选择",
        SectionKind.DISCUSSION: "针对已知问题提出有依据的改进办法",
        SectionKind.EXERCISES: "写出条理清楚、引用准确的说明",
    },
}


def _goals(level: LessonLevel, matter: str, sections: Sequence[LessonSection]) -> list[str]:
    held = {section.kind for section in sections}
    if SectionKind.CHOSEN in held:
        held.add(SectionKind.RULES)
    return [
        goal.format(matter=f"“{matter}”") for kind, goal in _GOALS[level].items() if kind in held
    ]
