"""A number, a 可以 or a date of another matter is no answer, however near it stands."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.told.reply import Status
from tests.qa.conftest import answering

OLD = """# 四川省研修管理办法

2005年3月2日 四川省人民政府第五十次常务会议通过

第一条 为了管理研修，制定本办法。

第四条 研修师每年参加研修不少于二十学时。

第九条 本办法自2005年5月1日起施行。
"""

NEW = """# 四川省研修条例

2021年1月8日 四川省第十三届人民代表大会常务委员会第二十五次会议通过

第一条 为了规范研修活动，制定本条例。

第二条 本条例下列用语的含义：

（一）研修资源，是指研修机构在开展研修活动中形成的教材和案例；

（二）研修师，是指在研修机构授课的人员。

第四条 研修师每年参加进修的时间累计不少于四十八学时。

第六条 研修结业论文的考评组应当不少于五人，其中研修机构以外的专家应当不少于二人。

第七条 研修副教授经研修机构同意，最晚可以到六十二周岁退出讲台；研修教授经省人民政府同意，可以推迟退出讲台的年龄，但最长不超过六十六周岁。

第八条 研修机构应当自受理开班申请之日起十日内作出批准或者不予批准的决定；不予批准的，应当说明理由。因特殊原因不能按时答复的，经研修机构负责人批准，可以延长五日。

第十一条 限制开放的研修资源，是指仅向研修师开放的研修资源。

第十五条 研修机构未聘用合格的管理人员负责资金管理的，责令改正，并处二万元以上十万元以下的罚款。

第二十条 本条例自2021年3月1日起施行。《四川省研修管理办法》同时废止。
"""

_ABOUT = {"region": "四川省", "doc_type": "地方性法规"}
ACTS = {"old": (_ABOUT, OLD), "new": (_ABOUT, NEW)}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("other-matters"), ACTS) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("四川研修机构的注册资金最低要多少万元？", id="a capital, where a fine stands"),
        pytest.param("四川研修结业论文最少要写多少字？", id="characters, where people are counted"),
        pytest.param("2024年四川有多少研修师参加了进修？", id="what happened, where a rule stands"),
    ],
)
def test_a_number_of_another_matter_is_not_given(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert answer.missing


def test_a_fine_answers_who_asks_for_the_fine(answerer: Answerer) -> None:
    answer = answerer.ask("四川的研修机构没聘用合格的管理人员，罚多少钱？")

    assert "二万元以上十万元以下" in answer.sentences[0].text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("四川省研修管理办法什么时候废止的，被什么取代？", id="when and by what"),
        pytest.param("四川省研修管理办法是哪年废止的？", id="when"),
    ],
)
def test_of_an_act_that_was_ended_it_is_told_by_which_and_when(
    answerer: Answerer, question: str
) -> None:
    told = answerer.ask(question).text

    assert "《四川省研修管理办法》同时废止" in told
    assert "2021年3月1日" in told


def test_what_an_act_ended_is_found_where_the_question_puts_it_first(answerer: Answerer) -> None:
    answer = answerer.ask("四川出台研修条例时把哪部老规定废止了？")

    assert "《四川省研修管理办法》同时废止" in answer.sentences[0].text


def test_a_vice_professor_is_no_professor(answerer: Answerer) -> None:
    first = answerer.ask("四川的研修教授最晚到多少岁退出讲台？").sentences[0].text

    assert "六十六周岁" in first
    assert "六十二周岁" not in first


def test_what_is_defined_is_the_word_and_no_longer_one(answerer: Answerer) -> None:
    first = answerer.ask("四川研修条例里研修资源怎么定义？").sentences[0].text

    assert "形成的教材和案例" in first


def test_a_refusal_of_something_else_does_not_forbid_what_is_asked(answerer: Answerer) -> None:
    answer = answerer.ask("四川的研修机构受理开班申请后几日内作出决定，能延长吗？")

    assert "十日内" in answer.sentences[0].text
    assert "不可以" not in answer.text
    assert "可以延长五日" in answer.text


def test_each_part_of_a_question_is_told_its_own_number(answerer: Answerer) -> None:
    answer = answerer.ask("四川研修结业论文考评组最少几个人，外面的专家要几个？")

    assert answer.sentences[0].text.startswith(
        "研修结业论文的考评组应当不少于五人，其中研修机构以外的专家应当不少于二人（"
    )
