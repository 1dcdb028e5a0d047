"""A lesson as it is kept, shown and exported: sections of items, each tied to frozen quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from graph.model import Span
from qa.analysis.findings import InForce


class LessonLevel(StrEnum):
    ELEMENTARY = "elementary"
    """初级."""
    INTERMEDIATE = "intermediate"
    """中级."""
    ADVANCED = "advanced"
    """高级."""


LEVEL_NAMES: Mapping[LessonLevel, str] = {
    LessonLevel.ELEMENTARY: "初级",
    LessonLevel.INTERMEDIATE: "中级",
    LessonLevel.ADVANCED: "高级",
}


class LessonCopy(StrEnum):
    """Whom a file of a lesson is for."""

    TEACHER = "teacher"
    """With teaching notes, key and scoring points."""
    LEARNER = "learner"
    """Without them, and without the sources that only the key rests on."""


class SectionKind(StrEnum):
    """In the order in which a lesson has them."""

    LADDER = "ladder"
    """培训层级."""
    DEFINITIONS = "definitions"
    """概念与定义."""
    RULES = "rules"
    """规则与条文."""
    COMPARISON = "comparison"
    """地区比较."""
    FIGURES = "figures"
    """目标与数据."""
    CASES = "cases"
    """案例与做法."""
    DISCUSSION = "discussion"
    """问题与建议."""
    EXERCISES = "exercises"
    """练习."""
    CHOSEN = "chosen"
    """What the trainer put together without asking for a concept."""


SECTION_TITLES: Mapping[SectionKind, str] = {
    SectionKind.LADDER: "培训层级",
    SectionKind.DEFINITIONS: "概念与定义",
    SectionKind.RULES: "规则与条文",
    SectionKind.COMPARISON: "地区比较",
    SectionKind.FIGURES: "目标与数据",
    SectionKind.CASES: "案例与做法",
    SectionKind.DISCUSSION: "问题与建议",
    SectionKind.EXERCISES: "练习",
    SectionKind.CHOSEN: "选讲内容",
}


class ItemKind(StrEnum):
    RUNG = "rung"
    DEFINITION = "definition"
    CLAUSE = "clause"
    TABLE = "table"
    CASE = "case"
    PROBLEM = "problem"
    RECOMMENDATION = "recommendation"
    QUESTION = "question"
    QUOTE = "quote"
    """Words that the trainer chose as they stand."""


class QuestionKind(StrEnum):
    CHOICE = "choice"
    """单选题."""
    TRUE_FALSE = "true_false"
    """判断题."""
    SHORT_ANSWER = "short_answer"
    """简答题."""


QUESTION_NAMES: Mapping[QuestionKind, str] = {
    QuestionKind.CHOICE: "单选题",
    QuestionKind.TRUE_FALSE: "判断题",
    QuestionKind.SHORT_ANSWER: "简答题",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonBrief:
    """What a lesson is asked for. The same brief over the same build gives the same lesson."""

    concepts: tuple[str, ...] = ()
    """Notations (C1, or C for a group) or labels of the taxonomy."""
    level: LessonLevel = LessonLevel.ELEMENTARY
    regions: tuple[str, ...] = ()
    """Beside the national rules; none are all regions of the library."""
    minutes: int = 90
    as_of: date
    """By what was in force on this day."""
    title: str = ""
    """Empty: made from level and concepts."""
    items: tuple[str, ...] = ()
    """What has to be in it, in this order: ids of statements and provisions, or DOCUMENT@START-END
    for a stretch of a text, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCitation:
    """A quote, frozen: what it said, where, and in what force, when it was taken."""

    n: int
    """Number in the lesson, from 1."""
    document_id: str
    title: str
    document_number: str | None
    doc_type: str
    regions: tuple[str, ...]
    provision_id: str
    locator: str
    quote: str
    spans: tuple[Span, ...]
    """Half-open offsets in code points into the document's text."""
    page: int | None
    validity: InForce
    """On the day of the lesson."""
    build: str
    """Digest of the library that it was taken from."""

    def __post_init__(self) -> None:
        if self.n < 1 or not self.quote.strip() or not self.spans:
            raise ValueError(f"citation {self.n} without words or place")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonChart:
    """Figures of one unit side by side; where two regions or more have one."""

    title: str
    unit: str
    categories: tuple[str, ...]
    values: tuple[float, ...]
    """One for each category, in ``unit``."""

    def __post_init__(self) -> None:
        if len(self.categories) != len(self.values) or len(self.values) < 2:
            raise ValueError(f"chart {self.title!r} needs two values and a category for each")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int, ...], ...]
    """Of each row."""
    chart: LessonChart | None = None

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows}
        if widths != {len(self.columns)} or len(self.rows) != len(self.citations):
            raise ValueError("a table has rows as wide as its head, and citations for each")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of our own words; ``citations`` where it says something of the texts."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringPoint:
    text: str
    score: int
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonQuestion:
    kind: QuestionKind
    stem: str
    options: tuple[str, ...] = ()
    """Of a single choice; lettered A, B, C … in this order."""
    key: str
    """A letter, 对 or 错; of a short answer 见评分要点."""
    explanation: tuple[Note, ...] = ()
    points: tuple[ScoringPoint, ...]

    @property
    def score(self) -> int:
        return sum(point.score for point in self.points)

    def __post_init__(self) -> None:
        if not self.stem or not self.points:
            raise ValueError("a question has a stem and scoring points")
        letters = "ABCDEFGH"[: len(self.options)]
        if self.kind is QuestionKind.CHOICE and (len(letters) < 2 or self.key not in letters):
            raise ValueError(f"the key {self.key!r} is none of the options {letters!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonItem:
    id: str
    """Twelve hexadecimal digits, from its kind, heading and quotes."""
    kind: ItemKind
    heading: str
    points: tuple[str, ...] = ()
    """What to take from the quotes, a line each."""
    citations: tuple[int, ...] = ()
    table: LessonTable | None = None
    question: LessonQuestion | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every citation that it stands on, those of table and question included."""
        found = dict.fromkeys(self.citations)
        for row in self.table.citations if self.table else ():
            found |= dict.fromkeys(row)
        if self.question:
            found |= dict.fromkeys(n for p in self.question.points for n in p.citations)
            found |= dict.fromkeys(n for e in self.question.explanation for n in e.citations)
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSection:
    kind: SectionKind
    title: str
    minutes: int
    items: tuple[LessonItem, ...]
    notes: tuple[Note, ...] = ()
    """For who teaches; learners do not see them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    title: str
    brief: LessonBrief
    goals: tuple[str, ...]
    sections: tuple[LessonSection, ...]
    citations: tuple[LessonCitation, ...]
    missing: tuple[str, ...] = ()
    """What was asked for and is not in the library."""
    build: str
    """Digest of the library that the lesson was last built or checked against."""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a lesson has a title")
        numbers = [citation.n for citation in self.citations]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"citations are numbered {numbers[:5]} …, not 1, 2, 3 …")
        for section, item in self.placed_items():
            used = {*item.numbers, *(n for note in section.notes for n in note.citations)}
            if lost := sorted(used - set(numbers)):
                raise ValueError(f"{item.heading!r} cites {lost}, which the lesson does not hold")

    def placed_items(self) -> Iterator[tuple[LessonSection, LessonItem]]:
        """Every item with its section, in the order of the lesson."""
        return ((section, item) for section in self.sections for item in section.items)

    def questions(self) -> list[LessonQuestion]:
        return [item.question for _, item in self.placed_items() if item.question]

    def cited_in(self, copy: LessonCopy) -> list[LessonCitation]:
        """The sources of a copy: for learners without those that only the key rests on."""
        if copy is LessonCopy.TEACHER:
            return list(self.citations)
        shown = {n for _, item in self.placed_items() if not item.question for n in item.numbers}
        return [citation for citation in self.citations if citation.n in shown]

    @property
    def minutes(self) -> int:
        return sum(section.minutes for section in self.sections)


def item_id(kind: ItemKind, heading: str, quotes: tuple[str, ...]) -> str:
    return sha256("\x1f".join((kind, heading, *quotes)).encode()).hexdigest()[:12]
