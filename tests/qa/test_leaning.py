"""A sentence is quoted with what it leans on: the deed of its case, the paragraph before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

ACTS = {
    "bells": (
        {"region": "云南省", "doc_type": "地方性法规"},
        """# 云南省铜钟保养条例

2020年5月8日 云南省第十三届人民代表大会常务委员会第十七次会议通过

第一条 为了铜钟保养，制定本条例。

第四条 铜钟管理站应当每年登记铜钟的保养情况。

第七条 铸钟师不得鉴定本人铸造的铜钟。

开裂后重铸的铜钟，原铸钟师参加鉴定不受前款规定的限制。

第十一条 铜钟管理站没有登记保养情况的，由文物部门责令改正；情节严重的，二年内不得申报补贴。

第十二条 鉴定师有下列行为之一的，给予警告；情节较重的，三年内不得聘请其鉴定；情节严重的，通报全省：

（一）收受铸钟师财物的；

（二）替他人在鉴定书上落名的。

第十三条 本条例自2020年7月1日起施行。
""",
    ),
}


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("bells"), ACTS) as opened:
        yield opened


def test_a_graver_case_is_quoted_with_the_deed_that_it_is_a_case_of(bells: Answerer) -> None:
    answer = bells.ask("云南的铜钟管理站情节严重的，几年内不得申报补贴？")

    assert any("没有登记保养情况的，由文物部门" in c.quote for c in answer.citations)


def test_a_point_is_quoted_with_the_lighter_cases_before_the_one_that_leads_it_in(
    bells: Answerer,
) -> None:
    answer = bells.ask("云南的铜钟鉴定师替他人在鉴定书上落名，情节严重的怎么处理？")

    assert any("情节较重的，三年内不得聘请" in c.quote for c in answer.citations)


def test_a_sentence_that_lifts_the_paragraph_before_is_quoted_with_it(bells: Answerer) -> None:
    answer = bells.ask("云南开裂后重铸的铜钟，原铸钟师能参加鉴定吗？")

    assert any("不得鉴定本人铸造的铜钟" in c.quote for c in answer.citations)
