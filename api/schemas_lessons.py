"""The shapes of lessons over HTTP: what is asked for, saved, listed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from api.lessons.shelf import SavedLesson
from api.schemas import RegionName, Shape
from api.schemas_analysis import described
from qa.lessons.build import LONGEST, SHORTEST
from qa.lessons.changes import LessonChanges
from qa.lessons.lesson import Lesson, LessonBrief, LessonLevel

LessonBody = described(Lesson)
SavedBody = described(SavedLesson)
ChangesBody = described(LessonChanges)

ConceptName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
ItemId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class LessonWish(Shape):
    """What a lesson is asked for: concepts, or chosen items, or both."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "concepts": ["C1"],
                    "level": "intermediate",
                    "regions": ["北京市", "浙江省"],
                    "minutes": 90,
                },
                {"items": ["qh-001@120-180"], "minutes": 30, "title": "奖励条款精读"},
            ]
        },
    )

    concepts: list[ConceptName] = Field(
        default_factory=list,
        max_length=12,
        description="Notations (C1, or C for a group) or labels; /v1/concepts lists them.",
    )
    level: LessonLevel = LessonLevel.ELEMENTARY
    regions: list[RegionName] = Field(
        default_factory=list,
        max_length=20,
        description="Beside the national rules; none are all regions of the library.",
    )
    minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)] = 90
    as_of: date | None = Field(None, description="By what was in force on this day; today.")
    title: Title = Field("", description="Empty: made from concepts and level.")
    items: list[ItemId] = Field(
        default_factory=list,
        max_length=60,
        description="What has to be in it, in this order: ids of statements and provisions, or "
        "DOCUMENT@START-END for a stretch of a text.",
    )

    def brief(self, today: date) -> LessonBrief:
        return LessonBrief(
            concepts=tuple(self.concepts),
            level=self.level,
            regions=tuple(self.regions),
            minutes=self.minutes,
            as_of=self.as_of or today,
            title=self.title,
            items=tuple(self.items),
        )


class LessonToSave(Shape):
    """A lesson as it was built, or rearranged; quotes are held against the library."""

    lesson: Lesson
    author: Name = Field("", description="Who saves it. With API keys it is the key's name.")
    comment: Words = Field("", description="What is new in it.")


class LessonToRevise(LessonToSave):
    over: Annotated[int, Field(ge=1)] = Field(
        description="The version that it was made from; refused where a newer one is saved."
    )


class LessonLine(Shape):
    """A saved lesson in a list."""

    id: str
    version: int = Field(description="The newest.")
    title: str
    level: LessonLevel
    concepts: list[str]
    regions: list[str]
    minutes: int
    items: int
    saved_at: str
    author: str
    comment: str


class LessonPage(Shape):
    items: list[LessonLine]
    total: int
    next_cursor: str | None
    build: str


class LessonVersions(Shape):
    """Every version of one lesson, oldest first."""

    id: str
    items: list[LessonLine]
    build: str


class LessonAlarm(Shape):
    """A saved lesson with how many of its quotes are no longer what they were."""

    id: str
    version: int
    title: str
    affected: int
    counts: dict[str, int] = Field(description="State → citations.")


class LessonAlarms(Shape):
    """Every saved lesson, those that are affected first."""

    items: list[LessonAlarm]
    affected: int = Field(description="Lessons of which a quote has changed.")
    as_of: date
    build: str
