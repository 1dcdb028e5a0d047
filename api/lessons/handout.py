"""A lesson as a text document: to be read, printed, and written on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart

from api.lessons.deck import style_chart
from api.lessons.markdown import LETTERS, cited
from api.lessons.measure import em
from api.lessons.page import Page
from qa.lessons.lesson import (
    LEVEL_NAMES,
    QUESTION_NAMES,
    Lesson,
    LessonChart,
    LessonCitation,
    LessonCopy,
    LessonItem,
    LessonQuestion,
    LessonSection,
    LessonTable,
)
from qa.lessons.wording import in_force, place

_LEAST, _MOST = 5.0, 22.0
"""Ems between which the longest cell of a column counts for its width."""


def lesson_bytes(lesson: Lesson, *, version: int | None, copy: LessonCopy) -> bytes:
    """A DOCX file."""
    for_teachers = copy is LessonCopy.TEACHER
    page = Page(lesson.title)
    facts = [
        f"{LEVEL_NAMES[lesson.brief.level]} · {lesson.minutes}分钟",
        f"地区：{'、'.join(lesson.brief.regions) or '库中全部地区'}",
        f"效力截至 {lesson.brief.as_of.isoformat()}" + (f" · 第{version}版" if version else ""),
        f"引文取自构建 {lesson.build[:12]}",
    ]
    page.cover(lesson.title, facts)
    titles = [f"{n}　{_head(section)}" for n, section in enumerate(lesson.sections, 1)]
    asked = lesson.questions() if for_teachers else []
    page.contents([*titles, *(["答案与评分要点"] if asked else []), "出处与效力"])
    _goals(page, lesson)
    number = 0
    for n, section in enumerate(lesson.sections, 1):
        page.heading(f"{n}　{_head(section)}", 1)
        for item in section.items:
            number += item.question is not None
            _item(page, lesson, item, number)
        if section.notes and for_teachers:
            notes = [f"{note.text}{cited(note.citations)}" for note in section.notes]
            page.box("教学提示", notes)
    if asked:
        _answers(page, asked)
    _sources(page, lesson.cited_in(copy))
    written = io.BytesIO()
    page.file.save(written)
    return written.getvalue()


def _head(section: LessonSection) -> str:
    return f"{section.title}（{section.minutes}分钟）"


def _goals(page: Page, lesson: Lesson) -> None:
    if lesson.goals:
        page.heading("学习目标", 1)
        page.bullets(lesson.goals)
    if lesson.missing:
        page.line("库中没有查到：" + "；".join(lesson.missing), bold=True)


def _item(page: Page, lesson: Lesson, item: LessonItem, number: int) -> None:
    if item.question:
        _question(page, item.question, number)
        return
    page.heading(item.heading, 2)
    for n in item.citations:
        citation = lesson.citations[n - 1]
        page.quote(citation.quote, f"[{n}] {place(citation)}，{in_force(citation.validity)}")
    if item.table:
        _table(page, item.table)
    page.bullets(item.points)


def _table(page: Page, table: LessonTable) -> None:
    rows = [
        (*row[:-1], f"{row[-1]}{cited(numbers)}")
        for row, numbers in zip(table.rows, table.citations, strict=True)
    ]
    page.table(table.columns, rows, _shares(table.columns, rows))
    if table.chart:
        page.chart(table.chart.title, *_chart_parts(table.chart))


def _shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    cells = zip(columns, *rows, strict=True)
    return [min(_MOST, max(_LEAST, *map(em, column))) + 3 for column in cells]


def _chart_parts(chart: LessonChart) -> tuple[bytes, bytes]:
    """DrawingML of a bar chart, and the workbook with its figures."""
    data: Any = CategoryChartData()
    data.categories = list(chart.categories)
    data.add_series(chart.title, list(chart.values))
    space = parse_xml(ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, data).xml.encode())
    part = ChartPart(None, None, None, space)
    style_chart(part.chart)
    return part.blob, CategoryWorkbookWriter(data).xlsx_blob


def _question(page: Page, question: LessonQuestion, number: int) -> None:
    about = f"{QUESTION_NAMES[question.kind]}，{question.score}分"
    page.line(f"{number}．（{about}）{' '.join(question.stem.split())}", bold=True)
    for letter, option in zip(LETTERS, question.options, strict=False):
        page.line(f"　　{letter}．{option}")
    if not question.options:
        page.line("　　答：" + "_" * 40)


def _answers(page: Page, asked: Sequence[LessonQuestion]) -> None:
    page.heading("答案与评分要点", 1, new_page=True)
    for number, question in enumerate(asked, 1):
        page.line(f"{number}．{question.key}", bold=True)
        points = [f"（{p.score}分）{p.text}{cited(p.citations)}" for p in question.points]
        told = [f"{note.text}{cited(note.citations)}" for note in question.explanation]
        page.bullets(points + told)


def _sources(page: Page, citations: Sequence[LessonCitation]) -> None:
    """Every quote in full, so that the paper can be checked without the library."""
    page.heading("出处与效力", 1, new_page=True)
    rows = [
        (
            str(c.n),
            f"{place(c)}\n{'；'.join(filter(None, (c.doc_type, c.document_number)))}",
            in_force(c.validity),
            " ".join(c.quote.split()),
        )
        for c in citations
    ]
    page.table(("号", "文件与条款", "效力", "原文"), rows, (1.0, 4.6, 2.6, 8.0))
    page.line("本讲义由库中文件生成，引文以原文为准，不构成法律意见。", size=9)
