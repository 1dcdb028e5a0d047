"""Saved lessons: a folder for each, a JSON file for each version (decision 0013).

A version is written once and never changed, so whoever quotes one finds it as it was.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.schemas_analysis import adapter_of, as_json
from graph.dates import CHINA
from graph.errors import InvalidInput, NotFound, StoreCorrupt
from graph.locks import locked, write_private
from qa.lessons.lesson import Lesson

_ID = re.compile(r"[0-9a-f]{12}")
_LOCK_SECONDS = 20.0
LONGEST_BODY = 4_194_304
"""Bytes of a request that saves a lesson; ten hours with all their quotes take one MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLesson:
    """One version of a lesson."""

    id: str
    """Twelve hexadecimal digits, from what its first version said."""
    version: int
    """From 1; a newer one leaves the older as they were."""
    saved_at: str
    """ISO 8601."""
    author: str
    comment: str
    """What is new in it, in the author's words."""
    lesson: Lesson


class LessonShelf:
    """The lessons beside one library. Safe to use from several processes."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def add(self, lesson: Lesson, *, author: str, comment: str = "") -> SavedLesson:
        """A new lesson; where the very same was saved before, that one."""
        id_ = _lesson_id(lesson)
        with self._locked():
            if self._numbers(id_):
                return self._read(id_, 1)
            return self._write(id_, 1, lesson, author, comment)

    def revise(
        self, id_: str, lesson: Lesson, *, over: int, author: str, comment: str = ""
    ) -> SavedLesson:
        """The next version, made from version ``over``.

        Raises NotFound for a lesson that is none, InvalidInput where somebody else has saved a
        newer version meanwhile.
        """
        with self._locked():
            latest = self.get(id_)
            if latest.version != over:
                raise InvalidInput(
                    f"lesson {id_}: {latest.author or 'somebody'} has saved version "
                    f"{latest.version}, and this was made from {over}; load it and save again"
                )
            if latest.lesson == lesson:
                return latest
            return self._write(id_, latest.version + 1, lesson, author, comment)

    def get(self, id_: str, version: int | None = None) -> SavedLesson:
        """One version, the newest where none is named. Raises NotFound."""
        numbers = self._numbers(id_)
        if not numbers:
            raise NotFound(f"no lesson {id_!r}; GET /v1/lessons lists them")
        if version is not None and version not in numbers:
            raise NotFound(f"lesson {id_} has versions {numbers[0]} to {numbers[-1]}, no {version}")
        return self._read(id_, version or numbers[-1])

    def versions(self, id_: str) -> list[SavedLesson]:
        """Oldest first. Raises NotFound."""
        return [self.get(id_, number) for number in self._numbers(id_)] or [self.get(id_)]

    def all(self) -> list[SavedLesson]:
        """The newest version of each lesson, the last one saved first."""
        ids = self._home.iterdir() if self._home.is_dir() else ()
        found = [self.get(folder.name) for folder in sorted(ids) if self._numbers(folder.name)]
        return sorted(found, key=lambda saved: (saved.saved_at, saved.id), reverse=True)

    def remove(self, id_: str) -> None:
        """With all its versions. Raises NotFound."""
        with self._locked():
            self.get(id_)
            shutil.rmtree(self._home / id_)

    def _locked(self) -> Any:
        self._home.mkdir(parents=True, exist_ok=True)
        return locked(self._home / "lock", _LOCK_SECONDS, "another process to save a lesson")

    def _numbers(self, id_: str) -> list[int]:
        if not _ID.fullmatch(id_):
            return []
        return sorted(int(file.stem) for file in (self._home / id_).glob("*.json"))

    def _write(
        self, id_: str, version: int, lesson: Lesson, author: str, comment: str
    ) -> SavedLesson:
        saved = SavedLesson(
            id=id_,
            version=version,
            saved_at=datetime.now(CHINA).isoformat(timespec="milliseconds"),
            author=author,
            comment=comment,
            lesson=lesson,
        )
        folder = self._home / id_
        folder.mkdir(exist_ok=True)
        write_private(folder / f"{version}.json", json.dumps(as_json(saved), ensure_ascii=False))
        return saved

    def _read(self, id_: str, version: int) -> SavedLesson:
        file = self._home / id_ / f"{version}.json"
        try:
            return adapter_of(SavedLesson).validate_json(file.read_bytes())
        except ValidationError as exc:
            raise StoreCorrupt(
                f"{file} is no lesson of this version of Zhengtu: {exc.errors()[0]['msg']}; "
                "restore it from a backup, or remove it"
            ) from exc


def _lesson_id(lesson: Lesson) -> str:
    said = json.dumps(as_json(lesson), ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:12]
