"""Comparisons: one row a region, its cells in the words of the cited clause, nation beside."""

from __future__ import annotations

import pytest

from graph.names import fold
from qa.answer import Answerer
from qa.told.reply import Answer, Table

SHARE = "转让职务科技成果的奖励下限，甘肃和青海各是多少？"


def table_of(answer: Answer) -> Table:
    assert answer.table is not None
    return answer.table


def column(table: Table, title: str) -> dict[str, str]:
    place = table.columns.index(title)
    return {row[0]: row[place] for row in table.rows}


def test_a_comparison_has_a_row_for_each_region_and_one_for_the_national_rule(
    answerer: Answerer,
) -> None:
    table = table_of(answerer.ask(SHARE))

    assert column(table, "比例") == {
        "国家": "不低于百分之四十五",
        "甘肃省": "不低于百分之六十五",
        "青海省": "不低于百分之七十五",
    }
    assert all(table.citations)


def test_the_columns_tell_force_base_condition_and_clause(answerer: Answerer) -> None:
    table = table_of(answerer.ask(SHARE))

    assert column(table, "情态")["甘肃省"] == "应当"
    assert column(table, "情态")["青海省"] == "可以"
    assert "净收入" in column(table, "基数")["甘肃省"]
    assert "未规定" in column(table, "条件")["甘肃省"]
    assert column(table, "依据")["青海省"] == "《青海省技术成果推广条例》第六条"


def test_every_cell_stands_in_the_quote_that_its_row_cites(answerer: Answerer) -> None:
    answer = answerer.ask(SHARE)
    table = table_of(answer)
    said = {"应当", "可以", "直接规定"}

    for row, cited in zip(table.rows, table.citations, strict=True):
        quotes = fold("".join(c.quote for c in answer.citations if c.n in cited))
        for cell in row[1:-1]:
            pieces = [p for p in cell.replace("；", "，").split("，") if p and p not in said]
            assert [p for p in pieces if fold(p) not in quotes] == []


def test_the_first_sentence_sums_the_rows_up(answerer: Answerer) -> None:
    first = answerer.ask(SHARE).sentences[0]

    assert "甘肃省不低于百分之六十五" in first.text
    assert "青海省不低于百分之七十五" in first.text
    assert "国家" not in first.text
    assert len(first.citations) == 2


def test_local_rules_are_set_against_the_national_default(answerer: Answerer) -> None:
    told = answerer.ask(SHARE).sentences[1].text

    assert "未规定、也未约定时适用" in told
    assert "甘肃省同此" in told
    assert "青海省写的是单位可以采用" in told


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param("甘肃和青海转让职务科技成果的奖励下限一样吗？", "不一样：", id="alike"),
        pytest.param(
            "甘肃和青海转让职务科技成果的奖励比例哪个省更高？", "最高的是青海省；", id="most"
        ),
    ],
)
def test_what_is_asked_of_the_values_is_said_first(
    answerer: Answerer, question: str, beginning: str
) -> None:
    assert answerer.ask(question).sentences[0].text.startswith(beginning)


def test_a_region_without_such_a_rule_says_so_and_what_was_searched(answerer: Answerer) -> None:
    answer = answerer.ask("哪些省规定了推广机构不得收取介绍费？")

    assert {row[0]: row[1] for row in table_of(answer).rows}["青海省"] == "未见"
    assert "青海省：库中其2份文件里未见" in "".join(answer.missing)


def test_a_region_that_the_library_lacks_is_not_taken_for_one_without_the_rule(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("转让职务科技成果的奖励下限，甘肃、青海和江苏各是多少？")

    assert {row[0]: row[1] for row in table_of(answer).rows}["江苏省"] == "未入库"
    assert "江苏省" in "".join(answer.missing)


def test_a_question_about_all_provinces_names_those_that_are_not_held(answerer: Answerer) -> None:
    missing = "".join(answerer.ask("各省转让职务科技成果的奖励比例是多少？").missing)

    assert "32个省级地区未入库" in missing
    assert "广东省" in missing


def test_a_list_whose_points_the_question_does_not_tell_apart_is_shown_whole(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("国家和甘肃给科技人员的奖励比例各是多少？")

    assert column(table_of(answer), "比例")["国家"] == "不低于百分之四十五；不低于百分之四十"
    assert "其他情形见表" in answer.sentences[0].text
