"""Lessons as DOCX and PPTX, opened again: whole, cited, and within their boxes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from pptx import Presentation
from pptx.util import Pt

from api.lessons.files import LessonFormat, lesson_file
from api.lessons.measure import height, pieces
from graph.library import open_library
from qa.analysis.desk import Desks
from qa.lessons.build import build_lesson
from qa.lessons.lesson import Lesson, LessonBrief, LessonCopy, LessonLevel

CITED = re.compile(r"\[\d+\]")


@pytest.fixture(scope="module")
def lesson(acts_url: str) -> Lesson:
    brief = LessonBrief(
        concepts=("C1",), level=LessonLevel.INTERMEDIATE, minutes=60, as_of=date(2024, 6, 1)
    )
    with open_library(acts_url) as library:
        return build_lesson(Desks(library).desk(), brief)


@pytest.fixture(scope="module")
def slides(lesson: Lesson) -> Any:
    return Presentation(io.BytesIO(lesson_file(lesson, LessonFormat.PPTX, version=2)))


@pytest.fixture(scope="module")
def handout(lesson: Lesson) -> bytes:
    return lesson_file(lesson, LessonFormat.DOCX, version=2)


def words_of(slide: Any) -> str:
    told = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    told += [c.text for s in slide.shapes if s.has_table for r in s.table.rows for c in r.cells]
    return "\n".join(told)


def text_of(raw: bytes, form: LessonFormat) -> str:
    if form is LessonFormat.MD:
        return raw.decode()
    if form is LessonFormat.PPTX:
        slides = Presentation(io.BytesIO(raw)).slides
        notes = [s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide]
        return "\n".join([*map(words_of, slides), *notes])
    file = Document(io.BytesIO(raw))
    cells = [c.text for table in file.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


def styled(paragraph: Paragraph, name: str) -> bool:
    return paragraph.style is not None and paragraph.style.name == name


def test_no_slide_is_empty_and_each_has_its_title(slides: Any) -> None:
    for slide in slides.slides:
        assert slide.shapes.title.text_frame.text.strip()
        filled = [s for s in slide.shapes if s.has_chart or s.has_table]
        texts = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text.strip()]
        assert filled or len(texts) > 1


def test_the_slides_begin_with_title_and_contents_and_end_with_sources(
    slides: Any, lesson: Lesson
) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]

    assert titles[:3] == [lesson.title, "目录", "学习目标"]
    assert titles[-1] == "出处与效力"
    assert [t for t in titles if t in {s.title for s in lesson.sections}] == [
        section.title for section in lesson.sections
    ]
    sources = words_of(slides.slides[-1])
    assert "现行有效" in sources


def test_what_slides_say_stays_inside_the_slide_and_its_box(slides: Any) -> None:
    wide, high = slides.slide_width, slides.slide_height
    for slide in slides.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= wide
            assert 0 <= shape.top <= shape.top + shape.height <= high
            if shape.has_text_frame and shape.text_frame.text.strip():
                frame = shape.text_frame
                size = frame.paragraphs[0].runs[0].font.size.pt
                inner = (shape.width - frame.margin_left - frame.margin_right) / Pt(1)
                assert height(frame.text, size, inner) <= shape.height / Pt(1) + 1, frame.text


def test_tables_of_slides_end_above_the_foot(slides: Any) -> None:
    tables = [s for slide in slides.slides for s in slide.shapes if s.has_table]

    assert tables
    for shape in tables:
        rows = sum(row.height for row in shape.table.rows)
        assert shape.top + rows <= Pt(490)


def test_a_comparison_has_a_native_chart_with_its_figures(slides: Any, lesson: Lesson) -> None:
    (chart,) = [s.chart for slide in slides.slides for s in slide.shapes if s.has_chart]
    (table,) = [i.table for _, i in lesson.placed_items() if i.table]

    assert table.chart
    assert tuple(chart.plots[0].categories) == table.chart.categories
    assert tuple(chart.plots[0].series[0].values) == table.chart.values


def test_keys_stand_on_the_notes_pages_and_not_on_the_questions(slides: Any) -> None:
    asked = [s for s in slides.slides if s.shapes.title.text_frame.text.startswith("练习 ")]

    assert asked
    for slide in asked:
        assert "答案：" not in words_of(slide)
        assert slide.notes_slide.notes_text_frame.text.startswith("答案：")


def test_teaching_notes_stand_on_the_notes_page_of_their_section(
    slides: Any, lesson: Lesson
) -> None:
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text
        for slide in slides.slides
        if slide.has_notes_slide
    }

    for section in lesson.sections:
        for note in section.notes:
            assert note.text in notes[section.title]


def test_the_handout_has_a_cover_contents_every_section_and_all_quotes(
    handout: bytes, lesson: Lesson
) -> None:
    document = Document(io.BytesIO(handout))
    headings = [p.text for p in document.paragraphs if styled(p, "Heading 1")]

    assert next(p.text for p in document.paragraphs if p.text) == lesson.title
    assert [h.partition("（")[0].partition("　")[2] or h for h in headings] == [
        "学习目标",
        *(section.title for section in lesson.sections),
        "答案与评分要点",
        "出处与效力",
    ]
    sources = document.tables[-1]
    assert len(sources.rows) == len(lesson.citations) + 1
    for row, citation in zip(sources.rows[1:], lesson.citations, strict=True):
        assert row.cells[0].text == str(citation.n)
        assert row.cells[3].text == " ".join(citation.quote.split())


def test_the_contents_are_a_field_and_show_the_sections_before_it_is_filled(
    handout: bytes, lesson: Lesson
) -> None:
    document = Document(io.BytesIO(handout))
    xml = document.element.xml
    marks = re.findall(r'w:fldCharType="(\w+)"', xml)

    assert r'TOC \o "1-2"' in xml
    assert marks == ["begin", "separate", "end"]
    shown = [p.text for p in document.paragraphs]
    for n, section in enumerate(lesson.sections, 1):
        assert shown.count(f"{n}　{section.title}（{section.minutes}分钟）") == 2


def test_the_chart_of_the_handout_is_native_and_carries_its_workbook(handout: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(handout)) as package:
        names = package.namelist()
        chart = package.read("word/charts/chart1.xml").decode()
        document = package.read("word/document.xml").decode()

    assert "word/embeddings/figures1.xlsx" in names
    assert "<c:v>65</c:v>" in chart.replace("65.0", "65")
    assert "c:externalData" in chart
    assert "drawingml/2006/chart" in document


@pytest.mark.parametrize("form", LessonFormat)
def test_a_copy_for_learners_has_the_questions_and_nothing_of_the_key(
    lesson: Lesson, form: LessonFormat
) -> None:
    whole = text_of(lesson_file(lesson, form), form)
    copy = text_of(lesson_file(lesson, form, copy=LessonCopy.LEARNER), form)
    notes = [note.text for section in lesson.sections for note in section.notes]
    points = [f"（{p.score}分）{p.text}" for q in lesson.questions() for p in q.points]
    sources = {f"[{citation.n}]" for citation in lesson.cited_in(LessonCopy.LEARNER)}

    assert lesson.questions()
    assert notes
    for words in ("答案", *notes, *points):
        assert words in whole
        assert words not in copy
    assert all(" ".join(q.stem.split())[:20] in copy for q in lesson.questions())
    assert "出处与效力" in copy
    assert set(CITED.findall(copy)) <= sources
    assert len(sources) < len(lesson.citations)


def test_every_point_of_the_answers_cites(handout: bytes) -> None:
    document = Document(io.BytesIO(handout))
    paragraphs = [p for p in document.paragraphs if styled(p, "List Bullet")]
    scored = [p.text for p in paragraphs if re.match(r"（\d+分）", p.text)]

    assert scored
    assert all(CITED.search(text) for text in scored)


@pytest.mark.parametrize("form", list(LessonFormat))
def test_control_characters_that_were_pasted_into_a_title_do_no_harm(
    lesson: Lesson, form: LessonFormat
) -> None:
    pasted = replace(lesson, title="奖励\x00比例\x0b精读")

    assert lesson_file(pasted, form)


def test_the_same_lesson_gives_the_same_words(lesson: Lesson, handout: bytes) -> None:
    again = lesson_file(lesson, LessonFormat.DOCX, version=2)

    def body(raw: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return package.read("word/document.xml")

    assert body(again) == body(handout)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一二三四五。" * 200, id="sentences"),
        pytest.param("一二三四五，" * 200 + "。", id="one sentence with commas"),
        pytest.param("一" * 2000, id="no mark at all"),
        pytest.param("短。", id="short"),
    ],
)
def test_long_words_are_cut_into_parts_that_fit_and_nothing_is_lost(text: str) -> None:
    parts = list(pieces(text, 20, 400, 200))

    assert "".join(parts) == text
    assert all(height(part, 20, 400) <= 200 for part in parts)
