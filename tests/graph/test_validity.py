"""A text is in force between its own day and the first thing that ends it."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from graph.force import validity_on
from graph.model import Document, Fact, FactSource, Head, Predicate, Relation, Validity
from graph.names import policy_id
from graph.store import DocumentEntry
from graph.validity import ValidityTable
from graph.versions import same_versions

TODAY = date(2026, 6, 1)
CLAUSE = Document("lh-1", "0" * 64, "第九条 本办法自2020年3月1日起施行。")


def head(title: str = "临河市技术市场办法", **fields: Any) -> Head:
    values: dict[str, Any] = {"doc_type": "地方政府规章", "policy_id": policy_id(title)}
    return Head(title=title, **(values | fields))


def entry(identity: str, of: Head) -> DocumentEntry:
    return DocumentEntry(identity, "0" * 64, of, 1, "", "")


def says(document_id: str, predicate: Predicate, title: str, **attributes: str) -> Relation:
    quote = Document(document_id, "0" * 64, f"《{title}》同时废止。").quote((0, 4))
    subject = policy_id("某文件")
    pairs = tuple(sorted(attributes.items()))
    return Relation(subject, predicate, policy_id(title), quote, pairs)


def test_nothing_known_is_unknown_and_never_in_force() -> None:
    record = validity_on(head(), [], TODAY)

    assert record.as_json() == {"status": "unknown", "from": None, "to": None, "basis": ""}


def test_a_clause_of_commencement_puts_it_in_force_from_its_day() -> None:
    fact = Fact("effective", "2020-03-01", FactSource.TEXT, "附则第九条", CLAUSE.quote((4, 19)))
    own = head(effective=date(2020, 3, 1), facts=(fact,))

    assert validity_on(own, [], date(2020, 2, 29)).status is Validity.NOT_YET
    assert validity_on(own, [], date(2020, 3, 1)).as_json() == {
        "status": "in_force",
        "from": "2020-03-01",
        "to": None,
        "basis": "附则第九条",
    }


def test_a_period_of_validity_ends_it_after_its_last_day() -> None:
    own = head(effective=date(2020, 3, 1), expires=date(2025, 2, 28))

    assert validity_on(own, [], date(2025, 2, 28)).status is Validity.IN_FORCE
    assert validity_on(own, [], date(2025, 3, 1)).status is Validity.REPEALED


def test_the_word_of_the_metadata_counts_where_no_day_is_known() -> None:
    own = head(status=Validity.IN_FORCE, status_basis="manifest：in_force")

    assert validity_on(own, [], TODAY).status is Validity.IN_FORCE
    assert validity_on(own, [], TODAY).basis == "manifest：in_force"


def test_an_end_without_a_day_is_told_as_such() -> None:
    own = head(
        effective=date(1998, 1, 1), status=Validity.REPEALED, status_basis="manifest：expired"
    )
    record = validity_on(own, [], TODAY)

    assert (record.status, record.valid_to) == (Validity.REPEALED, None)
    assert "未载明" in record.basis


def test_a_later_version_amends_the_earlier_one_from_its_day() -> None:
    table = ValidityTable(
        [
            entry("old", head(effective=date(2010, 1, 1))),
            entry("new", head(effective=date(2024, 7, 1))),
        ],
        [],
    )

    assert table.on("old", date(2024, 6, 30)).status is Validity.IN_FORCE
    assert table.on("old", TODAY).status is Validity.AMENDED
    assert table.on("old", TODAY).valid_to == date(2024, 6, 30)
    assert table.on("new", TODAY).status is Validity.IN_FORCE
    assert table.on("new", date(2015, 1, 1)).status is Validity.NOT_YET


def test_one_version_from_two_sources_does_not_amend_itself() -> None:
    same = date(2018, 9, 6)
    table = ValidityTable(
        [
            entry("a", head(written=same, effective=date(2019, 3, 1))),
            entry("b", head(written=same, published=date(2018, 11, 6))),
        ],
        [],
    )

    assert table.changes("a") == table.changes("b") == ()


def test_acts_of_two_issuers_under_one_title_are_two_acts() -> None:
    table = ValidityTable(
        [
            entry("a", head(issuers=("临河市人民政府",), effective=date(2010, 1, 1))),
            entry("b", head(issuers=("临海县人民政府",), effective=date(2020, 1, 1))),
        ],
        [],
    )

    assert table.on("a", TODAY).status is Validity.IN_FORCE


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_another_act_repeals_whatever_the_order_of_arrival(order: tuple[int, ...]) -> None:
    entries = [
        entry("old", head(effective=date(2001, 5, 1))),
        entry("new", head("临河市科技成果转化条例", effective=date(2020, 1, 1))),
    ]
    relation = says("new", Predicate.REPEALS, "临河市技术市场办法")
    table = ValidityTable([entries[n] for n in order], [relation])

    assert table.on("old", TODAY).status is Validity.REPEALED
    assert table.on("old", date(2019, 12, 31)).status is Validity.IN_FORCE
    assert "new" in table.on("old", TODAY).basis


def test_a_repeal_goes_with_the_document_that_said_it() -> None:
    entries = [entry("old", head(effective=date(2001, 5, 1)))]
    table = ValidityTable(entries, [says("gone", Predicate.REPEALS, "临河市技术市场办法")])

    assert table.on("old", TODAY).status is Validity.IN_FORCE


def test_a_new_act_of_the_same_name_that_repeals_the_old_one_says_so() -> None:
    entries = [
        entry("old", head(effective=date(2001, 5, 1))),
        entry("new", head(effective=date(2020, 1, 1))),
    ]
    table = ValidityTable(entries, [says("new", Predicate.REPEALS, "临河市技术市场办法")])

    assert table.on("old", TODAY).status is Validity.REPEALED
    assert table.on("new", TODAY).status is Validity.IN_FORCE


def test_an_amended_act_repeals_the_act_before_its_first_version_only() -> None:
    first = Fact("first_effective", "2001-07-01", FactSource.TEXT, "附则", CLAUSE.quote((4, 19)))
    entries = [
        entry("old", head(effective=date(2002, 12, 28))),
        entry("new", head(effective=date(2023, 12, 11), facts=(first,))),
    ]
    table = ValidityTable(entries, [says("new", Predicate.REPEALS, "临河市技术市场办法")])

    assert table.on("old", TODAY).status is Validity.AMENDED


def test_a_repeal_of_single_articles_leaves_the_rest_in_force() -> None:
    entries = [
        entry("old", head(effective=date(2001, 5, 1))),
        entry("new", head("临河市若干规定", effective=date(2020, 1, 1))),
    ]
    relation = says("new", Predicate.REPEALS, "临河市技术市场办法", locator="第三条")
    table = ValidityTable(entries, [relation])

    assert table.on("old", TODAY).status is Validity.PARTLY


def test_a_digest_changes_nothing() -> None:
    entries = [
        entry("old", head(effective=date(2001, 5, 1))),
        entry("digest", head("要点", doc_type="摘要", effective=date(2020, 1, 1))),
    ]
    table = ValidityTable(entries, [says("digest", Predicate.REPEALS, "临河市技术市场办法")])

    assert table.on("old", TODAY).status is Validity.IN_FORCE


def test_an_act_of_tomorrow_repeals_nothing_today() -> None:
    entries = [
        entry("old", head(effective=date(2001, 5, 1))),
        entry("new", head("临河市新条例", effective=date(2027, 1, 1))),
    ]
    table = ValidityTable(entries, [says("new", Predicate.REPLACES, "临河市技术市场办法")])

    assert table.on("old", TODAY).status is Validity.IN_FORCE
    assert table.on("old", TODAY).valid_to == date(2026, 12, 31)
    assert table.on("old", date(2027, 1, 1)).status is Validity.REPEALED


# --- One version from several sources ------------------------------------------------------------

ADOPTED = date(2018, 9, 6)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param({"written": ADOPTED}, True, id="one day of adoption"),
        pytest.param(
            {"written": ADOPTED, "effective": date(2019, 6, 1)}, True, id="adoption goes first"
        ),
        pytest.param({"effective": date(2019, 3, 1)}, True, id="one day of commencement"),
        pytest.param({"written": date(2023, 9, 6)}, False, id="a later version"),
        pytest.param({}, False, id="nothing told"),
        pytest.param(
            {"written": ADOPTED, "issuers": ("临海县人民政府",)}, False, id="another issuer"
        ),
        pytest.param({"written": ADOPTED, "doc_type": "摘要"}, False, id="a digest"),
    ],
)
def test_one_version_from_two_sources_is_recognised(*, other: dict[str, Any], same: bool) -> None:
    first = head(written=ADOPTED, effective=date(2019, 3, 1), issuers=("临河市人民政府",))
    entries = [entry("b", first), entry("a", head(**other)), entry("c", head("临河市别的办法"))]

    assert same_versions(entries) == ([("a", "b")] if same else [])
