"""For trainers: lessons built, saved in versions, exported, and held against later texts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api import schemas_lessons as schemas
from api.lessons.alarm import alarms
from api.lessons.files import MEDIA_TYPES, LessonFormat, lesson_file
from api.lessons.shelf import LessonShelf, SavedLesson
from api.paging import cursor_for, skip_of
from api.routes.dependencies import Author, Cursor, Opened, PageSize
from api.today import today
from qa.lessons.arrange import checked
from qa.lessons.build import build_lesson
from qa.lessons.changes import LessonChanges, lesson_changes
from qa.lessons.lesson import Lesson, LessonCopy

router = APIRouter()


def shelf_of(request: Request) -> LessonShelf:
    shelf: LessonShelf = request.app.state.lessons
    return shelf


Shelf = Annotated[LessonShelf, Depends(shelf_of)]
LessonId = Annotated[str, Path(max_length=64, description="As the list gives it.")]
Version = Annotated[int | None, Query(ge=1, description="The newest where none is named.")]
AsOf = Annotated[date | None, Query(description="By what is in force on this day; today.")]


@router.post("/v1/lessons/preview", response_model=schemas.LessonBody)
def preview_lesson(opened: Opened, wish: schemas.LessonWish) -> Lesson:
    """Build a lesson and save nothing. The same wish over the same build gives the same lesson."""
    return build_lesson(opened.desk(), wish.brief(today()))


@router.post("/v1/lessons", response_model=schemas.SavedBody, status_code=201)
def save_lesson(
    opened: Opened, shelf: Shelf, actor: Author, body: schemas.LessonToSave
) -> SavedLesson:
    """Save a new lesson. Every quote has to be literally in the library at its place."""
    lesson = checked(opened.desk(), body.lesson)
    return shelf.add(lesson, author=actor or body.author, comment=body.comment)


@router.get("/v1/lessons", response_model=schemas.LessonPage)
def get_lessons(
    *, opened: Opened, shelf: Shelf, limit: PageSize = 50, cursor: Cursor = None
) -> dict[str, Any]:
    """Saved lessons, the last one saved first."""
    skip = skip_of(cursor)
    found = shelf.all()
    return {
        "items": [lesson_line(saved) for saved in found[skip : skip + limit]],
        "total": len(found),
        "next_cursor": cursor_for(str(skip + limit)) if skip + limit < len(found) else None,
        "build": opened.library().build(),
    }


@router.get("/v1/lessons/changes", response_model=schemas.LessonAlarms)
def get_lessons_changes(opened: Opened, shelf: Shelf, as_of: AsOf = None) -> dict[str, Any]:
    """Which saved lessons quote what has changed, was repealed, or is gone."""
    return alarms(opened.desk(), shelf, as_of or today())


@router.get("/v1/lessons/{lesson_id}", response_model=schemas.SavedBody)
def get_lesson(shelf: Shelf, lesson_id: LessonId, version: Version = None) -> SavedLesson:
    """One version of a lesson."""
    return shelf.get(lesson_id, version)


@router.get("/v1/lessons/{lesson_id}/versions", response_model=schemas.LessonVersions)
def get_lesson_versions(opened: Opened, shelf: Shelf, lesson_id: LessonId) -> dict[str, Any]:
    """Every version of a lesson, oldest first."""
    return {
        "id": lesson_id,
        "items": [lesson_line(saved) for saved in shelf.versions(lesson_id)],
        "build": opened.library().build(),
    }


@router.put("/v1/lessons/{lesson_id}", response_model=schemas.SavedBody)
def revise_lesson(
    opened: Opened,
    shelf: Shelf,
    actor: Author,
    lesson_id: LessonId,
    body: schemas.LessonToRevise,
) -> SavedLesson:
    """Save the next version; the older ones stay. Quotes taken over may be of an older text."""
    before = shelf.get(lesson_id, body.over).lesson
    lesson = checked(opened.desk(), body.lesson, before)
    return shelf.revise(
        lesson_id, lesson, over=body.over, author=actor or body.author, comment=body.comment
    )


@router.delete("/v1/lessons/{lesson_id}", status_code=204)
def remove_lesson(shelf: Shelf, lesson_id: LessonId) -> None:
    """Remove a lesson with all its versions."""
    shelf.remove(lesson_id)


@router.get("/v1/lessons/{lesson_id}/changes", response_model=schemas.ChangesBody)
def get_lesson_changes(
    opened: Opened, shelf: Shelf, lesson_id: LessonId, version: Version = None, as_of: AsOf = None
) -> LessonChanges:
    """Which quotes of a lesson no longer are what they were, old words beside new."""
    lesson = shelf.get(lesson_id, version).lesson
    return lesson_changes(opened.desk(), lesson, as_of or today())


@router.get(
    "/v1/lessons/{lesson_id}/export",
    response_class=Response,
    responses={
        200: {
            "description": "The file.",
            "content": {media: {"schema": {"type": "string"}} for media in MEDIA_TYPES.values()},
        }
    },
)
def export_lesson(
    shelf: Shelf,
    lesson_id: LessonId,
    format_: Annotated[LessonFormat, Query(alias="format")] = LessonFormat.DOCX,
    copy: Annotated[
        LessonCopy, Query(description="For learners without key, notes and the key's sources.")
    ] = LessonCopy.TEACHER,
    version: Version = None,
) -> Response:
    """A lesson as a file: docx and md for reading, pptx for showing with notes for who teaches."""
    saved = shelf.get(lesson_id, version)
    whose = "-学员" if copy is LessonCopy.LEARNER else ""
    name = quote(f"{saved.lesson.title}{whose}-v{saved.version}.{format_.value}", safe="")
    return Response(
        lesson_file(saved.lesson, format_, version=saved.version, copy=copy),
        media_type=MEDIA_TYPES[format_],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def lesson_line(saved: SavedLesson) -> dict[str, Any]:
    lesson = saved.lesson
    return {
        "id": saved.id,
        "version": saved.version,
        "title": lesson.title,
        "level": lesson.brief.level,
        "concepts": list(lesson.brief.concepts),
        "regions": list(lesson.brief.regions),
        "minutes": lesson.minutes,
        "items": sum(len(section.items) for section in lesson.sections),
        "saved_at": saved.saved_at,
        "author": saved.author,
        "comment": saved.comment,
    }
