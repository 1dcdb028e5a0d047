"""Acts that a text names, and what it says of them. All titles but national laws' are invented."""

from __future__ import annotations

import pytest

from graph.model import Predicate
from tests.ingest.extract.invented import TITLE, extracted

ACT = """临江省数据转化条例

2023年5月6日 临江省人民代表大会常务委员会《关于修改〈临江省数据转化条例〉的决定》第一次修正

第一条 根据《中华人民共和国专利法》（以下简称专利法）、《临江省科技条例》等法律法规，制定本条例。

第二条 不符合专利法第二十二条第三款规定的，依照本条例第三条第二款办理。

第三条 单位应当登记。

违反前款规定的，按照《临江省处罚办法》第七条至第九条处理；国家有关规定另有要求的，从其规定。

第四条 本条例自2024年1月1日起施行。2001年发布的《临江省成果管理办法》同时废止。
"""


def test_the_act_says_what_it_rests_on_and_what_it_ends() -> None:
    says = extracted(ACT)

    assert says.objects(Predicate.BASED_ON) == ["policy:专利法", "policy:临江省科技条例"]
    assert says.objects(Predicate.REPEALS) == ["policy:临江省成果管理办法"]
    (amended,) = says.related(Predicate.AMENDS)
    assert amended.object == f"policy:{TITLE}"
    assert amended.subject == "policy:关于修改《临江省数据转化条例》的决定"


def test_a_short_name_is_an_alias_of_this_document() -> None:
    (alias,) = extracted(ACT).related(Predicate.ALIAS_OF)

    assert (alias.subject, alias.object) == ("doc", "policy:专利法")
    assert alias.attribute("alias") == "专利法"


def test_articles_of_other_acts_are_cited_with_their_locator() -> None:
    cited = {
        (r.object, r.attribute("locator"))
        for r in extracted(ACT).related(Predicate.CITES)
        if r.object.startswith("policy:") and r.attribute("locator")
    }

    assert cited == {
        ("policy:专利法", "第二十二条第三款"),
        ("policy:临江省处罚办法", "第七条"),
        ("policy:临江省处罚办法", "第八条"),
        ("policy:临江省处罚办法", "第九条"),
    }


def test_own_articles_and_the_paragraph_before_are_cited_as_provisions() -> None:
    says = extracted(ACT)
    inside = {
        r.evidence.quote: says.document.text[
            slice(*map(int, r.object.split("@")[1].split(".")[0].split("-")))
        ]
        for r in says.related(Predicate.CITES)
        if r.object.startswith("doc@")
    }

    assert inside["本条例第三条第二款"].startswith("违反前款规定的")
    assert inside["前款"].endswith("单位应当登记。")


def test_what_no_rule_resolves_is_told() -> None:
    gaps = extracted(ACT).gaps

    assert any("国家有关规定 unresolved" in gap for gap in gaps)
    assert extracted("某条例\n\n第一条 依照本条例第九十条办理。\n").gaps == [
        "第一条: 第九十条 is not in the document"
    ]


def test_a_decision_repeals_what_it_lists() -> None:
    says = extracted(
        "临江省关于废止部分规章的决定\n\n经清理，决定废止2部规章。\n\n"
        "1. 临江省试验管理办法（1994年公布）\n\n2. 临江省评审暂行规定（1999年公布）\n",
        title="临江省关于废止部分规章的决定",
    )

    assert says.objects(Predicate.REPEALS) == [
        "policy:临江省试验管理办法",
        "policy:临江省评审暂行规定",
    ]


def test_a_plan_says_what_it_carries_out_and_what_guides_it() -> None:
    says = extracted(
        "临江省行动方案\n\n为贯彻落实《全国转化纲要》，制定本方案。\n\n"
        "一、任务\n\n以《从业人员培训大纲》为指导，开展培训。\n",
        title="临江省行动方案",
        doc_type="规范性文件",
    )

    assert says.objects(Predicate.IMPLEMENTS) == ["policy:全国转化纲要"]
    assert says.objects(Predicate.GUIDED_BY) == ["policy:从业人员培训大纲"]


@pytest.mark.parametrize("title", ["商标注册证", "临江日报", "申请书", "成果公告"])
def test_forms_and_journals_in_title_marks_are_no_acts(title: str) -> None:
    says = extracted(f"某条例\n\n第一条 单位应当提交《{title}》。\n")

    assert says.objects(Predicate.CITES) == []
