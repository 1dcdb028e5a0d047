"""Facts of a head are corrected as statements are: kept, listed, undone, part of the build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from graph.amendments import Judgement
from graph.corrected import Standing, as_read, corrected, standing
from graph.corrections import Correction, Verdict, correction_from, correction_record
from graph.digest import fragment_digest
from graph.errors import InvalidInput
from graph.force import validity_on
from graph.head_corrections import correct_head
from graph.head_fields import HeadField
from graph.model import Document, Fragment, Predicate, Validity
from graph.order import in_order
from graph.store import GraphStore
from tests.conftest import emptied
from tests.graph.fragments import ARTICLES, make_fragment

FIRST, SECOND = "2026-03-01T09:00:00+08:00", "2026-03-02T09:00:00+08:00"
DATED = (*ARTICLES, "第四条 本办法自2024年5月1日起施行，由云溪省高原特色发展中心印发。")


def about(
    field: str,
    verdict: Verdict = Verdict.AMEND,
    *values: Any,
    fragment: Fragment | None = None,
    quote: str = "",
    at: str = FIRST,
) -> Correction:
    changes = {"value": values[0]} if values else {}
    said = Judgement(
        verdict=verdict,
        author="王审校",
        reason="对照原件",
        made_at=at,
        changes=changes,
        new_quote=quote,
    )
    return correct_head(fragment or dated(), field, said)


def dated() -> Fragment:
    return make_fragment(articles=DATED)


def facts(fragment: Fragment, field: str) -> list[tuple[str, str, bool]]:
    return [
        (f.value, f.basis, f.evidence is not None) for f in fragment.head.facts if f.field == field
    ]


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        pytest.param("title", "云溪省成果转化办法", "云溪省成果转化办法", id="title"),
        pytest.param("doc_type", "地方性法规", "地方性法规", id="kind"),
        pytest.param("document_number", "云政发〔2024〕9号", "云政发〔2024〕9号", id="number"),
        pytest.param("issuers", ["云溪省人民政府"], ("云溪省人民政府",), id="issuer"),
        pytest.param("regions", ["青海", "全国"], ("青海省", "全国"), id="regions"),
        pytest.param("written", "2024-04-02", date(2024, 4, 2), id="adopted"),
        pytest.param("published", "2024-04-08", date(2024, 4, 8), id="published"),
        pytest.param("effective", "2024-05-01", date(2024, 5, 1), id="in force from"),
        pytest.param("expires", "2029-04-30", date(2029, 4, 30), id="in force until"),
        pytest.param("status", "repealed", Validity.REPEALED, id="force"),
    ],
)
def test_each_field_takes_the_curators_value_and_gives_it_back(
    field: str, value: Any, held: Any
) -> None:
    fragment = corrected(dated(), [about(field, Verdict.AMEND, value)])

    assert getattr(fragment.head, field) == held
    assert in_order(as_read(fragment)) == in_order(dated())
    assert fragment_digest(as_read(fragment)) == fragment_digest(dated())
    assert fragment_digest(fragment) != fragment_digest(dated())


def test_a_value_with_words_of_the_text_is_a_fact_of_the_text() -> None:
    made = about("effective", Verdict.AMEND, "2024-05-01", quote="自2024年5月1日起施行")
    fragment = corrected(dated(), [made])

    assert facts(fragment, "effective") == [("2024-05-01", "校订（王审校）", True)]
    assert validity_on(fragment.head, (), date(2024, 4, 30)).status is Validity.NOT_YET
    assert validity_on(fragment.head, (), date(2024, 5, 1)).basis == "校订（王审校）"


def test_what_says_another_value_goes_and_what_says_the_same_stays() -> None:
    both = ["云溪省科学技术厅", "云溪省高原特色发展中心"]
    made = about("issuers", Verdict.AMEND, both, quote="由云溪省高原特色发展中心印发")
    fragment = corrected(dated(), [made])
    other = corrected(dated(), [about("issuers", Verdict.AMEND, both[1:])])

    assert ("云溪省科学技术厅", "第一条", True) in facts(fragment, "issuers")
    assert [fact[0] for fact in facts(other, "issuers")] == both[1:]


def test_a_new_issuer_is_a_node_where_the_text_names_it() -> None:
    name = "云溪省高原特色发展中心"
    quoted = about("issuers", Verdict.AMEND, [name], quote="由云溪省高原特色发展中心印发")
    known = about("issuers", Verdict.AMEND, [name])

    def issued_by(made: Correction) -> list[str]:
        relations = corrected(dated(), [made]).relations
        return [r.object for r in relations if r.predicate is Predicate.ISSUED_BY]

    assert issued_by(quoted) == [f"institution:{name}"]
    assert issued_by(known) == []


def test_another_title_is_another_work_with_all_that_is_said_of_it() -> None:
    made = about("title", Verdict.AMEND, "云溪省成果转化办法")
    fragment = corrected(dated(), [made])
    based = [r for r in fragment.relations if r.predicate is Predicate.BASED_ON]

    assert fragment.head.policy_id == "policy:云溪省成果转化办法"
    assert [r.subject for r in based] == ["policy:云溪省成果转化办法"]
    assert "policy:yunxi-1实施办法" not in {node.id for node in fragment.nodes}
    assert in_order(as_read(fragment)) == in_order(dated())


def test_a_version_can_be_put_under_another_work_and_keep_its_title() -> None:
    made = about("work", Verdict.AMEND, "云溪省科技成果转化条例")
    fragment = corrected(dated(), [made])

    assert fragment.head.title == "yunxi-1实施办法"
    assert fragment.head.policy_id == "policy:云溪省科技成果转化条例"
    assert not [r for r in fragment.relations if r.predicate is Predicate.BASED_ON]
    assert in_order(as_read(fragment)) == in_order(dated())


def test_a_rejected_field_is_untold() -> None:
    fragment = corrected(
        dated(), [about("document_number", Verdict.REJECT), about("issuers", Verdict.REJECT)]
    )

    assert (fragment.head.document_number, fragment.head.issuers) == (None, ())
    assert not [r for r in fragment.relations if r.predicate is Predicate.ISSUED_BY]
    assert in_order(as_read(fragment)) == in_order(dated())


def test_a_confirmed_field_stays_where_later_rules_read_it_otherwise() -> None:
    made = about("document_number", Verdict.ACCEPT)
    read = dated()
    later = replace(read, head=replace(read.head, document_number="云科规〔2024〕17号"))

    assert corrected(later, [made]).head.document_number == "云科规〔2024〕7号"


def test_of_two_corrections_of_a_field_the_later_holds() -> None:
    first = about("effective", Verdict.AMEND, "2024-06-01")
    second = about("effective", Verdict.AMEND, "2024-05-01", at=SECOND)

    for order in ([first, second], [second, first]):
        fragment = corrected(dated(), order)
        assert fragment.head.effective == date(2024, 5, 1)
        assert len(fragment.curation.corrections) == 2


def test_a_correction_without_words_ends_with_the_bytes_it_was_made_over() -> None:
    known = about("published", Verdict.AMEND, "2024-04-08")
    quoted = about("effective", Verdict.AMEND, "2024-05-01", quote="自2024年5月1日起施行")
    text = "序言。\n" + "\n".join(DATED)
    other = make_fragment(articles=("第零条 序言。", *DATED))
    fragment = corrected(other, [known, quoted])

    assert other.document.sha256 != Document("d", sha256(text.encode()).hexdigest(), text).sha256
    assert (fragment.head.published, fragment.head.effective) == (None, date(2024, 5, 1))
    held = fragment.curation.corrections
    assert standing(known, held, [text]) is Standing.ORPHANED
    assert standing(quoted, held, [text]) is Standing.APPLIED


@pytest.mark.parametrize(
    ("field", "verdict", "values", "quote", "complaint"),
    [
        pytest.param("mood", Verdict.ACCEPT, (), "", "no field 'mood'", id="an unknown field"),
        pytest.param("effective", Verdict.AMEND, ("明年",), "", "no day", id="no day"),
        pytest.param("status", Verdict.AMEND, ("valid",), "", "none of", id="no force"),
        pytest.param("regions", Verdict.AMEND, (["云深省"],), "", "no region", id="no region"),
        pytest.param("issuers", Verdict.AMEND, ([],), "", "reject", id="no issuer"),
        pytest.param("title", Verdict.AMEND, (" ",), "", "not one line", id="a blank"),
        pytest.param("title", Verdict.AMEND, ("《》",), "", "names nothing", id="only marks"),
        pytest.param("title", Verdict.REJECT, (), "", "has a title", id="a title is needed"),
        pytest.param(
            *("effective", Verdict.AMEND, ("2024-05-02",), "自2024年5月1日起施行"),
            "does not stand in",
            id="words that say another day",
        ),
        pytest.param(
            *("document_number", Verdict.AMEND, ("云政发〔2024〕9号",), "第四条"),
            "does not stand in",
            id="words without the number",
        ),
        pytest.param(
            *("effective", Verdict.AMEND, ("2024-05-01",), "自2024年5月9日起施行"),
            "does not say",
            id="words that the text does not hold",
        ),
    ],
)
def test_a_correction_that_cannot_be(
    field: str, verdict: Verdict, values: tuple[Any, ...], quote: str, complaint: str
) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        about(field, verdict, *values, quote=quote)


def test_every_field_has_a_value_in_a_head() -> None:
    assert {about(field, Verdict.ACCEPT).content()["name"] for field in HeadField} == set(HeadField)


def test_it_comes_back_from_its_line() -> None:
    made = about("issuers", Verdict.AMEND, ["云溪省人民政府"])

    assert correction_from(correction_record(made)) == made


# --- Every store ------------------------------------------------------------------------------


@pytest.fixture
def clean(store: GraphStore) -> Iterator[GraphStore]:
    yield store
    emptied(store)


def test_a_store_holds_it_through_every_replacing_and_undoes_it_exactly(clean: GraphStore) -> None:
    clean.replace(dated())
    before, build = clean.fragment("yunxi-1"), clean.build()
    made = [
        about("title", Verdict.AMEND, "云溪省成果转化办法"),
        about("published", Verdict.AMEND, "2024-04-08"),
        about("issuers", Verdict.AMEND, ["云溪省高原特色发展中心"], quote="云溪省高原特色发展中心"),
    ]
    clean.correct(add=made)
    held = clean.fragment("yunxi-1")
    clean.replace(dated())

    assert clean.fragment("yunxi-1") == held == in_order(corrected(dated(), made))
    assert clean.documents()[0].head == held.head
    assert clean.node("policy:云溪省成果转化办法").name == "云溪省成果转化办法"
    assert len(clean.documents()[0].corrections) == 3

    clean.correct(undo=[correction.id for correction in made])

    assert clean.fragment("yunxi-1") == before
    assert clean.build() == build
    assert not clean.find_nodes("云溪省成果转化办法")
