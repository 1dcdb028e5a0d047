"""Whether a text may be said to hold since a day, or to stand as it was made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.acts import Act
from tests.qa.conftest import answering

REVISED = """# 云栖市游船管理办法

2011年3月2日 云栖市第二届人民代表大会常务委员会第四次会议通过

2023年9月8日 云栖市第五届人民代表大会常务委员会第七次会议修订

第一条 为了管理游船，制定本办法。

第二条 游船应当每年检验一次。

第三条 本办法自2024年1月1日起施行。2003年6月3日发布的《云栖市木船管理规定》同时废止。
"""

AMENDED = """# 云栖市码头条例

2012年4月6日 云栖市第二届人民代表大会常务委员会第九次会议通过

2019年5月9日 云栖市第四届人民代表大会常务委员会第六次会议《关于修改〈云栖市码头条例〉的决定》修正

第一条 为了管理码头，制定本条例。

第二条 码头应当设置护栏。

第三条 本条例自2012年7月1日起施行。
"""

NOTICE = """云栖市人民政府办公厅关于清理闲置船只的通知

云政办发〔2022〕8号

各区人民政府：

一、清点船只

各区要在2022年9月底前清点闲置船只。

云栖市人民政府办公厅

2022年6月15日

（此件公开发布）
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts: dict[str, Act] = {"boats": ({}, REVISED), "quays": ({}, AMENDED), "notice": ({}, NOTICE)}
    with answering(tmp_path_factory.mktemp("since"), acts) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "云栖市游船管理办法2011年3月2日通过，能说现在这份文本从2011年起就管用吗？", id="holds"
        ),
        pytest.param("云栖市游船管理办法是不是说2011年以来就施行着现在的文本？", id="since"),
    ],
)
def test_a_text_holds_no_longer_than_since_its_own_beginning(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.ask(question)

    assert answer.sentences[0].text.startswith("不对：《云栖市游船管理办法》自2024年1月1日起施行")
    assert {"2011年3月2日", "2023年9月8日"} <= {c.quote[:9].strip() for c in answer.citations}


def test_a_case_from_before_the_text_is_not_judged_by_it(answerer: Answerer) -> None:
    answer = answerer.ask("2015年的一桩事能拿云栖市游船管理办法来断吗？老的那份怎样了？")

    assert answer.sentences[0].text.startswith("不适用：")
    assert any("木船管理规定" in c.quote for c in answer.citations)


def test_a_text_that_was_amended_has_not_stood_unchanged(answerer: Answerer) -> None:
    answer = answerer.ask("云栖市码头条例2012年7月1日起施行，能说2012年以来一个字没改过吗？")

    assert answer.sentences[0].text.startswith("不对：")
    assert "2019年5月9日" in answer.sentences[0].text


def test_of_what_was_not_changed_since_nothing_is_denied(answerer: Answerer) -> None:
    answer = answerer.ask("云栖市码头条例能说从2020年起没改过吗？")

    assert not any(s.text.startswith("不对") for s in answer.sentences)


def test_the_day_below_a_notice_is_told(answerer: Answerer) -> None:
    answer = answerer.ask("云栖市清理闲置船只的通知，落款是哪天？")

    assert "2022年6月15日" in answer.sentences[0].text


def test_a_pointing_word_inside_a_title_names_the_act(answerer: Answerer) -> None:
    answer = answerer.ask("云栖市码头的那部条例从哪天起施行？")

    assert {c.document_id for c in answer.citations} == {"quays"}
