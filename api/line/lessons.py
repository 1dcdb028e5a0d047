"""Lessons for trainers: built, saved, exported, and held against later texts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.line.arguments import AsJson, AsOf, Store, day

app = typer.Typer()
lessons_app = typer.Typer(no_args_is_help=True, help="Lessons for trainers, each item quoted.")
app.add_typer(lessons_app, name="lessons")


class Level(StrEnum):
    ELEMENTARY = "elementary"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Copy(StrEnum):
    TEACHER = "teacher"
    LEARNER = "learner"


class Form(StrEnum):
    DOCX = "docx"
    PPTX = "pptx"
    MD = "md"


LessonId = Annotated[str, typer.Argument(help="As `zhengtu lessons list` gives it.")]
Version = Annotated[int | None, typer.Option(min=1, help="The newest where none is named.")]


@lessons_app.command("build")
def build(
    *,
    concept: Annotated[
        list[str] | None, typer.Option(help="Notation (C1, or C for a group) or label; repeatable.")
    ] = None,
    level: Annotated[Level, typer.Option(help="For whom.")] = Level.ELEMENTARY,
    region: Annotated[
        list[str] | None, typer.Option(help="Beside the national rules; repeatable. None: all.")
    ] = None,
    minutes: Annotated[int, typer.Option(min=15, max=600, help="Length of the lesson.")] = 90,
    item: Annotated[
        list[str] | None,
        typer.Option(help="Id of a statement or provision, or DOCUMENT@START-END; repeatable."),
    ] = None,
    title: Annotated[str, typer.Option(help="Empty: made from concepts and level.")] = "",
    as_of: AsOf = None,
    author: Annotated[str, typer.Option(help="Who saves it.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show it and save nothing.")] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Build a lesson from the graph and save it."""
    from api.commands import lessons as command

    command.build(
        command.Wish(
            concepts=tuple(concept or ()),
            level=level.value,
            regions=tuple(region or ()),
            minutes=minutes,
            items=tuple(item or ()),
            title=title,
            as_of=day(as_of),
        ),
        author=author,
        preview=preview,
        store=store,
        as_json=as_json,
    )


@lessons_app.command("list")
def list_(*, store: Store = None, as_json: AsJson = False) -> None:
    """Name the saved lessons, the last one saved first."""
    from api.commands import lessons as command

    command.list_lessons(store=store, as_json=as_json)


@lessons_app.command("show")
def show(
    lesson_id: LessonId, *, version: Version = None, store: Store = None, as_json: AsJson = False
) -> None:
    """Print a lesson as Markdown."""
    from api.commands import lessons as command

    command.show(lesson_id, version=version, store=store, as_json=as_json)


@lessons_app.command("export")
def export(
    lesson_id: LessonId,
    *,
    format_: Annotated[
        Form, typer.Option("--format", help="pptx has notes pages and native charts.")
    ] = Form.DOCX,
    copy: Annotated[
        Copy, typer.Option(help="For learners without key, notes and the key's sources.")
    ] = Copy.TEACHER,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Else ID-vVERSION.FORMAT here.")
    ] = None,
    version: Version = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Write a lesson as a file (docx and pptx need the extra `lessons`)."""
    from api.commands import lessons as command

    command.export(
        lesson_id,
        form=format_.value,
        copy=copy.value,
        output=output,
        version=version,
        store=store,
        as_json=as_json,
    )


@lessons_app.command("check")
def check(
    lesson_id: Annotated[str | None, typer.Argument(help="Else every lesson.")] = None,
    *,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Say which quotes have changed, were repealed, or are gone; exit code 1 where any has."""
    from api.commands import lessons as command

    code = command.check(lesson_id, as_of=day(as_of), store=store, as_json=as_json)
    raise typer.Exit(code)


@lessons_app.command("remove")
def remove(lesson_id: LessonId, *, store: Store = None, as_json: AsJson = False) -> None:
    """Remove a lesson with all its versions."""
    from api.commands import lessons as command

    command.remove(lesson_id, store=store, as_json=as_json)
