"""What no text of the library can tell is refused, and the refusal says why."""

import pytest

from qa.answer import Answerer
from qa.told.reply import Status


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("我的成果是卖掉好还是自己干好？", "意见", id="advice"),
        pytest.param("你觉得甘肃的推广条例写得怎么样？", "意见", id="an opinion"),
        pytest.param("椴榛汇是个什么平台？", "椴榛汇", id="a name that no text holds"),
        pytest.param("甘肃的“先榨后酿”怎么操作？", "先榨后酿", id="a name in marks"),
        pytest.param("甘肃推广条例下一次修订定在哪一年？", "以后", id="what is to come"),
        pytest.param(
            "甘肃的奖励比例说由省政府另定，后来规定的是多少？", "后来", id="a rule made elsewhere"
        ),
        pytest.param("甘肃省数据条例规定目录多久更新一次？", "甘肃省数据条例", id="no such act"),
        pytest.param("按技术拍卖法第九条，奖励比例是多少？", "技术拍卖法", id="no act held"),
        pytest.param(
            "甘肃已经废止的那部仪器共享条例，奖励比例是多少？",
            "仪器共享条例",
            id="an act that ended",
        ),
        pytest.param(
            "How many directories were published in Gansu in 2023?",
            "figure",
            id="what came to pass",
        ),
        pytest.param("比较云南和贵州的奖励比例。", "云南省", id="two regions that are not held"),
        pytest.param(
            "2001年5月通过的那版甘肃省技术成果推广条例，奖励比例是多少？",
            "2001年5月的文本",
            id="an earlier version",
        ),
        pytest.param(
            "甘肃省技术成果推广条例（2001年通过、已废止的那部），奖励比例是多少？",
            "2001年的文本",
            id="an earlier version in brackets",
        ),
        pytest.param("甘肃的技术成果推广条例是以第几号令公布的？", "文号", id="no number"),
        pytest.param(
            "甘肃的推广师资格试行办法，今天还有效吗，有没有被替代？",
            "效力的记录",
            id="the force of a text that is not held",
        ),
        pytest.param(
            "甘肃的转化站拿到资助后，几年之内要完成转化？",
            "没有给出所问的数值",
            id="for how long one is barred",
        ),
        pytest.param(
            "2031年修正的《甘肃省技术成果推广条例》，奖励比例是多少？",
            "2031年的文本",
            id="a later version",
        ),
    ],
)
def test_what_no_text_tells_is_refused(answerer: Answerer, question: str, reason: str) -> None:
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert reason in "".join(answer.missing)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("甘肃的技术成果推广条例规定目录多久更新一次？", id="the act itself"),
        pytest.param("甘肃推广条例规定目录多久更新一次？", id="a short title"),
        pytest.param(
            "2020年通过的《甘肃省技术成果推广条例》规定目录多久更新一次？", id="the version held"
        ),
        pytest.param("推广是个什么活动？", id="a name that a text defines"),
        pytest.param("甘肃的转化站造假拿资助，几年不能再申请？", id="for how long one is barred"),
        pytest.param(
            "骗补贴没骗到手，这属于甘肃条例第十五条的哪种情形？", id="a region's act of some title"
        ),
        pytest.param("甘肃，完成人申请自行实施，单位最好多久答复？", id="最好 without an opinion"),
    ],
)
def test_what_is_held_is_not_taken_for_missing(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).status is not Status.NOT_FOUND
