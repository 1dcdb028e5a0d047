"""Questions of a day: from when the act that answers is in force, and where it was not yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer import Answerer
from qa.asked.names import KnownNames
from qa.asked.question import parse_question
from qa.ways.timely import asks_which_law, of_another_year
from tests.qa.conftest import answering


def test_an_act_that_began_later_is_told_first(answerer: Answerer) -> None:
    answer = answerer.ask("2018年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert answer.sentences[0].text.endswith("自2020年7月1日起施行，2018年5月还没有施行。")


def test_an_act_that_had_begun_is_cited_with_its_commencement(answerer: Answerer) -> None:
    answer = answerer.ask("2023年5月，甘肃对骗取推广补贴的处多少罚款？")

    assert "还没有施行" not in answer.text
    assert "2020年7月1日" in answer.text


def test_a_question_of_no_day_is_told_no_commencement(answerer: Answerer) -> None:
    assert "施行" not in answerer.ask("甘肃对骗取推广补贴的处多少罚款？").text


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        pytest.param("2018年推广经费占多少？", 1, id="another year"),
        pytest.param("到2015年推广经费占多少？", 0, id="the year that is set"),
        pytest.param("推广经费占多少？", 0, id="no year"),
    ],
)
def test_a_value_set_for_one_year_is_not_that_of_another(question: str, reasons: int) -> None:
    parsed = parse_question(question, KnownNames([]))

    assert len(of_another_year(parsed, "到2015年,推广经费占比达到百分之二。")) == reasons


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("2009年8月的侵权，赔多少按哪部法算？", True, id="of a day"),
        pytest.param("用修改前还是修改后的推广法？", True, id="before or after a change"),
        pytest.param("责令停止侵权是按哪几部法？", False, id="of no time"),
        pytest.param("2009年8月的侵权赔多少？", False, id="a number of a day"),
    ],
)
def test_it_is_seen_whether_one_of_two_laws_is_asked_for(question: str, *, asked: bool) -> None:
    assert asks_which_law(parse_question(question, KnownNames([]))) is asked


RENTAL = """# 中华人民共和国仪器租赁法

2001年5月1日 第九届全国人民代表大会常务委员会第二十一次会议通过

2018年6月1日 第十三届全国人民代表大会常务委员会第三次会议修订

第一条 为了规范仪器租赁，制定本法。

第六条 拖欠仪器租金的，应当赔偿损失；损失难以确定的，赔偿一万元以上五万元以下。

第九条 本法自2018年9月1日起施行。
"""
READING = """# 最高人民法院关于审理仪器租赁纠纷案件若干问题的解释

2018年8月20日 最高人民法院审判委员会第1746次会议通过

第一条 审理仪器租赁纠纷案件，应当查明仪器的状况。

第七条 拖欠租金发生在2018年9月1日以前且持续到2018年9月1日以后的，适用修改后的仪器租赁法确定赔偿数。

第八条 本解释自2018年9月1日起施行。
"""


def test_the_clause_on_what_lies_across_a_change_answers_which_law_holds(
    tmp_path: Path,
) -> None:
    acts = {
        "rental": ({"region": "全国", "doc_type": "法律"}, RENTAL),
        "reading": ({"region": "全国", "doc_type": "司法解释"}, READING),
    }
    with answering(tmp_path, acts) as opened:
        answer = opened.ask("租金从2018年5月一直拖欠到2019年，赔多少按哪部仪器租赁法算？")

    assert answer.citations[0].locator == "第七条"
    assert "一万元" not in answer.sentences[0].text


OLDER = """# 云栖市人大常委会关于渡口救生的规定

2003年4月8日 云栖市人民代表大会常务委员会公布

第一条 船主申请渡口救生补助的，应当提交船舶检验簿。

第二条 本规定自2003年5月1日起施行。
"""
LATER = """# 云栖市人大常委会关于渡口安全补助的规定

2019年6月3日 云栖市人民代表大会常务委员会公布

第一条 为了渡口安全，制定本规定。

第五条 船主申请救生补助的，应当提交船舶检验簿、救生衣清单或者渡口安全评价书。

第九条 本规定自2019年7月1日起施行。云栖市人大常委会以前公布的规定与本规定不一致的，以本规定为准。
"""


def test_a_later_act_of_the_same_body_that_takes_the_place_of_the_named_one_is_told(
    tmp_path: Path,
) -> None:
    kind = {"doc_type": "地方性法规", "issuing_body": "云栖市人民代表大会常务委员会"}
    with answering(tmp_path, {"older": (kind, OLDER), "later": (kind, LATER)}) as opened:
        answer = opened.ask(
            "2003年那份《云栖市人大常委会关于渡口救生的规定》说申请救生补助要交检验簿，"
            "2022年申请的该看哪份规定？能交哪几种？"
        )

    first = answer.sentences[0].text
    assert first.startswith("不一致的，按《云栖市人大常委会关于渡口安全补助的规定》第五条执行")
    assert "早于自2019年7月1日起施行" in first
    assert {("later", "第五条"), ("later", "第九条"), ("older", "第一条")} <= {
        (c.document_id, c.locator) for c in answer.citations
    }
