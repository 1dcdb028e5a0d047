"""``zhengtu lessons``: built, listed, shown, exported, checked, removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.commands.session import opened, print_json, say
from api.lessons.files import LessonFormat, lesson_file
from api.lessons.markdown import lesson_markdown
from api.lessons.shelf import LessonShelf, SavedLesson
from api.schemas_analysis import as_json as to_json
from api.settings import load_settings
from api.today import today
from qa.analysis.desk import Desks
from qa.lessons.arrange import checked
from qa.lessons.build import build_lesson
from qa.lessons.changes import CitationChange, lesson_changes
from qa.lessons.lesson import LEVEL_NAMES, LessonBrief, LessonCopy, LessonLevel

_AFFECTED = 1
"""Exit code of ``check`` where a quote is no longer what it was."""
_SHOWN = 60
"""Characters of a clause in a line of the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What ``build`` was told."""

    concepts: tuple[str, ...]
    level: str
    regions: tuple[str, ...]
    minutes: int
    items: tuple[str, ...]
    title: str
    as_of: date | None


def shelf_of(store: str | None) -> LessonShelf:
    return LessonShelf(load_settings(store=store).files_folder / "lessons")


def build(wish: Wish, *, author: str, preview: bool, store: str | None, as_json: bool) -> None:
    brief = LessonBrief(
        concepts=wish.concepts,
        level=LessonLevel(wish.level),
        regions=wish.regions,
        minutes=wish.minutes,
        as_of=wish.as_of or today(),
        title=wish.title,
        items=wish.items,
    )
    with opened(store) as library:
        desk = Desks(library).desk()
        lesson = build_lesson(desk, brief)
        if not preview:
            lesson = checked(desk, lesson)
    if preview:
        print_json(to_json(lesson)) if as_json else say(lesson_markdown(lesson))
        return
    saved = shelf_of(store).add(lesson, author=author)
    if as_json:
        print_json(to_json(saved))
        return
    say(_line(saved), *(f"  {s.title}：{s.minutes}分钟，{len(s.items)}项" for s in lesson.sections))
    say(*(f"  没有查到：{gap}" for gap in lesson.missing))


def list_lessons(*, store: str | None, as_json: bool) -> None:
    found = shelf_of(store).all()
    if as_json:
        print_json({"items": [_summary(saved) for saved in found]})
    else:
        say(*(map(_line, found) if found else ["没有保存的讲义；zhengtu lessons build 生成一份"]))


def show(lesson_id: str, *, version: int | None, store: str | None, as_json: bool) -> None:
    saved = shelf_of(store).get(lesson_id, version)
    if as_json:
        print_json(to_json(saved))
    else:
        say(lesson_markdown(saved.lesson, version=saved.version))


def export(
    lesson_id: str,
    *,
    form: str,
    copy: str,
    output: Path | None,
    version: int | None,
    store: str | None,
    as_json: bool,
) -> None:
    saved = shelf_of(store).get(lesson_id, version)
    whose = LessonCopy(copy)
    raw = lesson_file(saved.lesson, LessonFormat(form), version=saved.version, copy=whose)
    mark = f"-{whose}" if whose is LessonCopy.LEARNER else ""
    target = output or Path(f"{saved.id}-v{saved.version}{mark}.{form}")
    target.write_bytes(raw)
    if as_json:
        print_json({"file": str(target), "bytes": len(raw)})
    else:
        say(f"{target}: {len(raw):,} bytes")


def check(lesson_id: str | None, *, as_of: date | None, store: str | None, as_json: bool) -> int:
    """The exit code: 1 where a quote has changed."""
    shelf = shelf_of(store)
    lessons = [shelf.get(lesson_id)] if lesson_id else shelf.all()
    with opened(store) as library:
        desk = Desks(library).desk()
        found = [(saved, lesson_changes(desk, saved.lesson, as_of or today())) for saved in lessons]
    if as_json:
        told = [_summary(saved) | {"changes": to_json(changes)} for saved, changes in found]
        print_json({"items": told})
    else:
        for saved, changes in found:
            say(f"{_line(saved)}：引文{changes.checked}处，有变化{len(changes.items)}处")
            say(*(line for change in changes.items for line in _change_lines(change)))
    return _AFFECTED if any(changes.items for _, changes in found) else 0


def remove(lesson_id: str, *, store: str | None, as_json: bool) -> None:
    shelf = shelf_of(store)
    shelf.remove(lesson_id)
    left = len(shelf.all())
    if as_json:
        print_json({"removed": lesson_id, "lessons": left})
    else:
        say(f"{lesson_id} removed; {left} lessons left")


def _line(saved: SavedLesson) -> str:
    lesson = saved.lesson
    level = LEVEL_NAMES[lesson.brief.level]
    who = f"，{saved.author}" if saved.author else ""
    when = saved.saved_at[:16].replace("T", " ")
    return f"{saved.id} v{saved.version} {lesson.title}（{level}，{lesson.minutes}分钟）{when}{who}"


def _summary(saved: SavedLesson) -> dict[str, object]:
    lesson = saved.lesson
    return {
        "id": saved.id,
        "version": saved.version,
        "title": lesson.title,
        "level": lesson.brief.level.value,
        "minutes": lesson.minutes,
        "saved_at": saved.saved_at,
        "author": saved.author,
    }


def _change_lines(change: CitationChange) -> list[str]:
    where = f"《{change.title}》{change.locator}"
    lines = [f"  [{change.n}] {change.label}：{where}（{len(change.affected)}处用到）"]
    lines.append(f"      旧：{_short(change.old_quote)}")
    if change.new_text:
        lines.append(f"      新：{change.new_locator} {_short(change.new_text)}")
    if change.new_validity and change.new_validity.basis:
        lines.append(f"      依据：{change.new_validity.basis}")
    return lines


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
