"""The national rule first where no place is named, and a local one named as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


def test_a_local_rule_in_the_askers_words_stands_behind_the_national_one(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("试验站出借器材的收入要不要上缴国库？")

    assert answer.citations[0].document_id == "nat"
    assert any(s.text.startswith("地方另有规定，如贵州省：") for s in answer.sentences)


def test_the_local_rule_stays_first_where_its_place_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("贵州的试验站出借器材的收入要不要上缴国库？")

    assert answer.citations[0].document_id == "gz"
    assert "地方另有规定" not in answer.text


def test_a_national_rule_that_does_not_speak_of_what_is_asked_is_not_put_first(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("试验站的负责人能获得出借器材的奖励吗？")

    assert answer.citations[0].document_id == "gz"


SHARING = """# 中华人民共和国器材共享法

2015年5月6日 第十二届全国人民代表大会常务委员会第十四次会议通过

第一条 为了推动器材共享，制定本法。

第六条 试验站未规定、也未约定奖励的，从出借器材的净收入中提取不低于百分之三十的比例奖励维护人员。

第十条 本法自2015年9月1日起施行。
"""

OF_PLACE = """# {place}器材共享条例

2019年3月2日 {place}第十三届人民代表大会常务委员会第九次会议通过

第一条 为了推动器材共享，制定本条例。

第五条 政府设立的试验站从出借器材的净收入中提取不低于百分之{share}的比例奖励维护人员。

第七条 {extra}

第九条 本条例自2019年6月1日起施行。
"""


def test_what_several_places_carry_out_goes_before_what_one_of_them_adds(
    tmp_path: Path,
) -> None:
    added = "公立试验站登记机构的奖励，为器材合同额百分之八以上的比例。"
    acts = {
        "nat": ({"region": "全国", "doc_type": "法律"}, SHARING),
        **{
            place: (
                {"region": place, "doc_type": "地方性法规"},
                OF_PLACE.format(place=place, share=share, extra=extra),
            )
            for place, share, extra in (
                ("贵州省", "四十", added),
                ("云南省", "五十", "试验站每年公布器材目录。"),
            )
        },
    }

    with answering(tmp_path, acts) as opened:
        answer = opened.ask("公立试验站出借器材的奖励是多少比例？")

    assert answer.citations[0].document_id == "nat"
