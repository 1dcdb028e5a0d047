"""Firms that people founded, shares that results became, and who wrote it. All invented."""

from __future__ import annotations

import pytest

from graph.model import Case, Person, Predicate
from tests.ingest.extract.invented import Extracted, extracted


def report(text: str) -> Extracted:
    title = "岭南的转化故事"
    return extracted(f"{title}\n\n{text}\n", title=title, doc_type="地区案例报道")


def cases(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(n.technology, n.parties) for n in report(text).nodes if isinstance(n, Case)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "2019年，高分子专家周立衡院士创办了广州衡立新材料有限公司。",
            [("", ("高分子专家周立衡院士", "广州衡立新材料有限公司"))],
            id="a scientist founds a firm",
        ),
        pytest.param(
            "广州理工大学则将30个专利作价1500万元占股20%。",
            [("30个专利", ("广州理工大学",))],
            id="results become a share",
        ),
        pytest.param("支持教授团队创办科技公司。", [], id="what is wished has not happened"),
    ],
)
def test_founding_a_firm_and_taking_shares_are_cases(
    text: str, told: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert cases(text) == told


def test_a_university_is_known_by_its_kind_where_no_province_opens_its_name() -> None:
    says = report("53岁的中南海洋大学教授何立衡说，成果要用起来。")
    units = {r.object for r in says.related(Predicate.AFFILIATED_WITH)}

    assert units == {"institution:中南海洋大学"}


def test_the_reporter_in_brackets_behind_the_text_is_its_author() -> None:
    says = report("全省技术交易活跃，机构有所增加。（记者 王立丹 通讯员 李明轩）")
    names = {n.id: n.name for n in says.nodes if isinstance(n, Person)}

    assert [(names[r.subject], r.attribute("role")) for r in says.related(Predicate.AUTHOR_OF)] == [
        ("王立丹", "记者"),
        ("李明轩", "通讯员"),
    ]


def test_the_reporter_may_be_named_at_the_end_of_a_long_paragraph() -> None:
    says = report("全省技术交易持续活跃，" * 12 + "各地纷纷跟进。（记者王立丹、通讯员李明轩）")

    assert sorted(r.subject for r in says.related(Predicate.AUTHOR_OF)) == [
        "person:李明轩",
        "person:王立丹",
    ]


def test_a_name_of_three_characters_does_not_lend_its_last_to_the_verb() -> None:
    says = report("岭南技术交易所所长陈建新建议，要建立协同机制。")

    assert [n.name for n in says.nodes if isinstance(n, Person)] == ["陈建新"]
