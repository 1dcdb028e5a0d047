"""Comparisons of kinds, of loosely named acts and of acts that differ; and what no act can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status, Table
from tests.qa.conftest import answering

ACTS = {
    "gansu": (
        "甘肃省",
        """# 甘肃省温泉管理条例

2016年5月8日 甘肃省第十二届人民代表大会常务委员会第二十次会议通过

第四条 温泉经营者应当每三个月检测一次水质。

第六条 本条例所称重复排放，是指同一经营者受到处罚后再次向河道排放温泉尾水。

第七条 温泉经营者未公示水质的，由水务部门责令改正，可以处三万元以下的罚款；情节严重的，吊销许可证：
（一）没有公示两个以上检测结果的；
（二）公示虚假结果的。

第八条 温泉从业人员未持健康证上岗的，由水务部门责令改正，可以处五百元以下的罚款。

第九条 重复排放温泉尾水的，处二万元以上八万元以下的罚款。

第十条 温泉门票收入中用于水源养护的比例不低于百分之四。

第二十条 本条例自2016年7月1日起施行。
""",
    ),
    "qinghai": (
        "青海省",
        """# 青海省温泉管理条例

2022年3月8日 青海省第十三届人民代表大会常务委员会第三十次会议通过

第四条 温泉经营者应当定期检测水质，检测的间隔由经营者公布。

第九条 同一经营者受到处罚后再次向河道排放温泉尾水的，处五万元以上十万元以下的罚款。

第二十条 本条例自2022年5月1日起施行。
""",
    ),
    "source": (
        "甘肃省",
        """# 甘肃省水源养护促进条例

2021年5月8日 甘肃省第十三届人民代表大会常务委员会第二十次会议通过

第三条 温泉门票收入中用于水源养护的比例不低于百分之九。

第十八条 本条例施行前制定的地方性法规与本条例不一致的，按照本条例执行。

第二十条 本条例自2021年7月1日起施行。
""",
    ),
}


@pytest.fixture(scope="module")
def springs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("springs"),
        {
            name: ({"region": region, "doc_type": "地方性法规"}, text)
            for name, (region, text) in ACTS.items()
        },
    ) as opened:
        yield opened


def table_of(answerer: Answerer, question: str) -> Table:
    table = answerer.ask(question).table
    assert table is not None
    return table


def column(table: Table, title: str) -> dict[str, str]:
    place = table.columns.index(title)
    return {row[0]: row[place] for row in table.rows}


def test_two_kinds_of_one_act_have_a_row_each(springs: Answerer) -> None:
    table = table_of(springs, "甘肃的温泉经营者和温泉从业人员被责令改正时，罚款上限分别是多少？")

    assert column(table, "金额") == {
        "温泉经营者": "三万元以下",
        "温泉从业人员": "五百元以下",
    }
    assert column(table, "依据")["温泉从业人员"] == "《甘肃省温泉管理条例》第八条"


def test_a_rule_that_leads_in_no_list_is_quoted_without_the_one_behind_it(
    springs: Answerer,
) -> None:
    told = springs.ask("甘肃的温泉经营者和温泉从业人员被责令改正时，罚款上限分别是多少？")

    assert all("虚假结果" not in sentence.text for sentence in told.sentences)


def test_a_fine_is_no_definition_of_what_is_fined(springs: Answerer) -> None:
    table = table_of(springs, "重复排放温泉尾水，甘肃和青海各怎么罚？")

    assert column(table, "依据") == {
        "甘肃省": "《甘肃省温泉管理条例》第九条",
        "青海省": "《青海省温泉管理条例》第九条",
    }


def test_a_rule_without_a_number_is_told_from_no_rule(springs: Answerer) -> None:
    question = "温泉水质检测的间隔，甘肃温泉条例和青海温泉条例各规定几个月？"
    table = table_of(springs, question)

    assert column(table, "期限") == {"甘肃省": "三个月", "青海省": "未写数值"}
    assert all(table.citations)


def test_regions_that_are_all_missing_are_refused(springs: Answerer) -> None:
    answer = springs.ask("比较江苏和湖北对重复排放温泉尾水的罚款。")

    assert answer.status is Status.NOT_FOUND
    assert any("江苏省" in words for words in answer.missing)


def test_the_clause_that_says_which_act_holds_comes_first(springs: Answerer) -> None:
    question = "甘肃温泉管理条例说水源养护用门票收入的4%，水源养护促进条例说9%，到底听谁的？"
    told = [s.text for s in springs.ask(question).sentences]

    assert told[0].startswith("不一致时，《甘肃省水源养护促进条例》第十八条规定")
    assert any("2021年7月1日起施行" in text for text in told)
    assert any("2016年7月1日起施行" in text for text in told)


def test_fines_for_another_matter_make_no_row(springs: Answerer) -> None:
    table = table_of(springs, "温泉从业人员没有健康证上岗，甘肃和青海各罚多少？")

    assert column(table, "金额") == {"甘肃省": "五百元以下", "青海省": "未见"}


def test_a_matter_of_no_act_is_refused_for_all_regions(springs: Answerer) -> None:
    answer = springs.ask("网约车驾驶员绕路，甘肃和青海各罚多少？")

    assert answer.status is Status.NOT_FOUND
    assert any("甘肃省、青海省" in words for words in answer.missing)


def test_the_bounds_of_a_fine_are_amounts(springs: Answerer) -> None:
    table = table_of(springs, "重复排放温泉尾水，甘肃和青海罚款的下限和上限各是多少？")

    assert column(table, "金额") == {
        "甘肃省": "二万元以上八万元以下",
        "青海省": "五万元以上十万元以下",
    }
