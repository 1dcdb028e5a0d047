"""The file formats of a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from api.lessons.markdown import lesson_markdown
from qa.lessons.lesson import Lesson


class LessonFormat(StrEnum):
    MD = "md"


MEDIA_TYPES: Mapping[LessonFormat, str] = {LessonFormat.MD: "text/markdown; charset=utf-8"}


def lesson_file(lesson: Lesson, form: LessonFormat, *, version: int | None = None) -> bytes:
    """The lesson in this format."""
    del form
    return lesson_markdown(lesson, version=version).encode()
