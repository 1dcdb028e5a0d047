"""Numbers as people speak them are read as policy text writes them."""

import pytest

from qa.asked.lay_numbers import as_written


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        pytest.param("净收入50万", "净收入50万元", id="an amount without its unit"),
        pytest.param("产值4万亿元", "产值4万亿元", id="a scale of two characters"),
        pytest.param("罚5000块", "罚5000元", id="块"),
        pytest.param("两百块钱", "两百元", id="块钱 after a numeral"),
        pytest.param("资产1个亿", "资产1亿元", id="个亿"),
        pytest.param("常住人口120万", "常住人口120万人", id="people"),
        pytest.param("销量3万", "销量3万", id="what is sold is no money"),
        pytest.param("拿三成，七成五也行", "拿30%，75%也行", id="tenths"),
        pytest.param("高5个点", "高5个百分点", id="percentage points"),
        pytest.param("罚款翻一番", "罚款翻2倍", id="doubled"),
    ],
)
def test_spoken_numbers_are_written_out(spoken: str, written: str) -> None:
    assert as_written(spoken) == written


@pytest.mark.parametrize(
    "words", ["三块地", "拿几成", "三成立的公司", "一成不变", "卖了3万件", "100万美元", "10万亩"]
)
def test_what_is_no_spoken_number_is_left_alone(words: str) -> None:
    assert as_written(words) == words
