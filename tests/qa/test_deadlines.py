"""The day on which a term ends, reckoned from the day, month or year that the question gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

MOULDS = """# 中华人民共和国模具登记法

2012年5月1日 第十一届全国人民代表大会常务委员会第二十六次会议通过

第一条 为了保护模具，制定本法。

第二条 申请模具登记的，应当提交图样；图样不全的，应当自收到通知之日起两个月内补正。

第五条 金属模具登记的期限为十二年，木质模具登记的期限为八年，均自申请日起计算。

第六条 无论是否登记，模具自制成之日起二十年后，不再受本法保护。

第七条 对不予登记的决定不服的，可以自收到通知之日起三个月内请求复审。

第八条 金属模具的登记人可以从首次销售的年度起连续六年享受模具补贴。

第九条 本法自2012年9月1日起施行。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {"moulds": ({"region": "全国", "doc_type": "法律"}, MOULDS)}
    with answering(tmp_path_factory.mktemp("deadlines"), acts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "木质模具2016年4月5日申请的登记，哪天到期？",
            "到2024年4月5日：自2016年4月5日起八年",
            id="from a day",
        ),
        pytest.param(
            "金属模具2016年4月申请的登记，什么时候期满？",
            "到2028年4月：自2016年4月起十二年",
            id="from a month",
        ),
        pytest.param(
            "模具2001年制成，一直没登记，到哪一年就不受保护了？",
            "到2021年：自2001年起二十年",
            id="from a year",
        ),
        pytest.param(
            "2024年3月6日收到不予登记模具的决定，最晚哪天请求复审？",
            "最晚2024年6月6日：自2024年3月6日起三个月",
            id="a period to act in",
        ),
        pytest.param(
            "金属模具的登记人2019年登记，2021年首次销售，模具补贴能享受到哪一年？",
            "到2026年：2021年起六年",
            id="whole years with the one that the rule names",
        ),
    ],
)
def test_the_end_is_as_exact_as_the_beginning(answerer: Answerer, question: str, told: str) -> None:
    assert answerer.ask(question).sentences[0].text.startswith(told)


def test_a_period_does_not_run_from_the_day_of_something_else(answerer: Answerer) -> None:
    answer = answerer.ask("2024年3月6日买进金属模具，不予登记的，最晚哪天请求复审？")

    assert "最晚2024" not in answer.text


def test_months_are_not_counted_from_a_year(answerer: Answerer) -> None:
    answer = answerer.ask("2024年收到不予登记模具的决定，最晚哪天请求复审？")

    assert "自2024年起" not in answer.text


def test_no_yes_is_said_where_days_of_the_case_decide(answerer: Answerer) -> None:
    answer = answerer.ask("2024年3月6日收到不予登记模具的决定，2024年7月1日还可以请求复审吗？")

    assert "三个月内" in answer.text
    assert not answer.sentences[0].text.startswith("可以")
