"""What a program may ask over MCP: thin ways to the functions that HTTP and commands call too."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, RootModel

from api import schemas
from api.opening import Opening
from api.routes.search import search as search_passages
from api.schemas_analysis import described
from api.schemas_lessons import LessonWish
from api.today import today
from qa import verify as citations
from qa.analysis.matrix import Matrix, matrix
from qa.analysis.trace import Trace, trace
from qa.lessons.build import build_lesson
from qa.lessons.lesson import Lesson, LessonLevel

Day = Annotated[date | None, Field(description="By what was in force on this day; today.")]
Regions = Annotated[
    tuple[str, ...], Field(max_length=20, description="北京市, 浙江省, 全国 …; empty: all.")
]
Concepts = Annotated[
    tuple[str, ...],
    Field(max_length=12, description="Measures by notation or label: C1, 转化收益奖励比例."),
]
TitleOrId = Annotated[
    str,
    Field(
        min_length=1, max_length=300, description="A full title, with or without 《》, or an id."
    ),
]
Place = Annotated[str, Field(max_length=60, description="第十二条第三款, 第45条, 二、（三）.")]
Words = Annotated[str, Field(min_length=1, max_length=1000)]

for _shape in (citations.CitedClause, citations.Verdict, Matrix, Trace, Lesson):
    described(_shape)


# The SDK makes schemas of models; of dataclasses with slots it makes none.
class ClauseResult(RootModel[citations.CitedClause]): ...


class VerdictResult(RootModel[citations.Verdict]): ...


class MatrixResult(RootModel[Matrix]): ...


class TraceResult(RootModel[Trace]): ...


class LessonResult(RootModel[Lesson]): ...


class Tools:
    """Each method is a tool: its name, its arguments, and its docstring for the model."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def ask(self, question: Words, regions: Regions = (), as_of: Day = None) -> schemas.Answer:
        """Answer a question about the policies, every sentence with its checked citations.

        status is answered, partial or not_found; with not_found the citations are no more than the
        nearest passages. missing says what was asked and not found.
        """
        answer = self._opening.answerer().ask(question, as_of=as_of, regions=regions)
        return schemas.Answer.model_validate(answer.as_json())

    def search(
        self,
        query: Words,
        *,
        regions: Regions = (),
        doc_types: Annotated[
            tuple[str, ...], Field(max_length=20, description="法律, 地方性法规 …; empty: all.")
        ] = (),
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> schemas.HitPage:
        """Find passages by their words, best first, each with its clause and offsets."""
        library = self._opening.library()
        found = search_passages(
            library, q=query, region=list(regions), doc_type=list(doc_types), limit=limit
        )
        return schemas.HitPage.model_validate(found)

    def read_clause(self, title: TitleOrId, locator: Place, as_of: Day = None) -> ClauseResult:
        """Read one clause word for word, with its validity on the day."""
        found = citations.read_clause(self._opening.desk(), title, locator, as_of or today())
        return ClauseResult(found)

    def verify_citation(
        self,
        title: TitleOrId,
        locator: Place = "",
        quote: Annotated[str, Field(max_length=2000, description="What it is said to say.")] = "",
        as_of: Day = None,
    ) -> VerdictResult:
        """Check a citation: does the clause exist, is it in force, does it say this?

        says is literal, elsewhere (same text, another clause), similar (nearest has the true
        wording) or no. A text that the library lacks is told so, with titles that are near; that
        is no proof that it does not exist.
        """
        desk = self._opening.desk()
        return VerdictResult(
            citations.verify(desk, title, as_of or today(), locator=locator, quote=quote)
        )

    def compare_regions(
        self, concepts: Concepts, regions: Regions = (), as_of: Day = None
    ) -> MatrixResult:
        """Lay regions side by side: what each says of each measure, with figures and quotes.

        An empty cell says 未见 (the library has texts of the region and none says it), 不适用 or
        地区未入库.
        """
        desk = self._opening.desk()
        return MatrixResult(matrix(desk, as_of or today(), regions=regions, concepts=concepts))

    def trace_rule(
        self,
        *,
        query: Annotated[str, Field(max_length=300, description="Words of the rule.")] = "",
        concept: Annotated[str, Field(max_length=80, description="Notation or label.")] = "",
        statement: Annotated[str, Field(max_length=300, description="Id of a norm.")] = "",
        regions: Regions = (),
        as_of: Day = None,
        limit: Annotated[int, Field(ge=1, le=200)] = 50,
    ) -> TraceResult:
        """Follow one rule through regions and years, earliest first.

        Give exactly one of query, concept and statement.
        """
        found = trace(
            self._opening.desk(),
            as_of or today(),
            query=query,
            concept=concept,
            node=statement,
            regions=regions,
            limit=limit,
        )
        return TraceResult(found)

    def build_lesson(
        self,
        *,
        concepts: Concepts = (),
        level: LessonLevel = LessonLevel.ELEMENTARY,
        regions: Regions = (),
        minutes: Annotated[int, Field(ge=15, le=600)] = 90,
        items: Annotated[
            tuple[str, ...], Field(max_length=60, description="Ids of statements or provisions.")
        ] = (),
        title: Annotated[str, Field(max_length=120)] = "",
        as_of: Day = None,
    ) -> LessonResult:
        """Build a lesson for trainers: terms, clauses, comparison, cases, questions with key.

        Every item is quoted. Nothing is saved.
        """
        wish = LessonWish(
            concepts=list(concepts),
            level=level,
            regions=list(regions),
            minutes=minutes,
            items=list(items),
            title=title,
            as_of=as_of,
        )
        return LessonResult(build_lesson(self._opening.desk(), wish.brief(today())))
