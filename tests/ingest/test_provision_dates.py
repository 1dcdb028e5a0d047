"""Validity of single provisions: read, kept by the store, undone with its document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.library import Library, open_library
from graph.model import Fragment, Predicate, Validity
from graph.validity import ValidityTable
from ingest.pipeline import read_fragment
from ingest.source import Source

OLD = """# 沙洲市旧成果条例

2010年3月1日 沙洲市第一届人民代表大会常务委员会第二次会议通过

第三条 登记应当收费。

第四条 登记人应当提交样品。

登记人应当提交图纸。

第五条 登记机构可以查验样品。

第六条 本条例自2010年7月1日起施行。
"""
NEW = """# 沙洲市成果登记条例

2026年3月1日 沙洲市第三届人民代表大会常务委员会第二次会议通过

第一条 为了规范成果登记，制定本条例。

第五条 登记费减半。

第七条 市科技局可以委托代办。

第九条 {closing}
"""
DECISION = """# 沙洲市人民代表大会常务委员会关于修改《沙洲市旧成果条例》的决定

2026年3月1日 沙洲市第三届人民代表大会常务委员会第二次会议通过

沙洲市人民代表大会常务委员会决定对《沙洲市旧成果条例》作如下修改：

一、将第三条修改为：“登记不收费。”

二、第四条第二款中的“图纸”修改为“说明”。

三、删去第五条。

四、删去第六条中的“起”。

本决定自2026年7月1日起施行。
"""
APART = "除第五条自2027年1月1日起施行外，本条例自2026年7月1日起施行。第七条有效期至2028年12月31日。"
ENDS_OTHERS = (
    "本条例自2026年7月1日起施行。《沙洲市旧成果条例》第三条、第四条第二款自2026年8月1日起同时废止。"
)


def read(name: str, text: str) -> Fragment:
    return read_fragment(Source(name, Path(f"{name}.md")), text.encode()).fragment


def said(fragment: Fragment, *predicates: Predicate) -> set[tuple[str, ...]]:
    """(predicate, locator, day …) of each change that the fragment states of a place."""
    return {
        (r.predicate.value, *(value for _, value in r.attributes))
        for r in fragment.relations
        if r.predicate in predicates and r.attributes
    }


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        pytest.param(
            APART,
            {("DATES", "第五条", "2027-01-01"), ("DATES", "第七条", "2028-12-31")},
            id="an exception and a period",
        ),
        pytest.param(
            "本条例自2026年7月1日起施行，其中第五条、第七条自2027年1月1日起施行。",
            {("DATES", "第五条", "2027-01-01"), ("DATES", "第七条", "2027-01-01")},
            id="two at once",
        ),
        pytest.param(
            "本条例自2026年7月1日起施行。第七条的规定自2028年1月1日起停止执行。",
            {("DATES", "第七条", "2027-12-31")},
            id="an end by its first day",
        ),
        pytest.param(
            "本条例自2026年7月1日起施行。第七条自2027年1月1日起施行，有效期至2029年12月31日。",
            {("DATES", "第七条", "2027-01-01"), ("DATES", "第七条", "2029-12-31")},
            id="both ends",
        ),
        pytest.param("本条例自2026年7月1日起施行。", set(), id="nothing apart"),
        pytest.param(
            "本条例自2026年7月1日起施行。《沙洲市奖励办法》第五条自2027年1月1日起施行。",
            set(),
            id="an article of another act",
        ),
        pytest.param(
            "依照第五条取得的登记证书，有效期至2028年12月31日。本条例自2026年7月1日起施行。",
            set(),
            id="the period of a certificate",
        ),
    ],
)
def test_an_act_sets_single_provisions_apart(closing: str, expected: set[tuple[str, ...]]) -> None:
    fragment = read("new", NEW.format(closing=closing))

    assert said(fragment, Predicate.DATES) == expected
    assert fragment.head.effective == date(2026, 7, 1)
    assert fragment.head.expires is None


def test_articles_of_another_act_are_repealed_from_their_own_day() -> None:
    fragment = read("new", NEW.format(closing=ENDS_OTHERS))

    assert said(fragment, Predicate.REPEALS) == {
        ("REPEALS", "第三条", "2026-08-01"),
        ("REPEALS", "第四条第二款", "2026-08-01"),
    }
    assert not any(
        r.attribute("locator") is None
        for r in fragment.relations
        if r.predicate is Predicate.REPEALS
    )


def test_the_points_of_a_decision_name_what_they_change() -> None:
    fragment = read("decision", DECISION)

    assert said(fragment, Predicate.AMENDS, Predicate.REPEALS) == {
        ("AMENDS", "第三条"),
        ("AMENDS", "第四条第二款"),
        ("REPEALS", "第五条"),
    }


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(f"embedded:{tmp_path / 'library'}") as opened:
        yield opened


def force(library: Library, document_id: str, locator: str, day: date) -> Validity:
    table = ValidityTable.of(library.store)
    provisions = library.store.provisions(document_id)
    place = next(p for p in provisions if p.locator == locator)
    return table.provision_on(document_id, place.path, day).status


def test_a_provision_that_starts_later_is_not_yet_in_force(library: Library) -> None:
    library.replace(read("new", NEW.format(closing=APART)))
    autumn, spring, late = date(2026, 10, 1), date(2027, 3, 1), date(2029, 1, 1)

    assert force(library, "new", "第五条", autumn) is Validity.NOT_YET
    assert force(library, "new", "第五条", spring) is Validity.IN_FORCE
    assert force(library, "new", "第七条", spring) is Validity.IN_FORCE
    assert force(library, "new", "第七条", late) is Validity.REPEALED
    assert force(library, "new", "第一条", autumn) is Validity.IN_FORCE
    assert force(library, "new", "第一条", date(2026, 5, 1)) is Validity.NOT_YET


def test_a_record_of_a_provision_says_what_it_rests_on(library: Library) -> None:
    library.replace(read("new", NEW.format(closing=APART)))
    record = ValidityTable.of(library.store).provision_on("new", ("第五条",), date(2026, 10, 1))

    assert record.valid_from == date(2027, 1, 1)
    assert record.basis == "本文件“第五条自2027年1月1日起施行”"


@pytest.mark.parametrize("order", list(itertools.permutations(("old", "new"))))
def test_what_another_act_repeals_of_an_act_ends_whatever_the_order(
    library: Library, order: tuple[str, ...]
) -> None:
    texts = {"old": OLD, "new": NEW.format(closing=ENDS_OTHERS)}
    for name in order:
        library.replace(read(name, texts[name]))
    before, after = date(2026, 7, 31), date(2026, 8, 1)
    table = ValidityTable.of(library.store)

    assert force(library, "old", "第三条", before) is Validity.IN_FORCE
    assert force(library, "old", "第三条", after) is Validity.REPEALED
    assert force(library, "old", "第四条", after) is Validity.PARTLY
    assert force(library, "old", "第四条第一款", after) is Validity.IN_FORCE
    assert force(library, "old", "第四条第二款", after) is Validity.REPEALED
    assert force(library, "old", "第五条", after) is Validity.IN_FORCE
    assert table.on("old", after).status is Validity.PARTLY
    assert "new" in table.provision_on("old", ("第三条",), after).basis


def test_the_digest_does_not_depend_on_the_order_and_repeal_goes_with_its_act(
    library: Library, tmp_path: Path
) -> None:
    old, new = read("old", OLD), read("new", NEW.format(closing=ENDS_OTHERS))
    library.replace(old)
    alone = library.build()
    library.replace(new)
    with open_library(f"embedded:{tmp_path / 'other'}") as other:
        other.replace(new)
        other.replace(old)
        both = other.build()

    assert library.build() == both
    library.remove("new")
    assert library.build() == alone
    assert force(library, "old", "第三条", date(2026, 9, 1)) is Validity.IN_FORCE


def test_an_amended_article_of_the_older_text_is_told_so(library: Library) -> None:
    library.replace(read("old", OLD))
    library.replace(read("decision", DECISION))
    after = date(2026, 9, 1)

    assert force(library, "old", "第三条", date(2026, 6, 1)) is Validity.IN_FORCE
    assert force(library, "old", "第三条", after) is Validity.AMENDED
