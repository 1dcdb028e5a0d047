"""The day on which a term ends, reckoned from the day, month or year that the question gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

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


SEALS = """# 中华人民共和国印章登记法

2010年3月1日 第十一届全国人民代表大会常务委员会第十三次会议通过

2018年6月1日 第十三届全国人民代表大会常务委员会第三次会议修正

第一条 为了保护印章，制定本法。

第四条 登记印章的有效期为六年，自核准登记之日起计算。

第六条 印章图样专有权的保护期为九年，自图样登记申请之日或者图样首次销售之日起计算，以较前日期为准。

第八条 印章材料登记的保护期限，自登记公告之日起，石质材料为七年，其他材料为五年。

第九条 本法自2010年5月1日起施行。
"""
SEAL_RULES = """# 中华人民共和国印章登记法实施条例

2011年4月1日 国务院公布

第一条 根据《中华人民共和国印章登记法》，制定本条例。

第三条 印章登记法第四条规定的有效期从核准登记之日起算，期限最后一月相应日的前一日为期限届满日。

第五条 本条例自2011年5月1日起施行。
"""
NOTICE = """# 国务院办公厅关于推进印章换发的意见

各省、自治区、直辖市人民政府：

一、总体要求

各地要在本意见印发半年内完成旧印章的清点工作。

各印章刻制单位要在一年内完成刻制规程的修订。

国务院办公厅

2021年3月10日
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {
        "moulds": ({"region": "全国", "doc_type": "法律"}, MOULDS),
        "seals": ({"region": "全国", "doc_type": "法律"}, SEALS),
        "seal-rules": ({"region": "全国", "doc_type": "行政法规"}, SEAL_RULES),
        "notice": ({"region": "全国", "doc_type": "规范性文件"}, NOTICE),
    }
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
        pytest.param(
            "木质模具2016年4月5日申请登记，2017年1月批准的，保护到哪天？",
            "到2024年4月5日：自2016年4月5日起八年",
            id="of two days the one from which the rule counts",
        ),
        pytest.param(
            "2019年5月6日核准登记的印章，有效期到哪天？",
            "到2025年5月5日：自2019年5月6日起六年，届满日为相应日的前一日",
            id="the day before, where another act ends the term of this article so",
        ),
        pytest.param(
            "印章图样2020年8月1日登记申请，2019年2月3日首次销售，保护期到什么时候？",
            "到2028年2月3日：自2019年2月3日起九年",
            id="the earlier of two days",
        ),
        pytest.param(
            "国办推进印章换发的意见要求半年内清点旧印章，最晚哪天完成？",
            "最晚2021年9月10日：自2021年3月10日起半年",
            id="from the day that the document bears",
        ),
        pytest.param(
            "印章刻制单位要在一年内修订刻制规程，从落款日起算最晚到哪天？",
            "最晚2022年3月10日：自2021年3月10日起一年",
            id="from the day that the question counts from",
        ),
    ],
)
def test_the_end_is_as_exact_as_the_beginning(answerer: Answerer, question: str, told: str) -> None:
    assert answerer.ask(question).sentences[0].text.startswith(told)


def test_a_period_does_not_run_from_the_day_of_something_else(answerer: Answerer) -> None:
    answer = answerer.ask("2024年3月6日买进金属模具，不予登记的，最晚哪天请求复审？")

    assert "最晚2024" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "2019年5月6日公告的橡胶印章材料登记，哪天到期？", id="a case that is not named"
        ),
        pytest.param("木质模具2017年1月6日批准登记，保护到哪天？", id="no day of application"),
        pytest.param(
            "印章图样2020年8月1日登记申请，2019年2月3日送去展览，保护期到什么时候？",
            id="one of two days of which it is open whether it is earlier",
        ),
    ],
)
def test_no_end_is_told_where_its_beginning_or_period_is_open(
    answerer: Answerer, question: str
) -> None:
    assert not re.search(r"[：，]自\d", answerer.ask(question).text)


def test_a_term_from_before_the_text_is_told_with_a_warning(tmp_path: Path) -> None:
    acts = {"seals": ({"region": "全国", "doc_type": "法律", "effective": "2018-06-01"}, SEALS)}
    with answering(tmp_path, acts) as opened:
        before, after = (
            opened.ask(f"{year}年5月6日核准登记的印章，有效期到哪天？").sentences[0].text
            for year in (2012, 2020)
        )

    assert before.startswith("按这一文本算，到2018年5月6日")
    assert "当时的期限可能不同" in before
    assert "当时的期限" not in after


def test_months_are_not_counted_from_a_year(answerer: Answerer) -> None:
    answer = answerer.ask("2024年收到不予登记模具的决定，最晚哪天请求复审？")

    assert "自2024年起" not in answer.text


def test_no_yes_is_said_where_days_of_the_case_decide(answerer: Answerer) -> None:
    answer = answerer.ask("2024年3月6日收到不予登记模具的决定，2024年7月1日还可以请求复审吗？")

    assert "三个月内" in answer.text
    assert not answer.sentences[0].text.startswith("可以")
