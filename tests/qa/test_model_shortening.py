"""A model's sentence is believed only where it is its source with words left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.claims.shortening import pieces, shortens, statements

SHARE = "成果由单位转让的，应当从转让净收入中提取不低于百分之六十五的比例，奖励完成成果的人员。"
MAY = "高等学校可以从净收入中提取不低于百分之七十五的比例奖励完成人，但用于教学的除外。"
TWO = "转让成果的，提取百分之五十奖励完成人，许可他人实施的，提取百分之六十奖励完成人。"
LIST = "有下列情形之一的，不得转让：\n（一）涉及国家秘密的；\n（二）权属有争议的。"
BAN = "推广机构不得收取介绍费，也不得强制推广。"
ASSENT = "在校学生经学校同意可以休学创业。"
MIDDLE = "单位转让成果的，协议定价的，应当公示十五日。"
EACH = "单位每年按净收入百分之五提取奖励。"
WHEN = "单位扣留奖励的，由主管部门责令改正。"


def follows(piece: str, source: str) -> bool:
    return any(shortens(piece, statement) for statement in statements(source))


@pytest.mark.parametrize(
    ("piece", "source"),
    [
        pytest.param(SHARE.rstrip("。"), SHARE, id="all of it"),
        pytest.param("应当提取不低于65%的比例，奖励完成成果的人员", SHARE, id="digits for words"),
        pytest.param("不低于百分之六十五", SHARE, id="the number with its bound"),
        pytest.param("可以：高等学校可以提取不低于75%，但用于教学的除外", MAY, id="a verdict"),
        pytest.param("涉及国家秘密的，不得转让", "涉及国家秘密的，不得转让。", id="a condition"),
        pytest.param("有下列情形的，不得转让：（二）权属有争议", LIST, id="a point of a list"),
        pytest.param("“推广机构不得收取介绍费”", BAN, id="quoted words"),
        pytest.param("由主管部门责令改正", WHEN, id="the consequence"),
    ],
)
def test_what_leaves_words_out_is_followed(piece: str, source: str) -> None:
    assert follows(piece, source)


@pytest.mark.parametrize(
    ("piece", "source"),
    [
        pytest.param("应当提取不低于66%的比例", SHARE, id="another number"),
        pytest.param("应当提取65%的比例", SHARE, id="a bound left out"),
        pytest.param("应当提取不超过65%的比例", SHARE, id="a bound turned"),
        pytest.param("可以提取不低于65%的比例", SHARE, id="应当 as 可以"),
        pytest.param("提取不低于75%的比例奖励完成人，但用于教学的除外", MAY, id="可以 left out"),
        pytest.param("应当：可以提取不低于75%，但用于教学的除外", MAY, id="a verdict not borne"),
        pytest.param("高等学校可以提取不低于75%", MAY, id="an exception left out"),
        pytest.param("完成成果的人员应当提取不低于65%的比例", SHARE, id="the actor swapped"),
        pytest.param("应当提取不低于65%的比例，奖励单位", SHARE, id="the object swapped"),
        pytest.param("转让成果的，提取60%奖励完成人", TWO, id="numbers crossed"),
        pytest.param("推广机构收取介绍费", BAN, id="a negation left out"),
        pytest.param("得收取介绍费", BAN, id="a word cut in two"),
        pytest.param("推广机构强制推广", BAN, id="a negation left out further on"),
        pytest.param("单位扣留奖励", WHEN, id="a condition as a fact"),
        pytest.param("权属有争议可以转让", LIST, id="the ban of a list turned"),
        pytest.param("应当提取不低于65%的比例，奖励全国完成成果的人员", SHARE, id="a word added"),
        pytest.param("免税", SHARE, id="invented"),
        pytest.param("的", SHARE, id="no word at all"),
        pytest.param("。", SHARE, id="a mark only"),
        pytest.param("在校学生可以休学创业", ASSENT, id="an assent left out"),
        pytest.param(
            "单位转让成果的，应当公示十五日", MIDDLE, id="a condition in between left out"
        ),
        pytest.param("单位按净收入百分之五提取奖励", EACH, id="每年 left out"),
    ],
)
def test_what_says_anything_else_is_not_followed(piece: str, source: str) -> None:
    assert not follows(piece, source)


def test_a_source_with_marks_and_nothing_between_them_is_read() -> None:
    assert follows("单位应当公示", "单位，，应当公示，，十五日。")


@given(st.text(max_size=60))
def test_no_text_of_a_model_breaks_the_check(piece: str) -> None:
    for part in pieces(piece):
        assert follows(part, SHARE) in (True, False)


@given(st.sampled_from([SHARE, MAY, BAN, WHEN]), st.data())
def test_what_is_followed_adds_no_character(source: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(source) - 1), max_size=25, unique=True))
    extra = data.draw(st.sampled_from(["", "税", "全部", "九"]))
    piece = "".join(source[n] for n in sorted(places)) + extra

    if follows(piece, source):
        assert set(piece) <= set(source)
