"""A small story with several asks: what of it selects the rule, and which act holds."""

# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

_LOCAL = {"doc_type": "地方性法规"}
ACTS = {
    "province": (
        _LOCAL | {"region": "甘肃省"},
        """# 甘肃省种源转让条例

2016年4月1日 甘肃省第十二届人民代表大会常务委员会第二十次会议通过

第一条 为了规范种源转让，制定本条例。

第三条 本条例所称种源转让活动，包括种源的检测、代育和咨询等活动。

第四条 本条例施行前公布的育种规定由制定机关清理；与本条例不一致的，应当及时修改。

第五条 公办育种站应当每年向主管部门提交种源转让年度报告。

第六条 公办育种站转让种源的，从转让净收入中提取不低于百分之六十奖励育种人。

本条例实施前制定的地方性法规对育种人的奖励规定与本条不一致的，按照本条规定执行。

第八条 任何单位不得截留种源转让补助。

第九条 公办育种站应当清点留存的种源，登记其来源和数量。县级苗圃和其他留存种源的单位应当照此办理。以上工作应当在2017年3月底前完成。

第十二条 公办育种站未按照规定提交种源转让年度报告的，由主管部门责令改正；逾期不改的，予以通报批评。

第十三条 种源服务机构提供虚假检测意见的，处三万元以下的罚款。

第十四条 截留种源转让补助的，责令退还，四年内不得申请种源项目。

第十五条 本条例有关公办育种站的规定，适用于公办苗圃。

第十六条 本条例自2016年7月1日起施行。
""",
    ),
    "older": (
        _LOCAL | {"region": "兰州市"},
        """# 兰州市育种促进条例

2011年3月2日 兰州市第十四届人民代表大会常务委员会第三次会议通过

第一条 为了促进育种，制定本条例。

第四条 公办育种站转让种源的，从转让净收入中提取不低于百分之十五奖励育种人。

第九条 本条例自2011年5月1日起施行。
""",
    ),
    "later": (
        _LOCAL | {"region": "天水市"},
        """# 天水市育种促进条例

2020年3月2日 天水市第八届人民代表大会常务委员会第三次会议通过

第一条 为了促进育种，制定本条例。

第四条 公办育种站转让种源的，从转让净收入中提取不低于百分之七十五奖励育种人。

第九条 本条例自2020年5月1日起施行。
""",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("stories"), ACTS) as opened:
        yield opened


def _cited(answerer: Answerer, question: str) -> set[tuple[str, str]]:
    return {(c.document_id, c.locator[:4]) for c in answerer.ask(question).citations}


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        pytest.param(
            "甘肃一家公办苗圃没交种源转让年度报告，条例管得到苗圃吗？管得到的话由谁处理、怎么处理？",
            {"第十五条", "第十二条"},
            id="whom the act is for, then what follows",
        ),
        pytest.param(
            "甘肃一个单位把种源转让补助截留了。条例有没有禁止截留？查出来几年不能申请项目？",
            {"第八条", "第十四条"},
            id="what is forbidden, then what follows",
        ),
        pytest.param(
            "甘肃一家种源服务机构出了虚假检测意见。种源检测归种源转让条例管吗？管的话罚多少？",
            {"第三条", "第十三条"},
            id="what the act calls so, then what follows",
        ),
    ],
)
def test_each_ask_of_a_story_gets_the_clause_of_its_own(
    answerer: Answerer, question: str, articles: set[str]
) -> None:
    assert {("province", a) for a in articles} <= _cited(answerer, question)


def test_what_follows_is_told_with_all_its_steps(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃一家公办育种站没交种源转让年度报告，有没有义务交，不交会怎样？")

    assert "逾期不改的，予以通报批评" in answer.text


def test_the_day_by_which_is_told_though_it_stands_sentences_later(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃的公办育种站清点留存的种源、登记来源和数量，最晚到什么时候？")

    assert "2017年3月底" in answer.text


def test_the_rule_from_above_holds_before_an_older_local_one(answerer: Answerer) -> None:
    answer = answerer.ask(
        "兰州一家公办育种站转让种源，翻到兰州市育种促进条例写着净收入的15%，照这个发奖行吗？"
    )

    assert "按《甘肃省种源转让条例》第六条第一款执行" in answer.sentences[0].text
    assert {("province", "第十六条"), ("older", "第九条")} <= {
        (c.document_id, c.locator) for c in answer.citations
    }


def test_older_rules_that_are_to_be_cleared_up_are_not_yet_replaced(answerer: Answerer) -> None:
    told = answerer.ask("兰州一家公办育种站转让种源，照兰州市育种促进条例的15%发奖行吗？").sentences

    assert all("清理" not in sentence.text for sentence in told)


def test_a_local_rule_that_came_later_stands(answerer: Answerer) -> None:
    answer = answerer.ask(
        "天水一家公办育种站转让种源，天水市育种促进条例要净收入的75%，省里的条例说跟它不一致的按它，压得住天水的吗？"
    )

    assert "《天水市育种促进条例》第四条仍按自己的规定执行" in answer.sentences[0].text


def test_who_only_asks_what_a_local_rule_says_is_told_that_first(answerer: Answerer) -> None:
    answer = answerer.ask("兰州市育种促进条例规定转让种源奖励多少？")

    assert "百分之十五" in answer.sentences[0].text
    assert any("百分之六十" in s.text for s in answer.sentences[1:])


def test_two_places_rules_are_told_with_the_days_of_both_acts(answerer: Answerer) -> None:
    question = "兰州和天水转让种源，奖励育种人各不低于净收入的多少？两部条例各从哪天起施行？"
    answer = answerer.ask(question)

    assert "兰州市不低于百分之十五" in answer.sentences[0].text
    assert {("older", "第九条"), ("later", "第九条")} <= {
        (c.document_id, c.locator) for c in answer.citations
    }
