"""An attribute that is asked for has to stand in the words that answer."""

import pytest

from qa.answer import Answerer
from qa.attributes import unanswered_attribute
from qa.reply import Status


@pytest.mark.parametrize(
    ("question", "words", "lost"),
    [
        pytest.param("登记费是多少？", "登记有效期为十年。", "登记费", id="a fee that is a period"),
        pytest.param("登记费是多少？", "登记费每件三百元。", "", id="a fee"),
        pytest.param("抽检合格率是多少？", "合格率不低于百分之九十。", "", id="a share"),
        pytest.param("推广站一共多少家？", "推广站分为三级。", "以“家”计的数", id="no such count"),
        pytest.param("推广站一共多少家？", "现有推广站十二家。", "", id="a count"),
        pytest.param("推广站的电话是多少？", "推广站负责培训。", "电话", id="a telephone number"),
        pytest.param("推广站的地址在哪里？", "地址变更的，应当备案。", "地址", id="an address"),
        pytest.param("经纪人最低学历是什么？", "经纪人应当诚信。", "学历", id="a degree"),
        pytest.param("经纪人最低学历是什么？", "经纪人应当有大专学历。", "", id="a degree told"),
        pytest.param("站由哪个部门牵头建？", "建设推广站。", "牵头单位", id="who leads"),
        pytest.param("谁牵头建站？", "科技部门会同财政部门建站。", "", id="a body that leads"),
        pytest.param("补贴由哪个银行兑付？", "补贴由科技部门发放。", "是哪个银行", id="a bank"),
        pytest.param("补贴由哪个银行兑付？", "补贴由甘州银行兑付。", "", id="a bank by its name"),
        pytest.param("研究生的导师是谁？", "学校培养研究生。", "姓名", id="a teacher"),
        pytest.param("协会的会长是谁？", "协会设会长一名。", "姓名", id="a name"),
        pytest.param("协会的会长是谁？", "会长由周望舒担任。", "", id="a name that is known"),
    ],
)
def test_words_give_the_attribute_or_what_is_lacking_is_named(
    question: str, words: str, lost: str
) -> None:
    assert unanswered_attribute(question, words, ["周望舒"]) == lost


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("甘肃的推广服务机构联系电话是多少？", id="telephone"),
        pytest.param("甘肃的推广服务机构现在一共有多少家？", id="how many there are"),
        pytest.param("甘肃的推广服务机构可以从事哪12项活动？", id="more than the text lists"),
        pytest.param("甘肃有多少项成果转让净收入超过1000万元？", id="a count of no share"),
    ],
)
def test_what_a_rule_cannot_know_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert answer.missing
