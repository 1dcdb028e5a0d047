"""The head: what a document says of itself, with the words that say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from graph.model import Document, FactSource, Head, Validity
from graph.names import policy_id
from ingest.head import read_head
from ingest.provisions import split


def head_of(text: str, **metadata: str) -> Head:
    document = Document("d", "0" * 64, text)
    found = read_head(document, split(document), metadata)
    assert all(document.holds(f.evidence) for f in found.facts if f.evidence)
    return found


def basis(head: Head, field: str) -> str:
    return next(f.basis for f in head.facts if f.field == field and f.evidence)


BODY = "\n第一章 总则\n第一条 为了规范技术市场，制定本条例。\n第二章 附则\n第二条 "


def test_an_act_of_a_city_tells_title_issuer_region_kind_and_dates() -> None:
    head = head_of(
        "杭州市技术市场若干规定\n"
        "2022年8月26日 杭州市第十四届人民代表大会常务委员会第五次会议通过\n"
        "2022年9月29日 浙江省第十三届人民代表大会常务委员会第三十八次会议批准"
        + BODY
        + "本规定自2022年12月1日起施行。"
    )

    assert head.title == "杭州市技术市场若干规定"
    assert head.issuers == ("杭州市人民代表大会常务委员会",)
    assert head.regions == ("杭州市",)
    assert head.doc_type == "地方性法规"
    assert head.written == date(2022, 8, 26)
    assert head.effective == date(2022, 12, 1)
    assert basis(head, "effective") == "附则第二条"
    assert head.policy_id == policy_id("杭州市技术市场若干规定")


def test_an_order_gives_number_issuer_publication_and_commencement() -> None:
    head = head_of(
        "中华人民共和国国务院令\n第999号\n《技术经纪条例》已经2031年2月3日国务院第9次常务会议通过，"
        "现予公布，自2031年6月1日起施行。\n总理 王某\n2031年2月20日\n技术经纪条例"
        "\n第一条 为了规范技术经纪，制定本条例。\n第二条 技术经纪机构应当登记。"
    )

    assert head.title == "技术经纪条例"
    assert head.document_number == "国令第999号"
    assert head.issuers == ("国务院",)
    assert head.doc_type == "行政法规"
    assert (head.written, head.published) == (date(2031, 2, 3), date(2031, 2, 20))
    assert head.effective == date(2031, 6, 1)
    assert head.regions == ("全国",)


def test_a_notice_tells_number_and_signature() -> None:
    head = head_of(
        "科技部 财政部关于发展技术\n市场的指导意见\n国科发区[2030]12号\n各省科技厅：\n"
        "为发展技术市场，现提出以下意见。\n一、总体要求。坚持市场导向。\n"
        "科技部 财政部\n2030年5月6日"
    )

    assert head.title == "科技部 财政部关于发展技术市场的指导意见"
    assert head.document_number == "国科发区〔2030〕12号"
    assert head.issuers == ("科技部", "财政部")
    assert head.doc_type == "规范性文件"
    assert head.written == head.published == date(2030, 5, 6)
    assert head.effective is None


def test_a_report_below_an_editors_note_has_its_own_title() -> None:
    head = head_of(
        "临江市近年来在引进技术经纪人方面做了许多尝试，积累了经验，本刊特地走访了\n"
        "当地的高校与园区。\n——编者\n临江：\n让专业的人做专业的事\n沈某\n"
        "2023年5月，临江市举办了第二期培训班。"
    )

    assert head.title == "临江：让专业的人做专业的事"


def test_a_notice_that_issues_an_act_is_the_act() -> None:
    head = head_of(
        "青岛市人民政府关于印发《青岛市技术市场办法》的通知\n青政发〔2030〕2号\n"
        "现将办法印发给你们。\n青岛市人民政府\n2030年1月2日\n青岛市技术市场办法\n第一条 甲。"
        "\n第二条 本办法自印发之日起施行，有效期五年。"
    )

    assert head.policy_id == policy_id("青岛市技术市场办法")
    assert head.effective == date(2030, 1, 2)
    assert head.expires == date(2035, 1, 1)


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        pytest.param("本条例自2022年１月１日起施行。", date(2022, 1, 1), id="full width"),
        pytest.param("本条例自二〇二二年三月一日起施行。", date(2022, 3, 1), id="Chinese"),
        pytest.param("本条例自公布之日起施行。", date(2021, 11, 5), id="day of publication"),
        pytest.param("本条例从发布之日起实施。", date(2021, 11, 5), id="other words"),
        pytest.param(
            "本条例第一条自2023年1月1日起施行。本条例自2022年6月1日起施行。",
            date(2022, 6, 1),
            id="a single article begins at another time",
        ),
        pytest.param(
            "本条例自2022年6月1日起施行。2001年5月1日起施行的《旧条例》同时废止。",
            date(2022, 6, 1),
            id="what it repeals",
        ),
    ],
)
def test_the_clause_of_commencement_is_understood(clause: str, day: date) -> None:
    note = "2021年11月5日 临河市第九届人民代表大会常务委员会第三次会议通过"

    assert head_of(f"临河市技术市场条例\n{note}{BODY}{clause}").effective == day


AMENDED = (
    "中华人民共和国技术市场法\n1996年5月15日 第八届全国人民代表大会常务委员会第十九次会议通过\n"
    "2025年8月29日 第十四届全国人民代表大会常务委员会第十七次会议《关于修改〈中华人民共和国"
    "技术市场法〉的决定》修正" + BODY + "本法自1996年10月1日起施行。"
)


def test_an_amended_act_does_not_claim_the_first_acts_commencement() -> None:
    head = head_of(AMENDED)

    assert head.written == date(2025, 8, 29)
    assert head.effective == date(2025, 8, 29)
    assert "首次施行" in basis(head, "effective")
    assert [f.value for f in head.facts if f.field == "first_effective"] == ["1996-10-01"]
    assert head.issuers == ("全国人民代表大会常务委员会",)
    assert head.doc_type == "法律"


def test_the_manifest_tells_when_an_amendment_began() -> None:
    head = head_of(AMENDED, effective="2025-10-01")

    assert head.effective == date(2025, 10, 1)
    assert [f.source for f in head.facts if f.field == "effective"] == [FactSource.METADATA]


def test_without_any_note_the_manifest_tells_that_a_text_is_a_later_version() -> None:
    text = "技术经纪法" + BODY + "本法自1999年1月1日起施行。"

    given = {"adopted": "1998-08-29", "effective": "1999-01-01"}
    amended = head_of(text, version_date="2018-12-29", **given)
    first = head_of(text, version_date="1998-08-29", **given)

    assert amended.effective == date(2018, 12, 29)
    assert basis(amended, "first_effective") == "附则第二条"
    assert first.effective == date(1999, 1, 1)
    assert basis(first, "effective") == "附则第二条"


def test_a_second_adoption_of_an_interpretation_is_a_revision() -> None:
    head = head_of(
        "最高人民法院关于审理技术合同案件的解释\n2004年11月30日 最高人民法院审判委员会第1335次会议"
        "通过\n2020年12月23日 最高人民法院审判委员会第1823次会议通过\n第一条 甲。\n"
        "第二条 本解释自2005年1月1日起施行。"
    )

    assert head.doc_type == "司法解释"
    assert head.issuers == ("最高人民法院",)
    assert head.effective == date(2020, 12, 23)


def test_text_wins_over_metadata_and_both_are_kept() -> None:
    head = head_of(
        "临河市技术市场条例\n2021年11月5日 临河市第九届人民代表大会常务委员会第三次会议通过"
        + BODY
        + "本条例自2022年1月1日起施行。",
        title="旧名",
        effective="2001-05-01",
        status="expired",
    )

    assert (head.title, head.effective) == ("临河市技术市场条例", date(2022, 1, 1))
    assert {f.value for f in head.facts if f.field == "title"} == {"临河市技术市场条例", "旧名"}
    assert head.status is Validity.UNKNOWN
    assert "不符" in head.status_basis


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("in_force(per source)", Validity.IN_FORCE),
        ("expired(per source db)", Validity.REPEALED),
        ("superseded by lh-2", Validity.AMENDED),
        ("promulgated, not yet in force before 2031-01-01", Validity.NOT_YET),
        ("unknown", Validity.UNKNOWN),
        ("", Validity.UNKNOWN),
    ],
)
def test_the_manifests_word_on_force_is_taken_over(word: str, status: Validity) -> None:
    assert head_of("临河市办法" + BODY + "甲。", status=word).status is status


@pytest.mark.parametrize(
    ("metadata", "title", "work"),
    [
        pytest.param({}, "临河法典", "临河法典", id="text alone"),
        pytest.param(
            {"title": "临河法典·合同编"}, "临河法典·合同编", "临河法典", id="metadata says more"
        ),
        pytest.param({"title": "别的"}, "临河法典", "临河法典", id="metadata says otherwise"),
    ],
)
def test_a_title_is_made_whole_by_the_metadata(
    metadata: Mapping[str, str], title: str, work: str
) -> None:
    head = head_of("临河法典\n合同编\n第一条 甲。\n第二条 乙。", **metadata)

    assert (head.title, head.policy_id) == (title, policy_id(work))


def test_metadata_alone_gives_facts_without_evidence() -> None:
    head = head_of(
        "近年来，临河市着力培育技术经理人队伍，出台了一批政策措施。\n全市形成了服务体系。",
        title="临河：培育专业队伍",
        doc_type="地区案例报道",
        region="山东省/青岛市;陕西省",
        issuing_body="王某某；市委人才办",
        source_url="u",
    )

    assert head.title == "临河：培育专业队伍"
    assert head.doc_type == "地区案例报道"
    assert head.regions == ("青岛市", "陕西省")
    assert head.issuers == ("王某某", "市委人才办")
    assert head.source_url == "u"
    assert not any(f.evidence for f in head.facts)


def test_the_last_order_of_the_note_is_the_acts_number_and_a_decision_leaves_it() -> None:
    note = (
        "1999年5月3日 中华人民共和国国务院令第901号发布\n"
        "2020年10月7日 中华人民共和国国务院令第977号修订\n"
    )
    later = "2023年7月1日 《国务院关于修改〈技术经纪条例〉的决定》第二次修订\n"
    act = "第一条 为了规范技术经纪，制定本条例。\n第二条 技术经纪机构应当登记。"

    assert head_of(f"技术经纪条例\n{note}{act}").document_number == "国令第977号"
    assert head_of(f"技术经纪条例\n{note}{later}{act}").document_number == "国令第977号"


def test_a_title_of_two_reports_keeps_both_of_their_regions() -> None:
    text = (
        "北京：\n培育服务转化的队伍\n某甲\n近年来，本市培育了一批队伍，服务能力有了明显提高。\n"
        "陕西：\n以平台促进转化\n某乙\n近年来，本省建设了一批平台，服务能力有了明显提高。"
    )
    title = "北京：培育服务转化的队伍／陕西：以平台促进转化（案例）"
    document = Document("d", "0" * 64, text)
    head = read_head(document, split(document), {"title": title, "region": "北京市;陕西省"})

    assert head.title == title
    assert head.regions == ("北京市", "陕西省")


def test_the_letterhead_of_an_office_is_no_title_and_a_note_of_release_no_publication() -> None:
    head = head_of(
        "临河市人民政府文件\n临政发〔2024〕3号\n临河市人民政府关于印发《临河市技术市场办法》的通知\n"
        "各县（区）人民政府：\n现将《临河市技术市场办法》印发给你们，请遵照执行。\n"
        "临河市人民政府\n2024年3月5日\n（此件公开发布）\n临河市技术市场办法\n"
        "第一条 为了规范技术市场，制定本办法。\n第二条 本办法自印发之日起施行。"
    )

    assert head.title == "临河市人民政府关于印发《临河市技术市场办法》的通知"
    assert head.written == head.effective == date(2024, 3, 5)
