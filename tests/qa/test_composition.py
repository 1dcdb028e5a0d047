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
    answer = of_two_acts.ask("甘肃的科研仪器损坏的由谁处理？")

    assert [c.document_id for c in answer.citations] == ["facilities", "instruments"]


def test_a_rule_farther_behind_is_not_shown_where_one_thing_is_asked(
    of_two_acts: Answerer,
) -> None:
    answer = of_two_acts.ask("科研仪器损坏了，借用人要怎么做？")

    assert [c.document_id for c in answer.citations] == ["instruments"]


OF_PERIODS: Act = (
    {"title": "甘肃省成果管理条例", "region": "甘肃省", "doc_type": "地方性法规"},
    """# 甘肃省成果管理条例

第一条 为了管理科技成果，制定本条例。

第三条 成果管理机构应当在受理披露之日起九日内答复披露人。

第四条 单位未在制度中写明奖金发放期限，也未与完成人约定的，应当在收入到账之日起八个月内发放奖金。

第六条 项目承担单位应当报送成果清单，主管部门可以抽查。项目承担单位可以用结余经费支持成果的中试。

第九条 违反本条例第六条规定的，处二万元以下的罚款。
""",
)
SENDING: Act = (
    {"title": "甘肃省技术园区办法", "region": "甘肃省", "doc_type": "地方政府规章"},
    """# 甘肃省技术园区办法

第一条 为了管理技术园区，制定本办法。

第八条 园区内发生的纠纷，依照《甘肃省成果管理条例》的规定处理。
""",
)


@pytest.fixture(scope="module")
def of_periods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {"periods": OF_PERIODS, "sending": SENDING}
    with answering(tmp_path_factory.mktemp("periods"), acts) as opened:
        yield opened


def test_a_rule_that_the_direct_sentence_tells_whole_is_not_told_again(
    of_periods: Answerer,
) -> None:
    answer = of_periods.ask("甘肃的成果管理机构受理披露后几日内答复？")

    assert [s.text for s in answer.sentences] == [
        "成果管理机构应当在受理披露之日起九日内答复披露人（《甘肃省成果管理条例》第三条）。"
    ]


def test_an_act_of_the_place_that_only_sends_to_the_answer_is_not_shown(
    of_periods: Answerer,
) -> None:
    answer = of_periods.ask("甘肃的成果管理机构受理披露后几日内答复？")

    assert {c.document_id for c in answer.citations} == {"periods"}


def test_a_case_that_goes_on_from_the_one_before_is_told_with_it(of_periods: Answerer) -> None:
    answer = of_periods.ask("甘肃的单位没写也没约定奖金期限的，几个月内发放奖金？")

    assert answer.sentences[0].text.startswith("单位未在制度中写明奖金发放期限，也未与完成人约定的")


def test_a_sentence_and_the_paragraph_that_holds_it_share_one_citation(
    of_periods: Answerer,
) -> None:
    answer = of_periods.ask("甘肃的单位没写也没约定奖金期限的，几个月内发放奖金？")

    assert [s.citations for s in answer.sentences] == [(1,)] * len(answer.sentences)


def test_the_sentence_that_says_yes_goes_before_its_neighbours(of_periods: Answerer) -> None:
    answer = of_periods.ask("甘肃项目承担单位的结余经费，能不能用来做成果中试？")

    assert answer.sentences[0].text.startswith("可以：《甘肃省成果管理条例》第六条")


def test_a_sum_is_reckoned_by_the_best_rule_and_not_by_one_beside_it(of_two_acts: Answerer) -> None:
    answer = of_two_acts.ask("甘肃的单位逾期不登记科研仪器，仪器价款100万元，罚款多少？")

    assert "2万元以上5万元以下" in answer.sentences[0].text
