"""A lesson as slides: one thing a slide, what teachers need on the notes pages, sources last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pptx.slide import Slide

from api.lessons.deck import (
    BODY_HEIGHT,
    BODY_WIDTH,
    FOOT,
    LEFT,
    PALE,
    RIGHT,
    TOP,
    Box,
    Deck,
    row_height,
)
from api.lessons.markdown import LETTERS, cited
from api.lessons.measure import em, height, largest, pieces
from qa.lessons.lesson import (
    LEVEL_NAMES,
    QUESTION_NAMES,
    Lesson,
    LessonChart,
    LessonCopy,
    LessonItem,
    LessonQuestion,
    LessonSection,
    LessonTable,
)
from qa.lessons.wording import in_force, place, shortened

SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
"""Points of type, the largest that fits is taken."""
POINT_SIZE = 16.0
_INSET, _PADDING = 22.0, 14.0
"""What the margins of a filled box take of its width, and of its height."""
_GAP = 12.0
_ANSWERS = "答案与评分要点"
_NARROWEST, _WIDEST = 64.0, 24.0
"""Points of a column of a table at least; ems of its longest cell from which it gets no wider."""
_HEAD = 34.0


def lesson_bytes(lesson: Lesson, *, version: int | None, copy: LessonCopy) -> bytes:
    """A PPTX file."""
    return _Slides(lesson, version, copy).made()


class _Slides:
    def __init__(self, lesson: Lesson, version: int | None, copy: LessonCopy) -> None:
        self._lesson = lesson
        self._version = version
        self._copy = copy
        self._deck = Deck(lesson.title, with_notes=copy is LessonCopy.TEACHER)

    def made(self) -> bytes:
        self._opening()
        number = 0
        for n, section in enumerate(self._lesson.sections, 1):
            line = f"{section.minutes}分钟 · {len(section.items)}项"
            self._deck.divider(n, section.title, line, _notes(section))
            for item in section.items:
                number += item.question is not None
                self._item(item, number)
        if self._copy is LessonCopy.TEACHER:
            self._answers()
        self._sources()
        return self._deck.bytes()

    def _opening(self) -> None:
        lesson = self._lesson
        facts = [
            f"{LEVEL_NAMES[lesson.brief.level]} · {lesson.minutes}分钟",
            f"地区：{shortened('、'.join(lesson.brief.regions) or '库中全部地区', 60)}",
            f"效力截至 {lesson.brief.as_of.isoformat()}"
            + (f" · 第{self._version}版" if self._version else ""),
        ]
        self._deck.cover(lesson.title, facts, "每页下方是出处编号，最后几页列出全部出处与效力。")
        contents = "\n".join(
            f"{n}  {section.title}（{section.minutes}分钟）"
            for n, section in enumerate(lesson.sections, 1)
        )
        self._lines("目录", contents)
        if lesson.goals:
            self._lines("学习目标", "\n".join(f"· {goal}" for goal in lesson.goals))
        if lesson.missing:
            self._lines("库中没有查到", "\n".join(f"· {gap}" for gap in lesson.missing))

    def _lines(
        self,
        title: str,
        text: str,
        *,
        sizes: Sequence[float] = SIZES,
        foot: str = "",
        notes: str = "",
    ) -> None:
        """One slide in the largest type that fits; else as many as the smallest needs."""
        size = largest(text, sizes, BODY_WIDTH, BODY_HEIGHT)
        least = sizes[-1]
        parts = [text] if size else pieces(text, least, BODY_WIDTH, BODY_HEIGHT)
        for part in parts:
            slide = self._deck.page(title, foot=foot, notes=notes)
            box = Box(LEFT, TOP, BODY_WIDTH, BODY_HEIGHT)
            self._deck.text(slide, box, part, size=size or least)

    def _item(self, item: LessonItem, number: int) -> None:
        if item.question:
            self._question(item.question, number)
        elif item.table:
            self._table(item.heading, item.table, item.points)
        else:
            self._quotes(item)

    def _quotes(self, item: LessonItem) -> None:
        """The quotes, then the points; on one slide where they fit, in the largest type."""
        quotes = [(n, self._quote(n, item)) for n in item.citations]
        points = "\n".join(f"· {point}" for point in item.points)
        for size in SIZES:
            high = self._quotes_height(quotes, size)
            below = height(points, size - 2, BODY_WIDTH) if points else 0.0
            if high + below <= BODY_HEIGHT:
                slide = self._quote_page(item, quotes, size)
                if points:
                    box = Box(LEFT, TOP + high, BODY_WIDTH, below)
                    self._deck.text(slide, box, points, size=size - 2)
                return
        alone = [s for s in SIZES if self._quotes_height(quotes, s) <= BODY_HEIGHT]
        if alone:
            self._quote_page(item, quotes, alone[0])
        else:
            for n, quote in quotes:
                room = BODY_HEIGHT - _PADDING
                for part in pieces(quote, SIZES[-1], BODY_WIDTH - _INSET, room):
                    self._quote_page(item, [(n, part)], SIZES[-1])
        if points:
            title = f"{item.heading}：要点"
            self._lines(title, points, foot=self._foot(item.citations))

    def _quote(self, n: int, item: LessonItem) -> str:
        """With its number where there are several."""
        quote = self._lesson.citations[n - 1].quote.strip()
        return f"{quote}{cited((n,))}" if len(item.citations) > 1 else quote

    @staticmethod
    def _quotes_height(quotes: Sequence[tuple[int, str]], size: float) -> float:
        highs = (height(quote, size, BODY_WIDTH - _INSET) for _, quote in quotes)
        return sum(high + _PADDING + _GAP for high in highs)

    def _quote_page(
        self, item: LessonItem, quotes: Sequence[tuple[int, str]], size: float
    ) -> Slide:
        numbers = [n for n, _ in quotes]
        notes = "\n".join([self._told(numbers), *item.points])
        slide = self._deck.page(item.heading, foot=self._foot(numbers), notes=notes)
        top = TOP
        for _, quote in quotes:
            high = height(quote, size, BODY_WIDTH - _INSET) + _PADDING
            self._deck.text(slide, Box(LEFT, top, BODY_WIDTH, high), quote, size=size, fill=PALE)
            top += high + _GAP
        return slide

    def _table(self, heading: str, table: LessonTable, points: Sequence[str]) -> None:
        columns = (*table.columns[:-1], "出处")
        rows = [
            (*row[:-1], f"{row[-1]}{cited(numbers)}")
            for row, numbers in zip(table.rows, table.citations, strict=True)
        ]
        widths = _widths(columns, rows)
        for part in _fitting(rows, widths):
            slide = self._deck.page(heading, notes="\n".join(points))
            self._deck.table(slide, TOP + 4, columns, part, widths)
        if table.chart:
            self._chart(heading, table.chart, points)
        elif points:
            self._lines(f"{heading}：要点", "\n".join(f"· {p}" for p in points))

    def _chart(self, heading: str, chart: LessonChart, points: Sequence[str]) -> None:
        text = "\n".join(f"· {point}" for point in points)
        below = min(height(text, POINT_SIZE, BODY_WIDTH), 120.0) if text else 0.0
        slide = self._deck.page(heading, foot=f"单位：{chart.unit}；数据与出处见前一页的表")
        box = Box(LEFT, TOP, BODY_WIDTH, BODY_HEIGHT - below - _GAP)
        self._deck.bars(slide, box, chart.title, chart.categories, chart.values)
        if text and height(text, POINT_SIZE, BODY_WIDTH) <= below:
            box = Box(LEFT, FOOT - below, BODY_WIDTH, below)
            self._deck.text(slide, box, text, size=POINT_SIZE)
        elif text:
            self._lines(f"{heading}：要点", text)

    def _question(self, question: LessonQuestion, number: int) -> None:
        title = f"练习 {number}（{QUESTION_NAMES[question.kind]}，{question.score}分）"
        options = "\n".join(
            f"{letter}．{option}" for letter, option in zip(LETTERS, question.options, strict=False)
        )
        text = question.stem + (f"\n\n{options}" if options else "")
        notes = "\n".join([f"答案：{question.key}", *_told(question)])
        self._lines(title, text, notes=notes)

    def _answers(self) -> None:
        """As many questions on a slide as fit."""
        held = ""
        for number, question in enumerate(self._lesson.questions(), 1):
            told = "\n".join(f"· {line}" for line in _told(question))
            text = f"练习 {number}　答案：{question.key}\n{told}"
            joined = f"{held}\n\n{text}" if held else text
            if held and height(joined, POINT_SIZE, BODY_WIDTH) > BODY_HEIGHT:
                self._lines(_ANSWERS, held, sizes=(POINT_SIZE,))
                joined = text
            held = joined
        if held:
            self._lines(_ANSWERS, held, sizes=(POINT_SIZE,))

    def _sources(self) -> None:
        rows = [
            (str(c.n), place(c), "；".join(filter(None, (c.doc_type, in_force(c.validity)))))
            for c in self._lesson.cited_in(self._copy)
        ]
        columns = ("号", "文件与条款", "类型与效力")
        widths = _widths(columns, rows)
        for part in _fitting(rows, widths):
            slide = self._deck.page(
                "出处与效力", foot=f"引文取自构建 {self._lesson.build[:12]}；不构成法律意见。"
            )
            self._deck.table(slide, TOP + 4, columns, part, widths)

    def _foot(self, numbers: Sequence[int]) -> str:
        """The sources of a slide in two lines at most."""
        told = []
        for n in numbers:
            citation = self._lesson.citations[n - 1]
            told.append(f"[{n}] {place(citation)}，{in_force(citation.validity)}")
        whole = "　".join(told)
        short = "出处 " + cited(numbers)
        return whole if height(whole, 11, RIGHT - LEFT - 60) <= 32 else short

    def _told(self, numbers: Sequence[int]) -> str:
        cites = (self._lesson.citations[n - 1] for n in numbers)
        return "\n".join(f"[{c.n}] {place(c)}（{in_force(c.validity)}）：{c.quote}" for c in cites)


def _told(question: LessonQuestion) -> list[str]:
    """Scoring points and explanation, a line each."""
    points = [f"（{p.score}分）{p.text}{cited(p.citations)}" for p in question.points]
    return points + [f"{told.text}{cited(told.citations)}" for told in question.explanation]


def _notes(section: LessonSection) -> str:
    return "\n".join(f"{note.text}{cited(note.citations)}" for note in section.notes)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Points of each column, by its longest cell; together the width of the body."""
    longest = [min(_WIDEST, max(map(em, cells))) for cells in zip(columns, *rows, strict=True)]
    rest = BODY_WIDTH - _NARROWEST * len(columns)
    return [_NARROWEST + rest * wide / sum(longest) for wide in longest]


def _fitting(
    rows: Sequence[tuple[str, ...]], widths: Sequence[float]
) -> Iterator[list[tuple[str, ...]]]:
    """Rows in groups that each fit on one slide."""
    held: list[tuple[str, ...]] = []
    used = _HEAD
    for row in rows:
        high = row_height(row, widths)
        if held and used + high > BODY_HEIGHT:
            yield held
            held, used = [], _HEAD
        held.append(row)
        used += high
    if held:
        yield held
