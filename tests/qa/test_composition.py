"""An answer shows what was asked for, and what stands near it only where that adds to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.acts import Act
from tests.qa.conftest import answering


def test_one_point_of_a_list_is_quoted_without_the_others(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构能做人员培训吗？")

    assert "人员培训" in answer.text
    assert "成果评价" not in answer.text
    assert [len(c.spans) for c in answer.citations] == [2]  # the lead-in, and the point


def test_a_list_that_is_asked_for_is_quoted_whole(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的推广服务机构可以从事哪些活动？")

    assert all(point in answer.text for point in ("成果评价", "供需对接", "人员培训"))


def test_the_next_sentence_of_a_paragraph_that_limits_the_first_is_told(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("甘肃完成人申请自行实施成果的，单位要几日内答复？")

    assert "情况复杂的，可以延长十五日" in answer.text


RULE_OF_INSTRUMENTS: Act = (
    {"title": "甘肃省科研仪器条例", "region": "甘肃省", "doc_type": "地方性法规"},
    """# 甘肃省科研仪器条例

第一条 为了管理科研仪器，制定本条例。

第五条 出借科研仪器的，由单位与借用人签订合同，写明保管责任。

第六条 科研仪器损坏的，借用人应当修复。

第七条 单位逾期不登记科研仪器的，可以处仪器价款百分之二以上百分之五以下的罚款。
""",
)
RULE_OF_FACILITIES: Act = (
    {"title": "甘肃省实验设施办法", "region": "甘肃省", "doc_type": "地方政府规章"},
    """# 甘肃省实验设施办法

第一条 为了管理实验设施，制定本办法。

第八条 借来的科研仪器损坏的，由借用人照价赔偿。

第九条 逾期不登记科研仪器，仪器价款不足二百万元的，处七万元以下的罚款。
""",
)


@pytest.fixture(scope="module")
def of_two_acts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {"instruments": RULE_OF_INSTRUMENTS, "facilities": RULE_OF_FACILITIES}
    with answering(tmp_path_factory.mktemp("two-acts"), acts) as opened:
        yield opened


def test_a_rule_next_to_the_best_is_shown_beside_it(of_two_acts: Answerer) -> None:
    answer = of_two_acts.ask("借来的科研仪器损坏了，要怎么做？")

    assert [c.document_id for c in answer.citations] == ["instruments", "facilities"]


def test_a_sum_is_reckoned_by_the_best_rule_and_not_by_one_beside_it(of_two_acts: Answerer) -> None:
    answer = of_two_acts.ask("甘肃的单位逾期不登记科研仪器，仪器价款100万元，罚款多少？")

    assert "2万元以上5万元以下" in answer.sentences[0].text
