"""The change alarm: what a saved lesson quotes, held against the library as it is later."""

from __future__ import annotations

from datetime import date

from graph.library import Library
from qa.analysis.desk import Desks
from qa.lessons.build import build_lesson
from qa.lessons.changes import CitationChange, CitationState, lesson_changes
from qa.lessons.lesson import Lesson, LessonBrief
from tests.qa.lessons.acts import ACTS, NEW
from tests.qa.lessons.conftest import ON, write

LATER = date(2026, 6, 1)


def changes(library: Library, lesson: Lesson, on: date = LATER) -> dict[str, list[CitationChange]]:
    """State → changes."""
    found: dict[str, list[CitationChange]] = {}
    for change in lesson_changes(Desks(library).desk(), lesson, on).items:
        found.setdefault(change.state.value, []).append(change)
    return found


def test_nothing_has_changed_where_nothing_was_written(library: Library, lesson: Lesson) -> None:
    held = lesson_changes(Desks(library).desk(), lesson, ON)

    assert held.items == ()
    assert held.counts["unchanged"] == held.checked == len(lesson.citations)


def test_a_later_version_tells_the_old_words_beside_the_new(
    library: Library, lesson: Lesson
) -> None:
    write(library, "gansu-2026", NEW)
    found = changes(library, lesson)

    assert set(found) == {"changed", "moved"}
    shares = [c for c in found["changed"] if "六十五" in c.old_quote]
    assert shares
    assert all(c.new_document_id == "gansu-2026" for c in shares)
    assert all(c.new_locator == "第五条" and "百分之七十" in c.new_text for c in shares)
    assert {item.section.value for c in shares for item in c.affected} >= {"rules", "exercises"}


def test_the_same_words_under_another_number_have_moved(library: Library, lesson: Lesson) -> None:
    write(library, "gansu-2026", NEW)
    moved = changes(library, lesson)["moved"]

    agreed = [c for c in moved if "可以与完成" in c.old_quote]
    assert agreed
    assert {(c.locator, c.new_locator) for c in agreed} == {("第四条", "第六条")}


def test_before_the_later_version_takes_effect_the_old_one_stands(
    library: Library, lesson: Lesson
) -> None:
    write(library, "gansu-2026", NEW)

    assert changes(library, lesson, date(2026, 4, 1)) == {}


def test_a_document_that_was_removed_has_taken_its_words_along(
    library: Library, lesson: Lesson
) -> None:
    library.remove("hainan")
    found = changes(library, lesson)

    assert set(found) == {"disappeared"}
    assert {c.document_id for c in found["disappeared"]} == {"hainan"}
    assert all(c.new_document_id is None and c.new_text == "" for c in found["disappeared"])


def test_a_repealed_act_is_told_so(library: Library, lesson: Lesson) -> None:
    repealing = (
        "# 青海省科技创新条例\n\n"
        "2026年1月5日 青海省第十四届人民代表大会常务委员会第十次会议通过\n\n"
        "第一条 为了促进科技创新，制定本条例。\n\n"
        "第二条 本条例自2026年3月1日起施行。《青海省成果落地促进条例》同时废止。\n"
    )
    write(library, "qh-new", ({"region": "青海省", "doc_type": "地方性法规"}, repealing))
    found = changes(library, lesson)

    assert set(found) == {"repealed"}
    assert {c.document_id for c in found["repealed"]} == {"qinghai"}
    (validity,) = {c.new_validity for c in found["repealed"]}
    assert validity
    assert "青海省科技创新条例" in validity.basis


def test_a_text_that_does_not_hold_yet_on_the_day_is_told(library: Library, lesson: Lesson) -> None:
    found = changes(library, lesson, date(2021, 1, 1))

    assert {c.document_id for c in found["not_yet"]} == {"qinghai", "hainan"}


def test_words_that_were_corrected_in_the_same_document_are_changed(library: Library) -> None:
    desk = Desks(library).desk()
    lesson = build_lesson(desk, LessonBrief(concepts=("C1",), regions=("青海省",), as_of=ON))
    metadata, text = ACTS["qinghai"]
    write(library, "qinghai", (metadata, text.replace("百分之七十五", "百分之八十五")))
    found = changes(library, lesson)

    assert set(found) == {CitationState.CHANGED.value}
    assert {c.new_document_id for c in found["changed"]} == {"qinghai"}
    assert all("八十五" in c.new_text for c in found["changed"])


def test_a_text_that_was_only_shifted_is_unchanged(library: Library, lesson: Lesson) -> None:
    metadata, text = ACTS["gansu"]
    shifted = text.replace("第一条 为了促进科技成果转化", "第一条 为了更好地促进科技成果转化")
    write(library, "gansu", (metadata, shifted))

    assert shifted != text
    assert changes(library, lesson) == {}
