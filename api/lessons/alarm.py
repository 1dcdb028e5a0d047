"""Which of the saved lessons quote what is no longer so."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.lessons.shelf import LessonShelf, SavedLesson
from qa.analysis.desk import Desk
from qa.lessons.changes import lesson_changes


def alarms(desk: Desk, shelf: LessonShelf, on: date) -> dict[str, Any]:
    """A line for each saved lesson, those with most changed quotes first."""
    lines = [_line(desk, saved, on) for saved in shelf.all()]
    lines.sort(key=lambda line: (-line["affected"], line["id"]))
    return {
        "items": lines,
        "affected": sum(line["affected"] > 0 for line in lines),
        "as_of": on,
        "build": desk.build,
    }


def _line(desk: Desk, saved: SavedLesson, on: date) -> dict[str, Any]:
    changes = lesson_changes(desk, saved.lesson, on)
    return {
        "id": saved.id,
        "version": saved.version,
        "title": saved.lesson.title,
        "affected": len(changes.items),
        "counts": changes.counts,
    }
