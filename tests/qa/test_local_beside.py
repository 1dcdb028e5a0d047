"""A local rule behind a national one is told as local where no place is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

NATIONAL = """# 中华人民共和国器材共享法

2015年5月6日 第十二届全国人民代表大会常务委员会第十四次会议通过

第一条 为了推动器材共享，制定本法。

第六条 国家设立的试验站出借器材所获得的收入全部留归本站，用于器材维护和人员奖励。

第十条 本法自2015年9月1日起施行。
"""

LOCAL = """# 贵州省器材共享条例

2019年3月2日 贵州省第十三届人民代表大会常务委员会第九次会议通过

第一条 为了推动器材共享，制定本条例。

第五条 政府设立的试验站出借器材所获得的收入留归本站，不上缴国库。

第七条 试验站的负责人可以获得出借器材的奖励。

第九条 本条例自2019年6月1日起施行。
"""

ACTS = {
    "nat": ({"region": "全国", "doc_type": "法律"}, NATIONAL),
    "gz": ({"region": "贵州省", "doc_type": "地方性法规"}, LOCAL),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("nation"), ACTS) as opened:
        yield opened


def test_a_local_rule_behind_the_national_one_is_told_as_that_of_its_place(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("国家设立的试验站出借器材所获得的收入怎么用，负责人的奖励怎么定？")

    assert answer.citations[0].document_id == "nat"
    assert any(s.text.startswith("地方另有规定，如贵州省：") for s in answer.sentences)


def test_the_local_rule_stays_first_where_its_place_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("贵州的试验站出借器材的收入要不要上缴国库？")

    assert answer.citations[0].document_id == "gz"
    assert "地方另有规定" not in answer.text
