"""A question is understood by its kinds of asking, places, policies, dates and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Head
from graph.names import policy_id
from graph.store import DocumentEntry
from qa.asked.asks import Ask
from qa.asked.names import KnownNames
from qa.asked.question import Question, parse_question


def entry(title: str, region: str) -> DocumentEntry:
    head = Head(title=title, policy_id=policy_id(title), doc_type="条例", regions=(region,))
    return DocumentEntry(title, "0" * 64, head, 1, "", "")


NAMES = KnownNames(
    [
        entry("中华人民共和国科学技术普及法", "全国"),
        entry("甘肃省技术成果推广条例", "甘肃省"),
        entry("青海省技术成果推广条例", "青海省"),
        entry("青海省科学技术普及办法", "青海省"),
        entry("上海市浦东新区技术成果推广若干规定", "上海市"),
    ]
)


def ask(text: str) -> Question:
    return parse_question(text, NAMES, today=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("奖励比例最低是百分之几？", Ask.RATIO, id="ratio"),
        pytest.param("骗取补贴罚多少？", Ask.AMOUNT, id="amount"),
        pytest.param("多久内必须答复？", Ask.PERIOD, id="period"),
        pytest.param("What is the fee for a licence?", Ask.AMOUNT, id="an English fee"),
        pytest.param("What is the minimum share of the award?", Ask.RATIO, id="an English share"),
        pytest.param("目录几年更新一次？", Ask.HOW_OFTEN, id="how often"),
        pytest.param("推广员下乡一天补几百块？", Ask.AMOUNT, id="a sum as one speaks of it"),
        pytest.param("目录由哪个部门编制？", Ask.WHO, id="who"),
        pytest.param("什么叫推广券？", Ask.DEFINITION, id="definition"),
        pytest.param("什么样的凭证才算推广券？", Ask.DEFINITION, id="what counts as"),
        pytest.param("机构能不能收费？", Ask.YES_NO, id="yes or no"),
        pytest.param("这部条例什么时候施行？", Ask.EFFECTIVE, id="commencement"),
        pytest.param("该通知的文号是多少？", Ask.NUMBER, id="document number"),
        pytest.param("科普法现在还有效吗？", Ask.VALIDITY, id="validity"),
        pytest.param("这个要求从哪天开始？", Ask.EFFECTIVE, id="from which day"),
        pytest.param("奖励包不包括管理人员？提几成？", Ask.RATIO, id="after a choice"),
    ],
)
def test_the_kind_of_answer_is_told(text: str, kind: Ask) -> None:
    assert kind in ask(text).asks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("合同没写能用几年，可以一直用吗？", Ask.PERIOD, id="what was not written"),
        pytest.param("无论卖多少钱，都要公示吗？", Ask.AMOUNT, id="whatever the price"),
        pytest.param("高级岗位的比例按什么标准定？", Ask.RATIO, id="by what measure"),
    ],
)
def test_a_number_that_is_only_spoken_of_is_not_asked_for(text: str, kind: Ask) -> None:
    assert kind not in ask(text).asks


def test_the_place_of_an_article_is_no_count() -> None:
    assert Ask.COUNT not in ask("赔偿数额写在第几条？").asks


def test_what_an_agreement_leaves_open_is_no_part_of_its_own() -> None:
    question = ask("钱到账半年了，协议里没写哪天发。条例要求多久发？没发找谁？")

    assert question.parts == ("钱到账半年了，协议里没写哪天发。条例要求多久发？", "没发找谁？")


def test_a_verb_beside_its_negation_asks_yes_or_no() -> None:
    question = ask("今年奖给了谁？名额超没超？为什么？")

    assert question.parts == ("今年奖给了谁？", "名额超没超？为什么？")
    assert Ask.YES_NO in question.asks


def test_questions_in_a_row_are_parts_of_their_own() -> None:
    assert ask("成交额增长多少、企业有多少家？").parts == ("成交额增长多少", "企业有多少家？")
    assert ask("要有多少名经理人、多少个基地？").parts == ("要有多少名经理人", "多少个基地？")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("《科学技术普及法》怎么说？", ["科学技术普及法"], id="without the country"),
        pytest.param("科普法怎么说？", ["科学技术普及法"], id="short form"),
        pytest.param("甘肃条例怎么说？", ["甘肃省技术成果推广条例"], id="region and kind"),
        pytest.param(
            "青海的技术成果推广条例怎么说？", ["青海省技术成果推广条例"], id="region apart"
        ),
    ],
)
def test_a_policy_is_known_by_its_short_names(text: str, titles: list[str]) -> None:
    found = [i.removeprefix("policy:") for m in ask(text).policies for i in m.policy_ids]

    assert found == titles


def test_a_short_name_is_of_the_region_that_is_named_apart() -> None:
    names = KnownNames(
        [entry("甘肃省样品条例", "甘肃省"), entry("青海省样品促进和保护条例", "青海省")]
    )
    (mention,) = parse_question("青海禁止出借样品，是样品条例哪一条？", names).policies

    assert mention.policy_ids == (policy_id("青海省样品促进和保护条例"),)


def test_a_reading_of_the_law_is_known_by_its_matter() -> None:
    court = entry("最高人民法院关于审理样品合同纠纷案件适用法律若干问题的解释", "全国")
    (mention,) = KnownNames([court]).find_policies("样品合同司法解释怎么规定？")

    assert mention.policy_ids == (court.head.policy_id,)


def test_an_act_that_texts_only_name_is_no_act_like_it() -> None:
    names = KnownNames(
        [entry("甘肃省样品条例", "甘肃省")], named=[policy_id("甘肃省样品运输管理条例")]
    )
    (mention,) = parse_question("甘肃以前的样品运输管理条例还有效吗？", names).policies

    assert (mention.policy_ids, mention.named_only) == ((), True)


def test_an_act_of_another_region_is_not_taken_for_the_one_named() -> None:
    (mention,) = ask("云南省技术成果推广条例规定奖励多少？").policies

    assert mention.policy_ids == ()


def test_letters_name_provinces() -> None:
    assert ask("甘、青、陕三地的奖励下限各是多少？").regions == ("甘肃省", "青海省", "陕西省")


def test_places_are_regions_only_where_acts_are_asked_for() -> None:
    assert ask("哪些地方的条例规定了推广资金？").every_region
    assert not ask("推广资金能花在哪些地方？").every_region


def test_a_word_that_only_asks_is_not_looked_for() -> None:
    terms = ask("补贴几级，多长时间发放？").terms

    assert [term.text for term in terms] == ["补贴", "发放"]


def test_two_dates_are_two_days_of_law() -> None:
    question = ask("2023年的登记费是多少？2024年6月以后呢？")

    assert [(d.first, d.last) for d in question.dates] == [
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2024, 6, 1), date(2024, 6, 30)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2018年国办推广的改革里有技术员，他要回避吗？", id="of an event"),
        pytest.param("2018年度合作奖给了几个人？现行条例分等级吗？", id="of a round of prizes"),
        pytest.param("按2012年的推广条例，2018年3月奖励多少？", id="of an act beside the day"),
    ],
)
def test_the_year_of_something_else_is_no_day_of_law(text: str) -> None:
    assert [d.text for d in ask(text).dates] == [d for d in ["2018年3月"] if d in text]


def test_a_bare_amount_is_money() -> None:
    (amount,) = ask("净收入50万，奖励多少？").quantities

    assert (amount.value, amount.unit) == (500_000.0, "元")


def test_what_is_asked_for_is_no_amount() -> None:
    assert ask("成交额是多少亿元，占百分之几？").quantities == ()


def test_what_an_act_does_not_protect_is_what_it_does_not_apply_to() -> None:
    assert ask("哪些成果不受科普法保护？").chinese == "哪些成果不适用科普法？"


def test_a_place_that_only_a_title_names_is_known_by_its_short_name() -> None:
    assert ask("浦东对推广站有什么补贴？").regions == ("浦东新区",)
    assert NAMES.documents_of("浦东新区") == ["上海市浦东新区技术成果推广若干规定"]


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "（）"])
def test_an_act_is_named_by_its_number_whatever_its_brackets(brackets: str) -> None:
    head = Head(
        title="关于推广站建设的通知",
        policy_id="policy:关于推广站建设的通知",
        doc_type="通知",
        regions=("甘肃省",),
        document_number="甘推办发〔2021〕17号",
    )
    names = KnownNames([DocumentEntry("n", "0" * 64, head, 1, "", "")])
    left, right = brackets[0], brackets[1]
    text = f"请问甘推办发{left}2021{right}17号文要求建几个站？"
    (named,) = parse_question(text, names, today=date(2026, 6, 1)).policies

    assert named.policy_ids == ("policy:关于推广站建设的通知",)


def test_what_is_not_of_the_post_is_a_word_of_its_own() -> None:
    words = {term.text: term.forms for term in ask("员工的非职务发明归谁？").terms}

    assert "非职务发明创造" in words["非职务发明"]
    assert "职务发明" not in words
