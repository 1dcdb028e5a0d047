"""What a lesson holds, and that each part of it stands on quotes of the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput, NotFound
from graph.library import Library
from graph.model import Norm
from graph.quantities import find_quantities
from ingest.pipeline import ingest
from ingest.source import find_sources
from qa.analysis.desk import Desk, Desks
from qa.lessons.arrange import checked, compacted
from qa.lessons.build import build_lesson
from qa.lessons.lesson import (
    ItemKind,
    Lesson,
    LessonBrief,
    LessonLevel,
    LessonQuestion,
    QuestionKind,
    SectionKind,
)
from tests.qa.lessons.conftest import ON


def section_kinds(lesson: Lesson) -> list[SectionKind]:
    return [section.kind for section in lesson.sections]


def items_of(lesson: Lesson, kind: SectionKind) -> list[str]:
    return [item.heading for section, item in lesson.placed_items() if section.kind is kind]


def asked(lesson: Lesson, kind: QuestionKind) -> list[LessonQuestion]:
    questions = [item.question for _, item in lesson.placed_items() if item.question]
    return [question for question in questions if question.kind is kind]


def test_a_lesson_has_ladder_terms_rules_comparison_and_exercises_in_this_order(
    lesson: Lesson,
) -> None:
    assert section_kinds(lesson) == [
        SectionKind.LADDER,
        SectionKind.DEFINITIONS,
        SectionKind.RULES,
        SectionKind.COMPARISON,
        SectionKind.EXERCISES,
    ]


@pytest.mark.parametrize("minutes", [15, 47, 90, 240])
@pytest.mark.parametrize("level", list(LessonLevel))
def test_the_minutes_of_the_sections_are_those_that_were_asked_for(
    desk: Desk, level: LessonLevel, minutes: int
) -> None:
    brief = LessonBrief(concepts=("C1",), level=level, minutes=minutes, as_of=ON)

    assert build_lesson(desk, brief).minutes == minutes


def test_a_longer_lesson_has_more_in_it(desk: Desk) -> None:
    brief = LessonBrief(concepts=("C1",), minutes=20, as_of=ON)
    short, long = (build_lesson(desk, replace(brief, minutes=m)) for m in (20, 120))

    assert len(list(short.placed_items())) < len(list(long.placed_items()))
    assert items_of(short, SectionKind.RULES)


def test_every_quote_is_literally_in_its_text_and_every_item_cites(
    desk: Desk, lesson: Lesson
) -> None:
    for citation in lesson.citations:
        text = desk.edition.text(citation.document_id).document.text
        assert citation.quote == "".join(text[start:end] for start, end in citation.spans)
        assert citation.build == desk.build
    assert all(item.numbers for _, item in lesson.placed_items())


def test_two_builds_of_one_library_give_the_same_lesson(library: Library, lesson: Lesson) -> None:
    again = Desks(library).desk()

    assert build_lesson(again, replace(lesson.brief, concepts=("转化收益奖励比例",))) == lesson


def test_the_nation_comes_first_and_each_region_once_before_any_twice(lesson: Lesson) -> None:
    regions = [heading.partition("：")[0] for heading in items_of(lesson, SectionKind.RULES)]

    assert regions[:4] == ["全国", "海南省", "甘肃省", "青海省"]


def test_only_regions_that_were_asked_for_and_the_nation_are_taught(desk: Desk) -> None:
    brief = LessonBrief(concepts=("C1",), regions=("青海",), as_of=ON)
    lesson = build_lesson(desk, brief)

    told = {region for citation in lesson.citations for region in citation.regions}
    assert told <= {"全国", "青海省", "甘肃省", "海南省"}
    rules = [heading.partition("：")[0] for heading in items_of(lesson, SectionKind.RULES)]
    assert set(rules) == {"全国", "青海省"}
    assert lesson.brief.regions == ("青海省",)


def test_a_region_that_the_library_lacks_is_told_as_missing(desk: Desk) -> None:
    lesson = build_lesson(desk, LessonBrief(concepts=("C1",), regions=("贵州省",), as_of=ON))

    assert lesson.missing == ("贵州省：地区未入库",)


def test_a_definition_is_taken_from_the_acts_of_the_lesson_alone(lesson: Lesson) -> None:
    assert items_of(lesson, SectionKind.DEFINITIONS) == ["转让净收入", "职务科技成果"]
    (terms,) = [s for s in lesson.sections if s.kind is SectionKind.DEFINITIONS]
    quotes = [lesson.citations[i.citations[0] - 1].quote for i in terms.items]
    assert [q[:11] for q in quotes] == ["本条例所称转让净收入，", "本法所称职务科技成果，"]


def test_the_own_rung_of_the_ladder_is_marked(lesson: Lesson) -> None:
    table = lesson.sections[0].items[0].table

    assert table
    assert [row[0] for row in table.rows] == ["初级", "中级", "高级（本课）"]
    assert [row[1] for row in table.rows] == [
        "新入职的从业人员",
        "有两年经验的从业人员",
        "机构负责人",
    ]


def test_one_rule_in_four_places_makes_a_table_and_a_chart(lesson: Lesson) -> None:
    (item,) = [i for _, i in lesson.placed_items() if i.kind is ItemKind.TABLE]

    assert item.table
    assert [row[:3] for row in item.table.rows] == [
        ("全国", "不低于45%", "应当"),
        ("海南省", "不低于80%", "应当"),
        ("甘肃省", "不低于65%", "应当"),
        ("青海省", "不低于75%", "可以"),
    ]
    assert item.table.chart
    assert item.table.chart.values == (45.0, 80.0, 65.0, 75.0)
    assert "数值从45%（全国）到80%（海南省）" in item.points


def test_a_choice_has_one_right_answer_and_its_other_figures_are_real(
    desk: Desk, lesson: Lesson
) -> None:
    printed = {f"{n.value:g}{n.unit}" for n in desk.statements.values() if isinstance(n, Norm)}
    choices = asked(lesson, QuestionKind.CHOICE)

    assert len(choices) == 4
    for question in choices:
        right = question.options["ABCD".index(question.key)]
        (point,) = question.points
        quote = lesson.citations[point.citations[0] - 1].quote
        said = {f"{q.value:g}{q.unit}" for q in find_quantities(quote)}
        assert said & set(question.options) == {right}
        assert set(question.options) <= printed
        assert len(set(question.options)) == len(question.options)


def test_a_judgement_is_wrong_where_the_force_was_exchanged_and_right_where_it_was_not(
    lesson: Lesson,
) -> None:
    keys = set()
    for question in asked(lesson, QuestionKind.TRUE_FALSE):
        quote = lesson.citations[question.points[0].citations[0] - 1].quote
        assert (quote in question.stem) == (question.key == "对")
        keys.add(question.key)

    assert keys == {"对", "错"}


def test_no_two_judgements_are_about_the_same_words(lesson: Lesson) -> None:
    quotes = [q.points[0].citations for q in asked(lesson, QuestionKind.TRUE_FALSE)]

    assert len(quotes) == len(set(quotes))


def test_a_comparing_question_gives_a_point_for_each_region(lesson: Lesson) -> None:
    (question,) = asked(lesson, QuestionKind.SHORT_ANSWER)

    assert [point.text.partition("：")[0] for point in question.points] == [
        "全国",
        "海南省",
        "甘肃省",
        "青海省",
    ]
    assert question.score == 12
    assert all(point.citations for point in question.points)


def test_who_teaches_is_told_of_rules_that_hold_only_without_an_agreement(lesson: Lesson) -> None:
    (rules,) = [s for s in lesson.sections if s.kind is SectionKind.RULES]
    (note,) = [n for n in rules.notes if "没有规定、也没有约定" in n.text]

    assert [lesson.citations[n - 1].document_id for n in note.citations] == ["law"]


def test_who_teaches_is_told_whose_force_is_unknown(lesson: Lesson) -> None:
    (note,) = [n for n in lesson.sections[0].notes if "效力未知" in n.text]

    assert "技术经理人培养行动计划" in note.text


def test_chosen_items_keep_their_order_and_bring_questions(desk: Desk) -> None:
    ids = [n.id for n in desk.statements.values() if isinstance(n, Norm) and "八十" in n.value_text]
    text = desk.edition.text("gansu").document.text
    start = text.index("单位可以与")
    brief = LessonBrief(items=(f"gansu@{start}-{start + 8}", *ids), minutes=30, as_of=ON)
    lesson = build_lesson(desk, brief)

    chosen = items_of(lesson, SectionKind.CHOSEN)
    assert chosen == [
        "《甘肃省成果落地促进条例》第四条",
        "海南省：《海南省成果落地促进条例》第六条",
    ]
    assert asked(lesson, QuestionKind.CHOICE)


@pytest.mark.parametrize(
    ("brief", "error", "words"),
    [
        pytest.param(LessonBrief(as_of=ON), InvalidInput, "needs concepts", id="nothing asked"),
        pytest.param(
            LessonBrief(concepts=("C1",), minutes=5, as_of=ON),
            InvalidInput,
            "15 to 600",
            id="short",
        ),
        pytest.param(LessonBrief(concepts=("Z9",), as_of=ON), NotFound, "Z9", id="no concept"),
        pytest.param(
            LessonBrief(items=("x@1-2.norm.0",), as_of=ON), NotFound, "x@1-2", id="no item"
        ),
        pytest.param(
            LessonBrief(items=("law@5-90000",), as_of=ON), InvalidInput, "characters", id="outside"
        ),
    ],
)
def test_what_cannot_be_built_is_refused_with_what_to_do(
    desk: Desk, brief: LessonBrief, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        build_lesson(desk, brief)


def test_a_day_before_the_acts_leaves_nothing_to_teach_but_the_undated(desk: Desk) -> None:
    lesson = build_lesson(desk, LessonBrief(concepts=("C1",), as_of=date(2010, 1, 1)))

    assert {citation.document_id for citation in lesson.citations} <= {"plan"}


def test_what_was_taken_out_takes_its_citations_with_it(lesson: Lesson) -> None:
    left = compacted(replace(lesson, sections=lesson.sections[2:3]))

    assert [citation.n for citation in left.citations] == list(range(1, len(left.citations) + 1))
    assert {c.document_id for c in left.citations} == {"law", "gansu", "qinghai", "hainan"}
    first = left.sections[0].items[0]
    assert left.citations[first.citations[0] - 1].quote.startswith("第三条 单位未规定")


def test_a_quote_that_was_tampered_with_is_not_saved(desk: Desk, lesson: Lesson) -> None:
    false = replace(lesson.citations[3], quote=f"不{lesson.citations[3].quote[1:]}")
    tampered = replace(lesson, citations=(*lesson.citations[:3], false, *lesson.citations[4:]))

    with pytest.raises(InvalidInput, match="citation 4 of"):
        checked(desk, tampered)


def test_a_quote_of_an_older_version_may_be_kept_when_its_text_is_gone(
    library: Library, lesson: Lesson
) -> None:
    library.remove("gansu")
    later = Desks(library).desk()

    assert checked(later, lesson, before=lesson) == lesson
    with pytest.raises(InvalidInput, match="of gansu"):
        checked(later, lesson)


def test_a_lesson_over_real_documents_has_every_section_quoted(
    shared_corpus: Path, library: Library
) -> None:
    ingest(find_sources([shared_corpus]), library, workers=1)
    desk = Desks(library).desk()
    brief = LessonBrief(
        concepts=("C1", "L5"),
        level=LessonLevel.ADVANCED,
        regions=("北京市", "浙江省", "陕西省"),
        minutes=180,
        as_of=date(2026, 6, 1),
    )
    lesson = build_lesson(desk, brief)

    assert set(section_kinds(lesson)) >= {
        SectionKind.DEFINITIONS,
        SectionKind.RULES,
        SectionKind.COMPARISON,
        SectionKind.CASES,
        SectionKind.EXERCISES,
    }
    assert checked(desk, lesson) == lesson
    assert lesson.minutes == 180
