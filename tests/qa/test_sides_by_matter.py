"""Sides of a comparison told by their matter: what a penalty points to, what is asked for, sums."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering
from tests.qa.test_compare import column, table_of

HAINAN = """# 海南省海域使用条例

2021年3月1日 海南省第六届人民代表大会常务委员会第二十次会议通过

第一条 为了海域使用，制定本条例。

第五条 养殖户转让海域的，从转让净收入中提取不低于百分之三十的比例用于修复海床。

第六条 县级以上人民政府对修复海床的养殖户给予补助。

第九条 拒不拆除废弃网箱的，由渔业部门责令改正，处三千元以上六千元以下的罚款。

第十条 海带保护区的存续期为十二年。

第十一条 本条例自2021年6月1日起施行。
"""

FUJIAN = """# 福建省海域使用条例

2020年3月1日 福建省第十三届人民代表大会常务委员会第十六次会议通过

第一条 为了海域使用，制定本条例。

第五条 养殖户转让海域的，从转让净收入中提取不低于百分之二十的比例用于修复海床。

第六条 县级以上人民政府应当鼓励和支持养殖户修复海床，加强技术指导。

第八条 养殖户不得有下列行为：

（一）擅自扩大养殖面积；

（二）拒不拆除废弃网箱。

第二十条 违反本条例第八条第二项规定的，由渔业部门责令改正，处一千元以上二千元以下的罚款。

第二十一条 本条例自2020年6月1日起施行。
"""

BUOY = """# 航标条例

2019年3月1日 国务院常务会议通过

第一条 为了航标的保护，制定本条例。

第七条 航标专用标志权自核准之日起，效力维持七年。

第九条 本条例自2019年6月1日起施行。
"""


@pytest.fixture(scope="module")
def coasts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    acts = {
        "hainan": ({"region": "海南省", "doc_type": "地方性法规"}, HAINAN),
        "fujian": ({"region": "福建省", "doc_type": "地方性法规"}, FUJIAN),
        "buoy": ({"region": "全国", "doc_type": "行政法规"}, BUOY),
    }
    with answering(tmp_path_factory.mktemp("coasts"), acts) as opened:
        yield opened


def test_a_penalty_that_only_points_to_the_duty_is_a_row_and_the_duty_is_told(
    coasts: Answerer,
) -> None:
    answer = coasts.ask("拒不拆除废弃网箱，海南和福建各罚多少？")

    assert column(table_of(answer), "金额") == {
        "海南省": "三千元以上六千元以下",
        "福建省": "一千元以上二千元以下",
    }
    assert "《福建省海域使用条例》第八条第（二）项规定" in answer.text


def test_only_places_that_speak_of_the_very_thing_have_a_row_where_it_is_asked_which(
    coasts: Answerer,
) -> None:
    told = column(table_of(coasts.ask("哪些省对养殖户修复海床给予补助？")), "规定")

    assert "补助" in told["海南省"]
    assert told["福建省"] == "未见"


def test_the_askers_amount_is_reckoned_for_each_side(coasts: Answerer) -> None:
    answer = coasts.ask("养殖户转让海域净收入200万元，海南和福建的条例各至少提多少修复海床？")

    assert [s.text.partition("（")[0] for s in answer.sentences[:2]] == [
        "海南省至少60万元：200万元×30%=60万元",
        "福建省至少40万元：200万元×20%=40万元",
    ]


def test_two_kinds_that_two_acts_tell_in_their_own_words_are_laid_beside(coasts: Answerer) -> None:
    told = column(table_of(coasts.ask("海带保护区和航标专用标志权，分别有效几年？")), "期限")

    assert told == {"海带保护区": "十二年", "航标专用标志权": "七年"}


def test_the_side_with_the_higher_figure_is_named_where_it_is_asked_which(
    coasts: Answerer,
) -> None:
    answer = coasts.ask("拒不拆除废弃网箱的罚款，海南和福建哪个高？")

    assert answer.sentences[0].text.startswith("最高的是海南省")


def test_two_points_that_are_both_asked_for_stand_in_one_cell(answerer: Answerer) -> None:
    table = table_of(answerer.ask("国家法和甘肃的奖励，转让的比例和作价投资的比例分别是多少？"))

    assert column(table, "比例")["国家"] == "不低于百分之四十五；不低于百分之四十"
