"""A lesson as Markdown: everything in one text, key and sources at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.lessons.lesson import (
    LEVEL_NAMES,
    QUESTION_NAMES,
    ItemKind,
    Lesson,
    LessonCopy,
    LessonItem,
    LessonQuestion,
    LessonSection,
    LessonTable,
)
from qa.lessons.wording import in_force, place

LETTERS = "ABCDEFGH"


def lesson_markdown(
    lesson: Lesson, *, version: int | None = None, copy: LessonCopy = LessonCopy.TEACHER
) -> str:
    key = _answers(lesson) if copy is LessonCopy.TEACHER else ()
    return "\n".join([*_head(lesson, version), *_body(lesson, copy), *key, *_sources(lesson, copy)])


def _head(lesson: Lesson, version: int | None) -> Iterator[str]:
    yield f"# {lesson.title}"
    yield ""
    facts = [
        f"层级：{LEVEL_NAMES[lesson.brief.level]}",
        f"时长：{lesson.minutes}分钟",
        f"地区：{'、'.join(lesson.brief.regions) or '库中全部地区'}",
        f"效力截至：{lesson.brief.as_of.isoformat()}",
        *([f"版本：{version}"] if version else []),
    ]
    yield " ｜ ".join(facts)
    yield ""
    if lesson.goals:
        yield "## 学习目标"
        yield ""
        yield from (f"- {goal}" for goal in lesson.goals)
        yield ""
    if lesson.missing:
        yield "> 库中没有查到：" + "；".join(lesson.missing)
        yield ""


def _body(lesson: Lesson, copy: LessonCopy) -> Iterator[str]:
    number = 0
    for n, section in enumerate(lesson.sections, 1):
        yield f"## {n} {section.title}（{section.minutes}分钟）"
        yield ""
        for item in section.items:
            if item.question:
                number += 1
            yield from _item(lesson, item, number)
        if copy is LessonCopy.TEACHER:
            yield from _notes(section)


def _item(lesson: Lesson, item: LessonItem, number: int) -> Iterator[str]:
    if item.question:
        yield from _question(item.question, number)
        return
    yield f"### {item.heading}"
    yield ""
    for n in item.citations:
        quote = lesson.citations[n - 1].quote
        yield from (f"> {line}" if line.strip() else ">" for line in quote.splitlines())
        yield f"> {cited((n,))}"
        yield ""
    if item.points and item.kind is not ItemKind.TABLE:
        yield from (f"- {point}" for point in item.points)
        yield ""
    if item.table:
        yield from _table(item.table)
        yield from (f"- {point}" for point in item.points)
        yield ""


def _table(table: LessonTable) -> Iterator[str]:
    yield _row((*table.columns, "引文"))
    yield _row(["---"] * (len(table.columns) + 1))
    for row, numbers in zip(table.rows, table.citations, strict=True):
        yield _row((*row, cited(numbers)))
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _question(question: LessonQuestion, number: int) -> Iterator[str]:
    about = f"（{QUESTION_NAMES[question.kind]}，{question.score}分）"
    yield f"**{number}．{about}** {_flat(question.stem)}"
    yield ""
    for letter, option in zip(LETTERS, question.options, strict=False):
        yield f"- {letter}．{option}"
    if question.options:
        yield ""


def _notes(section: LessonSection) -> Iterator[str]:
    if section.notes:
        yield "> **教学提示**"
        yield ">"
        yield from (f"> - {note.text}{cited(note.citations)}" for note in section.notes)
        yield ""


def _answers(lesson: Lesson) -> Iterator[str]:
    asked = lesson.questions()
    if not asked:
        return
    yield "## 答案与评分要点"
    yield ""
    for number, question in enumerate(asked, 1):
        yield f"**{number}．{question.key}**"
        yield ""
        for point in question.points:
            yield f"- （{point.score}分）{point.text}{cited(point.citations)}"
        yield from (f"- {told.text}{cited(told.citations)}" for told in question.explanation)
        yield ""


def _sources(lesson: Lesson, copy: LessonCopy) -> Iterator[str]:
    yield "## 出处与效力"
    yield ""
    for citation in lesson.cited_in(copy):
        about = [citation.doc_type, citation.document_number or "", in_force(citation.validity)]
        yield f"{citation.n}. {place(citation)}　{'；'.join(part for part in about if part)}"
        yield f"   “{_flat(citation.quote)}”"
    yield ""
    yield f"引文取自构建 {lesson.build[:12]}。本讲义由库中文件生成，不构成法律意见。"
    yield ""


def cited(numbers: Sequence[int]) -> str:
    """[1][3]."""
    return "".join(f"[{n}]" for n in numbers)


def _flat(text: str) -> str:
    return " ".join(text.split())
