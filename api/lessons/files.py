"""The file formats of a lesson. Office formats need the extra ``lessons``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from api.lessons.markdown import lesson_markdown
from api.schemas_analysis import adapter_of, as_json
from graph.errors import MissingExtra
from qa.lessons.lesson import Lesson, LessonCopy

# What XML, and so Office, has no way to write; a title may have been pasted from anywhere.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class LessonFormat(StrEnum):
    DOCX = "docx"
    PPTX = "pptx"
    MD = "md"


MEDIA_TYPES: Mapping[LessonFormat, str] = {
    LessonFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    LessonFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    LessonFormat.MD: "text/markdown; charset=utf-8",
}


def lesson_file(
    lesson: Lesson,
    form: LessonFormat,
    *,
    version: int | None = None,
    copy: LessonCopy = LessonCopy.TEACHER,
) -> bytes:
    """The lesson in this format. Raises MissingExtra for Office without the extra ``lessons``."""
    lesson = _printable(lesson)
    if form is LessonFormat.MD:
        return lesson_markdown(lesson, version=version, copy=copy).encode()
    if find_spec("pptx") is None:
        raise MissingExtra("docx and pptx need one more package: pip install 'zhengtu[lessons]'")
    name = "api.lessons.slides" if form is LessonFormat.PPTX else "api.lessons.handout"
    made: bytes = import_module(name).lesson_bytes(lesson, version=version, copy=copy)
    return made


def _printable(lesson: Lesson) -> Lesson:
    """The lesson with � for control characters."""
    return adapter_of(Lesson).validate_python(_plain(as_json(lesson)))


def _plain(value: Any) -> Any:
    match value:
        case str():
            return _UNPRINTABLE.sub("\ufffd", value)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {name: _plain(one) for name, one in value.items()}
    return value
