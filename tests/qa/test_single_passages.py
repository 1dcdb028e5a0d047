"""One passage asked about in lay words: found, told whole, and with the figure that is asked for."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.search.worded import wrongs_unasked
from qa.told.reply import Status
from tests.qa.conftest import answering

_AGENTS = """# 甘肃省温泉代理条例

2019年4月2日 甘肃省第十三届人民代表大会常务委员会第九次会议通过

第三条 省文旅厅是温泉行业主管部门（以下简称省行业主管部门），负责本条例的实施。

第六条 温泉代理师本人及其近亲属不得与其承办的业务有利益冲突。

第七条 温泉代理师应当每年参加培训，培训由代理机构组织，代理机构应当保存记录。

第八条 销售不知道是伪劣的温泉制品，能证明合法来源的，不承担赔偿责任。

第九条 使用温泉商标的期限没有约定的，被许可人使用商标不受期限限制。

第十条 代理评议委员会的日常工作由省行业主管部门承担。

第十一条 温泉代理合同没有订立仲裁条款，事后又没有书面仲裁协议的，可以向人民法院起诉。

温泉代理合同纠纷可以依据合同中的仲裁条款申请仲裁。

第十二条 温泉商号所有人可以向登记机构申请商号登记。

同一温泉商号不得重复登记。

第三十条 本条例自2019年6月1日起施行。
"""
_PORTS = """# 国务院关于温泉口岸的若干措施

第一条 将尼泊尔产且经樟木口岸进口的温泉泥的备案权限下放至西藏自治区文旅厅。

第二条 温泉泥检验由海关负责。
"""
_ENDED = """# 文旅部关于废止部分规章的决定

2024年5月6日 文旅部公布

经全面清理，决定废止3部规章。

1. 温泉泥管理办法（1994年3月1日第3号公布）

2. 温泉浴池暂行规定（1999年5月1日第8号公布）

3. 温泉标牌办法（2001年7月1日第2号公布）

本决定自公布之日起施行。
"""
_REPORT = """# 温泉人才见闻

截至2022年1月，兰州温泉大学已招收培养20名全日制温泉管理方向硕士研究生，兰州工贸大学已招收15名温泉管理方向的研究生。

2021年，甘肃温泉小企业首次破千家（1189家）、增长38.67%，温泉大企业达97家、增长5.48%。
"""
ACTS = {
    "agents": ({"region": "甘肃省", "doc_type": "地方性法规"}, _AGENTS),
    "ports": ({"region": "全国", "doc_type": "行政法规"}, _PORTS),
    "ended": ({"region": "全国", "doc_type": "规章"}, _ENDED),
    "report": ({"region": "甘肃省", "doc_type": "地区案例报道"}, _REPORT),
}


@pytest.fixture(scope="module")
def baths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("baths"), ACTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "article"),
    [
        pytest.param("温泉代理师能给亲弟弟的对手办案吗？", "第六条", id="a brother"),
        pytest.param("店里卖的温泉制品是伪劣的，可我不知情，要赔吗？", "第八条", id="unknowing"),
        pytest.param("商标许可没写能用几年，是不是可以一直使用？", "第九条", id="no period asked"),
        pytest.param("代理合同没写仲裁，事后也没补签，能去法院吗？", "第十一条", id="unsigned"),
    ],
)
def test_lay_words_find_the_rule(baths: Answerer, question: str, article: str) -> None:
    answer = baths.ask(question)

    assert answer.citations[0].locator.startswith(article)
    assert answer.status is not Status.NOT_FOUND


def test_a_body_under_its_short_name_is_told_by_its_full_one(baths: Answerer) -> None:
    answer = baths.ask("甘肃温泉代理评议委员会的日常工作谁来做？")

    assert "省行业主管部门承担" in answer.sentences[0].text
    assert "省文旅厅是" in answer.text


def test_a_place_without_acts_is_answered_by_a_national_rule_on_it(baths: Answerer) -> None:
    answer = baths.ask("樟木口岸进口的温泉泥，西藏哪个部门备案？")

    assert "西藏自治区文旅厅" in answer.text
    assert baths.ask("西藏的温泉代理师要培训吗？").status is Status.NOT_FOUND


def test_acts_that_are_ended_together_are_all_listed(baths: Answerer) -> None:
    answer = baths.ask("2024年文旅部的决定废止了哪几部规章？")

    assert all(title in answer.text for title in ("温泉泥管理", "温泉浴池", "温泉标牌"))


def test_the_figure_of_the_body_that_is_named_is_told_alone(baths: Answerer) -> None:
    first = baths.ask("兰州温泉大学招收了多少名温泉管理方向的硕士？").sentences[0].text

    assert "20名" in first
    assert "15名" not in first


def test_what_the_same_article_forbids_is_not_answered_with_yes(baths: Answerer) -> None:
    answer = baths.ask("同一个温泉商号可以申请登记两回吗？")

    assert not answer.sentences[0].text.startswith("可以")
    assert "不得重复登记" in answer.text


_ABUSE = "不得通过提供虚假材料、隐瞒事实等手段获得年费减免。"


def test_the_abuse_of_a_benefit_is_no_answer_to_one_who_asks_for_it() -> None:
    wrongs = wrongs_unasked("年费怎么减免？")

    assert any(wrong.search(_ABUSE) for wrong in wrongs)
    assert not any(wrong.search("登记期间，年费相应给予减免。") for wrong in wrongs)
    assert not wrongs_unasked("造假骗年费减免怎么处理？")


def test_a_growth_beside_the_number_asked_for_is_not_told_with_it(baths: Answerer) -> None:
    answer = baths.ask("甘肃2021年温泉小企业有多少家、温泉大企业有多少家？")

    assert "1189家" in answer.sentences[0].text
    assert "97家" in answer.sentences[0].text
    assert "38.67%" not in answer.sentences[0].text
