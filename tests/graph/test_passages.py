"""How documents are cut into what is searched."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pytest

from graph.model import Document, Head, Provision, ProvisionKind, provision_id
from graph.passages import LONGEST, OVERLAP, passages
from graph.store import Passage

TITLE = "临江市科技成果转化促进办法"


def provision(
    document: Document,
    rank: ProvisionKind,
    first: str,
    last: str,
    *,
    label: str = "",
    title: str = "",
    parent: Provision | None = None,
) -> Provision:
    """The provision from the words ``first`` up to and with the words ``last``."""
    start = document.text.index(first)
    end = document.text.index(last, start) + len(last)
    return Provision(
        id=provision_id(document.id, start, end, rank),
        name=label or "款",
        document_id=document.id,
        rank=rank,
        label=label,
        title=title,
        parent_id=parent.id if parent else None,
        start=start,
        end=end,
    )


def document(text: str) -> Document:
    return Document("linjiang", "0" * 64, text)


def cut(text: Document, provisions: Sequence[Provision], *, regions: str = "") -> list[Passage]:
    head = Head(
        title=TITLE, policy_id="policy:x", doc_type="规范性文件", regions=tuple(regions.split())
    )
    return passages(text, head, provisions)


ACT = document(
    f"{TITLE}\n（2030年3月1日通过）\n\n第二章　转化收益\n\n"
    "第五条 转让收入归单位所有。\n\n第六条 奖励期限为三十日。\n\n单位另有约定的除外。\n"
)


def act_provisions() -> list[Provision]:
    chapter = provision(
        ACT, ProvisionKind.CHAPTER, "第二章", "除外。", label="第二章", title="转化收益"
    )
    return [
        provision(ACT, ProvisionKind.HEAD, TITLE, "通过）"),
        chapter,
        provision(ACT, ProvisionKind.ARTICLE, "第五条", "所有。", label="第五条", parent=chapter),
        provision(ACT, ProvisionKind.ARTICLE, "第六条", "除外。", label="第六条", parent=chapter),
    ]


def test_head_and_articles_are_passages_with_title_and_chapter_above() -> None:
    found = cut(ACT, act_provisions(), regions="临江市 望海区")

    assert [(p.text, p.context) for p in found] == [
        (f"{TITLE}\n（2030年3月1日通过）", f"{TITLE} 临江市 望海区"),
        ("第五条 转让收入归单位所有。", f"{TITLE} 临江市 望海区 第二章 转化收益"),
        (
            "第六条 奖励期限为三十日。\n\n单位另有约定的除外。",
            f"{TITLE} 临江市 望海区 第二章 转化收益",
        ),
    ]


def test_a_whole_provision_gives_its_id_to_its_passage() -> None:
    provisions = act_provisions()

    found = cut(ACT, provisions)

    articles = [p.id for p in provisions if p.rank is not ProvisionKind.CHAPTER]
    assert [p.id for p in found] == articles
    assert [p.provision_id for p in found] == articles


POINTS = "".join(f"（{n}）{'从事技术转移服务满' * 5}{n}年，成绩突出的；\n" for n in range(1, 13))
LIST = document(f"第九条 有下列情形之一的，可以破格申报：\n{POINTS}本条由人社部门解释。")


def list_provisions() -> list[Provision]:
    article = provision(LIST, ProvisionKind.ARTICLE, "第九条", "解释。", label="第九条")
    items = [
        provision(LIST, ProvisionKind.ITEM, f"（{n}）", "的；", label=f"（{n}）", parent=article)
        for n in range(1, 13)
    ]
    last = provision(LIST, ProvisionKind.PARAGRAPH, "本条", "解释。", parent=article)
    return [article, *items, last]


def test_a_long_list_is_cut_between_its_points_and_keeps_its_lead_in() -> None:
    found = cut(LIST, list_provisions())

    assert len(found) > 1
    assert all(p.text.startswith(("第九条", "（")) for p in found)
    assert all(p.text.endswith(("；", "解释。")) for p in found)
    assert "可以破格申报" not in found[0].context
    assert all(p.context.endswith("第九条 有下列情形之一的，可以破格申报：") for p in found[1:])


def test_parts_of_a_provision_are_numbered_and_do_not_overlap() -> None:
    provisions = list_provisions()

    found = cut(LIST, provisions)

    assert [p.id for p in found] == [f"{provisions[0].id}+{n + 1}" for n in range(len(found))]
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_a_part_that_is_one_point_is_cited_as_that_point() -> None:
    text = document(f"第一条 包括：\n（1）{'甲' * 250}；\n（2）{'乙' * 250}；\n（3）{'丙' * 250}。")
    article = provision(text, ProvisionKind.ARTICLE, "第一条", "丙。", label="第一条")
    items = [
        provision(text, ProvisionKind.ITEM, f"（{n}）", mark, label=f"（{n}）", parent=article)
        for n, mark in ((1, "甲；"), (2, "乙；"), (3, "丙。"))
    ]

    found = cut(text, [article, *items])

    assert [p.provision_id for p in found] == [article.id, items[1].id, items[2].id]


PLAN = document(
    "一、总体要求\n到2030年，经理人达到五百人。\n"
    f"（一）育才\n{'开设课程，培养专职队伍。' * 20}\n（二）搭台\n{'建设中试平台，开放仪器。' * 20}"
)


def test_numbered_points_stand_alone_under_their_headings() -> None:
    first = provision(
        PLAN, ProvisionKind.HEADING_1, "一、", PLAN.text[-5:], label="一、", title="总体要求"
    )
    whole = Provision(
        id=provision_id("linjiang", 0, len(PLAN.text), ProvisionKind.HEADING_1),
        name="一、",
        document_id="linjiang",
        rank=ProvisionKind.HEADING_1,
        label="一、",
        title="总体要求",
        start=0,
        end=len(PLAN.text),
    )
    assert first.start == whole.start
    second = PLAN.text.index("（二）")
    points = [
        Provision(
            id=provision_id("linjiang", start, end, ProvisionKind.HEADING_2),
            name=label,
            document_id="linjiang",
            rank=ProvisionKind.HEADING_2,
            label=label,
            title=title,
            parent_id=whole.id,
            start=start,
            end=end,
        )
        for start, end, label, title in (
            (PLAN.text.index("（一）"), second, "（一）", "育才"),
            (second, len(PLAN.text), "（二）", "搭台"),
        )
    ]

    found = cut(PLAN, [whole, *points])

    assert found[0].text == "一、总体要求\n到2030年，经理人达到五百人。"
    assert [p.text[:5] for p in found[1:]] == ["（一）育才", "（二）搭台"]
    assert [p.context for p in found[1:]] == [f"{TITLE} 一、 总体要求"] * 2


def test_short_points_stay_with_their_heading() -> None:
    text = document("三、保障措施\n（一）加强领导。\n（二）加大投入。")
    top = provision(text, ProvisionKind.HEADING_1, "三、", "投入。", label="三、", title="保障措施")
    points = [
        provision(text, ProvisionKind.HEADING_2, first, last, label=first, parent=top)
        for first, last in (("（一）", "领导。"), ("（二）", "投入。"))
    ]

    assert [p.text for p in cut(text, [top, *points])] == [text.text]


REPORT = document(
    "".join(f"第{n}家机构去年促成交易{n}项，带动就业，服务企业。" for n in range(100, 160))
)


def test_running_text_is_cut_between_sentences_in_windows_that_overlap() -> None:
    found = cut(REPORT, [])

    assert len(found) > 3
    assert all(p.text.startswith("第") and p.text.endswith("。") for p in found)
    assert all(len(p.text) <= LONGEST for p in found)
    assert all(0 < one.end - two.start <= OVERLAP for one, two in itertools.pairwise(found))


def test_text_without_any_border_is_cut_all_the_same() -> None:
    found = cut(document("亩" * 2000), [])

    assert all(len(p.text) <= LONGEST for p in found)
    assert found[-1].end == 2000


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        pytest.param(ACT, act_provisions(), id="an act"),
        pytest.param(LIST, list_provisions(), id="a long list"),
        pytest.param(REPORT, [], id="a report"),
        pytest.param(document("一\n\n\n二。 \n"), [], id="blank lines"),
    ],
)
def test_passages_are_literal_and_leave_out_only_headings(
    text: Document, provisions: list[Provision]
) -> None:
    found = cut(text, provisions)

    assert all(p.text == text.text[p.start : p.end] == p.text.strip() for p in found)
    assert len({p.id for p in found}) == len(found)
    covered = {offset for p in found for offset in range(p.start, p.end)}
    rest = "".join(c for n, c in enumerate(text.text) if n not in covered)
    assert re.sub(r"\s", "", rest) in ("", "第二章转化收益")
