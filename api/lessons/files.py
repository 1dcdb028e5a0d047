"""The file formats of a lesson. Office formats need the extra ``lessons``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

from api.lessons.markdown import lesson_markdown
from graph.errors import MissingExtra
from qa.lessons.lesson import Lesson


class LessonFormat(StrEnum):
    DOCX = "docx"
    PPTX = "pptx"
    MD = "md"


MEDIA_TYPES: Mapping[LessonFormat, str] = {
    LessonFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    LessonFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    LessonFormat.MD: "text/markdown; charset=utf-8",
}


def lesson_file(lesson: Lesson, form: LessonFormat, *, version: int | None = None) -> bytes:
    """The lesson in this format. Raises MissingExtra for slides without the extra ``lessons``."""
    if form is LessonFormat.MD:
        return lesson_markdown(lesson, version=version).encode()
    if form is LessonFormat.PPTX and find_spec("pptx") is None:
        raise MissingExtra("slides need one more package: pip install 'zhengtu[lessons]'")
    name = "api.lessons.slides" if form is LessonFormat.PPTX else "api.lessons.handout"
    made: bytes = import_module(name).lesson_bytes(lesson, version=version)
    return made
