"""Questions over a library of invented acts: answered with the right words, or refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from graph.errors import InvalidInput
from graph.library import Library
from qa.answer import Answerer
from qa.told.reply import Answer, Status


def cited(answer: Answer) -> set[tuple[str, str]]:
    return {(c.document_id, c.locator) for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        pytest.param("甘肃的推广目录由哪个部门编制？", "gansu", "省科学技术行政部门", id="who"),
        pytest.param(
            "甘肃省的推广券是什么？", "gansu", "供小微企业购买技术服务的凭证", id="definition"
        ),
        pytest.param(
            "甘肃：完成人申请自行实施成果，单位多少天内答复？", "gansu", "三十日内", id="period"
        ),
        pytest.param("甘肃的推广目录多久更新一次？", "gansu", "每两年", id="how often"),
        pytest.param("推广服务机构在甘肃可以从事哪些活动？", "gansu", "（三）人员培训", id="list"),
        pytest.param("甘肃的推广机构能不能收介绍费？", "gansu", "不可以", id="yes or no"),
        pytest.param("甘肃推广人员勤勉尽责的，可以免责吗？", "gansu", "可以：", id="what frees"),
        pytest.param(
            "甘肃省技术成果推广条例什么时候施行？", "gansu", "2020年7月1日", id="commencement"
        ),
        pytest.param(
            "甘肃条例施行时废止了哪部办法？", "gansu", "甘肃省技术推广奖励办法", id="what it ended"
        ),
        pytest.param("2022年青海的推广合同额是多少亿元？", "report", "12.5亿元", id="a figure"),
    ],
)
def test_a_question_is_answered_in_the_words_of_its_source(
    answerer: Answerer, question: str, document: str, words: str
) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.ANSWERED
    assert words in answer.text
    assert document in {c.document_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        pytest.param("云南省技术成果推广条例规定奖励多少？", "云南省", id="a region not held"),
        pytest.param(
            "《西部技术推广基金管理办法》的申报期限多久？", "西部技术推广基金", id="an act not held"
        ),
        pytest.param(
            "甘肃省技术成果推广条例第四十条说了什么？", "第四十条", id="an article not there"
        ),
        pytest.param("2022年甘肃的推广合同额是多少亿元？", "数值", id="growth given, level asked"),
        pytest.param("2021年青海的推广合同额是多少亿元？", "数值", id="another year"),
        pytest.param(
            "青海省技术成果推广条例规定骗取补贴罚款多少？", "罚款", id="nothing of it in the act"
        ),
    ],
)
def test_what_the_library_cannot_know_is_refused(
    answerer: Answerer, question: str, missing: str
) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert missing in "".join(answer.missing)
    assert answer.confidence <= 0.3
    assert answer.searched.documents > 0


def test_a_report_on_two_regions_answers_for_each_by_its_own_part(answerer: Answerer) -> None:
    held = answerer.ask("甘肃的推广站增加到多少个？")
    other = answerer.ask("青海的推广站增加到多少个？")
    both = answerer.ask("甘肃和青海的推广站各增加到多少个？")

    assert "41个" in held.text
    assert other.status is Status.NOT_FOUND
    assert both.table is None or all("41" not in str(r) for r in both.table.rows if "青海省" in r)


def test_what_leads_a_list_in_is_quoted_with_its_points(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构可以从事活动吗？")

    assert "可以从事下列活动：（一）成果评价；（二）供需对接；（三）人员培训" in answer.text


def test_a_sum_shows_its_steps(answerer: Answerer) -> None:
    answer = answerer.ask(
        "甘肃一家单位没约定奖励，转让净收入200万元，奖励至少多少？主要完成人至少多少？"
    )

    assert "200万元×65%=130万元" in answer.text
    assert "130万元×50%=65万元" in answer.text


def test_a_share_among_those_counted_is_worked_out(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃一个推广基地有50名专职人员，工程师最少要有几个？")

    assert "50名×40%=20名" in answer.text


def test_what_the_next_paragraph_adds_to_a_rule_is_quoted_with_it(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的转化站用虚假材料取得资助，几年内不受理申请？")

    assert "三年内" in answer.text
    assert "由出资部门收回" in answer.text


def test_an_agreement_that_goes_before_a_share_is_quoted_with_it(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的转化站许可他人使用成果，税后许可费10万元，完成人报酬至少多少？")

    assert "10万元×30%=3万元" in answer.text
    assert "另有约定的，从其约定" in answer.text


def test_a_reference_is_followed_to_the_act_it_names(answerer: Answerer) -> None:
    answer = answerer.ask("青海的企业未规定也未约定奖励，转让职务科技成果最低奖励百分之几？")

    assert {d for d, _ in cited(answer)} >= {"qinghai", "law"}
    assert "不低于百分之四十五" in answer.text


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        pytest.param(date(2024, 1, 1), "百分之二", id="before the revision"),
        pytest.param(date(2025, 12, 1), "百分之一", id="after it"),
    ],
)
def test_the_version_of_the_day_answers(answerer: Answerer, as_of: date, share: str) -> None:
    answer = answerer.ask("甘肃技术交易登记费是合同金额的百分之几？", as_of=as_of)

    assert answer.sentences[0].text.startswith(f"技术交易登记费为合同金额的{share}（")


def test_two_dates_are_answered_from_two_versions(answerer: Answerer) -> None:
    answer = answerer.ask("2023年甘肃技术交易登记费是百分之几？2025年6月以后呢？")

    assert {d for d, _ in cited(answer)} == {"market-2012", "market-2024"}


def test_every_quote_is_literal(answerer: Answerer, library: Library) -> None:
    answer = answerer.ask("甘肃没约定的，转让职务科技成果奖励完成人至少百分之几？")

    assert answer.citations
    for citation in answer.citations:
        text = library.store.document(citation.document_id)[0].text
        assert citation.quote == "".join(text[start:end] for start, end in citation.spans)


def test_the_json_is_the_contract(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广目录由哪个部门编制？").as_json()

    assert json.loads(json.dumps(answer)) == answer
    assert set(answer) == {
        *("status", "question", "text", "sentences", "citations", "table", "missing"),
        *("searched", "method", "confidence", "build", "elapsed_ms"),
    }
    assert set(answer["citations"][0]) == {
        *("n", "document_id", "title", "document_number", "doc_type", "region", "locator"),
        *("quote", "spans", "page", "validity"),
    }
    assert answer["citations"][0]["validity"]["status"] == "in_force"


def test_the_same_question_gives_the_same_answer(answerer: Answerer) -> None:
    question = "转让职务科技成果的奖励下限，甘肃和青海各是多少？"
    first, second = answerer.ask(question).as_json(), answerer.ask(question).as_json()

    assert first | {"elapsed_ms": 0} == second | {"elapsed_ms": 0}


def test_an_empty_question_is_an_error(answerer: Answerer) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        answerer.ask("  ")


def test_an_unknown_method_is_an_error(answerer: Answerer) -> None:
    with pytest.raises(InvalidInput, match="oracle"):
        answerer.ask("甘肃的推广目录由谁编制？", method="oracle")


def test_an_english_question_is_framed_in_english(answerer: Answerer) -> None:
    answer = answerer.ask("When does the Gansu technology regulation on reward take effect?")

    assert "规定：" not in answer.text


def test_a_threshold_names_its_base_and_when_it_applies(answerer: Answerer) -> None:
    answer = answerer.ask("单位没约定奖励，按国家技术成果推广法转让职务成果最低奖励百分之几？")

    assert answer.sentences[0].text.startswith(
        "转让职务科技成果的，从转让净收入中提取不低于百分之四十五的比例（"
    )
    assert "未约定时适用" in answer.sentences[0].text
